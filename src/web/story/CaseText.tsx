import { makeStyles, tokens } from '@fluentui/react-components';
import type { DetectionEvidence } from '../../detection/detectedTechnology.ts';
import type { SwarmStory } from '../../history/swarms/story.ts';
import { unbrokenCounts } from '../../language/unbroken.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/** The text of the case; the words that spoke for a technology are marked. */
export function CaseText({ story }: { story: SwarmStory }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { description } = story.case;
  const evidence = evidenceOf(story);
  const named = new Map(story.needs.map(({ detected }) => [detected.technology, detected.name[format.language]]));
  return (
    <Panel title={words.story.caseText}>
      {description ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
        <section className={styles.text} lang={story.case.language} tabIndex={0} aria-label={words.story.caseText}>
          {marked(description, evidence).map(({ text, technology, at }) =>
            technology === null ? (
              <span key={at}>{unbrokenCounts(text)}</span>
            ) : (
              <mark key={at} className={styles.mark} title={named.get(technology) ?? technology}>
                {text}
              </mark>
            ),
          )}
        </section>
      ) : (
        <span className={styles.none}>{words.story.noText}</span>
      )}
    </Panel>
  );
}

type Spoken = DetectionEvidence & { technology: string };

function evidenceOf({ needs, timeline }: SwarmStory): Spoken[] {
  const planned = timeline.flatMap(({ event }) =>
    event.type === 'SwarmProposed' || event.type === 'PlanRevised' ? event.plan.technologies : [],
  );
  return [...needs.map(({ detected }) => detected), ...planned].flatMap(({ technology, evidence }) =>
    evidence.map((each) => ({ ...each, technology })),
  );
}

/** A text in pieces, each with the technology it speaks for; where two overlap, the first holds. */
function marked(text: string, evidence: readonly Spoken[]): { text: string; technology: string | null; at: number }[] {
  const spans = evidence
    .filter(({ source, start, end }) => source === 'description' && start < end && end <= text.length)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces: { text: string; technology: string | null; at: number }[] = [];
  let reached = 0;
  for (const { start, end, technology } of spans) {
    if (start < reached) continue;
    if (start > reached) pieces.push({ text: text.slice(reached, start), technology: null, at: reached });
    pieces.push({ text: text.slice(start, end), technology, at: start });
    reached = end;
  }
  if (reached < text.length) pieces.push({ text: text.slice(reached), technology: null, at: reached });
  return pieces;
}

const useStyles = makeStyles({
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: '420px', overflowY: 'auto' },
  mark: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    borderBottom: `2px solid ${tokens.colorBrandStroke1}`,
  },
  none: { color: tokens.colorNeutralForeground3 },
});
