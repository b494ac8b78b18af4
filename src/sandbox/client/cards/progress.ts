import {
  type AdaptiveCard,
  type Action as CardAction,
  ChoiceSetInput,
  type Input,
  ShowCardAction,
  TextInput,
} from 'adaptivecards';
import type { Card } from '../../tenant/tenant.ts';

/**
 * What somebody is in the midst of on a card and has not sent: what they typed or chose, by input id, and the names of
 * the forms that are open, outer ones first.
 */
export type Progress = { inputs: ReadonlyMap<string, Typed>; open: readonly string[] };
/** `isWords`: typed in free text. `offered`: the choices there were, where several can be chosen. */
export type Typed = { value: string; isWords: boolean; offered: readonly string[] };

export const noProgress: Progress = { inputs: new Map(), open: [] };

/** What is left when some inputs were sent, with the form they were in. */
export function withoutSent(
  { inputs, open }: Progress,
  sent: { inputs: readonly string[]; form: readonly string[] },
): Progress {
  return {
    inputs: new Map([...inputs].filter(([id]) => !sent.inputs.includes(id))),
    open: open.filter((name) => !sent.form.includes(name)),
  };
}

/**
 * The progress on a drawn card. What is known of inputs and forms that the card does not have is kept: they may come
 * back with its next version, as when Teams shows somebody the card of all until it has fetched theirs.
 */
export function progressOn(drawn: AdaptiveCard, known: Progress): Progress {
  const inputs = new Map(known.inputs);
  for (const input of drawn.getAllInputs(true)) {
    const id = input.id ?? '';
    // An input of a form that was not opened on this card has nothing to tell.
    if (input.renderedElement === undefined || (!inputs.has(id) && !input.isDirty())) continue;
    const offered = input instanceof ChoiceSetInput && input.isMultiSelect ? input.choices : [];
    inputs.set(id, {
      value: String(input.value ?? ''),
      isWords: input instanceof TextInput,
      offered: offered.map(({ value = '' }) => value),
    });
  }
  const forms = formsOf(drawn);
  const open = forms.filter(isOpen).map(formName);
  const gone = known.open.filter((name) => !forms.some((form) => formName(form) === name));
  return { inputs, open: open.length > 0 ? open : gone };
}

/** Puts what was typed into the JSON of a card, which may be a later version of the one it was typed on. */
export function withProgress(node: Card, { inputs }: Progress): Card {
  const typed = typeof node.id === 'string' ? inputs.get(node.id) : undefined;
  if (typed === undefined) return node;
  switch (node.type) {
    case 'Input.Number': {
      const { value: _, ...empty } = node;
      return typed.value === '' ? empty : { ...node, value: Number(typed.value) };
    }
    case 'Input.ChoiceSet': {
      if (typed.offered.length === 0) return { ...node, value: typed.value };
      // What can be chosen only now is as the card has it.
      const added = listed(node.value).filter((value) => !typed.offered.includes(value));
      return { ...node, value: [...listed(typed.value), ...added].join(',') };
    }
    case 'Input.Text':
    case 'Input.Date':
    case 'Input.Time':
    case 'Input.Toggle':
      return { ...node, value: typed.value };
    default:
      return node;
  }
}

const listed = (value: unknown): string[] =>
  String(value ?? '')
    .split(',')
    .filter((each) => each !== '');

/** Opens the forms that were open, and marks again what was found missing. */
export function restore(drawn: AdaptiveCard, { open }: Progress, invalid: readonly string[]): void {
  for (const form of formsOf(drawn)) if (open.includes(formName(form)) && !isOpen(form)) form.execute();
  for (const input of drawn.getAllInputs(true)) if (invalid.includes(input.id ?? '')) input.validateValue();
}

/** Ids of the inputs that are marked as missing or wrong. */
export function invalidOn(drawn: AdaptiveCard): string[] {
  const isMarked = ({ renderedElement }: Input) => renderedElement?.querySelector(marked) != null;
  return drawn
    .getAllInputs(true)
    .filter(isMarked)
    .map(({ id = '' }) => id);
}
const marked = '.ac-input-validation-failed';

/** The names of the forms that an action is in, outer ones first. */
export function formOf(drawn: AdaptiveCard, action: CardAction): string[] {
  return formsOf(drawn)
    .filter((form) => actionsOn(form.card).includes(action))
    .map(formName);
}

/** Every action of a card, those in its forms too, each once. */
export function actionsOn(drawn: AdaptiveCard): CardAction[] {
  const own = [...new Set(drawn.getAllActions())];
  return own.flatMap((action) => (action instanceof ShowCardAction ? [action, ...actionsOn(action.card)] : action));
}

const formsOf = (drawn: AdaptiveCard): ShowCardAction[] =>
  actionsOn(drawn).filter((action) => action instanceof ShowCardAction);
const isOpen = (form: ShowCardAction): boolean => form.renderedElement?.ariaExpanded === 'true';
const formName = ({ id, title = '' }: ShowCardAction): string => id ?? title;
