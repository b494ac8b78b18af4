import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { PastCasesImported, PastCasesPreview } from '../../history/imports/pastCaseRoutes.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import { FileChoice } from './FileChoice.tsx';
import { Outcome } from './Outcome.tsx';
import { useImport } from './useImport.ts';

/** Solved cases from files, for Swarm to learn from. */
export function PastCasesImport({ onImported }: { onImported: () => void }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { imports: said } = words;
  const given = useImport<PastCasesPreview, PastCasesImported, { zone: string }>('past-cases', {
    usual: { zone: format.zone },
    tell: ({ taken, unchanged }) => said.importedCases(taken, unchanged),
    onImported,
  });
  const { preview, options, isBusy, isReady } = given;
  return (
    <Panel title={said.pastCases} hint={said.pastCasesHint}>
      <FileChoice of={said.pastCases} files={given.files} limit={given.limit} isBusy={isBusy} onChoose={given.choose} />
      <Field label={said.zone} hint={said.zoneHint} className={styles.zone}>
        <Input value={options.zone} maxLength={100} onChange={(_, { value }) => given.setOption('zone', value)} />
      </Field>
      <div>
        <Button disabled={!isReady} onClick={given.look}>
          {said.look}
        </Button>
      </div>
      <Outcome isBusy={isBusy} done={given.done} trouble={given.trouble}>
        {preview && (
          <section aria-label={said.preview} className={styles.preview}>
            <Text weight="semibold">{said.preview}</Text>
            <Text>{said.holdsCases(preview.cases, preview.ofTechnology, preview.ofPeople)}</Text>
            {preview.from !== null && preview.to !== null && <Text>{said.closed(preview.from, preview.to)}</Text>}
            <Text size={200}>{said.learns}</Text>
            <div>
              <Button appearance="primary" disabled={!isReady || preview.cases === 0} onClick={given.bringIn}>
                {said.import}
              </Button>
            </div>
          </section>
        )}
      </Outcome>
    </Panel>
  );
}

const useStyles = makeStyles({
  zone: { maxWidth: '360px' },
  preview: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
});
