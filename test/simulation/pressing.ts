import type { Card, ExecuteAction, Input } from '../../src/teams/cards/parts/elements.ts';
import { actionsOf, inputsOf } from '../teams/cards/reading.ts';
import { linkable } from './casesInMemory.ts';
import type { Chance } from './chance.ts';

/** Every button of a card that asks the bot for something. */
export const pressesOn = (card: Card): ExecuteAction[] =>
  actionsOf(card).filter((each) => each.type === 'Action.Execute');

/** What a person's client sends with a button: what the card carried, and every input with what they made of it. */
export function filledIn(
  card: Card,
  pressed: ExecuteAction,
  chance: Chance,
  people: readonly string[],
): Record<string, unknown> {
  return {
    ...Object.fromEntries(inputsOf(card).map((each) => [each.id, answerTo(each, chance, people)])),
    ...pressed.data,
  };
}

function answerTo(input: Input, chance: Chance, people: readonly string[]): string {
  switch (input.type) {
    case 'Input.ChoiceSet': {
      const values = input.choices.map(({ value }) => value);
      if (input.isMultiSelect) return chance.some(values).join(',');
      return values.length > 0 && !chance.once(3) ? chance.one(values) : '';
    }
    case 'Input.Text':
      if (/typed$/i.test(input.id)) return chance.once(3) ? chance.one([...people, 'stranger']) : '';
      if (input.id === 'linkedCase') return chance.one(['4711', ...linkable]);
      if (/technolog/i.test(input.id)) return chance.one(['vpn', 'cert', 'dns', 'cobol', '']);
      return chance.once(8)
        ? ''
        : chance.one(['It was the proxy.', '証明書を入れ替えました。', 'No <b>idea</b> [x](y)']);
    default:
      return input.value === undefined ? '' : String(input.value);
  }
}
