import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { SwarmStory } from '../../history/swarms/story.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/** The technologies it wanted, what spoke for each, and who covered it; of a swarm of others the technologies alone. */
export function Needs({ story: { needs, isShared } }: { story: SwarmStory }) {
  const styles = useStyles();
  const lists = useLists();
  const { words, format } = useTab();
  const { story } = words;
  return (
    <Panel title={story.technologies}>
      <ul className={lists.wide}>
        {needs.map(({ detected, gap, by }) => (
          <li key={detected.technology} className={styles.need}>
            <div className={styles.head}>
              <Text weight="semibold">{detected.name[format.language]}</Text>
              {gap && (
                <Badge appearance="tint" color="warning">
                  {words.list.gap}
                </Badge>
              )}
            </div>
            {!isShared && (
              <Text size={200} className={styles.subtle}>
                {by.length > 0
                  ? story.coveredBy(words.people(by.map((each) => each.name)))
                  : gap
                    ? story.gap
                    : story.uncovered}
              </Text>
            )}
            <Text size={200} className={styles.subtle}>
              {[...reasons(detected.evidence), story.confidence(format.share(detected.confidence, 1))].join(
                words.separator,
              )}
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  );

  function reasons(evidence: SwarmStory['needs'][number]['detected']['evidence']): string[] {
    const said = evidence.map((each) =>
      each.source === 'person'
        ? story.addedByHand
        : each.kind === 'learned'
          ? story.likeCases
          : story.words(each.words, story.source[each.source]),
    );
    return [...new Set(said)].slice(0, 4);
  }
}

const useStyles = makeStyles({
  need: { display: 'flex', flexDirection: 'column' },
  head: { display: 'flex', columnGap: tokens.spacingHorizontalS, alignItems: 'center' },
  subtle: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});
