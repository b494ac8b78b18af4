import { Button, Checkbox, makeStyles, Select, Text, Tooltip, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, Delete16Regular } from '@fluentui/react-icons';
import { useTab } from '../tabContext.ts';
import type { Draft } from './draft.ts';

type Line = Draft['skills'][number];

/** A line for each technology. A line that was touched counts as confirmed. */
export function SkillLines({ lines, onChange }: { lines: Line[]; onChange(lines: Line[]): void }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { skills: said } = words;
  const change = (technology: string, part: Partial<Line>) =>
    onChange(lines.map((each) => (each.technology === technology ? { ...each, confirmed: true, ...part } : each)));
  return (
    <div className={styles.around}>
      <table className={styles.table} aria-label={said.title}>
        <thead>
          <tr>
            {[said.technology, said.level, said.owner, said.learn, said.confirmed, ''].map((name) => (
              <th key={name} scope="col" className={styles.head}>
                {name || <span className="visually-hidden">{said.remove('')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const name = line.name[format.language];
            return (
              <tr key={line.technology} className={styles.row}>
                <th scope="row" className={styles.name}>
                  {name}
                </th>
                <td className={styles.cell}>
                  <Select
                    size="small"
                    aria-label={`${said.level}: ${name}`}
                    value={String(line.level)}
                    onChange={(_, { value }) => change(line.technology, { level: Number(value) })}
                  >
                    {said.levels.map((level, at) => (
                      <option key={level} value={at + 1}>
                        {said.levelOf(at + 1, level)}
                      </option>
                    ))}
                  </Select>
                </td>
                <td className={styles.cell}>
                  <Tooltip content={said.ownerHint} relationship="description">
                    <Checkbox
                      aria-label={`${said.owner}: ${name}`}
                      checked={line.owner}
                      onChange={(_, { checked }) => change(line.technology, { owner: checked === true })}
                    />
                  </Tooltip>
                </td>
                <td className={styles.cell}>
                  <Checkbox
                    aria-label={`${said.learn}: ${name}`}
                    checked={line.wantsToLearn}
                    onChange={(_, { checked }) => change(line.technology, { wantsToLearn: checked === true })}
                  />
                </td>
                <td className={styles.cell}>
                  {line.confirmed ? (
                    <Text size={200}>{said.willConfirm}</Text>
                  ) : (
                    <span className={styles.confirm}>
                      <Text size={200} className={styles.date}>
                        {line.confirmedAt ? format.day(line.confirmedAt) : said.never}
                      </Text>
                      <Button
                        size="small"
                        appearance="subtle"
                        icon={<Checkmark16Regular />}
                        onClick={() => change(line.technology, {})}
                      >
                        {said.confirm}
                      </Button>
                    </span>
                  )}
                </td>
                <td className={styles.cell}>
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<Delete16Regular />}
                    aria-label={said.remove(name)}
                    onClick={() => onChange(lines.filter((each) => each !== line))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const useStyles = makeStyles({
  around: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  head: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    whiteSpace: 'nowrap',
  },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  name: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    minWidth: '160px',
    width: '40%',
    paddingRight: tokens.spacingHorizontalM,
  },
  cell: {
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXXS} 0`,
    whiteSpace: 'nowrap',
  },
  date: { minWidth: '7.5em' },
  confirm: { display: 'inline-flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
});
