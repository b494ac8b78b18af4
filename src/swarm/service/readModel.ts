import { isDeepStrictEqual } from 'node:util';
import { eq, type SQL, sql } from 'drizzle-orm';
import { caseKey } from '../../cases/ids/caseKey.ts';
import { isOurId } from '../../cases/ids/shortIds.ts';
import { cut } from '../../language/cut.ts';
import type { Sql } from '../../store/database.ts';
import type { FirstRows } from '../../store/firstAppend.ts';
import { invitation as invitationTable, swarmSearch, swarm as swarmTable } from '../../store/swarmTables.ts';
import type { DeclineReason } from '../events.ts';
import {
  coveredBy,
  type InvitationStatus,
  isPending,
  type StartedSwarm,
  type SwarmState,
  wasStarted,
} from '../state.ts';
import { searchableWords, tokensOf } from './searchWords.ts';
import { rewriteTasks, taskRows, tasksWrite } from './taskRows.ts';
import { rewriteThanks, thanksRows, thanksWrite } from './thanksRows.ts';

/**
 * What writes the rows that lists, searches and load need of a swarm, to go with its events. The row of a swarm is
 * derived from its whole state, so it cannot drift from it.
 */
export function readModelWrites(database: Sql, before: SwarmState, state: SwarmState): SQL[] {
  if (state.status === 'none') return [];
  return [
    rowWrite(database, before, state),
    before.status === 'none' || !isDeepStrictEqual(wordSource(before), wordSource(state))
      ? wordsWrite(database, state)
      : null,
    wasStarted(state) ? invitationsWrite(database, before, state) : null,
    wasStarted(state) ? tasksWrite(database, before, state) : null,
    wasStarted(state) ? thanksWrite(database, before, state) : null,
  ].filter((write) => write !== null);
}

function rowWrite(database: Sql, before: SwarmState, state: KnownSwarm): SQL {
  if (before.status === 'none') return database.insert(swarmTable).values(firstRow(state)).getSQL();
  const handedOver = wasStarted(before) && wasStarted(state) && before.coordinator.id !== state.coordinator.id;
  return (
    database
      .update(swarmTable)
      // How often is not in the state: nothing is decided by it.
      .set({
        ...swarmRow(state),
        ...(handedOver ? { handOvers: sql`${swarmTable.handOvers} + 1` } : {}),
        ...(before.case.id === state.case.id ? {} : keysOf(state)),
      })
      .where(eq(swarmTable.swarmId, state.swarmId))
      .getSQL()
  );
}

function invitationsWrite(database: Sql, before: SwarmState, state: StartedSwarm): SQL | null {
  const known = wasStarted(before)
    ? new Map(invitationRows(before).map((each) => [each.invitationId, each]))
    : new Map<string, InvitationRow>();
  const news = invitationRows(state).filter((each) => !isDeepStrictEqual(known.get(each.invitationId), each));
  if (news.length === 0) return null;
  return database
    .insert(invitationTable)
    .values(news)
    .onConflictDoUpdate({
      target: [invitationTable.swarmId, invitationTable.invitationId],
      set: {
        state: sql`excluded.state`,
        deliveredAt: sql`excluded.delivered_at`,
        offHours: sql`excluded.off_hours`,
        answeredAt: sql`excluded.answered_at`,
        declineReason: sql`excluded.decline_reason`,
        live: sql`excluded.live`,
      },
    })
    .getSQL();
}

/** Writes row and words of a swarm anew from events that were rewritten; what they count stays as it was. */
export async function rewriteReadModel(tx: Sql, state: KnownSwarm): Promise<void> {
  await tx.update(swarmTable).set(swarmRow(state)).where(eq(swarmTable.swarmId, state.swarmId));
  await tx.execute(wordsWrite(tx, state));
  await rewriteTasks(tx, state);
  await rewriteThanks(tx, state);
}

type SwarmRow = typeof swarmTable.$inferInsert;
type LaterRow = Omit<SwarmRow, 'caseKey' | 'toldKey'>;
type InvitationRow = typeof invitationTable.$inferInsert;
type KnownSwarm = Exclude<SwarmState, { status: 'none' }>;

/** By its key a case has one live swarm; it stays as it was first written, until the swarm is linked to another case. */
const firstRow = (state: KnownSwarm): SwarmRow => ({ ...swarmRow(state), ...keysOf(state) });

