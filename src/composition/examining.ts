import { shiftsHoldMillis } from '../availability/availability.ts';
import type { CaseSystem, SelfCheck } from '../cases/systems/caseSystem.ts';
import type { FollowedSystem } from '../cases/systems/following.ts';
import { type WritingStops, writtenSystemOf } from '../cases/systems/stops.ts';
import type { LivingEvidence } from '../evidence/livingEvidence.ts';
import type { Followed } from '../graph/followedPeople.ts';
import type { Graph } from '../graph/graph.ts';
import { lookAtEndpoint } from '../http/endpoint.ts';
import { type CalendarsState, calendarsState } from '../registry/calendarsState.ts';
import { shownAddress, teamOfShifts } from '../registry/shifts/feed.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { Database } from '../store/database.ts';
import { lookAtDatabaseRole } from '../store/databaseRole.ts';
import type { Readiness } from '../store/readiness.ts';
import { notReached } from '../swarm/service/reach.ts';
import type { Examine } from '../teams/ports.ts';
import type { DoctorFact } from '../telemetry/doctorFact.ts';

export type ExamineNeeds = {
  graph: Pick<Graph, 'doctor' | 'followPeople' | 'peopleFollowed'>;
  /** Those that are connected. */
  caseSystems: readonly Pick<CaseSystem, 'key' | 'name' | 'selfTest' | 'testWriting'>[];
  /** How far their changes have been heard. */
  followed: () => Promise<FollowedSystem[]>;
  /** Whether anything is to be written into cases. */
  writesToCases: () => boolean;
  writingStops: Pick<WritingStops, 'find'>;
  ready: () => Promise<Readiness>;
  /** What past cases taught. */
  learned: () => LookedAtLearning;
  /** What a language model was used for today; null: there is none. */
  model: () => Promise<LookedAtModel> | null;
  database: Pick<Database, 'sql' | 'engine'>;
  publicUrl: string;
  tenantId: string;
  snapshot: Pick<RegistrySnapshot, 'engineers' | 'calendar' | 'feeds' | 'feedStates' | 'planned'>;
  clock: () => number;
};

/** Milliseconds after which a case system counts as not answering: somebody waits for the card. */
const patience = 8_000;

/** Milliseconds after which the changes of a system that is asked every minute are behind. */
const longestBehind = 10 * 60_000;

/** Days within which somebody who could not be reached tells of a policy. */
const reachDays = 7;

