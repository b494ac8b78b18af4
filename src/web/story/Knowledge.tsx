import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Chat16Regular } from '@fluentui/react-icons';
import type { StoryAnswer } from '../../history/swarms/swarmRoutes.ts';
import { unbrokenCounts } from '../../language/unbroken.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { languageOf } from '../parts/languageOf.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import { openLink } from '../teams.ts';

/** What it truly was and what fixed it, to take along. Nothing while it is not resolved. */
export function Knowledge({ story: { row, people, solvers } }: { story: StoryAnswer }) {
  const styles = useStyles();
  const { words } = useTab();
  const { story } = words;
  if (!row.rootCause || !row.fix) return null;
  const fixName = row.fixKind === null ? story.fix : story.fixAs[row.fixKind];
  const helped = people.filter((each) => each.credited).map((each) => each.person.name);
  const text = () =>
    [
      `${row.caseId}  ${row.title}`,
      words.labelled(story.rootCause, row.rootCause ?? ''),
      words.labelled(fixName, row.fix ?? ''),
      ...(helped.length > 0 ? [words.labelled(story.credits, words.people(helped))] : []),
    ].join('\n');
  return (
    <Panel title={story.knowledge} actions={<CopyButton text={text} />}>
      <Part name={story.rootCause} text={row.rootCause} />
      <Part name={fixName} text={row.fix} />
      {solvers.length > 0 && (
        <div className={styles.ask}>
          <Text size={200} className={styles.name}>
            {story.ask}
          </Text>
          {solvers.map(({ name, chat }) =>
            chat === null ? (
              <Text key={name}>{words.people([name])}</Text>
            ) : (
              <Button key={chat} size="small" icon={<Chat16Regular />} onClick={() => openLink(chat)}>
                {name}
              </Button>
            ),
          )}
        </div>
      )}
      {helped.length > 0 && <Part name={story.credits} text={words.people(helped)} />}
    </Panel>
  );

  function Part({ name, text: said }: { name: string; text: string }) {
    return (
      <div>
        <Text size={200} className={styles.name}>
          {name}
        </Text>
        <div className={styles.said} lang={languageOf(said)}>
          {unbrokenCounts(said)}
        </div>
      </div>
    );
  }
}

const useStyles = makeStyles({
  ask: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { color: tokens.colorNeutralForeground3 },
  said: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});
