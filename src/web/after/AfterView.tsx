import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { After, AfterCounts, OpenTask } from '../../history/after/after.ts';
import { Loading } from '../parts/Loading.tsx';
import { languageOf } from '../parts/languageOf.ts';
import { Page } from '../parts/Page.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';

/** What comes after swarms, for leads: how the quarter went beside the one before, and what is still open. */
export function AfterView() {
  const styles = useStyles();
  const { words } = useTab();
  const { answer, again } = useAnswer<After>('/api/history/after');
  const found = shown(answer);
  if (answer.state === 'refused')
    return <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />;
  if (found === null) return <Loading />;
  return (
    <Page>
      <Panel title={words.after.trend} hint={words.after.trendHint}>
        <Trend now={found.now} before={found.before} />
      </Panel>
      <Panel title={words.after.open(found.open.length)} hint={words.after.openHint}>
        {found.open.length === 0 ? (
          <Text className={styles.hint}>{words.after.none}</Text>
        ) : (
          <ul className={styles.list}>
            {found.open.map((each) => (
              <Task key={`${each.swarmId} ${each.task ?? each.due} ${each.person.id}`} task={each} />
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  );
}

/** Each count of the quarter, as a share where that says more, with that of the quarter before. */
function Trend({ now, before }: { now: AfterCounts; before: AfterCounts }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { rows } = words.after;
  const answers = ({ answered: { yes, no, unknown } }: AfterCounts) => yes + no + unknown;
  const lines: { name: string; of: (counts: AfterCounts) => [part: number, whole: number] }[] = [
    { name: rows.workarounds, of: (each) => [each.workarounds, each.resolved] },
    { name: rows.final, of: (each) => [each.final, each.resolved] },
    { name: rows.untold, of: (each) => [each.resolved - each.workarounds - each.final, each.resolved] },
    { name: rows.reopened, of: (each) => [each.reopened, each.everResolved] },
    { name: rows.stillFixed, of: (each) => [each.answered.yes, answers(each)] },
    { name: rows.notFixed, of: (each) => [each.answered.no, answers(each)] },
    { name: rows.told, of: (each) => [each.answered.told, answers(each)] },
    { name: rows.confirmed, of: (each) => [each.answered.confirmed, answers(each)] },
    { name: rows.prevented, of: (each) => [each.prevention.done, each.prevention.given] },
  ];
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.name} />
          <th scope="col" className={styles.cell}>
            {words.after.quarter}
          </th>
          <th scope="col" className={styles.cell}>
            {words.after.quarterBefore}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row" className={styles.name}>
              {name}
            </th>
            {[now, before].map((counts, index) => {
              const [part, whole] = of(counts);
              return (
                <td key={index === 0 ? 'now' : 'before'} className={styles.cell}>
                  {whole === 0
                    ? words.after.ofNothing
                    : words.after.ofAll(format.number(part), format.number(whole), format.share(part, whole))}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Task({ task: { swarmId, caseId, title, person, task, state, due, isLate } }: { task: OpenTask }) {
  const styles = useStyles();
  const { words, go, format } = useTab();
  const standing = words.after.states[state] ?? state;
  return (
    <li className={styles.task}>
      <Text weight="semibold" lang={task === null ? format.language : languageOf(task)}>
        {task ?? words.after.question}
      </Text>
      <Text size={200} className={isLate ? styles.late : styles.hint}>
        {words.after.standing(person.name, standing, format.day(due), isLate)}
      </Text>
      <Link onClick={() => go({ view: 'swarms', swarm: swarmId, article: false })} lang={languageOf(title)}>
        {`${caseId} ${title}`}
      </Link>
    </li>
  );
}

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground3 },
  late: { color: tokens.colorPaletteRedForeground1 },
  table: { borderCollapse: 'collapse', maxWidth: '720px', width: '100%' },
  name: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, padding: tokens.spacingVerticalXS },
  cell: { textAlign: 'end', padding: tokens.spacingVerticalXS, fontVariantNumeric: 'tabular-nums' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalM },
  task: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    alignItems: 'flex-start',
    overflowWrap: 'anywhere',
  },
});
