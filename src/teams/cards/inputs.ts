import type { Person } from '../../cases/case.ts';
import { short } from '../text.ts';
import type { Choice, Element } from './elements.ts';

/** One line to type in. */
export const typedText = (id: string, label: string, placeholder: string, maxLength: number): Element => ({
  type: 'Input.Text',
  id,
  label,
  placeholder,
  maxLength,
});

/** Several lines to type in; `missing` is said when they were left empty. */
export const longText = (
  id: string,
  label: string,
  {
    placeholder = '',
    maxLength,
    missing,
    value,
  }: { placeholder?: string; maxLength: number; missing?: string; value?: string },
): Element => ({
  type: 'Input.Text',
  id,
  label,
  isMultiline: true,
  maxLength,
  ...(placeholder ? { placeholder } : {}),
  ...(value ? { value } : {}),
  ...(missing ? { isRequired: true, errorMessage: missing } : {}),
});

/**
 * A choice of people: the likely ones first, and in Teams everybody of the organisation by its people picker. The
 * answer is Entra object ids. A client without the picker still offers the likely ones.
 */
export const peopleChoice = (
  id: string,
  label: string,
  placeholder: string,
  likely: Person[],
  howMany: 'one' | 'many',
): Element => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  placeholder,
  choices: likely.map((each) => ({ title: short(each.name, 60), value: each.id })),
  'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
  ...(howMany === 'many' ? { isMultiSelect: true as const } : {}),
});

/** Check boxes; `ticked` ones are chosen beforehand. */
export const ticks = (id: string, label: string, choices: Choice[], ticked: string[]): Element => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  style: 'expanded',
  isMultiSelect: true,
  choices,
  wrap: true,
  ...(ticked.length > 0 ? { value: ticked.join(',') } : {}),
});
