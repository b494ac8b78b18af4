import { Button, Field, Input, makeStyles, ProgressBar, Select, tokens } from '@fluentui/react-components';
import type { CaseExportPreview } from '../../history/imports/caseExportRoutes.ts';
import type { PastCasesImported } from '../../history/imports/pastCaseRoutes.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import { ExportAnswers, type ExportOptions, usualOptions as usual } from './ExportAnswers.tsx';
import { ExportShown } from './ExportShown.tsx';
import { FileChoice } from './FileChoice.tsx';
import { Outcome } from './Outcome.tsx';
import { useExportQuestions } from './useExportQuestions.ts';
import { useImport } from './useImport.ts';

const systems = [
  ['dynamics', 'Dynamics 365'],
  ['servicenow', 'ServiceNow'],
  ['zendesk', 'Zendesk'],
  ['jira', 'Jira'],
  ['salesforce', 'Salesforce'],
] as const;

/** Solved cases as a case system exports them; what the export does not tell is asked. */
export function CaseExportImport({ onImported }: { onImported: () => void }) {
  const styles = useStyles();
  const { words } = useTab();
  const { imports: said } = words;
  const given = useImport<CaseExportPreview, PastCasesImported, ExportOptions>('case-exports', {
    ...{ usual, onImported, isFollowed: true },
    tell: ({ taken, unchanged }) => said.importedCases(taken, unchanged),
  });
  const { preview, options, isBusy, read } = given;
  const isReady = given.isReady && options.from !== '';
  const { asked, at, forget, told, newest } = useExportQuestions(given.trouble);
  const about = { people: said.asksPeople, faulty: said.asksFaulty };
  const trouble = told && (newest === 'people' || newest === 'faulty') ? { ...told, words: about[newest] } : told;
  const choose = (files: File[]) => {
    forget();
    // What was confirmed of other files is not said of these.
    for (const name of ['noneRestricted', 'skipFaulty', 'skipUnknownPeople'] as const) given.setOption(name, 'no');
    given.choose(files);
  };
  return (
    <Panel title={said.exports} hint={said.exportsHint}>
      <div className={styles.options}>
        <Field label={said.system} className={styles.option}>
          <Select value={options.from} disabled={isBusy} onChange={(_, { value }) => given.setOption('from', value)}>
            <option value="">{said.systemPrompt}</option>
            {systems.map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={said.site} className={styles.option}>
          <Input
            type="url"
            value={options.site}
            maxLength={300}
            placeholder="https://"
            onChange={(_, { value }) => given.setOption('site', value)}
          />
        </Field>
      </div>
      <FileChoice of={said.exports} files={given.files} limit={given.limit} isBusy={isBusy} onChoose={choose} />
      <ExportAnswers asked={asked} at={at} options={options} setOption={given.setOption} />
      <div>
        <Button disabled={!isReady} onClick={given.look}>
          {said.look}
        </Button>
      </div>
      <Outcome isBusy={isBusy && read === null} done={given.done} trouble={trouble}>
        {read !== null && (
          <Field validationMessage={said.progress(read)} validationState="none">
            <ProgressBar aria-label={said.exports} />
          </Field>
        )}
        {preview && (
          <ExportShown
            preview={preview}
            action={
              <Button appearance="primary" disabled={!isReady || preview.cases === 0} onClick={given.bringIn}>
                {said.importCases(preview.cases)}
              </Button>
            }
          />
        )}
      </Outcome>
    </Panel>
  );
}

const useStyles = makeStyles({
  options: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalL },
  option: { flexGrow: 1, flexBasis: '240px', maxWidth: '480px' },
});
