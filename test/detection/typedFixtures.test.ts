import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Answer, caseIds, mails, mentions, people, swarmThis, typed } from '../fixtures/typed/schema.ts';

const registry = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const technologies = new Set(
  z
    .array(z.looseObject({ id: z.string() }))
    .parse(JSON.parse(readFileSync(registry, 'utf8')))
    .map(({ id }) => id),
);

const named = (answer: Answer): string[] => {
  if (answer.kind === 'plan')
    return [...answer.technologies, ...(answer.neither ?? []), ...(answer.first ? [answer.first] : [])];
  if (answer.kind === 'form') return answer.technologies ?? [];
  return answer.kind === 'asks' && answer.about === 'product' ? (answer.likely ?? []) : [];
};
const casesIn = (answer: Answer): string[] => {
  if (answer.kind === 'asks') return answer.about === 'case-or-new' ? answer.caseIds : [];
  return 'caseId' in answer && answer.caseId !== undefined && answer.kind !== 'no-case' ? [answer.caseId] : [];
};
const asWritten = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, ' ');
const repeated = (list: readonly string[]): string[] => list.filter((each, at) => list.indexOf(each) !== at);

describe('what people type, as it is written down', () => {
  const said = { typed: typed(), caseIds: caseIds(), mentions: mentions() };
  const answers = Object.values(said).flatMap(({ says }) => says.flatMap(({ right }) => right));

  it('names technologies of the registry only', () => {
    const all = [
      ...answers.flatMap(named),
      ...mails().mails.flatMap(({ right }) => [...right.technologies, ...(right.neither ?? [])]),
    ];
    expect(all.filter((id) => !technologies.has(id))).toEqual([]);
  });

  it('names stored cases where a case is found, and others where none is', () => {
    for (const { says, stored } of Object.values(said))
      for (const { right } of says) {
        expect(right.flatMap(casesIn).filter((id) => !stored.includes(id))).toEqual([]);
        expect(right.filter((each) => each.kind === 'no-case' && stored.includes(each.caseId))).toEqual([]);
      }
  });

  it('never calls the same technology right and wrong', () => {
    for (const answer of answers)
      if (answer.kind === 'plan') expect(answer.technologies.filter((id) => answer.neither?.includes(id))).toEqual([]);
  });

  it('has titles that stand in what was typed, without what no title may have', () => {
    for (const { typed: text, right } of said.typed.says)
      for (const answer of right)
        if (answer.kind === 'plan' && answer.title !== undefined) {
          const { title } = answer;
          expect(asWritten(text)).toContain(asWritten(title));
          expect(answer.titleLacks?.filter((words) => title.includes(words)) ?? []).toEqual([]);
        }
  });

  it('has at least as many of our own as inputs that failed once, in both languages', () => {
    const lists = [said.typed.says, said.caseIds.says, said.mentions.says, people().typed, swarmThis()];
    for (const list of lists) {
      const own = list.filter(({ from }) => from === 'own').length;
      expect(own).toBeGreaterThanOrEqual(list.length - own);
    }
    for (const language of ['ja', 'en'])
      expect(said.typed.says.filter(({ spoken }) => spoken === language).length).toBeGreaterThan(60);
  });

  it('holds nothing twice', () => {
    expect(repeated(said.typed.says.map((each) => each.typed))).toEqual([]);
    expect(repeated(said.caseIds.says.map((each) => each.said))).toEqual([]);
    expect(repeated(said.mentions.says.map(({ text, botName }) => `${botName} ${text}`))).toEqual([]);
    expect(repeated(people().typed.map((each) => each.typed))).toEqual([]);
    expect(repeated(swarmThis().map(({ name }) => name))).toEqual([]);
    expect(repeated(mails().mails.map(({ name, right }) => `${right.language} ${name}`))).toEqual([]);
  });
});

describe('mails, as they are written down', () => {
  const all = mails().mails;

  it('are twenty in each language, with titles that stand in them', () => {
    for (const language of ['ja', 'en'])
      expect(all.filter(({ right }) => right.language === language).length).toBeGreaterThanOrEqual(20);
    for (const { body, right } of all)
      for (const title of right.titles) expect(asWritten(body.replace(/<[^>]*>/g, ' '))).toContain(asWritten(title));
  });

  it('write to nobody outside the examples of the world', () => {
    const text = JSON.stringify([all, typed(), people(), mentions(), swarmThis()]);
    const hosts = [...text.matchAll(/[\w.+-]+@([\w-]+(?:\.[\w-]+)+)/g)].map(([, host = '']) => host.toLowerCase());
    expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([]);
  });
});

describe('people, as they are typed', () => {
  it('are people of the list', () => {
    const { registered, typed: all } = people();
    const ids = new Set(registered.map(({ id }) => id));
    for (const { right } of all) {
      const meant = right.kind === 'one' ? [right.person] : right.kind === 'nobody' ? [] : right.people;
      expect(meant.filter((id) => !ids.has(id))).toEqual([]);
    }
  });
});