/** All that `/swarm doctor` looks at: our own parts, the way to us, then Microsoft 365. */
export const examineWith =
  ({
    graph,
    caseSystems,
    followed,
    ready,
    model,
    learned,
    database,
    publicUrl,
    tenantId,
    snapshot,
    clock,
    ...writing
  }: ExamineNeeds): Examine =>
  async () => {
    const [{ database: stores, queue }, role, endpoint, reach, checks, leavers, systems, changes, modelled] =
      await Promise.all([
        ready(),
        lookAtDatabaseRole(database),
        lookAtEndpoint(publicUrl, clock()),
        lookAtReach(),
        graph.doctor(),
        lookAtLeavers(),
        Promise.all(caseSystems.map(lookAtSystem)),
        lookAtChanges(),
        lookAtModel(model()),
      ]);
    return [
      {
        subject: { code: 'database' },
        result: stores ? 'ok' : 'failed',
        fact: { code: 'engine', name: database.engine },
      },
      { subject: { code: 'database-role' }, ...role },
      { subject: { code: 'queue' }, result: queue ? 'ok' : 'failed', fact: null },
      // Before what there are many of, whose last a card may have no room for.
      { subject: { code: 'model' }, ...modelled },
      { subject: { code: 'endpoint' }, ...endpoint },
      ...checks.map(({ code, subject, result, fact }) => ({
        subject:
          code === 'permission' ||
          code === 'host-team' ||
          code === 'team-owner' ||
          code === 'team-permissions' ||
          code === 'app-in-team'
            ? { code, name: subject ?? '' }
            : { code },
        result,
        fact,
      })),
      { subject: { code: 'policies' }, ...reach },
      ...toldOf(calendarsState(snapshot, clock())).map((told) => ({
        subject: { code: 'calendars' as const },
        ...told,
      })),
      ...lookAtFeeds(snapshot, clock()),
      ...leavers,
      ...systems.flat(),
      ...changes,
      { subject: { code: 'past-cases' }, result: 'ok', fact: learnedFact(learned()) },
    ];

    async function lookAtSystem(system: ExamineNeeds['caseSystems'][number]): ReturnType<Examine> {
      const name = toldName(system);
      const [read, written] = await Promise.all([inTime(system.selfTest), inTime(() => lookAtWriting(system))]);
      return [
        ...read.map((each) => ({ subject: { code: 'case-source' as const, name }, ...each })),
        ...written.map((each) => ({ subject: { code: 'case-writing' as const, name }, ...each })),
      ];
    }

    async function lookAtWriting({ key, testWriting }: ExamineNeeds['caseSystems'][number]): Promise<SelfCheck[]> {
      const of = writtenSystemOf(key);
      // What holds for a whole system is told once, of the first kind of cases in it.
      const isFirst = caseSystems.find((each) => writtenSystemOf(each.key) === of)?.key === key;
      const notes = writing.writesToCases();
      const stop = await writing.writingStops.find(of).catch(() => null);
      // Articles go there whether notes do or not.
      if (stop === null || !notes) {
        const off: SelfCheck[] = isFirst && !notes ? [{ result: 'ok', fact: { code: 'case-writing-off' } }] : [];
        return [...off, ...(stop === null ? await testWriting(notes) : [])];
      }
      if (!isFirst) return [];
      const { note, caseId } = stop;
      return [{ result: 'failed', fact: { code: 'case-writing-stopped', note, caseId } }];
    }

    /** Two kinds of cases that live in one system are told apart, as the mapping file names them. */
    function toldName({ key, name }: Pick<CaseSystem, 'key' | 'name'>): string {
      return caseSystems.some((each) => each.name === name && each.key !== key) ? `${name} (${key})` : name;
    }

    async function inTime(look: () => Promise<SelfCheck[]>): Promise<SelfCheck[]> {
      const late = Promise.withResolvers<SelfCheck[]>();
      const timer = setTimeout(
        () => late.resolve([{ result: 'unknown', fact: { code: 'no-answer', seconds: patience / 1000 } }]),
        patience,
      );
      const found = await Promise.race([look(), late.promise]);
      clearTimeout(timer);
      return found;
    }

    /** A start is given its time; who is asked every minute and not heard for long is not as it should be. */
    async function lookAtChanges(): ReturnType<Examine> {
      const all = await followed().catch(() => []);
      return all.map(({ key, name, at, waiting, behind, said }) => ({
        subject: { code: 'case-changes', name: toldName({ key, name }) },
        ...(at !== null && behind !== null && behind < longestBehind
          ? { result: 'ok' as const, fact: { code: 'case-changes-followed' as const, at, waiting } }
          : {
              result: at === null && said === null ? ('unknown' as const) : ('failed' as const),
              fact: { code: 'case-changes-behind' as const, at, waiting, said },
            }),
      }));
    }

    /** Of whom nobody wants to be told nothing is told. */
    async function lookAtLeavers(): ReturnType<Examine> {
      if (!graph.followPeople) return [];
      const all = await graph.peopleFollowed().catch(() => []);
      const told = all.map((each) => peopleFact(each, clock()));
      const bad = told.find(({ code }) => code !== 'people-followed');
      const oldest = all.map(({ readAt }) => readAt ?? '').sort()[0];
      const subject = { code: 'leavers' } as const;
      if (bad) return [{ subject, result: 'failed', fact: bad }];
      if (!oldest)
        return [{ subject, result: 'unknown', fact: { code: 'people-not-read', at: null, trouble: 'no-answer' } }];
      return [{ subject, result: 'ok', fact: { code: 'people-followed', at: oldest } }];
    }

    async function lookAtReach(): Promise<{ result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact }> {
      try {
        const count = await notReached(database.sql, { tenantId, days: reachDays, now: clock() });
        return count === 0
          ? { result: 'ok', fact: { code: 'reached' } }
          : { result: 'failed', fact: { code: 'not-reached', count, days: reachDays } };
      } catch (error) {
        return { result: 'unknown', fact: { code: 'error', message: error instanceof Error ? error.message : '' } };
      }
    }
  };

/** How many past cases there are, and how the weights learned from them were judged; undefined for few. */
export type LookedAtLearning = { size: number; judged: ReturnType<LivingEvidence['judged']> };

const learnedFact = ({ size, judged }: LookedAtLearning): DoctorFact => ({
  ...{ code: 'past-cases', cases: size, own: judged?.isTaken ?? false, judgedBy: judged?.cases ?? 0 },
  ...{ ownRight: judged?.own.right ?? 0, usualRight: judged?.usual.right ?? 0 },
});

