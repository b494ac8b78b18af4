import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { bringIn } from '../src/evidence/caseExports/bringingIn.ts';
import { encodingNamed, UndecodableText } from '../src/evidence/caseExports/encodings.ts';
import { type ExportAsking, type ExportFault, ExportRefused, examined } from '../src/evidence/caseExports/examining.ts';
import { dateOrders } from '../src/evidence/caseExports/exportDates.ts';
import { previewOf } from '../src/evidence/caseExports/exportPreview.ts';
import { type ExportWords, exportWords, type UnknownPerson } from '../src/evidence/caseExports/exportWords.ts';
import { nameKey } from '../src/evidence/caseExports/people.ts';
import { restrictedRuleIn } from '../src/evidence/caseExports/restrictedRule.ts';
import { exportSources, Unopened } from '../src/evidence/caseExports/sources.ts';
import { ZipFault } from '../src/evidence/caseExports/zipFile.ts';
import { createFindPersonAt } from '../src/graph/graph.ts';
import { keepImport } from '../src/history/keptImports.ts';
import type { Language } from '../src/language/language.ts';
import type { KnownRegistry } from '../src/registry/files/check.ts';
import { csvLines } from '../src/registry/files/lines.ts';
import type { RegistryProblem } from '../src/registry/files/problem.ts';
import { problemSentence } from '../src/registry/files/problemWords.ts';
import { decoded } from '../src/registry/files/registryFile.ts';
import { readConfig } from '../src/settings/config.ts';
import { createCredential } from '../src/settings/identity.ts';
import type { Sql } from '../src/store/database.ts';
import { isZone, zoneNamed, zonesMeantBy } from '../src/time/zone.ts';
import { type ExportCommandWords, exportCommandWords } from './exportCommandWords.ts';
import { linesOf } from './exportLines.ts';
import type { ExportAsked } from './exportOptions.ts';
import type { PastCasesNeeds } from './pastCasesCommand.ts';

/** Where an import goes. */
export type ExportTarget = { database: { sql: Sql }; tenantId: string; known: KnownRegistry };

/** Said to whoever asked; nothing was changed. */
class Refusal extends Error {}

type Words = ExportWords & ExportCommandWords;

/**
 * Reads an export of a case system, shows what becomes of it, and brings it in when that is confirmed. Gives the exit code: 0
 * done, 1 refused (nothing was changed).
 */
export async function runExportCommand(
  asked: ExportAsked,
  target: ExportTarget,
  needs: PastCasesNeeds,
): Promise<number> {
  const words: Words = { ...exportWords[needs.language], ...exportCommandWords[needs.language] };
  try {
    return await run(asked, target, needs, words);
  } catch (fault) {
    if (fault instanceof Refusal) needs.complain(fault.message);
    else if (fault instanceof ExportRefused)
      for (const line of linesAbout(fault.why, words, needs.language)) needs.complain(line);
    else if (fault instanceof Unopened) needs.complain(words.unread(fault.path, fault.code));
    else if (fault instanceof ZipFault) needs.complain(words.torn(asked.paths.join(', '), fault.message));
    else if (fault instanceof UndecodableText) needs.complain(words.undecodable(fault.line, fault.encoding));
    else throw fault;
    return 1;
  }
}

async function run(asked: ExportAsked, target: ExportTarget, needs: PastCasesNeeds, words: Words): Promise<number> {
  const ask = needs.ask ?? (async () => null);
  const now = (needs.clock ?? Date.now)();
  const found = await examined(await exportSources(asked.paths, asked.from), asked, {
    ...{ known: target.known, now, asking: askingBy(ask, words, needs), findPerson: findPersonBy(needs) },
    told: asked.people === null ? new Map() : await peopleTold(asked.people, words),
  });
  const { opened, rules, survey, people, unknown } = found;
  for (const line of faultLines(survey.problems, survey.moreProblems, words, needs.language)) needs.complain(line);
  if (unknown.length > 0) for (const line of peopleLines(unknown, true, words)) needs.complain(line);

  for (const line of linesOf(previewOf(found, words, 'command'), words)) needs.print(line);
  if (survey.cases === 0) {
    needs.complain(words.nothing);
    return 1;
  }
  if (asked.kind === 'check') {
    needs.print(words.checked);
    return 0;
  }
  if (!asked.yes) {
    const answer = await ask(words.confirm(survey.cases));
    if (answer === null) throw new Refusal(words.needsYes);
    if (!/^(y|yes|はい|ｙ)$/i.test(answer.trim())) throw new Refusal(words.declined);
  }
  const done = await bringIn(target, opened, rules, {
    personOf: (solver) => people.ids.get(solver) ?? null,
    withoutFaulty: asked.skipFaulty,
    progress: (count) => needs.progress?.(words.progress(count)),
    alongside: (tx, counts) =>
      keepImport(tx, target.tenantId, {
        ...{ what: 'past-cases', door: 'command', by: null, files: asked.paths.map((path) => basename(path)) },
        ...{ counts, at: now },
      }),
  });
  if (!done.ok) throw new ExportRefused({ kind: 'faulty', problems: done.problems, more: 0 });
  needs.print(words.did(done.taken, done.unchanged));
  return 0;
}

