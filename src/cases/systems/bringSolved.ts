import { type KeptPastCase, keepPastCases } from '../../evidence/pastCases/pastCases.ts';
import { cut } from '../../language/cut.ts';
import { textOfMarkup } from '../../reading/markup.ts';
import type { Sql } from '../../store/database.ts';
import { isPersonId, personIdOf } from '../../store/personId.ts';
import { storable } from '../../store/storable.ts';
import type { Person } from '../case.ts';
import { caseOf } from './becoming.ts';
import type { CaseOwner, CaseSystem, SolvedCase, SolvedRead, Trouble } from './caseSystem.ts';
import type { Mapping } from './mapping.ts';
import { beginning, createSolvedPlace } from './solved/solvedPlace.ts';

export type SolvedNeeds = {
  system: Pick<CaseSystem, 'key' | 'changesSince' | 'readSolved'>;
  mapping: Mapping;
  database: { sql: Sql };
  tenantId: string;
  /** From when on a change counts (ISO, UTC), where it begins anew. */
  since: string;
  /** The technology of the registry that is meant by a product; null: none. */
  technologyOf: (product: string) => string | null;
  /** Somebody by mail address. Throws when that cannot be told now. */
  findPerson: (mail: string) => Promise<Pick<Person, 'id'> | null>;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Waits so many milliseconds. */
  wait: (ms: number) => Promise<void>;
  /** Told after each step. */
  progress: (so: SolvedProgress) => void;
};

export type SolvedProgress = {
  /** Cases that were looked at: those that have changed, solved or not. */
  seen: number;
  solved: number;
  taken: number;
  unchanged: number;
  restricted: number;
  /** Rows that could not be read, and were left out. */
  odd: number;
  /** Set while the system wants to be left alone, or gives no answer (ISO, UTC). */
  waitingUntil: string | null;
};

/** How it ended. After `stopped` the same again goes on where it was. `unknown`: people who are nobody in Entra, by how often. */
export type BroughtSolved = SolvedProgress & {
  stopped: Trouble | null;
  unknown: ReadonlyMap<string, number>;
  /** Products that are no technology, by how often. */
  strange: ReadonlyMap<string, number>;
  /** What was wrong with some rows that were left out. */
  oddities: readonly string[];
};

/** So many of the rows that were left out are told of. */
const mostOddities = 5;
/** Cases that are read and kept at once. */
const atOnce = 50;
/** How often what went wrong is tried again, each time after twice as long, in milliseconds. */
const tries = 5;
const firstWait = 2_000;
/** Another system's clock may be ahead; a year of 9999 is none. */
const aheadAtMost = 86_400_000;

/** The first solved cases that a system tells, read and not kept: what would become of them is looked at before. */
export async function firstSolved(needs: Pick<SolvedNeeds, 'system' | 'since'>): Promise<SolvedRead> {
  let cursor: string | null = null;
  for (let pages = 0; pages < 20; pages++) {
    const page = await needs.system.changesSince({ cursor, since: needs.since });
    if (page.kind === 'expired') return { kind: 'broken', detail: 'its first page cannot be read' };
    if (page.kind !== 'ok') return page;
    const closed = page.changes.flatMap(({ record, state }) => (state === 'closed' ? [record] : []));
    const read = await needs.system.readSolved([...new Set(closed)].slice(0, 10));
    if (read.kind !== 'ok' || read.cases.length > 0 || page.isLast) return read;
    cursor = page.cursor;
  }
  return { kind: 'ok', cases: [], odd: [] };
}

/**
 * Brings in what a system tells of solved cases, in the order of their last change, fifty at a time: each fifty and the
 * place after them are kept in one transaction, so that who is killed goes on there. As fast as calls may be made.
 * Rejects only for faults of the database, or of Entra.
 */
