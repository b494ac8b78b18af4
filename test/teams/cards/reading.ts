import type { Action, Card, Element, ExecuteAction, Input } from '../../../src/teams/cards/parts/elements.ts';

/** What a person sees of a card, its folded forms included, line by line. */
export function shownText(card: Card): string {
  return [...elements(card.body, card.actions ?? [])]
    .flatMap(lineOf)
    .concat(actionsOf(card).map(({ title }) => title))
    .join('\n')
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u2060', '');
}

/** Every button of a card, those behind others included. */
export function actionsOf(card: Card): Action[] {
  const found: Action[] = [];
  const add = (actions: Action[]) => {
    for (const each of actions) {
      found.push(each);
      if (each.type === 'Action.ShowCard') add(each.card.actions ?? []);
    }
  };
  for (const each of elements(card.body, card.actions ?? [])) if (each.type === 'ActionSet') add(each.actions);
  add(card.actions ?? []);
  return found;
}

export const buttonsFor = (card: Card, verb: string): ExecuteAction[] =>
  actionsOf(card).flatMap((each) => (each.type === 'Action.Execute' && each.verb === verb ? [each] : []));

export const verbsOf = (card: Card): string[] =>
  actionsOf(card).flatMap((each) => (each.type === 'Action.Execute' ? [each.verb] : []));

export const linksOf = (card: Card): string[] =>
  [
    ...actionsOf(card),
    ...[...elements(card.body, card.actions ?? [])].flatMap((each) =>
      each.type === 'RichTextBlock'
        ? each.inlines.flatMap((run) => (typeof run !== 'string' && run.selectAction ? [run.selectAction] : []))
        : [],
    ),
  ].flatMap((each) => (each.type === 'Action.OpenUrl' ? [each.url] : []));

export const inputsOf = (card: Card): Input[] =>
  [...elements(card.body, card.actions ?? [])].filter((each): each is Input => each.type.startsWith('Input.'));

function* elements(body: Element[], actions: Action[]): Generator<Element> {
  for (const each of body) {
    yield each;
    if (each.type === 'Container') yield* elements(each.items, []);
    if (each.type === 'ColumnSet') for (const column of each.columns) yield* elements(column.items, []);
    if (each.type === 'ActionSet') yield* elements([], each.actions);
  }
  for (const each of actions)
    if (each.type === 'Action.ShowCard') yield* elements(each.card.body, each.card.actions ?? []);
}

function lineOf(each: Element): string[] {
  switch (each.type) {
    case 'TextBlock':
      return [each.text];
    case 'RichTextBlock':
      return [each.inlines.map((run) => (typeof run === 'string' ? run : run.text)).join('')];
    case 'Input.ChoiceSet':
      return [each.label, each.placeholder ?? '', ...each.choices.map(({ title }) => title)];
    case 'Input.Text':
      return [each.label, each.placeholder ?? '', each.value ?? ''];
    case 'Input.Number':
    case 'Input.Date':
    case 'Input.Time':
      return [each.label];
    case 'Input.Toggle':
      return [each.label, each.title];
    default:
      return [];
  }
}
