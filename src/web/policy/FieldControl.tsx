import { Field, Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { CaseWriting } from '../../swarm/caseWritings.ts';
import { Ticks } from '../skills/Ticks.tsx';
import { useTab } from '../tabContext.ts';
import { BySeverity } from './BySeverity.tsx';
import { type ControlProps, NumberInput, wrong } from './control.tsx';
import { kindOf } from './fields.ts';
import { PeopleList } from './PeopleList.tsx';
import { Rules } from './Rules.tsx';
import { rulesOf, stringsOf } from './valueText.ts';

/** The control of a field, by its kind. */
export function FieldControl(props: ControlProps) {
  const { field, value, isLocked, wrongAt, onChange } = props;
  const { words } = useTab();
  const { policy } = words;
  const { name, hint } = policy.fields[field];
  const said = { label: name, hint, ...wrong(wrongAt(field)) };
  const kind = kindOf[field];
  switch (kind) {
    case 'number':
    case 'number-or-never':
      return (
        <Field {...said}>
          <NumberInput value={value} isLocked={isLocked} orNever={kind === 'number-or-never'} onChange={onChange} />
        </Field>
      );
    case 'yes-no':
      return (
        <Field {...said}>
          <Switch
            checked={value === true}
            disabled={isLocked}
            label={value === true ? policy.yes : policy.no}
            onChange={(_, { checked }) => onChange(checked)}
          />
        </Field>
      );
    case 'who-may-start':
      return (
        <Field {...said}>
          <RadioGroup value={String(value)} disabled={isLocked} onChange={(_, { value: chosen }) => onChange(chosen)}>
            <Radio value="engineers" label={policy.mayStart.engineers} />
            <Radio value="everyone" label={policy.mayStart.everyone} />
          </RadioGroup>
        </Field>
      );
    case 'numbers-by-severity':
    case 'numbers-by-severity-or-never':
    case 'yes-no-by-severity':
    case 'words-by-severity':
      return <BySeverity {...props} kind={kind} />;
    case 'writings':
      return (
        <Ticks
          label={name}
          hint={hint}
          isDisabled={isLocked}
          choices={(Object.keys(policy.writings) as CaseWriting[]).map((each) => ({
            value: each,
            name: policy.writings[each],
          }))}
          ticked={stringsOf(value) as CaseWriting[]}
          onChange={onChange}
        />
      );
    case 'people':
      return <PeopleList {...props} ids={stringsOf(value)} />;
    case 'rules':
      return <Rules {...props} rules={rulesOf(value)} />;
    default:
      return kind satisfies never;
  }
}