export async function bringSolved(needs: SolvedNeeds): Promise<BroughtSolved> {
  const { system, mapping, database, tenantId, clock, wait } = needs;
  const place = createSolvedPlace(database.sql, tenantId, system.key);
  const counts = { seen: 0, solved: 0, taken: 0, unchanged: 0, restricted: 0, odd: 0 };
  const unknown = new Map<string, number>();
  const strange = new Map<string, number>();
  const people = new Map<string, string | null>();
  const oddities: string[] = [];
  const tell = (waitingUntil: string | null = null): void => needs.progress({ ...counts, waitingUntil });
  const ended = (stopped: Trouble | null): BroughtSolved => ({
    ...counts,
    waitingUntil: null,
    stopped,
    unknown,
    strange,
    oddities,
  });

  let { cursor, after } = (await place.look()) ?? beginning;
  let restarts = 0;
  for (;;) {
    const page = await patiently(() => system.changesSince({ cursor, since: needs.since }));
    if (page.kind === 'expired') {
      // What was brought in already comes again, and changes nothing.
      if (cursor === null || restarts++ > 0)
        return ended({ kind: 'broken', detail: 'it forgets where it was asked last' });
      cursor = null;
      after = null;
      continue;
    }
    if (page.kind !== 'ok') return ended(page);
    const closed = page.changes.flatMap(({ record, state }) => (state === 'closed' ? [record] : []));
    const skipped = after;
    const records = [...new Set(closed)].toSorted().filter((record) => skipped === null || record > skipped);
    counts.seen += page.changes.length;
    counts.odd += page.odd.length;
    oddities.push(...page.odd.slice(0, Math.max(0, mostOddities - oddities.length)));
    for (let from = 0; from < records.length; from += atOnce) {
      const some = records.slice(from, from + atOnce);
      const read = await patiently(() => system.readSolved(some));
      if (read.kind !== 'ok') return ended(read);
      counts.odd += read.odd.length;
      oddities.push(...read.odd.slice(0, Math.max(0, mostOddities - oddities.length)));
      const kept: KeptPastCase[] = [];
      for (const each of read.cases) {
        const past = await pastCaseOf(each);
        if (past) kept.push(past);
      }
      await database.sql.transaction(async (tx) => {
        const written = await keepPastCases(tx, tenantId, kept);
        counts.taken += written.length;
        counts.unchanged += kept.length - written.length;
        await place.keep(tx, { cursor, after: some.at(-1) ?? after }, clock());
      });
      counts.solved += kept.length;
      tell();
    }
    ({ cursor } = page);
    after = null;
    await place.keep(database.sql, { cursor, after }, clock());
    if (page.isLast) return ended(null);
  }

  /** Waits as long as the system says, and tries again what went wrong; a refusal is one. */
  async function patiently<T extends { kind: string }>(ask: () => Promise<T | Trouble>): Promise<T | Trouble> {
    for (let tried = 0; ; tried++) {
      const answer = await ask();
      const isBusy = answer.kind === 'busy' && 'until' in answer;
      if (!isBusy && (answer.kind !== 'broken' || tried >= tries)) return answer;
      const until = isBusy ? Date.parse(answer.until) : clock() + firstWait * 2 ** tried;
      // Busy is no fault: it is waited for however often.
      if (isBusy) tried--;
      tell(new Date(until).toISOString());
      await wait(Math.max(100, until - clock()));
    }
  }

  async function pastCaseOf({ case: told, closedAt, cause, fix }: SolvedCase): Promise<KeptPastCase | null> {
    const at = Date.parse(closedAt);
    if (at > clock() + aheadAtMost) return null;
    const { case: theCase } = caseOf(told, mapping, nobody);
    const { id, title, description, product, restricted, url } = theCase;
    const technology = product === null ? null : needs.technologyOf(product);
    if (product !== null && technology === null) more(strange, product);
    const person = await personOf(told.owner);
    if (restricted) counts.restricted++;
    const plain = (text: string): string => (restricted ? '' : cut(textOfMarkup(String(storable(text))), 4_000));
    return {
      id,
      title: restricted ? '' : title,
      text: restricted ? '' : description,
      closedAt: at,
      technologies: technology === null ? [] : [technology],
      credits: person === null ? [] : [{ person, weight: 1 }],
      rootCause: plain(cause),
      fix: plain(fix),
      url: restricted ? null : url,
      swarmId: null,
    };
  }

  /** Who had it at the end; null: nobody, or nobody in Entra any more. */
  async function personOf(owner: CaseOwner): Promise<string | null> {
    if (owner.kind !== 'person') return null;
    const id = personIdOf(owner.id ?? '');
    if (isPersonId(id)) return id;
    const { mail } = owner;
    if (mail === null) return null;
    const before = people.get(mail);
    const found = before === undefined ? ((await needs.findPerson(mail))?.id ?? null) : before;
    people.set(mail, found);
    if (found === null) more(unknown, mail);
    return found === null ? null : personIdOf(found);
  }
}

/** Past cases have no owner of their own. */
const nobody = { id: '-', name: '-' };
const more = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
