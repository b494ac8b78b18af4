import { foldedName } from '../../reading/foldedName.ts';
import type { KnownRegistry } from '../../registry/files/check.ts';
import { createNames } from '../../registry/files/names.ts';
import type { RegistryProblem } from '../../registry/files/problem.ts';
import { isZone, zoneNamed, zonesMeantBy } from '../../time/zone.ts';
import { finder } from './columns.ts';
import type { Encoding } from './encodings.ts';
import type { DateOrder } from './exportDates.ts';
import type { UnknownPerson } from './exportWords.ts';
import type { ReadingRules } from './judging.ts';
import { type KnownPeople, peopleOf } from './people.ts';
import { type ExportField, type ExportSystem, exportSystems, type Preset } from './preset.ts';
import { presets } from './presets.ts';
import { nameOf, type OpenedExport, openExport, withEncodings } from './reading.ts';
import type { RestrictedRule } from './restrictedRule.ts';
import type { ExportSource } from './sources.ts';
import { type StrangeForm, strangeFormOf } from './strangeFile.ts';
import { type Survey, surveyed } from './survey.ts';

/**
 * What somebody says of an export; null where they leave it to the export. `zone` as they write it. `site`: the system's
 * address, without a slash at its end.
 */
export type ExportSaid = {
  from: ExportSystem;
  zone: string | null;
  order: DateOrder | null;
  encoding: Encoding | null;
  restricted: readonly RestrictedRule[];
  /** That no case of it is restricted. */
  noneRestricted: boolean;
  columns: readonly { field: ExportField; name: string }[];
  products: readonly { name: string; technology: string }[];
  site: string | null;
  skipFaulty: boolean;
  skipUnknownPeople: boolean;
};

/** Asks what an export does not tell by itself; null: nobody answers. */
export type ExportAsking = {
  encoding(names: readonly string[]): Promise<Encoding | null>;
  /** Which cases are restricted; an empty list: none of them. `hasColumn`: whether the export has a column of that name. */
  restricted(hasColumn: (name: string) => boolean): Promise<readonly RestrictedRule[] | null>;
  zone(sample: string): Promise<string | null>;
  order(sample: string): Promise<DateOrder | null>;
};

/** Why an export cannot come in as it is, or as it was told of. */
export type ExportFault =
  | { kind: 'no-encoding' | 'jis'; names: readonly string[] }
  | { kind: 'no-cases'; strange: { name: string; form: StrangeForm }[] }
  | { kind: 'no-cases'; strange: []; like: ExportSystem[]; others: readonly string[]; preset: Preset }
  | { kind: 'no-rule' }
  | { kind: 'no-rule-column'; column: string; table: string; columns: readonly string[] }
  | { kind: 'no-technology'; technology: string }
  | { kind: 'no-zone' | 'no-order' | 'contradicts'; sample: string }
  | { kind: 'bad-zone'; zone: string; meant: readonly string[] }
  | { kind: 'faulty'; problems: readonly RegistryProblem[]; more: number }
  | { kind: 'unknown-people'; people: readonly UnknownPerson[] };

/** Nothing was changed, and why. */
export class ExportRefused extends Error {
  readonly why: ExportFault;
  constructor(why: ExportFault) {
    super(`The export cannot come in: ${why.kind}`);
    this.why = why;
  }
}

/** An export that may come in: how it is read, what is in it, who its people are. */
export type ExaminedExport = {
  opened: OpenedExport;
  rules: ReadingRules;
  survey: Survey;
  people: KnownPeople;
  /** Those whom nobody is credited for, as was said. */
  unknown: readonly UnknownPerson[];
  /** That somebody said no case is restricted. */
  isConfirmed: boolean;
};

export type ExaminingNeeds = {
  known: KnownRegistry;
  /** Milliseconds since 1970. */
  now: number;
  /** Null: nobody can be asked. */
  asking: ExportAsking | null;
  /** Null: Graph is not configured. Throws when it cannot say. */
  findPerson: ((mail: string) => Promise<{ id: string } | null>) | null;
  /** Of so many addresses Entra is asked. */
  mostAsked?: number;
  /** Who people are by a list that somebody made, by nameKey (people.ts). */
  told: ReadonlyMap<string, string>;
};

/**
 * Reads an export, settling what it leaves open, and keeps nothing of it. Throws ExportRefused, UndecodableText, and ZipFault.
 */
