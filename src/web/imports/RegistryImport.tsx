import { Button, Checkbox, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { RegistryImportAnswer } from '../../history/imports/registryRoutes.ts';
import { Panel } from '../parts/Panel.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useTab } from '../tabContext.ts';
import { FileChoice } from './FileChoice.tsx';
import { Outcome, Sentences } from './Outcome.tsx';
import { useImport } from './useImport.ts';

const usual = { replace: 'no', marks: '', scale: '' };

/** The skills registry from files, and as a file. */
export function RegistryImport({ onImported }: { onImported: () => void }) {
  const styles = useStyles();
  const { words, server } = useTab();
  const { imports: said } = words;
  const given = useImport<RegistryImportAnswer, RegistryImportAnswer, typeof usual>('registry', {
    usual,
    tell: ({ counts }) => said.imported(counts.added, counts.changed, counts.unchanged, counts.removed),
    onImported,
  });
  const { preview, options, isBusy, isReady } = given;
  const counts = preview?.counts;
  const changes = counts ? counts.added + counts.changed + counts.removed : 0;
  return (
    <Panel
      title={said.registry}
      hint={said.registryHint}
      actions={
        <Button
          appearance="subtle"
          onClick={async () => saveFile(await server.file('/api/imports/registry.json'), 'registry.json')}
        >
          {said.download}
        </Button>
      }
    >
      <FileChoice of={said.registry} files={given.files} limit={given.limit} isBusy={isBusy} onChoose={given.choose} />
      <div className={styles.options}>
        <Field label={said.marks} hint={said.marksHint} className={styles.option}>
          <Input value={options.marks} maxLength={500} onChange={(_, { value }) => given.setOption('marks', value)} />
        </Field>
        <Field label={said.scale} hint={said.scaleHint} className={styles.option}>
          <Input value={options.scale} maxLength={20} onChange={(_, { value }) => given.setOption('scale', value)} />
        </Field>
      </div>
      <Field hint={said.replaceHint}>
        <Checkbox
          label={said.replace}
          checked={options.replace === 'yes'}
          onChange={(_, { checked }) => given.setOption('replace', checked === true ? 'yes' : 'no')}
        />
      </Field>
      <div>
        <Button disabled={!isReady} onClick={given.look}>
          {said.look}
        </Button>
      </div>
      <Outcome isBusy={isBusy} done={given.done} trouble={given.trouble}>
        {preview && counts && (
          <section aria-label={said.preview} className={styles.preview}>
            <Text weight="semibold">{said.preview}</Text>
            <Text>{said.holds(preview.holds.technologies, preview.holds.engineers, preview.holds.skills)}</Text>
            <Text>
              {changes === 0
                ? said.nothingChanges
                : said.counts(counts.added, counts.changed, counts.unchanged, counts.removed)}
            </Text>
            {preview.scale !== null && <Text>{said.perhapsScale(preview.scale)}</Text>}
            <Sentences sentences={preview.sentences} told={preview.told} />
            <div>
              <Button appearance="primary" disabled={!isReady || changes === 0} onClick={given.bringIn}>
                {counts.removed > 0 ? said.importRemoving(counts.removed) : said.import}
              </Button>
            </div>
          </section>
        )}
      </Outcome>
    </Panel>
  );
}

const useStyles = makeStyles({
  options: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalL },
  option: { flexGrow: 1, flexBasis: '240px', maxWidth: '480px' },
  preview: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
});
