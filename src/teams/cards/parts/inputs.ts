import type { Person } from '../../../cases/case.ts';
import type { Choice, Element } from './elements.ts';
import { escapedMarkdown, short } from './text.ts';

/** One line to type in. */
export const typedText = (id: string, label: string, placeholder: string, maxLength: number, value = ''): Element => ({
  type: 'Input.Text',
  id,
  label,
  maxLength,
  ...(placeholder ? { placeholder } : {}),
  ...(value ? { value } : {}),
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
 * A choice of people (`id`), and beside it a line to type names or mail addresses in (`id` + `Typed`). The likely ones
 * come first, and in Teams everybody of the organisation by its people picker; chosen are Entra object ids. Where
 * nobody is likely there is only the line to type in: a client without the picker would show an empty list.
 */
export function peopleInputs(
  id: string,
  words: { label: string; choose: string; type: string; typeHint: string },
  likely: Person[],
  howMany: 'one' | 'many',
): Element[] {
  const maxLength = howMany === 'many' ? 300 : 200;
  if (likely.length === 0) return [typedText(`${id}Typed`, words.label, words.typeHint, maxLength)];
  return [
    {
      type: 'Input.ChoiceSet',
      id,
      label: words.label,
      placeholder: words.choose,
      choices: likely.map((each) => ({ title: short(each.name, 60), value: each.id })),
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      ...(howMany === 'many' ? { isMultiSelect: true as const } : {}),
    },
    typedText(`${id}Typed`, words.type, words.typeHint, maxLength),
  ];
}

/** Check boxes; `ticked` ones are chosen beforehand. Microsoft's renderer reads their titles, names of people, as markdown. */
export const ticks = (id: string, label: string, choices: Choice[], ticked: string[]): Element => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  style: 'expanded',
  isMultiSelect: true,
  choices: choices.map(({ title, value }) => ({ title: escapedMarkdown(title), value })),
  wrap: true,
  ...(ticked.length > 0 ? { value: ticked.join(',') } : {}),
});
