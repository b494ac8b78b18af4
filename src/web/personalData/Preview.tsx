import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ErasurePreview } from '../../history/personalData/personalDataRoutes.ts';
import { useTab } from '../tabContext.ts';

/** What an erasure would change, or why it cannot be now. */
export function Preview({ preview, name }: { preview: ErasurePreview; name: string }) {
  const styles = useStyles();
  const { words } = useTab();
  const { personalData: said } = words;
  return (
    <section className={styles.preview} aria-label={said.preview}>
      <Text weight="semibold">{words.labelled(said.preview, name)}</Text>
      {preview.kind === 'nothing' && <Text>{said.nothing}</Text>}
      {preview.kind === 'held' && (
        <>
          <Text>{said.held}</Text>
          <ul className={styles.list}>
            {preview.swarms.map(({ caseId, parts }) => (
              <li key={caseId}>
                {words.labelled(said.inCase(caseId), words.listed(parts.map((part) => said.parts[part])))}
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.kind === 'would-erase' && (
        <>
          <Counts counts={preview.counts} />
          <Text size={200}>{said.stays}</Text>
        </>
      )}
    </section>
  );
}

/** How many rows of each kind; those of which there are none are left out. */
export function Counts({ counts }: { counts: Record<string, number> }) {
  const styles = useStyles();
  const { words } = useTab();
  const { personalData: said } = words;
  return (
    <ul className={styles.list}>
      {Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([kind, count]) => (
          <li key={kind}>{words.labelled(said.kind(kind), String(count))}</li>
        ))}
    </ul>
  );
}

const useStyles = makeStyles({
  preview: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  list: { margin: 0, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
});