/** The host of a language model, for what it may be used, and what it did today. */
export type LookedAtModel = Pick<
  Extract<DoctorFact, { code: 'model-used' }>,
  'host' | 'uses' | 'calls' | 'tokens' | 'most' | 'last'
>;

/** It is not asked anything for this: that would cost, and its last answer tells as much. */
async function lookAtModel(
  looked: Promise<LookedAtModel> | null,
): Promise<{ result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact }> {
  if (looked === null) return { result: 'ok', fact: { code: 'model-off' } };
  try {
    const model = await looked;
    if (model.uses.length === 0) return { result: 'ok', fact: { code: 'model-unused', host: model.host } };
    return { result: model.last?.ok === false ? 'failed' : 'ok', fact: { code: 'model-used', ...model } };
  } catch (error) {
    return { result: 'unknown', fact: { code: 'error', message: error instanceof Error ? error.name : '' } };
  }
}

type DoctorCheck = Awaited<ReturnType<Examine>>[number];

/** What passes by itself within a day is no fault. */
function peopleFact({ readAt, trouble, held, since }: Followed, now: number): DoctorFact {
  if (held > 0) return { code: 'people-held', count: held };
  const isOld = now - Date.parse(readAt ?? since) > 86_400_000;
  const passes = trouble === 'throttled' || trouble === 'no-answer';
  return trouble !== null && (isOld || !passes)
    ? { code: 'people-not-read', at: readAt, trouble }
    : { code: 'people-followed', at: readAt ?? since };
}

/** No more feeds than this are told one by one. */
const mostFeeds = 10;

/** Feeds of shifts: those that are not read, and what of the others could not be taken. */
export function lookAtFeeds(
  snapshot: Pick<RegistrySnapshot, 'feeds' | 'feedStates' | 'planned'>,
  now: number,
): DoctorCheck[] {
  const feeds = new Map(Iterator.from(snapshot.feeds()).map((feed) => [feed.id, feed]));
  if (feeds.size === 0 && snapshot.feedStates().length === 0)
    return [{ subject: { code: 'feeds' }, result: 'ok', fact: { code: 'no-feeds' } }];
  const told = snapshot.feedStates().flatMap(({ id, readAt, trouble, leftOut }): DoctorCheck[] => {
    const { address } = feeds.get(id) ?? {};
    const team = teamOfShifts(id);
    const subject =
      team === null
        ? { code: 'feed' as const, name: address === undefined ? id : `${id} (${shownAddress(address)})` }
        : { code: 'shifts' as const, name: team };
    const { unknownPeople, ...events } = leftOut;
    const isOld = readAt === null || now - Date.parse(readAt) > shiftsHoldMillis;
    const facts: DoctorFact[] = [
      ...(trouble !== null && isOld ? [{ code: 'feed-not-read' as const, readAt, trouble }] : []),
      ...(unknownPeople.length > 0 ? [{ code: 'feed-unknown-people' as const, names: unknownPeople }] : []),
      ...(events.tooLong + events.tooOften + events.unknownZone > 0
        ? [{ code: 'feed-left-out' as const, ...events }]
        : []),
    ];
    return facts.map((fact) => ({ subject, result: 'failed', fact }));
  });
  const people = Iterator.from(snapshot.planned()).reduce((count) => count + 1, 0);
  const all: DoctorCheck = {
    subject: { code: 'feeds' },
    result: 'ok',
    fact: { code: 'feeds-read', count: Math.max(feeds.size, snapshot.feedStates().length), people },
  };
  return [...told.slice(0, mostFeeds), ...(told.length === 0 ? [all] : [])];
}

function toldOf({ without, until, ending, differing }: CalendarsState): Pick<DoctorCheck, 'result' | 'fact'>[] {
  const [first, ...others] = differing;
  const differ: Pick<DoctorCheck, 'result' | 'fact'>[] = first
    ? [{ result: 'ok', fact: { code: 'calendars-differ', ...first, more: others.length } }]
    : [];
  if (ending.length > 0) {
    const names = ending.map((each) => `${each.id} (${each.until ?? '–'})`);
    return [{ result: 'failed', fact: { code: 'calendars-end', names } }, ...differ];
  }
  const fact: DoctorFact =
    until === null ? { code: 'no-calendars', without } : { code: 'calendars-until', until, without };
  return [{ result: 'ok', fact }, ...differ];
}
