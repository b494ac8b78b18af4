import { getTableName, sql } from 'drizzle-orm';
import type { Person } from '../../src/cases/case.ts';
import { createStoredCases } from '../../src/cases/storedCases.ts';
import { keepPastCases } from '../../src/evidence/pastCases/pastCases.ts';
import type { Language } from '../../src/language/language.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import type { Database } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import type { Actor, SwarmEvent } from '../../src/swarm/events.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { findPersonJob } from '../../src/teams/lookUps.ts';
import { type Happening, store } from '../history/past.ts';
import { engineer, technology as registered, skill } from '../registry/sample.ts';
import { everyTable as tables } from '../store/everyTable.ts';
import { briefed, candidate, opened, person, plan, technology, theCase } from '../swarm/given.ts';

export const tenantId = '00000000-0000-4000-8000-000000000001';
export const gone: Person = { id: '5c0ffee5-1111-4222-8333-444455556666', name: 'Keziah Quillfeather' };
export const namesake: Person = { id: '7e57ab1e-1111-4222-8333-444455556666', name: gone.name };
export const mri = '29:1AbCdEfGoneGone';
export const chat = 'a:1XyZGoneGoneGone';
/** Each part by itself too: a search's words are apart. */
export const traces = [gone.id, gone.name, 'keziah', 'quillfeather', mri, chat];
export const at = '2026-10-01T00:00:00.000Z';
const by = (who: Person): Actor => ({ kind: 'person', person: who });
export const solver = person('solver');

/** A swarm in which the person was ranked, asked, declined with a note, named somebody, and is spoken of. */
export function declinedBy(who: Person, caseId: string, language: Language = 'en'): Happening[] {
  const asked = (id: string, to: Person, reasonBy: string | null): SwarmEvent => ({
    type: 'ExpertInvited',
    invitation: {
      id,
      person: to,
      role: 'expert',
      technologies: ['vpn'],
      wave: 1,
      for: reasonBy ? [{ code: 'named-by-person', by: reasonBy }] : [],
      answerBy: at,
    },
  });
  const { owner } = theCase();
  const candidates = [
    { ...candidate('x', ['vpn']), person: who },
    { ...candidate('y', ['vpn']), person: solver },
  ];
  const ranked = plan({ team: [{ person: who, technologies: ['vpn'], for: [] }], ranking: { candidates, leftOut: 0 } });
  const told = theCase({ id: caseId, language, title: `VPN drops, says ${who.name.toUpperCase()}` });
  const message = { serviceUrl: 'https://smba.example/', conversationId: chat, activityId: 'm1' };
  return [
    {
      after: 0,
      by: by(owner),
      event: { type: 'SwarmProposed', tenantId, case: told, plan: ranked, room: 'standard', policy: defaultPolicy },
    },
    { after: 1, event: { type: 'SwarmStarted', coordinator: owner, technologies: [technology('vpn')], team: [] } },
    { after: 1, event: asked('i1', who, null) },
    { after: 2, event: opened },
    { after: 2, event: briefed },
    { after: 2, event: { type: 'InvitationDelivered', invitationId: 'i1', message } },
    { after: 3, event: { type: 'StepFailed', step: `seat:${who.id}`, cause: '403', advice: 'add-member-by-hand' } },
    {
      after: 4,
      by: by(who),
      event: {
        type: 'InvitationDeclined',
        invitationId: 'i1',
        reason: 'ask-other',
        instead: solver,
        note: who === gone ? 'I am ill.' : 'Busy.',
      },
    },
    { after: 5, event: asked('i2', solver, who.name) },
    { after: 6, by: by(solver), event: { type: 'InvitationAccepted', invitationId: 'i2' } },
  ];
}

export const resolvedWith = (credits: Person[]): Happening => ({
  after: 60,
  event: {
    type: 'SwarmResolved',
    rootCause: `The root had expired, as ${gone.name}さん knew`,
    fix: 'Renewed it',
    technologies: ['vpn'],
    credits,
  },
});

