import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { MySkills } from '../../history/mySkills/mySkills.ts';
import { useTab } from '../tabContext.ts';

/** The next seven days on the clock, a row each: when one can be asked, and why a day is not as the week has it. */
export function WeekPicture({ week }: { week: MySkills['week'] }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { skills: said } = words;
  if (week.length === 0) return null;
  return (
    <section className={styles.week} aria-label={said.weekAhead}>
      <Text weight="semibold">{said.weekAhead}</Text>
      <Text size={200} className={styles.hint}>
        {said.weekHint}
      </Text>
      <ul className={styles.days}>
        {week.map(({ date, weekday, asked, kept, off, isKnown, isByShifts, onCall }) => {
          const name = said.dayOf(said.days[weekday - 1] ?? '', Number(date.slice(5, 7)), Number(date.slice(8)));
          const times = asked.map(({ from, to }) => `${from}–${to}`).join(', ') || said.notAsked;
          const why = [
            ...(off ? [said.dayOff(off)] : []),
            ...(isKnown ? [] : [said.unknownDay]),
            ...(isByShifts && asked.length > 0 ? [said.byShifts] : []),
            ...onCall.map(({ technology, from, to }) =>
              said.onCall(technology === null ? null : technology[format.language], from, to),
            ),
          ].join(' · ');
          return (
            <li key={date} className={styles.day}>
              <Text className={styles.name}>{name}</Text>
              <span className={styles.clock} aria-hidden>
                {asked.map((each) => (
                  <span key={`a${each.from}`} className={styles.asked} style={placed(each)} title={said.asked} />
                ))}
                {onCall.map((each) => (
                  <span key={`c${each.from}`} className={styles.onCall} style={placed(each)} title={why} />
                ))}
                {kept.map((each) => (
                  <span key={`k${each.from}`} className={styles.kept} style={placed(each)} title={said.kept} />
                ))}
              </span>
              <Text size={200} className={styles.times}>
                {why === '' ? times : `${times} · ${why}`}
              </Text>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Where a stretch lies on the clock of a day. */
function placed({ from, to }: { from: string; to: string }): { left: string; width: string } {
  const left = minutesOf(from) / 14.4;
  return { left: `${left}%`, width: `${Math.max(0, minutesOf(to) / 14.4 - left)}%` };
}
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const useStyles = makeStyles({
  week: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    marginTop: tokens.spacingVerticalL,
  },
  hint: { color: tokens.colorNeutralForeground3 },
  days: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalXS },
  day: {
    display: 'grid',
    gridTemplateColumns: '80px minmax(120px, 320px) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    '@media (max-width: 600px)': { gridTemplateColumns: '80px minmax(0, 1fr)' },
  },
  name: { whiteSpace: 'nowrap' },
  clock: {
    position: 'relative',
    height: '14px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground4,
    backgroundImage: `linear-gradient(to right, transparent calc(100% - 1px), ${tokens.colorNeutralStroke2} 0)`,
    backgroundSize: '25% 100%',
    overflow: 'hidden',
  },
  asked: { position: 'absolute', top: 0, bottom: 0, backgroundColor: tokens.colorBrandBackground },
  kept: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    backgroundColor: tokens.colorNeutralBackground4,
    border: `1px dashed ${tokens.colorBrandStroke1}`,
    boxSizing: 'border-box',
  },
  onCall: { position: 'absolute', bottom: 0, height: '4px', backgroundColor: tokens.colorPaletteMarigoldBackground3 },
  times: { color: tokens.colorNeutralForeground2, '@media (max-width: 600px)': { gridColumn: '1 / -1' } },
});