/** Asks whoever sits at the terminal, again where the answer is none; an empty answer is none at all. */
function askingBy(
  ask: (question: string) => Promise<string | null>,
  words: Words,
  needs: PastCasesNeeds,
): ExportAsking {
  async function until<T>(question: string, read: (answer: string) => T | null, notRead: (answer: string) => string) {
    for (;;) {
      const answer = (await ask(question))?.trim() ?? '';
      if (answer === '') return null;
      const told = read(answer);
      if (told !== null) return told;
      needs.complain(notRead(answer));
    }
  }
  const zoneIn = (answer: string): string | null => {
    const zone = zoneNamed(answer);
    return isZone(zone) ? zone : null;
  };
  return {
    encoding: (names) => until(words.askEncoding(names), encodingNamed, words.notUnderstood),
    restricted: (hasColumn) =>
      until(
        words.askRule,
        (answer) => {
          if (/^(none|なし|無し|無)$/i.test(answer)) return [];
          const rule = restrictedRuleIn(answer);
          return rule && hasColumn(rule.column) ? [rule] : null;
        },
        words.notUnderstood,
      ),
    zone: (sample) => until(words.askZone(sample), zoneIn, (answer) => words.badZone(answer, zonesMeantBy(answer))),
    order: (sample) =>
      until(
        words.askOrder(sample),
        (answer) => dateOrders.find((each) => each === answer.toLowerCase()) ?? null,
        words.notUnderstood,
      ),
  };
}

function findPersonBy(needs: PastCasesNeeds) {
  if (needs.findPerson) return needs.findPerson;
  const config = readConfig(needs.environment);
  if (!config.ok) return null;
  const baseUrl = config.config.graphBaseUrl;
  return createFindPersonAt({ credential: createCredential(config.config), baseUrl, clock: Date.now });
}

const mostTold = 200;

/** Why an export cannot come in, line by line, and what to say on the command line. */
function linesAbout(why: ExportFault, words: Words, language: Language): string[] {
  switch (why.kind) {
    case 'no-encoding':
      return [words.notUtf8(why.names)];
    case 'jis':
      return [words.isJis(why.names)];
    case 'no-cases': {
      if (!('like' in why)) return why.strange.map(({ name, form }) => words.strangeFile(name, form));
      const { number, title } = why.preset.columns;
      return [...(why.like.length > 0 ? [words.otherSystem(why.like)] : []), words.noCases(why.others, number, title)];
    }
    case 'no-rule':
      return [words.noRule];
    case 'no-rule-column':
      return [words.noRuleColumn(why.column, why.table, why.columns)];
    case 'no-technology':
      return [words.noTechnology(why.technology)];
    case 'no-zone':
      return [words.noZone(why.sample)];
    case 'no-order':
      return [words.noOrder(why.sample)];
    case 'contradicts':
      return [words.contradicts(why.sample)];
    case 'bad-zone':
      return [words.badZone(why.zone, why.meant)];
    case 'faulty':
      return [...faultLines(why.problems, why.more, words, language), words.faulty(why.problems.length + why.more)];
    case 'unknown-people':
      return peopleLines(why.people, false, words);
  }
}

const faultLines = (problems: readonly RegistryProblem[], more: number, words: Words, language: Language): string[] => [
  ...problems.map((problem) => problemSentence(problem, language)),
  ...(more > 0 ? [words.more(more)] : []),
];

const peopleLines = (people: readonly UnknownPerson[], isSkipped: boolean, words: Words): string[] => [
  ...people.slice(0, mostTold).map((each) => `  ${words.unknownPerson(each)}`),
  ...(people.length > mostTold ? [words.more(people.length - mostTold)] : []),
  words.unknownPeople(people.length, isSkipped),
];

/** A list of people that somebody made: what the system calls them, then an Entra id or an address. */
async function peopleTold(path: string, words: Words): Promise<Map<string, string>> {
  const content = await readFile(path).catch((fault: NodeJS.ErrnoException) => {
    throw new Unopened(path, fault.code ?? fault.message, fault);
  });
  const text = decoded(content);
  const { lines, fault } = typeof text === 'string' ? csvLines(text) : { lines: [], fault: null };
  if (typeof text !== 'string' || fault) throw new Refusal(words.badPeople(path, fault?.line ?? null));
  const told = new Map<string, string>();
  for (const { line, cells } of lines) {
    const [name = '', id = ''] = cells.map((cell) => cell.trim());
    if (name === '' || id === '') throw new Refusal(words.badPeople(path, line));
    told.set(nameKey(name), id);
  }
  return told;
}
