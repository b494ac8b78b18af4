import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { bringIn } from '../src/evidence/caseExports/bringingIn.ts';
import { finder } from '../src/evidence/caseExports/columns.ts';
import { type Encoding, encodingNamed, UndecodableText } from '../src/evidence/caseExports/encodings.ts';
import { type DateOrder, dateOrders } from '../src/evidence/caseExports/exportDates.ts';
import type { ReadingRules } from '../src/evidence/caseExports/judging.ts';
import { nameKey, peopleOf } from '../src/evidence/caseExports/people.ts';
import { type ExportSystem, exportSystems, type Preset } from '../src/evidence/caseExports/preset.ts';
import { presets } from '../src/evidence/caseExports/presets.ts';
import { nameOf, openExport, withEncodings } from '../src/evidence/caseExports/reading.ts';
import { type RestrictedRule, restrictedRuleIn } from '../src/evidence/caseExports/restrictedRule.ts';
import { exportSources, Unopened } from '../src/evidence/caseExports/sources.ts';
import { strangeFormOf } from '../src/evidence/caseExports/strangeFile.ts';
import { type Survey, surveyed } from '../src/evidence/caseExports/survey.ts';
import { ZipFault } from '../src/evidence/caseExports/zipFile.ts';
import { createFindPersonAt } from '../src/graph/graph.ts';
import { keepImport } from '../src/history/keptImports.ts';
import { foldedName } from '../src/reading/foldedName.ts';
import type { KnownRegistry } from '../src/registry/files/check.ts';
import { csvLines } from '../src/registry/files/lines.ts';
import { createNames } from '../src/registry/files/names.ts';
import { problemSentence } from '../src/registry/files/problemWords.ts';
import { decoded } from '../src/registry/files/registryFile.ts';
import { readConfig } from '../src/settings/config.ts';
import { createCredential } from '../src/settings/identity.ts';
import type { Sql } from '../src/store/database.ts';
import { isZone, zoneNamed, zonesMeantBy } from '../src/time/zone.ts';
import type { ExportAsked } from './exportOptions.ts';
import { preview } from './exportPreview.ts';
import { type ExportWords, exportWords } from './exportWords.ts';
import type { PastCasesNeeds } from './pastCasesCommand.ts';

/** Where an import goes. */
export type ExportTarget = { database: { sql: Sql }; tenantId: string; known: KnownRegistry };

/** Said to whoever asked; nothing was changed. */
class Refusal extends Error {}

/**
 * Reads an export of a case system, shows what becomes of it, and brings it in when that is confirmed. Gives the exit code: 0
 * done, 1 refused (nothing was changed).
 */
export async function runExportCommand(
  asked: ExportAsked,
  target: ExportTarget,
  needs: PastCasesNeeds,
): Promise<number> {
  const words = exportWords[needs.language];
  try {
    return await run(asked, target, needs, words);
  } catch (fault) {
    if (fault instanceof Refusal) needs.complain(fault.message);
    else if (fault instanceof Unopened) needs.complain(words.unread(fault.path, fault.code));
    else if (fault instanceof ZipFault) needs.complain(words.torn(asked.paths.join(', '), fault.message));
    else if (fault instanceof UndecodableText) needs.complain(words.undecodable(fault.line, fault.encoding));
    else throw fault;
    return 1;
  }
}

