import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Load } from '../../history/measures/measureRoutes.ts';
import { useTab } from '../tabContext.ts';

/** Asks of 28 days on a scale to burn-out; the mark is the fair share. */
export function LoadBar({ asks, budget, levels }: { asks: number; budget: number; levels: Load['levels'] }) {
  const styles = useStyles();
  const { words } = useTab();
  const top = Math.max(levels.burnout, asks);
  const level =
    asks >= levels.burnout ? 'burnout' : asks >= levels.bad ? 'bad' : asks > levels.good ? 'raised' : 'good';
  return (
    <div className={styles.line}>
      <span className={styles.count}>{asks}</span>
      <div className={styles.scale} aria-hidden>
        <div className={mergeClasses(styles.bar, styles[level])} style={{ width: `${(asks / top) * 100}%` }} />
        <div className={styles.share} style={{ left: `${(budget / top) * 100}%` }} />
      </div>
      <span className={styles.level}>{asks === 0 ? '' : words.coverage.level[level]}</span>
    </div>
  );
}

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(60px, 1fr) 96px',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  count: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  scale: {
    position: 'relative',
    height: '10px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground5,
  },
  bar: { height: '100%', borderRadius: tokens.borderRadiusSmall, forcedColorAdjust: 'none' },
  share: {
    position: 'absolute',
    top: '-3px',
    bottom: '-3px',
    width: '2px',
    backgroundColor: tokens.colorNeutralForeground2,
  },
  level: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  good: { backgroundColor: tokens.colorPaletteGreenBackground3 },
  raised: { backgroundColor: tokens.colorPaletteMarigoldBackground3 },
  bad: { backgroundColor: tokens.colorPaletteDarkOrangeBackground3 },
  burnout: { backgroundColor: tokens.colorPaletteRedBackground3 },
});