/** Stores the person in every table that can hold one. */
export async function everywhere(database: Database): Promise<void> {
  const swarm = (swarmId: string, happenings: Happening[]) => store(database, { swarmId, from: at, happenings });
  const registry = await openSkillsRegistry({ database, tenantId, clock: Date.now });
  await registry.importAll({
    technologies: [registered('vpn')],
    engineers: [engineer(gone.id, { name: gone.name }), engineer(solver.id)],
    skills: [skill(gone.id, 'vpn', 5), skill(solver.id, 'vpn', 4)],
  });
  await registry.edit(solver.id, { at, deputies: { name: { ...gone, until: at } } });
  const presence = { availability: 'Away', activity: 'Away', outOfOffice: false, seenAt: at };
  await registry.save([{ kind: 'presence', presence: { person: gone.id, ...presence } }]);
  await database.sql
    .insert(tables.refusedSkill)
    .values({ tenantId, person: gone.id, technology: 'vpn', refusedAt: at });
  const entry = { why: 'deleted', at, shifts: [], settled: [] };
  const other = { ...entry, engineer: engineer('left'), skills: [skill('left', 'vpn', 5)] };
  await database.sql.insert(tables.leftPerson).values([
    {
      tenantId,
      id: gone.id,
      leftAt: at,
      body: { ...entry, engineer: engineer(gone.id, { name: gone.name }), skills: [] },
    },
    { tenantId, id: 'left', leftAt: at, body: { ...other, settled: [{ technology: 'vpn', to: gone, by: gone, at }] } },
  ]);
  const joined = { name: 'New', team: null, manager: gone.id };
  await database.sql.insert(tables.joinedPerson).values([
    { tenantId, id: gone.id, joinedAt: at, body: { ...joined, name: gone.name } },
    { tenantId, id: 'new', joinedAt: at, body: joined },
  ]);
  await database.sql
    .insert(tables.peopleFollowed)
    .values({ tenantId, source: 'group', since: at, triedAt: at, members: [gone.id, 'solver'] });
  const lies = { serviceUrl: 'https://connector.example', conversationId: 'chat', activityId: 'card' };
  const peopleCard = { tenantId, about: 'left', message: lies, shown: 'hash', sentAt: at };
  await database.sql.insert(tables.peopleCard).values([
    { ...peopleCard, personId: gone.id, ofId: 'left', activityId: 'theirs' },
    { ...peopleCard, personId: 'solver', ofId: gone.id, activityId: 'of-them' },
  ]);
  await database.sql.insert(tables.personalChat).values({
    tenantId,
    personId: gone.id,
    teamsUserId: mri,
    name: gone.name,
    conversationId: chat,
    serviceUrl: 'https://smba.example/',
    locale: 'en-US',
    seenAt: at,
  });
  await database.sql
    .insert(tables.lookedUpPerson)
    .values({ tenantId, asked: 'keziah@example.com', personId: gone.id, name: gone.name, askedAt: at });
  const asked = {
    ...{ requestId: 'T-ASKED', asker: solver, card: null, words: `${gone.name} said so`, severity: 'normal' },
    ...{ restricted: false, language: 'en', askedAt: at, lapsesAt: at, taken: null, lapsed: false },
    contacts: [{ person: gone, bringAt: at, message: null, answer: { kind: 'none' } }],
  };
  const row = { tenantId, askedAt: at, open: true };
  await database.sql.insert(tables.helpRequest).values([
    { ...row, requestId: 'T-ASKED', askerId: solver.id, body: asked },
    { ...row, requestId: 'T-OWN', askerId: gone.id, body: { ...asked, requestId: 'T-OWN', asker: gone, contacts: [] } },
  ]);
  const cases = createStoredCases({ database: database.sql, clock: Date.now });
  await cases.save(tenantId, theCase({ id: '9001', owner: gone }), 1n);
  await swarm('declined', [...declinedBy(gone, '4711', 'ja'), resolvedWith([solver])]);
  const owned = declinedBy(solver, '4712').map((each) =>
    each.event.type === 'SwarmProposed'
      ? { ...each, event: { ...each.event, case: { ...each.event.case, owner: gone } } }
      : each.event.type === 'SwarmStarted'
        ? { ...each, event: { ...each.event, coordinator: gone } }
        : each,
  );
  const prevention = { id: 'p1', task: `Ask ${gone.name} first`, person: gone, due: '2026-10-15', remindAt: at };
  const declining: SwarmEvent = {
    type: 'PreventionAnswered',
    preventionId: 'p1',
    accepted: false,
    why: 'I am leaving.',
  };
  await swarm('owned', [
    ...owned,
    resolvedWith([gone]),
    { after: 61, event: { type: 'FollowUpSet', follow: { on: '2026-10-08', at } } },
    { after: 62, by: by(solver), event: { type: 'PreventionAsked', prevention } },
    { after: 63, by: by(gone), event: declining },
    { after: 64, by: by(gone), event: { type: 'ThanksGiven', to: [solver], words: 'It worked at once.' } },
    { after: 65, by: by(solver), event: { type: 'ThanksGiven', to: [gone], words: 'You saw it first.' } },
  ]);
  const past = { swarmId: null, closedAt: Date.parse(at), technologies: ['vpn'], rootCause: '', url: null };
  const told = { title: 'Tunnel', text: `${gone.name} saw it drop`, fix: `Ask ${gone.name}` };
  await keepPastCases(database.sql, tenantId, [
    { id: 'imported', ...past, ...told, credits: [{ person: gone.id, weight: 1 }] },
  ]);
  await database.sql.insert(tables.policyChange).values({
    ...{ tenantId, revision: 1, at, by: gone, why: `${gone.name} stands in`, undoes: null },
    changed: { standIns: { before: [], after: [gone.id] } },
    held: { standIns: [gone.id] },
  });
  await database.sql.insert(tables.personRequest).values({
    ...{
      tenantId,
      requestId: 'exported',
      kind: 'export',
      personId: gone.id,
      state: 'done',
      askedAt: at,
      askedBy: gone,
    },
    ...{ why: `${gone.name} wants to know`, decidedAt: at, decidedBy: gone },
  });
  await database.sql.insert(tables.fileImport).values({
    ...{ tenantId, importId: 'import', at, what: 'registry', door: 'tab', by: gone, counts: { added: 1 } },
    files: [`${gone.name} skills.csv`],
  });
  await database.sql
    .insert(tables.growthChoice)
    .values({ tenantId, personId: gone.id, share: 'sums', monthly: true, saidAt: at });
  await database.sql
    .insert(tables.growthTold)
    .values({ tenantId, personId: gone.id, kind: 'skill', of: 'vpn', toldAt: at });
  const queue = await openQueue(database, [findPersonJob], () => {});
  await queue.enqueue(database.sql, [{ name: findPersonJob, body: { asked: gone.id } }]);
  await queue.stop();
}

