import { Badge, makeStyles, Persona, Text, tokens } from '@fluentui/react-components';
import type { StoryInvitation, StoryPerson, SwarmStory } from '../../history/swarms/story.ts';
import { initialsOf } from '../parts/initials.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab, useTechnologyName } from '../tabContext.ts';
import { askedAt } from './telling.ts';

/** Everyone who was asked or in it, and what they answered after how long. */
export function People({ story: { people } }: { story: SwarmStory }) {
  const styles = useStyles();
  const lists = useLists();
  const { words } = useTab();
  return (
    <Panel title={words.story.people}>
      <ul className={lists.wide}>
        {people.map((each) => (
          <li key={each.person.id} className={styles.person}>
            <Persona
              name={each.person.name}
              size="medium"
              avatar={{ color: 'colorful', initials: initialsOf(each.person.name) }}
              secondaryText={each.role ? words.roles[each.role] : words.story.notIn}
            />
            {each.credited && (
              <Badge appearance="tint" color="success" className={styles.badge}>
                {words.story.credited}
              </Badge>
            )}
            <Asked of={each} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Asked({ of }: { of: StoryPerson }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const nameOf = useTechnologyName();
  const { story } = words;
  return (
    <div className={styles.invitations}>
      {of.invitations.map((each) => (
        <Text key={each.id} size={200} className={styles.subtle}>
          {[asked(each), ...told(each)].join(words.separator)}
        </Text>
      ))}
    </div>
  );

  function asked({ takesOver, role, technologies, wave }: StoryInvitation): string {
    if (takesOver) return story.askedToTakeOver;
    if (role === 'learner') return story.askedToLearn;
    return technologies.length === 0
      ? story.askedToHelp(wave)
      : story.asked(words.listed(technologies.map(nameOf)), wave);
  }

  function told(of: StoryInvitation): string[] {
    const { answer, answeredAt, deliverAt } = of;
    const said =
      answer.state === 'queued' && deliverAt
        ? story.events.asksLater(format.moment(deliverAt))
        : words.answers[answer.state];
    const span = answeredAt ? format.span((Date.parse(answeredAt) - Date.parse(askedAt(of))) / 1000) : null;
    const state = span ? story.answeredAfter(said, span) : said;
    switch (answer.state) {
      case 'declined':
        return [
          state,
          words.declines[answer.reason],
          ...(answer.instead ? [story.instead(answer.instead.name)] : []),
          ...(answer.note ? [story.note(answer.note)] : []),
        ];
      case 'unreachable':
        return [state, words.unreachable[answer.cause]];
      case 'withdrawn':
        return [state, answer.by ? story.takenOverBy(answer.by.name) : words.withdrawn[answer.because]];
      default:
        return [state];
    }
  }
}

const useStyles = makeStyles({
  person: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  badge: { justifySelf: 'end' },
  invitations: { gridColumn: '1 / -1', display: 'flex', flexDirection: 'column', paddingLeft: '40px' },
  subtle: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});
