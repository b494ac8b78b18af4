import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { technologySchema } from '../../src/registry/technology.ts';
import { loadOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { type Answer, askedOfBot, typed } from '../fixtures/typed/schema.ts';
import { makeStage, type Stage } from './stage.ts';

type Language = 'en' | 'ja';
/** Nobody writes more than thirty messages a minute: each of them asks their part. */
const speakers = { en: ['enrico.cattaneo', 'kenji.tanaka'], ja: ['mika.sato', 'yuki.suzuki'] } as const;
const file = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const technologies = z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8')));

let stage: Stage;
let people: People;
beforeAll(async () => {
  stage = await makeStage({ organisation: await loadOrganisation(), bot: 'swarm' });
  people = connectPeople(stage.sandbox.addresses.people);
  // 4711 is Mika's and runs; of others' cases is told whose they are.
  const owner = people.as('mika.sato');
  await owner.say('/swarm 4711', { locale: 'ja-JP' });
  const plan = await owner.waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'start-swarm'));
  await plan.press('start-swarm', {}, { locale: 'ja-JP' });
}, 120_000);
afterAll(async () => {
  people?.close();
  await stage?.end();
});

afterEach(() => stage.closeWindows());

/** In the sandbox's client: what somebody reads in the answer to what they typed. */
describe.each(['en', 'ja'] as const)('what people type, in the browser (%s)', (language) => {
  const [first, second] = speakers[language];

  test('is answered by what they can use, all of it that once failed', async () => {
    const page = await stage.window(first, { language });
    const faults: string[] = [];
    for (const { typed: said, from, spoken, right } of typed().says) {
      if (from !== '18-typed.tsv' || spoken !== language) continue;
      const read = await answerTo(page, said);
      const wanted = right.map((answer) => shownOf(answer, language));
      if (!wanted.some(({ all, none }) => holds(read, all) && none.every((each) => !read.includes(each))))
        faults.push(`${said.slice(0, 60)} → ${read.slice(0, 300)}`);
    }
    expect(faults).toEqual([]);
  }, 180_000);

  test('and so is what they ask of the bot itself', async () => {
    const { questions, growth, skills, lists } = messages(language);
    const titles: Record<string, string> = {
      record: growth.title,
      skills: skills.title,
      history: lists.historyTitleAll,
    };
    titles.team = language === 'ja' ? '担当チーム' : 'support team';
    for (const [about, { title }] of Object.entries(questions.deed)) titles[about] = title;
    const page = await stage.window(second, { language });
    const faults: string[] = [];
    const asked = askedOfBot().filter(
      ({ spoken, right }) => spoken === language && right.some((each) => titles[each] !== undefined),
    );
    // A few of them, since nobody writes more than thirty a minute; test/teams/commands reads all.
    for (const { asked: said, right } of asked.filter((_, at) => at % 12 === 0)) {
      if (/\d{4}/.test(said)) continue;
      const read = await answerTo(page, said);
      // Who is asked just now is shown their invitation instead.
      const shown = (each: string): string[] => [
        titles[each] ?? each,
        ...(each === 'leave' ? [questions.leftThere] : []),
      ];
      if (!right.flatMap(shown).some((each) => read.includes(each))) faults.push(`${said} → ${read.slice(0, 200)}`);
    }
    expect(faults).toEqual([]);
    expect(stage.complaints).toEqual([]);
  }, 180_000);
});

/** Words that the answer must hold, each any of some, and words that it must not. */
type Shown = { all: string[][]; none: string[] };

function shownOf(answer: Answer, language: Language): Shown {
  const { questions, help, lists, common } = messages(language);
  const name = (id: string): string[] => {
    const of = technologies.find((each) => each.id === id)?.name;
    return [of?.[language] ?? id, of?.en ?? id];
  };
  switch (answer.kind) {
    case 'command':
      return {
        all: [[answer.command === 'mine' ? lists.mineTitle : answer.command === 'who' ? 'Kubernetes' : help.title]],
        none: [],
      };
    case 'offers':
      return { all: [[questions.didYouMean(`/swarm ${answer.command} ${answer.caseId}`)]], none: [] };
    case 'tells':
      // Of a case without a swarm that is told.
      return {
        all: [[questions.deed[answer.about].title, messages(language).replies.noSwarmForCase(answer.caseId ?? '')]],
        none: [],
      };
    case 'case':
      return { all: [[answer.caseId]], none: [questions.newTitle] };
    case 'asks':
      return { all: [[questions.whichProduct]], none: [] };
    case 'form':
      return { all: [[questions.code(answer.filled)], ...(answer.technologies ?? []).map(name)], none: [] };
    case 'courtesy':
      return { all: [[questions.courtesy.greeting]], none: [] };
    case 'plan':
      return {
        all: [
          ...answer.technologies.map(name),
          ...(answer.severity ? [answer.severity.map((each) => common.severity[each])] : []),
          ...(answer.title ? [[answer.title]] : []),
        ],
        none: [questions.whichProduct, ...(answer.neither ?? []).flatMap((id) => name(id).slice(0, 1))],
      };
    default:
      throw new Error(`No answer of file 18 is ${answer.kind}`);
  }
}

const holds = (read: string, all: readonly (readonly string[])[]): boolean =>
  all.every((any) => any.some((each) => read.includes(each)));

/** The text of the answer, with what stands in its fields. */
async function answerTo(page: Page, words: string): Promise<string> {
  const all = page.locator('article.message');
  const before = await all.count();
  const box = page.locator('.compose textarea').last();
  await box.fill(words);
  await box.press('Enter');
  const answer = all.nth(before + 1);
  await answer.waitFor();
  await answer.locator('.card, .bubble').last().waitFor();
  const fields = await answer
    .locator('textarea, input[type=text]')
    .evaluateAll((each) => each.map((field) => (field as unknown as { value: string }).value));
  return [await answer.innerText(), ...fields].join('\n');
}
