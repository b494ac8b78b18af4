import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Measures } from '../../history/measures/measureRoutes.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import { Bars } from './Bars.tsx';

/** How experts answered, and how well the plan had foreseen who would solve it. */
export function Outcomes({ measures: { outcomes, overall, unattended } }: { measures: Measures }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { measures } = words;
  const { invitations, perCover, solver } = outcomes;
  const { busy, 'ask-other': askOther, 'not-my-field': notMyField, other } = invitations.declined;
  const declined = busy + askOther + notMyField + other;
  const answered = invitations.accepted + declined;
  const asked = format.number(invitations.asked);
  const facts: [string, string, string][] = [
    [
      measures.facts.acceptance,
      format.share(invitations.accepted, answered),
      measures.ofAll(format.number(invitations.accepted), format.number(answered)),
    ],
    [
      measures.facts.silence,
      format.share(invitations.expired, invitations.asked),
      measures.ofAll(format.number(invitations.expired), asked),
    ],
    [
      measures.facts.unreachable,
      format.share(invitations.unreachable, invitations.asked),
      measures.ofAll(format.number(invitations.unreachable), asked),
    ],
    [
      measures.facts.perCover,
      perCover.median === null ? '–' : format.number(perCover.median),
      perCover.p90 === null
        ? measures.noneOf
        : `${measures.p90} ${format.number(perCover.p90)}${words.separator}${measures.of(format.number(perCover.count), format.number(overall.swarms))}`,
    ],
    [
      measures.facts.gaps,
      format.share(outcomes.withGaps, overall.swarms),
      measures.of(format.number(outcomes.withGaps), format.number(overall.swarms)),
    ],
    [measures.facts.handOvers, format.number(outcomes.handOvers), ''],
    [
      measures.facts.unattended,
      format.span(unattended.minutes * 60),
      measures.of(format.number(unattended.swarms), format.number(overall.swarms)),
    ],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value, detail]) => (
          <div key={name} className={styles.fact}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>
              <Text size={500} weight="semibold">
                {value}
              </Text>
              <Text size={200} className={styles.subtle}>
                {detail}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.panels}>
        <Panel title={measures.answers}>
          <Bars
            label={measures.answers}
            head={[measures.answer, measures.invitations]}
            bars={[
              { name: words.answers.accepted, count: invitations.accepted, tone: 'good' },
              { name: words.answers.declined, count: declined, tone: 'usual' },
              { name: words.answers.expired, count: invitations.expired, tone: 'warning' },
              { name: words.answers.withdrawn, count: invitations.withdrawn, tone: 'quiet' },
              { name: words.answers.unreachable, count: invitations.unreachable, tone: 'bad' },
              { name: words.answers.delivered, count: invitations.waiting, tone: 'quiet' },
            ]}
          />
        </Panel>
        <Panel title={measures.declines}>
          <Bars
            label={measures.declines}
            head={[measures.reason, measures.invitations]}
            bars={[
              { name: words.declines.busy, count: busy, tone: 'usual' },
              { name: words.declines['not-my-field'], count: notMyField, tone: 'usual' },
              { name: words.declines['ask-other'], count: askOther, tone: 'usual' },
              { name: words.declines.other, count: other, tone: 'usual' },
            ]}
          />
        </Panel>
        <Panel title={measures.solver} hint={measures.solverHint}>
          <Bars
            label={measures.solver}
            head={[measures.place, measures.count]}
            bars={[
              { name: measures.solverPlaces.first, count: solver.first, tone: 'good' },
              { name: measures.solverPlaces.second, count: solver.second, tone: 'usual' },
              { name: measures.solverPlaces.third, count: solver.third, tone: 'usual' },
              { name: measures.solverPlaces.later, count: solver.later, tone: 'usual' },
              { name: measures.solverPlaces.unranked, count: solver.unranked, tone: 'warning' },
              { name: measures.solverPlaces.nobody, count: solver.nobody, tone: 'quiet' },
            ]}
          />
        </Panel>
      </div>
    </>
  );
}

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  fact: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    fontSize: tokens.fontSizeBase200,
  },
  name: { minHeight: `calc(2 * ${tokens.lineHeightBase200})`, lineHeight: tokens.lineHeightBase200 },
  value: { margin: 0, display: 'flex', flexDirection: 'column' },
  subtle: { color: tokens.colorNeutralForeground3, minHeight: tokens.lineHeightBase200 },
  panels: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});
