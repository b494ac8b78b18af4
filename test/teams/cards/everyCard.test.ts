import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import type { Card } from '../../../src/teams/cards/parts/elements.ts';
import { readAction } from '../../../src/teams/cards/verbs.ts';
import { cards, readerIn } from '../../fixtures/cards.ts';
import { people } from '../../fixtures/swarmStories.ts';
import { faultsOf } from './microsoftsParser.ts';
import { actionsOf, inputsOf, linksOf, shownText } from './reading.ts';

const all = Object.entries(cards).flatMap(([name, draw]) =>
  languages.map((language) => ({ name, language, card: draw(readerIn(language)) })),
);

describe.each(all)('the card $name ($language)', ({ card, language }) => {
  test('is a valid adaptive card', () => {
    expect(faultsOf(card)).toEqual([]);
    expect(card.version).toBe('1.5');
  });

  test('fits into a message of Teams', () => {
    expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(28 * 1024);
  });

  test('can be heard: it says in plain words what it is, in the reader’s language', () => {
    expect(card.speak.length).toBeGreaterThan(0);
    expect(card.fallbackText).toBe(card.speak);
    expect(card.lang).toBe(language);
    if (language === 'ja') expect(card.speak).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    if (language === 'ja')
      expect(card.speak).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]\.|\.$/u);
  });

  test('names no day or hour by a word that is wrong the next day: it is still there then', () => {
    // What people wrote themselves is theirs: the help shows it, too, as what can be typed.
    expect(`${shownText(card)} ${card.speak}`).not.toMatch(
      /\b(today|tomorrow|yesterday|tonight|this (morning|afternoon|evening|week)|(off work|available|offline|on call) now)\b|今日|本日|明日|昨日|明後日|今朝|今夜|今晩|今週|来週|現在は?勤務時間外|現在、(連絡可能|取り込み中|応答不可)/i,
    );
  });

  test('names every input, and says what is missing in those that must be filled in', () => {
    for (const input of inputsOf(card)) {
      expect(input.label).not.toBe('');
      if (input.isRequired) expect(input.errorMessage).toBeTruthy();
    }
    const ids = inputsOf(card).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has no more buttons than Teams shows at once', () => {
    expect(card.actions?.length ?? 0).toBeLessThanOrEqual(6);
  });

  test('sends with every button what the bot understands, and only ids', () => {
    for (const each of actionsOf(card)) {
      if (each.type !== 'Action.Execute') continue;
      const typed = Object.fromEntries(inputsOf(card).map((input) => [input.id, answerTo(input)]));
      expect([each.verb, readAction({ verb: each.verb, data: { ...each.data, ...typed } })]).toEqual([
        each.verb,
        expect.objectContaining({ verb: each.verb }),
      ]);
      expect(JSON.stringify(each.data).length).toBeLessThan(300);
    }
  });

  test('loses nothing that is being typed: beside a form every button takes what stands in it, answers it, or opens another message', () => {
    const open = withoutFolded(card);
    const fields = inputsOf(open).filter(({ type }) => type !== 'Input.Toggle');
    const typed = Object.fromEntries(fields.map((input) => [input.id, answerTo(input)]));
    for (const each of fields.length > 0 ? actionsOf(open) : []) {
      if (each.type !== 'Action.Execute' || answersOrOpens.has(each.verb)) continue;
      const taken = readAction({ verb: each.verb, data: { ...typed, ...each.data } }) ?? {};
      expect([each.verb, fields.filter(({ id }) => id in taken)]).not.toEqual([each.verb, []]);
    }
  });

  test('lets no line end between a number and its Japanese counter', () => {
    expect(/.{0,20}\d (?:件|人|回|時間|分|日間|位|つ)/u.exec(JSON.stringify(card.body))).toBeNull();
  });

  test('opens only web pages', () => {
    for (const url of linksOf(card)) expect(url).toMatch(/^https?:\/\//);
  });

  test('calls technologies and people by their names, never by an id', () => {
    expect(shownText(card)).not.toMatch(/azure-vpn-gateway|conditional-access|microsoft-entra-id|azure-firewall/);
    for (const { id } of Object.values(people)) expect(shownText(card)).not.toContain(id);
  });

  test('is told without a placeholder left open', () => {
    expect(shownText(card)).not.toMatch(/undefined|null|\[object|NaN|Invalid/);
  });
});

/** What ends a question without its form, and what is shown in a message of its own. */
const answersOrOpens: ReadonlySet<string> = new Set([
  ...['nothing-to-add', 'gap-without', 'take-case', 'run-words', 'drop-follow-up', 'bring-back'],
  ...['open-card', 'edit-note'],
]);

/** A card without what its buttons unfold: a client sends of that only what stands around the button pressed. */
const withoutFolded = (card: Card): Card =>
  JSON.parse(JSON.stringify(card), (_, value) => (value?.type === 'Action.ShowCard' ? openOnly : value));
const openOnly = { type: 'Action.OpenUrl', title: '', url: 'https://teams.example/' };

function answerTo(input: ReturnType<typeof inputsOf>[number]): string | number {
  switch (input.type) {
    case 'Input.ChoiceSet':
      return input.value ?? input.choices[0]?.value ?? '';
    case 'Input.Number':
      return input.value ?? 1;
    case 'Input.Date':
      return input.value ?? '2026-12-01';
    case 'Input.Time':
      return input.value ?? '09:00';
    case 'Input.Toggle':
      return input.value ?? 'false';
    case 'Input.Text':
      return input.value ?? 'words';
  }
}