/** Of the bot and of its queue; `job` stands for all its partitions. */
async function everyTable(database: Database): Promise<{ schema: string; name: string }[]> {
  const { rows } = await database.sql.execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in (${database.schema}, ${`${database.schema}_queue`}) and table_type = 'BASE TABLE'`);
  return rows;
}

/** The tables, of the bot and of its queue, in which any of some words stands anywhere. */
export async function tablesNaming(database: Database, words: readonly string[]): Promise<string[]> {
  const naming: string[] = [];
  for (const { schema, name } of await everyTable(database)) {
    const all = await database.sql.execute<{ line: string }>(
      sql`select lower(each::text) as line from ${sql.identifier(schema)}.${sql.identifier(name)} as each`,
    );
    if (all.rows.some(({ line }) => words.some((word) => line.includes(word.toLowerCase())))) naming.push(name);
  }
  return naming.sort();
}

/** Leaves the tables as a new database has them. */
export async function emptyTables(database: Database): Promise<void> {
  // A truncate makes files anew, which takes fifty times as long.
  for (const { schema, name } of await everyTable(database))
    if (name in emptied || name === 'job')
      await database.sql.execute(sql`delete from ${sql.identifier(schema)}.${sql.identifier(name)}`);
}

const emptied = Object.fromEntries(Object.values(tables).map((table) => [getTableName(table), true]));