const keysOf = ({ case: { id }, linked }: KnownSwarm) => ({
  caseKey: caseKey(id),
  // A number that somebody typed may be another case's in its system.
  toldKey: linked !== null && isOurId(linked.told.id) ? caseKey(linked.told.id) : null,
});

function swarmRow(state: KnownSwarm): LaterRow {
  const started = wasStarted(state) ? state : null;
  const coordinator = started?.coordinator ?? state.case.owner;
  const outcome = started && started.status !== 'running' ? started.outcome : null;
  const resolved = outcome?.kind === 'resolved' ? outcome : null;
  const closedAt = started && started.status !== 'running' ? started.closedAt : null;
  const channel = started && started.channel.status !== 'opening' ? started.channel.channel : null;
  const gaps = started?.needs.filter((need) => need.gap).map((need) => need.detected.technology) ?? [];
  return {
    swarmId: state.swarmId,
    tenantId: state.tenantId,
    caseId: state.case.id,
    caseHome: state.case.home ? `${state.case.home.system} ${state.case.home.record}` : null,
    status: state.status,
    version: state.version,
    title: state.case.title,
    customer: state.case.customer,
    product: state.case.product,
    severity: state.case.severity,
    language: state.case.language,
    restricted: state.case.restricted,
    ownerId: state.case.owner.id,
    coordinatorId: coordinator.id,
    coordinatorName: coordinator.name,
    technologies: technologiesOf(state),
    people: peopleIn(state),
    channelId: channel?.channelId ?? null,
    channelUrl: channel?.webUrl || null,
    hostTeamId: channel?.teamId ?? null,
    proposedAt: state.proposedAt,
    startedAt: started?.startedAt ?? null,
    closedAt,
    planSeconds: secondsBetween(state.case.created, state.proposedAt),
    acceptSeconds: started && spanTo(started, firstAccept(started)),
    coverSeconds: started && spanTo(started, coveredSince(started)),
    resolveSeconds: started && resolved && closedAt ? secondsBetween(started.startedAt, closedAt) : null,
    ...answersOf(started),
    unattendedMinutes: started ? Math.round(started.idle.ms / 60_000) : 0,
    gaps,
    gapCount: gaps.length,
    ...solver(state),
    rootCause: resolved?.rootCause ?? null,
    fix: resolved?.fix ?? null,
    fixKind: resolved?.fixKind ?? null,
    forgotten: state.forgotten,
    reopened: started?.aftercare.reopened ?? 0,
  };
}

/** What the case truly was, once somebody has said so; until then what the swarm wants covered. */
function technologiesOf(state: KnownSwarm): string[] {
  const started = wasStarted(state) ? state : null;
  const outcome = started && started.status !== 'running' ? started.outcome : null;
  if (outcome?.kind === 'resolved' && outcome.technologies.length > 0) return outcome.technologies;
  const wanted = started?.needs.map((need) => need.detected) ?? state.plan.technologies;
  return wanted.map((each) => each.technology);
}

function peopleIn(state: KnownSwarm): string[] {
  const people = new Set([state.case.owner.id]);
  if (wasStarted(state)) {
    people.add(state.coordinator.id);
    for (const { person } of state.members) people.add(person.id);
    for (const { person, answer } of state.invitations)
      if (answer.state === 'accepted' || answer.state === 'left') people.add(person.id);
  }
  return [...people];
}

/** Clocks of two systems may differ: a span is never below zero. */
const secondsBetween = (from: string, to: string): number =>
  Math.min(2_147_483_647, Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)));

const spanTo = (state: StartedSwarm, end: string | null): number | null =>
  end === null ? null : secondsBetween(state.startedAt, end);

const accepts = (state: StartedSwarm, also?: InvitationStatus) =>
  state.invitations.flatMap(({ role, technologies, answer, answeredAt }) =>
    role === 'expert' && (answer.state === 'accepted' || answer.state === also) && answeredAt
      ? [{ technologies, at: answeredAt }]
      : [],
  );

/** Who came and stepped back later did come. */
const firstAccept = (state: StartedSwarm): string | null =>
  accepts(state, 'left').reduce<string | null>((first, { at }) => (first === null || at < first ? at : first), null);

/** Since when somebody who accepted covers each technology; null while one has nobody. */
function coveredSince(state: StartedSwarm): string | null {
  if (state.needs.length === 0) return null;
  let since = '';
  for (const { detected } of state.needs) {
    if (coveredBy(state, detected.technology).length === 0) return null;
    const first = accepts(state)
      .filter(({ technologies }) => technologies.includes(detected.technology))
      .reduce((earliest, { at }) => (earliest === '' || at < earliest ? at : earliest), '');
    if (first > since) since = first;
  }
  return since;
}

