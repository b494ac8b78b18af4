import { makeStyles, Text } from '@fluentui/react-components';
import type { ImportsAnswer } from '../../history/imports/importRoutes.ts';
import { Loading } from '../parts/Loading.tsx';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { type Answer, shown } from '../useAnswer.ts';

/** What was imported, newest first: what, by whom or by which way, when, from which files, what it came to. */
export function Imported({ answer, again }: { answer: Answer<ImportsAnswer>; again: () => void }) {
  const styles = useStyles();
  const lists = useLists();
  const { words, format } = useTab();
  const { imports: said } = words;
  const imports = shown(answer)?.imports;
  return (
    <Panel title={said.imports} hint={said.importsHint}>
      {answer.state === 'refused' && (
        <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />
      )}
      {answer.state !== 'refused' && !imports && <Loading lines={3} />}
      {imports?.length === 0 && <Text>{said.noImports}</Text>}
      <ol className={lists.ledger}>
        {imports?.map(({ id, at, what, door, by, files, counts }) => (
          <li key={id} className={lists.entry}>
            <Text weight="semibold">
              {words.labelled(said.of[what], said.by[door](by?.name ?? said.somebody, format.moment(at)))}
            </Text>
            {files.length > 0 && <Text className={styles.files}>{said.fromFiles(files)}</Text>}
            <Text size={200}>
              {what === 'registry'
                ? said.counts(
                    counts['added'] ?? 0,
                    counts['changed'] ?? 0,
                    counts['unchanged'] ?? 0,
                    counts['removed'] ?? 0,
                  )
                : said.countsCases(counts['taken'] ?? 0, counts['unchanged'] ?? 0)}
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const useStyles = makeStyles({
  files: { overflowWrap: 'anywhere' },
});
