import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PastCase } from '../../../../src/evidence/pastCases/pastCase.ts';
import { typed } from '../../../fixtures/typed/schema.ts';
import { organisation } from '../labels.ts';
import { tasksOf } from '../sets.ts';
import type { Spoken, Told } from './noise.ts';

/** A real case, and the ids of the organisation's registry that are right for it. */
export type Asked = Told & { spoken: Spoken; ids: readonly string[] };
/** Cases, and the past to ask them with: none of them is in it. */
export type AskedSet = { name: string; past: PastCase[]; asked: Asked[] };

/** Characters of a text that are asked by: a case as it is first told. */
const mostTold = { en: 300, ja: 300 };

/**
 * Both public sets of support articles with what they are of, and the sandbox's own cases: of ms-support-en the fifth
 * fold, of ja-support its beginning asked by its end and its end by its beginning, of the organisation each half by the
 * other; and the short cases of test/fixtures/typed, which say everything in a line.
 */
export function askedSets(most = 120): AskedSet[] {
  return [...english(most), ...japanese(), ...ofOrganisation(), typedSet()];
}

function english(most: number): AskedSet[] {
  const [task] = tasksOf('ms-support-en').filter(({ asks }) => asks === 'technologies');
  const fold = [...(task?.folds() ?? [])].at(-1);
  if (!fold) return [];
  const asked = fold.tests.flatMap(({ title, text, truth }) => told('en', title, text, truth));
  const every = Math.ceil(asked.length / most);
  return [{ name: 'ms-support-en', past: fold.train.map(known), asked: asked.filter((_, at) => at % every === 0) }];
}

function japanese(): AskedSet[] {
  const [task] = tasksOf('ja-support');
  const [fold] = task?.folds() ?? [];
  if (!fold) return [];
  const { train, tests } = fold;
  const asked = (cases: readonly PastCase[]): Asked[] =>
    cases.flatMap(({ title, text, technologies }) => told('ja', title, text, technologies));
  return [
    {
      name: 'ja-support, its end',
      past: train.map(known),
      asked: tests.flatMap(({ title, text, truth }) => told('ja', title, text, truth)),
    },
    {
      name: 'ja-support, its beginning',
      past: train.slice(tests.length).map(known),
      asked: asked(train.slice(0, tests.length)),
    },
  ];
}

const sandboxCase = z.looseObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  language: z.enum(['ja', 'en']),
});
const pastSwarm = z.looseObject({
  case: sandboxCase,
  technologies: z.array(z.string()),
  rootCause: z.string(),
  fix: z.string(),
  resolvedAt: z.string(),
});

/** The organisation's past swarms, as past cases with their language. */
export function organisationsPast(): (PastCase & { spoken: Spoken })[] {
  const file = join(import.meta.dirname, '../../../../src/sandbox/organisation/past.json');
  return z
    .array(pastSwarm)
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .map((each) => ({
      id: each.case.id,
      title: each.case.title,
      text: each.case.description,
      closedAt: Date.parse(each.resolvedAt),
      credits: [],
      technologies: each.technologies,
      spoken: each.case.language,
    }));
}

function ofOrganisation(): AskedSet[] {
  const all = organisationsPast();
  return [0, 1].map((half) => ({
    name: `organisation, half ${half + 1}`,
    past: all.filter((_, at) => at % 2 !== half),
    asked: all
      .filter((_, at) => at % 2 === half)
      .flatMap(({ title, text, technologies, spoken }) => told(spoken, title, text, technologies)),
  }));
}

/** What people type in a line, where it tells of one technology. */
function typedSet(): AskedSet {
  const asked = typed().says.flatMap(({ typed: said, spoken, right }) => {
    const [answer] = right;
    if (answer?.kind !== 'plan' || right.length > 1 || said.length > 200) return [];
    const [id, ...more] = answer.technologies;
    const title = said.replace(/^\/swarm /, '');
    return id === undefined || more.length > 0 ? [] : told(spoken, title, '', [id]);
  });
  return { name: 'typed', past: organisationsPast(), asked };
}

function told(spoken: Spoken, title: string, text: string, labels: readonly string[]): Asked[] {
  const ids = [...new Set(labels.flatMap(organisation.idsOf))];
  if (ids.length === 0 || title.trim() === '') return [];
  return [{ spoken, title, text: text.slice(0, mostTold[spoken]).toWellFormed(), ids }];
}

const known = (past: PastCase): PastCase => ({
  ...past,
  technologies: [...new Set(past.technologies.flatMap(organisation.idsOf))],
});