/** How the invitations of experts stand; a learner covers nothing and is not counted. */
function answersOf(state: StartedSwarm | null) {
  const answers = state?.invitations.filter((each) => each.role === 'expert').map((each) => each.answer) ?? [];
  const count = (answer: InvitationStatus) => answers.filter((each) => each.state === answer).length;
  const declined = (reason: DeclineReason) =>
    answers.filter((each) => each.state === 'declined' && each.reason === reason).length;
  return {
    asked: answers.length,
    accepted: count('accepted') + count('left'),
    expired: count('expired'),
    unreachable: count('unreachable'),
    withdrawn: count('withdrawn'),
    declinedBusy: declined('busy'),
    declinedNotMyField: declined('not-my-field'),
    declinedAskOther: declined('ask-other'),
    declinedOther: declined('other'),
  };
}

/** How well the plan foresaw who would solve it. */
function solver(state: KnownSwarm): { credited: number; solverRank: number | null } {
  const outcome = wasStarted(state) && state.status !== 'running' ? state.outcome : null;
  const credits = outcome?.kind === 'resolved' ? outcome.credits.filter(({ id }) => id !== state.case.owner.id) : [];
  const places = credits
    .map(({ id }) => state.plan.ranking.candidates.findIndex((each) => each.person.id === id))
    .filter((place) => place >= 0);
  return { credited: credits.length, solverRank: places.length > 0 ? Math.min(...places) + 1 : null };
}

/** What lists, searches and load should hold of a swarm, but for what its events do not tell (hand-overs, the case's key). */
export function expectedRows(state: KnownSwarm) {
  const started = wasStarted(state) ? state : null;
  return {
    ...{ row: swarmRow(state), words: searchableWords(wordSource(state).texts) },
    invitations: started ? invitationRows(started) : [],
    tasks: started ? taskRows(started) : [],
    thanks: started ? thanksRows(started) : [],
  };
}

/** The rows of a swarm that begins, for store/firstAppend.ts. */
export function firstRows(state: KnownSwarm): FirstRows {
  const { texts, technologies } = wordSource(state);
  const words = searchableWords(texts);
  const { swarmId, tenantId, proposedAt } = state;
  const tokens = tokensOf(words, technologies, proposedAt).join(' ');
  return { swarm: firstRow(state), search: { swarmId, tenantId, proposedAt, words, tokens } };
}

/** Writes the words for the search. */
function wordsWrite(database: Sql, state: KnownSwarm): SQL {
  const source = wordSource(state);
  const words = searchableWords(source.texts);
  const { swarmId, tenantId, proposedAt } = state;
  const tokens = sql`array_to_tsvector(string_to_array(${tokensOf(words, source.technologies, proposedAt).join(' ')}, ' '))`;
  return database
    .insert(swarmSearch)
    .values({ swarmId, tenantId, proposedAt, words, tokens })
    .onConflictDoUpdate({ target: swarmSearch.swarmId, set: { words, tokens } })
    .getSQL();
}

function wordSource(state: KnownSwarm): { texts: string[]; technologies: string[] } {
  const names = state.plan.technologies.flatMap((each) => [each.name.en, each.name.ja]);
  const outcome = wasStarted(state) && state.status !== 'running' ? state.outcome : null;
  const found = outcome?.kind === 'resolved' ? [outcome.rootCause, outcome.fix] : [];
  const { id, title, description, customer, product } = state.case;
  const told = state.linked?.told.id;
  const texts = [id, told, title, customer, product, ...found, ...names, cut(description, 4000)];
  return { texts: texts.flatMap((text) => text || []), technologies: technologiesOf(state) };
}

function invitationRows(state: StartedSwarm): InvitationRow[] {
  return state.invitations.map((each) => ({
    swarmId: state.swarmId,
    invitationId: each.id,
    tenantId: state.tenantId,
    personId: each.person.id,
    role: each.role,
    technologies: each.technologies,
    wave: each.wave,
    state: each.answer.state,
    invitedAt: each.invitedAt,
    deliveredAt: each.deliveredAt,
    offHours: each.offHours,
    answeredAt: each.answeredAt,
    answerBy: each.answerBy,
    declineReason: each.answer.state === 'declined' ? each.answer.reason : null,
    live: state.status === 'running' && (isPending(each) || each.answer.state === 'accepted'),
  }));
}
