import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { loadEvents } from '../../store/eventLog.ts';
import { mentions } from '../../store/mentions.ts';
import { swarmEvent, swarm as swarmTable } from '../../store/swarmTables.ts';
import type { NoteEntry, NoteField, RecordedEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import { recordedEventSchema } from '../service/storedEvent.ts';
import { type InvitationRecord, isPending, type Prevention, type SwarmState, wasStarted } from '../state.ts';

type KnownSwarm = Exclude<SwarmState, { status: 'none' }>;

/** What somebody is or was to a swarm; `planned`: in the team of a plan, or chosen to sit in; `named`: only ranked, say, or in a text. */
export type Part = 'coordinates' | 'owns' | 'sits' | 'invited' | 'planned' | 'credited' | 'named';

/** What a swarm holds of a person. The title of a restricted case is not told: who was only asked never saw it. */
export type SwarmDataOf = {
  swarmId: string;
  caseId: string;
  title: string | null;
  status: KnownSwarm['status'];
  proposedAt: string;
  parts: Part[];
  invitations: Omit<InvitationRecord, 'message' | 'person'>[];
  /** What they did, and when. */
  acts: { at: string; type: string }[];
  /** What they wrote in its status note, and when; of a restricted case, too: the words are theirs. */
  notes: { at: string; field: NoteField; text: string }[];
  /** What they were to do so that the same does not come again, and how that stands. */
  tasks: { task: string; due: string; state: Prevention['answer']['state'] }[];
  /** Thanks that they gave or were given, with whom (`with`); the customer's praise, where they passed it on or it was for them. */
  thanks: { at: string; given: boolean; with: string[]; words: string; praise: boolean }[];
  /** What they had told to all by the bot, and whether with their name. */
  views: { at: string; text: string; named: boolean }[];
};

/** Every swarm that says something of a person, by their Entra id. */
export async function swarmDataOf(database: Sql, tenantId: string, person: string): Promise<SwarmDataOf[]> {
  const found: SwarmDataOf[] = [];
  for (const swarmId of await swarmsThatMention(database, tenantId, [person])) {
    const { events, state } = await readSwarm(database, swarmId);
    if (state.status === 'none') continue;
    const invitations = wasStarted(state) ? state.invitations.filter((each) => each.person.id === person) : [];
    found.push({
      swarmId,
      caseId: state.case.id,
      title: state.case.restricted ? null : state.case.title,
      status: state.status,
      proposedAt: state.proposedAt,
      parts: partsOf(state, person),
      invitations: invitations.map(({ message: _, person: __, ...invitation }) => invitation),
      acts: events
        .filter(({ actor }) => actor.kind === 'person' && actor.person.id === person)
        .map(({ at, event }) => ({ at, type: event.type })),
      notes: events.flatMap(({ at, event }) =>
        event.type === 'StatusNoted' ? event.wrote.flatMap((field) => wordsOf(event.note[field], field, at)) : [],
      ),
      tasks: wasStarted(state)
        ? state.aftercare.preventions
            .filter((each) => each.person.id === person)
            .map(({ task, due, answer }) => ({ task, due, state: answer.state }))
        : [],
      thanks: wasStarted(state)
        ? state.thanks.flatMap(({ at, by, to, words, praise }) => {
            const isGiven = by.id === person;
            if (!isGiven && !to.some(({ id }) => id === person)) return [];
            const others = isGiven ? to : [by];
            return [{ at, given: isGiven, with: others.map(({ name }) => name), words, praise }];
          })
        : [],
      views: events.flatMap(({ at, actor, event }) =>
        event.type === 'ViewGiven' && actor.kind === 'person' && actor.person.id === person
          ? [{ at, text: event.text, named: event.named }]
          : [],
      ),
    });
  }
  return found;

  function wordsOf(entries: readonly NoteEntry[], field: NoteField, at: string): SwarmDataOf['notes'] {
    return entries.filter((each) => each.by.id === person && each.at === at).map(({ text }) => ({ at, field, text }));
  }
}

/**
 * Whether a person has a part in a swarm that may still go on: erased now, they would be seated, asked or looked for
 * under a pseudonym. Having been ranked, or having declined, keeps nobody.
 */
export const holds = ({ status, parts }: Pick<SwarmDataOf, 'status' | 'parts'>): boolean =>
  (status === 'proposed' || status === 'running') && parts.some((part) => part !== 'named' && part !== 'credited');

/** Under which names the log and its cases know a person. */
export async function namesInSwarms(database: Sql, tenantId: string, person: string): Promise<string[]> {
  const swarms = await swarmsThatMention(database, tenantId, [person]);
  const names = new Set<string>();
  for (let from = 0; from < swarms.length; from += 100) {
    const { rows } = await database.execute<{ name: string | null }>(sql`
      select distinct found #>> '{}' as name
      from ${swarmEvent}, jsonb_path_query(
        jsonb_build_array(${swarmEvent.actor}, ${swarmEvent.event}), '$.** ? (@.id == $person).name',
        jsonb_build_object('person', ${person}::text)) as found
      where ${inArray(swarmEvent.swarmId, swarms.slice(from, from + 100))}`);
    for (const { name } of rows) if (name) names.add(name);
  }
  return [...names];
}

/** The tenant's swarms whose events mention any of some words. */
export async function swarmsThatMention(database: Sql, tenantId: string, words: readonly string[]): Promise<string[]> {
  const said = sql`concat_ws(' ', ${swarmEvent.actor}::text, ${swarmEvent.cause}, ${swarmEvent.event}::text)`;
  const rows = await database
    .selectDistinct({ swarmId: swarmEvent.swarmId })
    .from(swarmEvent)
    .innerJoin(swarmTable, eq(swarmTable.swarmId, swarmEvent.swarmId))
    .where(and(eq(swarmTable.tenantId, tenantId), mentions(said, words)))
    .orderBy(swarmEvent.swarmId);
  return rows.map(({ swarmId }) => swarmId);
}

/** The events of a swarm and its state. */
export async function readSwarm(
  database: Sql,
  swarmId: string,
): Promise<{ events: RecordedEvent[]; state: SwarmState }> {
  const events = (await loadEvents(database, swarmId)).map((row) => recordedEventSchema.parse(row));
  return { events, state: fold(events) };
}

function partsOf(state: KnownSwarm, person: string): Part[] {
  const is = (each: { id: string }) => each.id === person;
  const started = wasStarted(state) ? state : null;
  const planned = [...state.plan.team.map((each) => each.person), ...state.added, ...state.learners];
  const asked = started?.invitations.filter((each) => is(each.person)) ?? [];
  const outcome = started && started.status !== 'running' ? started.outcome : null;
  const sits =
    started?.members.some((each) => is(each.person)) || asked.some((each) => each.answer.state === 'accepted');
  const parts = {
    coordinates: started !== null && is(started.coordinator),
    owns: is(state.case.owner),
    sits,
    invited: started?.status === 'running' ? asked.some(isPending) : asked.length > 0,
    planned: started === null && planned.some(is),
    credited: outcome?.kind === 'resolved' && outcome.credits.some(is),
  } satisfies Record<Exclude<Part, 'named'>, boolean>;
  const held = Object.entries(parts).flatMap(([part, so]) => (so ? [part as Part] : []));
  return held.length > 0 ? held : ['named'];
}
