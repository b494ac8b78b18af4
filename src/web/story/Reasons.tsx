import {
  Badge,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { StoryEvent } from '../../history/swarms/story.ts';
import type { Candidate, Plan } from '../../matching/plan.ts';
import { useTab, useTechnologyName } from '../tabContext.ts';
import { spokenFor } from './spokenFor.ts';

/** Why it was decided so: the whole ranking of a plan, or what spoke for the one who was asked. */
export function Reasons({ event }: { event: StoryEvent }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const nameOf = useTechnologyName();
  if (event.type === 'ExpertInvited') {
    const reasons = spokenFor(event.invitation).map((reason) => words.reasonFor(reason, nameOf, format));
    return (
      <ul className={styles.list}>
        {[...new Set(reasons)].map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    );
  }
  return 'plan' in event ? <Ranking plan={event.plan} /> : null;
}

function Ranking({ plan }: { plan: Plan }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const nameOf = useTechnologyName();
  const { story } = words;
  const chosen = new Set(plan.team.map((each) => each.person.id));
  const covers = (candidate: Candidate) =>
    candidate.covers.map((each) => words.labelled(nameOf(each.technology), story.level(each.level, each.owner)));
  return (
    <div className={styles.ranking}>
      <Text size={200} weight="semibold">
        {story.whyPeople}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={story.whyPeople}>
        <Table size="extra-small" aria-label={story.whyPeople}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell className={styles.name}>{story.person}</TableHeaderCell>
              <TableHeaderCell className={styles.covers}>{story.covers}</TableHeaderCell>
              <TableHeaderCell className={styles.for}>{story.for}</TableHeaderCell>
              <TableHeaderCell>{story.against}</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {plan.ranking.candidates.map((each) => (
              <TableRow key={each.person.id}>
                <TableCell className={styles.name}>
                  <div>{each.person.name}</div>
                  {chosen.has(each.person.id) && (
                    <Badge size="small" appearance="tint" color="brand">
                      {story.chosen}
                    </Badge>
                  )}
                </TableCell>
                <TableCell className={styles.cell}>
                  <Lines of={covers(each)} />
                </TableCell>
                <TableCell className={styles.cell}>
                  <Lines of={spokenFor(each).map((reason) => words.reasonFor(reason, nameOf, format))} />
                </TableCell>
                <TableCell className={styles.cell}>
                  <Lines of={each.against.map((reason) => words.reasonAgainst(reason, nameOf, format))} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
      {plan.ranking.leftOut > 0 && (
        <Text size={200} className={styles.rest}>
          {story.leftOut(plan.ranking.leftOut)}
        </Text>
      )}
    </div>
  );
}

const Lines = ({ of }: { of: string[] }) => (
  <>
    {[...new Set(of)].map((line) => (
      <div key={line}>{line}</div>
    ))}
  </>
);

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL, fontSize: tokens.fontSizeBase200 },
  ranking: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, width: '100%', minWidth: 0 },
  scroll: {
    overflowX: 'auto',
    maxHeight: '420px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  covers: { width: '27%' },
  for: { width: '35%' },
  name: { width: '17%', minWidth: '110px', verticalAlign: 'top', paddingTop: '6px', paddingBottom: '6px' },
  cell: { minWidth: '140px', verticalAlign: 'top', paddingTop: '6px', paddingBottom: '6px' },
  rest: { color: tokens.colorNeutralForeground3 },
});
