import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTab } from '../tabContext.ts';

export type Bar = { name: string; count: number; tone: 'good' | 'usual' | 'warning' | 'bad' | 'quiet' };

/** Parts of a whole, as a table whose bars are its rows: it reads the same with and without eyes. */
export function Bars({ label, head, bars }: { label: string; head: [string, string]; bars: readonly Bar[] }) {
  const styles = useStyles();
  const { format } = useTab();
  const all = bars.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <table className={styles.table} aria-label={label}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col">{head[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ name, count, tone }) => (
          <tr key={name}>
            <th scope="row" className={styles.name}>
              {name}
            </th>
            <td className={styles.cell}>
              <div className={styles.line}>
                <div className={mergeClasses(styles.bar, styles[tone])} style={{ width: `${(count / most) * 100}%` }} />
                <span className={styles.count}>
                  {format.number(count)} <span className={styles.share}>({format.share(count, all)})</span>
                </span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', fontSize: tokens.fontSizeBase200 },
  name: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    width: '38%',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
    verticalAlign: 'middle',
  },
  cell: { padding: 0 },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 92px',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  bar: { height: '14px', minWidth: '2px', borderRadius: tokens.borderRadiusSmall, forcedColorAdjust: 'none' },
  count: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  share: { color: tokens.colorNeutralForeground3 },
  good: { backgroundColor: tokens.colorPaletteGreenBackground3 },
  usual: { backgroundColor: tokens.colorBrandBackground },
  warning: { backgroundColor: tokens.colorPaletteMarigoldBackground3 },
  bad: { backgroundColor: tokens.colorPaletteRedBackground3 },
  quiet: { backgroundColor: tokens.colorNeutralStroke1 },
});
