import { Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { ExportQuestion } from '../../history/imports/caseExportWords.ts';
import { useTab } from '../tabContext.ts';

/** What somebody says of an export, as the server is asked; empty: it is left to the export. */
export const usualOptions = {
  ...{ from: '', site: '', encoding: '', zone: '', order: '', restricted: '' },
  ...{ noneRestricted: 'no', skipFaulty: 'no', skipUnknownPeople: 'no' },
};
export type ExportOptions = typeof usualOptions;

/** The answers to what an export does not tell by itself; of what was not asked there is none. */
export function ExportAnswers({
  asked,
  at,
  options,
  setOption,
}: {
  asked: Partial<Record<ExportQuestion, string>>;
  at: (question: ExportQuestion) => (element: HTMLElement | null) => void;
  options: ExportOptions;
  setOption: (name: keyof ExportOptions, value: string) => void;
}) {
  const styles = useStyles();
  const { words } = useTab();
  const { imports: said } = words;
  // Once it is answered the question stays, and warns of nothing.
  const question = (about: ExportQuestion, answer: string) => ({
    className: styles.answer,
    validationState: answer === '' ? ('warning' as const) : ('none' as const),
    validationMessage: asked[about] ?? '',
  });
  const ticked = (name: keyof ExportOptions, label: string) => (
    <Checkbox
      label={label}
      checked={options[name] === 'yes'}
      onChange={(_, { checked }) => setOption(name, checked === true ? 'yes' : 'no')}
    />
  );
  if (Object.keys(asked).length === 0) return null;
  return (
    <div className={styles.answers}>
      {asked.encoding !== undefined && (
        <Field label={said.encoding} {...question('encoding', options.encoding)}>
          <Select
            ref={at('encoding')}
            value={options.encoding}
            onChange={(_, { value }) => setOption('encoding', value)}
          >
            <option value="" />
            <option value="shift_jis">Shift_JIS</option>
            <option value="windows-1252">Windows-1252</option>
            <option value="utf-16le">UTF-16 LE</option>
            <option value="utf-16be">UTF-16 BE</option>
          </Select>
        </Field>
      )}
      {asked.restricted !== undefined && (
        <div className={styles.answer}>
          <Field
            label={said.restricted}
            hint={said.restrictedHint}
            {...question('restricted', options.noneRestricted === 'yes' ? 'none' : options.restricted)}
          >
            <Input
              ref={at('restricted')}
              value={options.restricted}
              maxLength={500}
              disabled={options.noneRestricted === 'yes'}
              onChange={(_, { value }) => setOption('restricted', value)}
            />
          </Field>
          <Checkbox
            label={said.noneRestricted}
            checked={options.noneRestricted === 'yes'}
            onChange={(_, { checked }) => {
              setOption('noneRestricted', checked === true ? 'yes' : 'no');
              setOption('restricted', '');
            }}
          />
        </div>
      )}
      {asked.zone !== undefined && (
        <Field label={said.zone} hint={said.zoneHint} {...question('zone', options.zone)}>
          <Input
            ref={at('zone')}
            value={options.zone}
            maxLength={100}
            onChange={(_, { value }) => setOption('zone', value)}
          />
        </Field>
      )}
      {asked.order !== undefined && (
        <Field label={said.order} {...question('order', options.order)}>
          <Select ref={at('order')} value={options.order} onChange={(_, { value }) => setOption('order', value)}>
            <option value="" />
            <option value="day-first">{said.dayFirst}</option>
            <option value="month-first">{said.monthFirst}</option>
          </Select>
        </Field>
      )}
      {asked.faulty !== undefined && <Field hint={said.skipFaultyHint}>{ticked('skipFaulty', said.skipFaulty)}</Field>}
      {asked.people !== undefined && (
        <Field hint={said.skipUnknownPeopleHint}>{ticked('skipUnknownPeople', said.skipUnknownPeople)}</Field>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  answers: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  answer: { maxWidth: '640px' },
});