export async function examined(
  sources: readonly ExportSource[],
  said: ExportSaid,
  needs: ExaminingNeeds,
): Promise<ExaminedExport> {
  const { known, asking, now } = needs;
  const preset = withColumns(presets[said.from], said.columns);
  const encoded = await encodedBy(sources, said.encoding, asking);
  const opened = await openExport(encoded, preset);
  if (opened.columns.length === 0) throw new ExportRefused(await withoutCases(encoded, opened, said.from, preset));
  const restricted = await restrictedRules(opened, preset, said, asking);

  const names = createNames({ known });
  const meant = new Map(said.products.map(({ name, technology }) => [foldedName(name), technology]));
  for (const { technology } of said.products)
    if (!known.technology(technology)) throw new ExportRefused({ kind: 'no-technology', technology });
  const rules: ReadingRules = {
    ...{ preset, restricted, now, order: said.order, site: said.site, zone: zoneSaid(said.zone) ?? 'UTC' },
    technologyOf(product) {
      const id = meant.get(foldedName(product)) ?? names.technology(product);
      return known.technology(id) ? id : null;
    },
  };

  const first = await surveyed(opened, rules);
  for (const missing of first.missingRules) throw new ExportRefused({ kind: 'no-rule-column', ...missing });
  refuseFaults(first, said);
  const zone = await zoneFor(first, said, asking);
  const settled: ReadingRules = { ...rules, zone, order: await orderFor(first, said, asking) };
  const survey = settled.zone === rules.zone && settled.order === rules.order ? first : await surveyed(opened, settled);
  refuseFaults(survey, said);

  const asked = {
    ...{ names, findPerson: needs.findPerson, told: needs.told },
    ...(needs.mostAsked === undefined ? {} : { mostAsked: needs.mostAsked }),
    isListed: (id: string) => known.listed(id) !== undefined,
    mailsInRegistry: new Map([...known.engineers()].flatMap(({ id, mail }) => (mail ? [[mail, id] as const] : []))),
  };
  const byFirst = await peopleOf(survey.people.keys(), asked);
  // Who is nobody by the account that the export has first may be somebody by the name beside it.
  const others = byFirst.unknown.flatMap(({ name }) => survey.otherNames.get(name) ?? []);
  const byOther = await peopleOf(new Set(others), { ...asked, findPerson: null });
  const ids = new Map(byFirst.ids);
  for (const { name } of byFirst.unknown)
    for (const other of survey.otherNames.get(name) ?? []) {
      const id = byOther.ids.get(other);
      if (id !== undefined && !ids.has(name)) ids.set(name, id);
    }
  const people = { ids, unknown: byFirst.unknown.filter(({ name }) => !ids.has(name)) };
  const unknown = people.unknown.flatMap((each) => {
    const sighting = survey.people.get(each.name);
    return sighting ? [{ ...each, ...sighting }] : [];
  });
  if (unknown.length > 0 && !said.skipUnknownPeople)
    throw new ExportRefused({ kind: 'unknown-people', people: unknown });
  const isConfirmed = restricted.length === 0;
  return { opened, rules: settled, survey, people, unknown, isConfirmed };
}

/** The preset with the columns that somebody named: of a field only those then count. */
function withColumns(preset: Preset, columns: ExportSaid['columns']): Preset {
  const named = { ...preset.columns };
  for (const { field } of columns)
    named[field] = columns.filter((each) => each.field === field).map(({ name }) => name);
  return { ...preset, columns: named };
}

async function encodedBy(
  sources: readonly ExportSource[],
  said: Encoding | null,
  asking: ExportAsking | null,
): Promise<OpenedExport['sources']> {
  const read = await withEncodings(sources, said);
  if (read.ok) return read.sources;
  if (read.jis.length > 0) throw new ExportRefused({ kind: 'jis', names: read.jis });
  const told = (await asking?.encoding(read.unknown)) ?? null;
  if (told === null) throw new ExportRefused({ kind: 'no-encoding', names: read.unknown });
  return encodedBy(sources, told, asking);
}

/** Why no case was found, the likeliest first: it is no table, or one of another system. */
async function withoutCases(
  encoded: OpenedExport['sources'],
  { others }: OpenedExport,
  from: ExportSystem,
  preset: Preset,
): Promise<ExportFault> {
  const strange: { name: string; form: StrangeForm }[] = [];
  for (const { source } of encoded) {
    const form = await strangeFormOf(source);
    if (form !== null) strange.push({ name: nameOf(source), form });
  }
  if (strange.length > 0) return { kind: 'no-cases', strange };
  const like: ExportSystem[] = [];
  for (const each of exportSystems)
    if (each !== from && (await openExport(encoded, presets[each])).columns.length > 0) like.push(each);
  return { kind: 'no-cases', strange: [], like, others, preset };
}

async function restrictedRules(
  opened: OpenedExport,
  preset: Preset,
  said: ExportSaid,
  asking: ExportAsking | null,
): Promise<readonly RestrictedRule[]> {
  if (said.restricted.length > 0 || said.noneRestricted) return said.restricted;
  const found = finder(opened.columns);
  const own = preset.restricted.flatMap((name): RestrictedRule[] => {
    const column = found(name);
    return column === null ? [] : [{ column, is: null }];
  });
  if (own.length > 0) return own;
  const told = (await asking?.restricted((name) => found(name) !== null)) ?? null;
  if (told === null) throw new ExportRefused({ kind: 'no-rule' });
  return told;
}

function refuseFaults({ problems, moreProblems }: Survey, { skipFaulty }: ExportSaid): void {
  if (problems.length > 0 && !skipFaulty) throw new ExportRefused({ kind: 'faulty', problems, more: moreProblems });
}

function zoneSaid(text: string | null): string | null {
  if (text === null) return null;
  const zone = zoneNamed(text);
  if (!isZone(zone)) throw new ExportRefused({ kind: 'bad-zone', zone: text, meant: zonesMeantBy(text) });
  return zone;
}

async function zoneFor({ dates }: Survey, said: ExportSaid, asking: ExportAsking | null): Promise<string> {
  const told = zoneSaid(said.zone);
  if (told !== null || !dates.withoutZone || dates.sample === null) return told ?? 'UTC';
  const zone = (await asking?.zone(dates.sample)) ?? null;
  if (zone === null) throw new ExportRefused({ kind: 'no-zone', sample: dates.sample });
  return zone;
}

async function orderFor(
  { dates }: Survey,
  { order }: ExportSaid,
  asking: ExportAsking | null,
): Promise<DateOrder | null> {
  if (order !== null || dates.orders === null || dates.sample === null) return order;
  const [only, another] = dates.orders;
  if (only === undefined) throw new ExportRefused({ kind: 'contradicts', sample: dates.sample });
  if (another === undefined) return only;
  const told = (await asking?.order(dates.sample)) ?? null;
  if (told === null) throw new ExportRefused({ kind: 'no-order', sample: dates.sample });
  return told;
}

/** The address under which people open a system, as somebody writes it; null: it is none, or not https. */
export function siteIn(text: string): string | null {
  const address = URL.parse(text);
  return address?.protocol === 'https:' ? address.origin : null;
}
