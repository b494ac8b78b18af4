import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import { technologySchema } from '../../../src/registry/technology.ts';
import { type Listed, organisation, starter } from './labels.ts';
import { organisationsPast } from './robustness/askedSets.ts';
import { type Task, tasksOf, triageFolder } from './sets.ts';
import { isReported, tuningFolds } from './tuning.ts';

/** A question, and the ids of the registry that are right for it. */
export type Question = { title: string; text: string; ids: readonly string[] };
/** What is learned from, oldest first, with the registry's ids; and what is asked then. */
export type Split = { past: PastCase[]; asked: Question[] };
/** A set with a registry that has names for its technologies. */
export type TechnologySet = { name: string; listed: Listed; splits(): Iterable<Split> };

/**
 * Every set that tells of technologies, with each registry that fits it. Of the public sets the folds that no choice was made
 * by (tuning.ts), or those that choices are made by (`early`). A file `<language>-support/<name>.jsonl` beside the others is a set of its own, in the form of azure-paas
 * (`id, date, title, text, technologies`), whose technologies are ids of the organisation's registry or labels it knows.
 */
export function technologySets({ mostAsked = 400, early = false } = {}): TechnologySet[] {
  const supported = [...tasksOf('ms-support-en'), ...tasksOf('ja-support')].filter(
    ({ asks }) => asks === 'technologies',
  );
  const components = tasksOf('jdt').filter(({ asks }) => asks === 'technologies');
  return [
    ...supported.flatMap((task) => [starter, organisation].map((listed) => setOf(task, listed, mostAsked, early))),
    ...components.map((task) => setOf(task, componentsListed, mostAsked, early)),
    ...(early ? [] : [organisationSet(), ...furtherFiles().map((file) => furtherSet(file))]),
  ];
}

function setOf(task: Task, listed: Listed, mostAsked: number, early: boolean): TechnologySet {
  return {
    name: task.name,
    listed,
    *splits() {
      for (const fold of early ? tuningFolds(task) : task.folds()) {
        if (!early && !isReported(task, fold.number)) continue;
        const every = Math.ceil(fold.tests.length / mostAsked);
        yield {
          past: fold.train.toSorted((a, b) => a.closedAt - b.closedAt).map((past) => brought(past, listed)),
          asked: fold.tests
            .filter((_, at) => at % every === 0)
            .flatMap(({ title, text, truth }) => {
              const ids = truth.flatMap(listed.idsOf);
              return ids.length === 0 ? [] : [{ title, text, ids }];
            }),
        };
      }
    },
  };
}

const brought = (past: PastCase, { idsOf }: Listed): PastCase => ({
  ...past,
  technologies: [...new Set(past.technologies.flatMap(idsOf))],
});

/** JDT's components by their bare names, which are ordinary words of every report: UI, Core, Text. */
const componentsListed: Listed = {
  name: 'component names',
  technologies: ['UI', 'Core', 'Debug', 'Text', 'Doc', 'APT'].map((name) =>
    technologySchema.parse({
      id: name.toLowerCase(),
      name: { en: `JDT ${name}`, ja: `JDT ${name}` },
      aliases: { en: [name] },
    }),
  ),
  idsOf: (label) => [label.toLowerCase()],
};

/** The organisation's own past, each half asked by the other. */
function organisationSet(): TechnologySet {
  const all: PastCase[] = organisationsPast();
  const question = ({ title, text, technologies }: PastCase): Question => ({ title, text, ids: technologies });
  return {
    name: 'organisation',
    listed: organisation,
    splits: () =>
      [0, 1].map((half) => ({
        past: all.filter((_, at) => at % 2 !== half),
        asked: all.filter((_, at) => at % 2 === half).map(question),
      })),
  };
}

const known = new Set(['azure-paas.jsonl']);
const furtherFiles = (): string[] =>
  ['ja-support', 'en-support'].flatMap((folder) => {
    const path = join(triageFolder(), folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => name.endsWith('.jsonl') && !known.has(name))
      .map((name) => join(folder, name));
  });

/** In order of date, the first 70 % learned, the rest asked. */
function furtherSet(file: string): TechnologySet {
  const row = z.looseObject({
    id: z.string(),
    date: z.string(),
    title: z.string(),
    text: z.string(),
    technologies: z.array(z.string()),
  });
  const all = readFileSync(join(triageFolder(), file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => row.parse(JSON.parse(line)))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((each): PastCase => {
      const closedAt = Date.parse(`${each.date.replaceAll('/', '-')}T00:00:00Z`);
      return brought({ ...each, closedAt, credits: [] }, organisation);
    });
  const cut = Math.floor(all.length * 0.7);
  return {
    name: file.replace('.jsonl', ''),
    listed: organisation,
    splits: () => [
      {
        past: all.slice(0, cut),
        asked: all
          .slice(cut)
          .filter(({ technologies }) => technologies.length > 0)
          .map(({ title, text, technologies }) => ({ title, text, ids: technologies })),
      },
    ],
  };
}