async function run(
  asked: ExportAsked,
  target: ExportTarget,
  needs: PastCasesNeeds,
  words: ExportWords,
): Promise<number> {
  const ask = needs.ask ?? (async () => null);
  const preset = withColumns(presets[asked.from], asked.columns);
  // The Data Export has a file for each of hundreds of tables.
  const sources = await exportSources(
    asked.paths,
    asked.from === 'salesforce' ? /^(?:.*[_-])?(?:Case|User|Account|CaseComment)s?\.(csv|xlsx)$/i : null,
  );
  const encoded = await encodedSources();
  const opened = await openExport(encoded, preset);
  if (opened.columns.length === 0) throw new Refusal(await withoutCases());
  const restricted = await restrictedRules();

  const { known } = target;
  const names = createNames({ known });
  const meant = new Map(asked.products.map(({ name, technology }) => [foldedName(name), technology]));
  for (const { technology } of asked.products)
    if (!known.technology(technology)) throw new Refusal(words.noTechnology(technology));
  const rules: ReadingRules = {
    ...{
      preset,
      restricted,
      zone: zoneOf(asked.zone) ?? 'UTC',
      order: asked.order,
      site: asked.site,
      now: (needs.clock ?? Date.now)(),
    },
    technologyOf(product) {
      const id = meant.get(foldedName(product)) ?? names.technology(product);
      return known.technology(id) ? id : null;
    },
  };

  const first = await surveyed(opened, rules);
  for (const { column, table, columns } of first.missingRules)
    throw new Refusal(words.noRuleColumn(column, table, columns));
  refuseFaults(first);
  const settled: ReadingRules = { ...rules, zone: await zoneFor(first), order: await orderFor(first) };
  const survey = settled.zone === rules.zone && settled.order === rules.order ? first : await surveyed(opened, settled);
  if (survey !== first) refuseFaults(survey);
  const people = await peopleIn(survey);

  for (const line of preview({ survey, opened, rules: settled, people, isConfirmed: asked.noneRestricted, words }))
    needs.print(line);
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
  const done = await bringIn(target, opened, settled, {
    personOf: (solver) => people.ids.get(solver) ?? null,
    withoutFaulty: asked.skipFaulty,
    progress: (count) => needs.progress?.(words.progress(count)),
    alongside: (tx, counts) =>
      keepImport(tx, target.tenantId, {
        ...{ what: 'past-cases', door: 'command', by: null, files: asked.paths.map((path) => basename(path)) },
        ...{ counts, at: rules.now },
      }),
  });
  if (!done.ok) {
    for (const problem of done.problems) needs.complain(problemSentence(problem, needs.language));
    throw new Refusal(words.faulty(done.problems.length));
  }
  needs.print(words.did(done.taken, done.unchanged));
  return 0;

  /** Why no case was found, the likeliest first: it is no table, or one of another system. */
  async function withoutCases(): Promise<string> {
    const why: string[] = [];
    for (const { source } of encoded) {
      const form = await strangeFormOf(source);
      if (form !== null) why.push(words.strangeFile(nameOf(source), form));
    }
    if (why.length > 0) return why.join('\n');
    const others = exportSystems.filter((each) => each !== asked.from);
    const like: ExportSystem[] = [];
    for (const each of others) if ((await openExport(encoded, presets[each])).columns.length > 0) like.push(each);
    const { number, title } = preset.columns;
    return [...(like.length > 0 ? [words.otherSystem(like)] : []), words.noCases(opened.others, number, title)].join(
      '\n',
    );
  }

  async function encodedSources() {
    let told: Encoding | null = asked.encoding;
    for (;;) {
      const read = await withEncodings(sources, told);
      if (read.ok) return read.sources;
      if (read.jis.length > 0) throw new Refusal(words.isJis(read.jis));
      const answer = await ask(words.askEncoding(read.unknown));
      if (answer === null || answer.trim() === '') throw new Refusal(words.notUtf8(read.unknown));
      told = encodingNamed(answer);
      if (told === null) needs.complain(words.notUnderstood(answer));
    }
  }

  async function restrictedRules(): Promise<RestrictedRule[]> {
    if (asked.restricted.length > 0 || asked.noneRestricted) return asked.restricted;
    const found = finder(opened.columns);
    const own = preset.restricted.flatMap((name): RestrictedRule[] => {
      const column = found(name);
      return column === null ? [] : [{ column, is: null }];
    });
    if (own.length > 0) return own;
    for (;;) {
      const answer = (await ask(words.askRule))?.trim() ?? '';
      if (answer === '') throw new Refusal(words.noRule);
      if (/^(none|なし|無し|無)$/i.test(answer)) {
        asked.noneRestricted = true;
        return [];
      }
      const rule = restrictedRuleIn(answer);
      if (rule && found(rule.column) !== null) return [rule];
      needs.complain(words.notUnderstood(answer));
    }
  }

  function refuseFaults({ problems, moreProblems }: Survey): void {
    for (const problem of problems) needs.complain(problemSentence(problem, needs.language));
    if (moreProblems > 0) needs.complain(words.more(moreProblems));
    if (problems.length > 0 && !asked.skipFaulty) throw new Refusal(words.faulty(problems.length + moreProblems));
  }

  function zoneOf(text: string | null): string | null {
    if (text === null) return null;
    const zone = zoneNamed(text);
    if (!isZone(zone)) throw new Refusal(words.badZone(text, zonesMeantBy(text)));
    return zone;
  }

  async function zoneFor({ dates }: Survey): Promise<string> {
    const told = zoneOf(asked.zone);
    if (told !== null || !dates.withoutZone || dates.sample === null) return told ?? 'UTC';
    for (;;) {
      const answer = (await ask(words.askZone(dates.sample)))?.trim() ?? '';
      if (answer === '') throw new Refusal(words.noZone(dates.sample));
      const zone = zoneNamed(answer);
      if (isZone(zone)) return zone;
      needs.complain(words.badZone(answer, zonesMeantBy(answer)));
    }
  }

  async function orderFor({ dates }: Survey): Promise<DateOrder | null> {
    if (asked.order !== null || dates.orders === null || dates.sample === null) return asked.order;
    const [only, another] = dates.orders;
    if (only === undefined) throw new Refusal(words.contradicts(dates.sample));
    if (another === undefined) return only;
    for (;;) {
      const answer = (await ask(words.askOrder(dates.sample)))?.trim() ?? '';
      if (answer === '') throw new Refusal(words.noOrder(dates.sample));
      const order = dateOrders.find((each) => each === answer.toLowerCase());
      if (order) return order;
      needs.complain(words.notUnderstood(answer));
    }
  }

  async function peopleIn({ people: called }: Survey) {
    const config = readConfig(needs.environment);
    const findPerson =
      needs.findPerson ??
      (config.ok
        ? createFindPersonAt({
            credential: createCredential(config.config),
            baseUrl: config.config.graphBaseUrl,
            clock: Date.now,
          })
        : null);
    const found = await peopleOf(called.keys(), {
      ...{ names, findPerson },
      isListed: (id) => known.listed(id) !== undefined,
      told: asked.people === null ? new Map() : await peopleTold(asked.people, words),
      mailsInRegistry: new Map([...known.engineers()].flatMap(({ id, mail }) => (mail ? [[mail, id] as const] : []))),
    });
    const unknown = found.unknown.flatMap((each) => {
      const sighting = called.get(each.name);
      return sighting ? [{ ...each, ...sighting }] : [];
    });
    for (const each of unknown.slice(0, mostTold)) needs.complain(words.unknownPerson(each));
    if (unknown.length > mostTold) needs.complain(words.more(unknown.length - mostTold));
    if (unknown.length > 0) {
      const said = words.unknownPeople(unknown.length, asked.skipUnknownPeople);
      if (!asked.skipUnknownPeople) throw new Refusal(said);
      needs.complain(said);
    }
    return found;
  }
}

const mostTold = 200;

/** The preset with the columns that somebody named: of a field only those then count. */
function withColumns(preset: Preset, columns: ExportAsked['columns']): Preset {
  const named = { ...preset.columns };
  for (const { field } of columns)
    named[field] = columns.filter((each) => each.field === field).map(({ name }) => name);
  return { ...preset, columns: named };
}

/** A list of people that somebody made: what the system calls them, then an Entra id or an address. */
async function peopleTold(path: string, words: ExportWords): Promise<Map<string, string>> {
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
