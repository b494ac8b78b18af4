import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { caseOf } from '../src/cases/systems/becoming.ts';
import { type BroughtSolved, bringSolved, firstSolved } from '../src/cases/systems/bringSolved.ts';
import type { CaseSystem, CaseSystemKey, SolvedCase } from '../src/cases/systems/caseSystem.ts';
import { type Mapping, parseMappingFile } from '../src/cases/systems/mapping.ts';
import { openCaseSystems } from '../src/cases/systems/systems.ts';
import { createFindPersonAt } from '../src/graph/graph.ts';
import { keepImport } from '../src/history/keptImports.ts';
import { cut } from '../src/language/cut.ts';
import { createNames } from '../src/registry/files/names.ts';
import { readConfig } from '../src/settings/config.ts';
import { describeProblems } from '../src/settings/configProblem.ts';
import { createCredential } from '../src/settings/identity.ts';
import { instantIn } from '../src/time/instants.ts';
import type { ExportTarget } from './exportCommand.ts';
import { type LiveWords, liveWords } from './liveWords.ts';
import type { PastCasesNeeds } from './pastCasesCommand.ts';

/** Systems that can be asked themselves, with what each keeps cases in. */
const live = {
  dynamics: ['dynamics'],
  servicenow: ['servicenow-case', 'servicenow-incident'],
  zendesk: ['zendesk'],
} as const satisfies Record<string, readonly CaseSystemKey[]>;
const isLive = (name: string | undefined): name is keyof typeof live => name !== undefined && Object.hasOwn(live, name);

/** What was asked for with `--live`. `since`: ISO, UTC. */
export type LiveAsked = { from: keyof typeof live; since: string; noneRestricted: boolean; yes: boolean };

/** Reads the command line; a text says what of it is not understood, empty where the help says enough. */
export function liveAskedIn(args: readonly string[]): LiveAsked | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const { from } = values;
    if (positionals.length !== 1 || positionals[0] !== 'import') return '';
    if (!isLive(from)) return `--from ${from} --live? (${Object.keys(live).join(', ')})`;
    const since = instantIn(values.since, 'UTC');
    if (since === null) return `--since ${values.since}? (2024-01-01)`;
    return { from, since, noneRestricted: values['none-restricted'], yes: values.yes };
  } catch {
    return '';
  }
}

const flag = { type: 'boolean', default: false } as const;
const options = {
  live: flag,
  from: { type: 'string' },
  since: { type: 'string', default: '2000-01-01' },
  'none-restricted': flag,
  yes: { ...flag, short: 'y' },
} as const;

/**
 * Asks a connected system for all its solved cases and brings them in, a few at a time; run again, it goes on where it was.
 * Gives the exit code: 0 done, 1 not, or not to the end.
 */
export async function runLiveCommand(
  asked: LiveAsked,
  { database, tenantId, known }: ExportTarget,
  needs: PastCasesNeeds,
): Promise<number> {
  const words = liveWords[needs.language];
  const read = readConfig(needs.environment);
  if (!read.ok) {
    needs.complain(describeProblems(read.problems, words.nothingDone));
    return 1;
  }
  const { config } = read;
  const { mappingFile } = config.caseSystems;
  const mappings = parseMappingFile(mappingFile ? await readFile(mappingFile, 'utf8') : '{}');
  const credential = needs.credential ?? createCredential(config);
  const clock = needs.clock ?? Date.now;
  const keys: readonly CaseSystemKey[] = live[asked.from];
  const wait = needs.wait ?? ((ms: number) => pause(ms));
  const systems = openCaseSystems({
    ...{ config: config.caseSystems, mappings, credential, clock, wait },
    writes: () => false,
  }).filter(({ key }) => keys.includes(key));
  if (systems.length === 0) {
    needs.complain(words.notConnected(asked.from));
    return 1;
  }
  const findPerson =
    needs.findPerson ?? createFindPersonAt({ credential, baseUrl: config.graphBaseUrl, clock: Date.now });
  const names = createNames({ known });
  const technologyOf = (product: string): string | null => {
    const id = names.technology(product);
    return known.technology(id) ? id : null;
  };

  let code = 0;
  for (const system of systems) {
    const mapping = mappings.of[system.key];
    if (mapping.restricted.length === 0 && !asked.noneRestricted) {
      needs.complain(words.noRule(system.key));
      return 1;
    }
    const first = await firstSolved({ system, since: asked.since });
    if (first.kind !== 'ok') {
      needs.complain(words.stopped(system.name, words.trouble(first)));
      code = 1;
      continue;
    }
    if (first.cases.length === 0) {
      needs.print(words.none(system.name, system.key));
      continue;
    }
    for (const line of shown(system, first.cases, mapping, technologyOf, words)) needs.print(line);
    const answer = asked.yes ? 'yes' : await needs.ask?.(words.confirm(system.name));
    if (!/^(y|yes|はい)$/i.test((answer ?? '').trim())) {
      needs.complain(answer === null || answer === undefined ? words.needsYes : words.declined);
      return 1;
    }
    const done = await bringSolved({
      ...{ system, mapping, database, tenantId, since: asked.since, technologyOf, findPerson, clock },
      wait,
      progress: (so) => needs.progress?.(words.progress(so)),
    });
    const { taken, unchanged } = done;
    const kept = { what: 'past-cases', door: 'command', by: null, files: [system.name] } as const;
    await keepImport(database.sql, tenantId, { ...kept, counts: { taken, unchanged }, at: clock() });
    for (const line of toldOf(system.name, done, words)) needs.print(line);
    if (done.stopped !== null) code = 1;
  }
  return code;
}

/** What would become of the first cases. */
function shown(
  { key, name }: CaseSystem,
  cases: readonly SolvedCase[],
  mapping: Mapping,
  technologyOf: (product: string) => string | null,
  words: LiveWords,
): string[] {
  const lines = [words.first(name, key)];
  for (const { case: told, closedAt, fix } of cases.slice(0, 5)) {
    const { case: made } = caseOf(told, mapping, { id: '-', name: '-' });
    const technology = made.product === null ? null : technologyOf(made.product);
    const owner = told.owner.kind === 'person' ? told.owner.name : '-';
    lines.push(`  ${made.id}  ${made.restricted ? words.hidden : cut(made.title, 80)}`);
    const facts = [closedAt.slice(0, 10), technology ?? made.product ?? '-', owner];
    if (!made.restricted) facts.push(cut(fix.replaceAll(/\s+/g, ' '), 60) || '-');
    lines.push(`      ${facts.join('  |  ')}`);
  }
  const rules = mapping.restricted.map(({ column, is }) => `${column}=${is.join('|')}`);
  lines.push(rules.length > 0 ? words.rules(rules) : words.noneRestricted);
  return lines;
}

const mostTold = 50;

function toldOf(name: string, done: BroughtSolved, words: LiveWords): string[] {
  const lines = [words.did(name, done)];
  const often = (counts: ReadonlyMap<string, number>): string[] => {
    const sorted = [...counts].sort(([, a], [, b]) => b - a);
    const told = sorted.slice(0, mostTold).map(([each, count]) => `${each} (${count})`);
    return sorted.length > mostTold ? [...told, words.more(sorted.length - mostTold)] : told;
  };
  if (done.unknown.size > 0) lines.push(words.unknown(often(done.unknown)));
  if (done.strange.size > 0) lines.push(words.strange(often(done.strange)));
  if (done.odd > 0) lines.push(words.odd(done.odd, done.oddities));
  if (done.stopped !== null) lines.push(words.stopped(name, words.trouble(done.stopped)), words.goOn);
  return lines;
}
