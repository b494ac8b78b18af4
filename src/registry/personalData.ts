import { and, eq, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { mailbox, presence } from '../store/graphTables.ts';
import { mentions } from '../store/mentions.ts';
import {
  engineer,
  feed,
  feedState,
  joinedPerson,
  leftPerson,
  personShifts,
  refusedSkill,
  registryChange,
  skill,
  supportTeam,
} from '../store/registryTables.ts';
import { keptChangesSchema, type LastingChange, lockRegistry, nextRevision } from './changes.ts';
import { engineerSchema } from './engineer.ts';
import { personShiftsSchema } from './shifts/plannedShift.ts';
import { writeChanges } from './writes.ts';

/** What the registry holds of a person. */
export async function registryDataOf(database: Sql, tenantId: string, person: string) {
  const [entry] = await database
    .select({ body: engineer.body })
    .from(engineer)
    .where(and(eq(engineer.tenantId, tenantId), eq(engineer.id, person)));
  const deputyOf = await database
    .select({ id: engineer.id })
    .from(engineer)
    .where(
      and(
        eq(engineer.tenantId, tenantId),
        sql`${engineer.body} -> 'deputies' @> ${JSON.stringify([{ id: person }])}::jsonb`,
      ),
    );
  const leadsTeams = await database
    .select({ id: supportTeam.id })
    .from(supportTeam)
    .where(and(eq(supportTeam.tenantId, tenantId), namesInTeam(person)));
  const closedTeams = await database
    .select({ id: supportTeam.id })
    .from(supportTeam)
    .where(and(eq(supportTeam.tenantId, tenantId), sql`${supportTeam.body} ->> 'closedBy' = ${person}`));
  const skills = await database
    .select()
    .from(skill)
    .where(and(eq(skill.tenantId, tenantId), eq(skill.person, person)));
  const refusedSkills = await database.select().from(refusedSkill).where(refusedBy(tenantId, person));
  const [seen = null] = await database
    .select()
    .from(presence)
    .where(and(eq(presence.tenantId, tenantId), eq(presence.person, person)));
  const [mail = null] = await database
    .select()
    .from(mailbox)
    .where(and(eq(mailbox.tenantId, tenantId), eq(mailbox.person, person)));
  const [rota] = await database
    .select({ body: personShifts.body })
    .from(personShifts)
    .where(and(eq(personShifts.tenantId, tenantId), eq(personShifts.id, person)));
  const { rows: feedShifts } = await database.execute<{ feed: string; shifts: unknown }>(sql`
    select ${feedState.id} as feed, told -> 'shifts' as shifts
    from ${feedState}, jsonb_array_elements(${feedState.shifts}) as told
    where ${feedState.tenantId} = ${tenantId} and told ->> 'id' = ${person}
    order by ${feedState.id}`);
  const [left = null] = await database
    .select({ leftAt: leftPerson.leftAt, body: leftPerson.body })
    .from(leftPerson)
    .where(and(eq(leftPerson.tenantId, tenantId), eq(leftPerson.id, person)));
  const decidedOf = await database
    .select({ id: leftPerson.id })
    .from(leftPerson)
    .where(and(eq(leftPerson.tenantId, tenantId), decidedOn(person)));
  const [joined = null] = await database
    .select({ joinedAt: joinedPerson.joinedAt, body: joinedPerson.body })
    .from(joinedPerson)
    .where(and(eq(joinedPerson.tenantId, tenantId), eq(joinedPerson.id, person)));
  const changes = await database
    .select({ changes: registryChange.changes })
    .from(registryChange)
    .where(and(eq(registryChange.tenantId, tenantId), mentions(sql`${registryChange.changes}::text`, [person])));
  return {
    /** What the last revisions of the registry said of them, also of somebody who is no longer in it. */
    registryChanges: changes
      .flatMap((row) => keptChangesSchema.parse(row.changes))
      .filter((each) => isOf(each, person)),
    engineer: entry ? engineerSchema.parse(entry.body) : null,
    /** Who named them as a deputy. */
    deputyOf: deputyOf.map((each) => each.id),
    /** The support teams that they lead, or stand in for. */
    leadsTeams: leadsTeams.map((each) => each.id),
    /** The support teams that they closed last. */
    closedTeams: closedTeams.map((each) => each.id),
    skills,
    refusedSkills,
    presence: seen,
    mailbox: mail,
    /** Their rota, and what feeds say of them. */
    shifts: rota ? personShiftsSchema.parse(rota.body).shifts : [],
    feedShifts,
    /** What was put aside of them when they left the organisation; and that they were new in it. */
    left,
    joined,
    /** People who left of whose technologies they decided, or took one over. */
    decidedOf: decidedOf.map((each) => each.id),
  };
}

/**
 * Erases a person, of whose `ids` the Entra id is the first; gives how many rows of each. Running bots follow: the new
 * revisions do not say who it was, so the registry is read whole.
 */
export async function eraseFromRegistry(
  tx: Sql,
  { tenantId, person }: { tenantId: string; person: { ids: readonly string[]; names: readonly string[] } },
) {
  const [id = ''] = person.ids;
  await lockRegistry(tx, tenantId);
  const held = await registryDataOf(tx, tenantId, id);
  const { rows: named } = await tx.execute(sql`
    update ${engineer} set body = body || jsonb_build_object('deputies', (
      select coalesce(jsonb_agg(deputy), '[]') from jsonb_array_elements(body -> 'deputies') as deputy
      where deputy ->> 'id' <> ${id}))
    where ${engineer.tenantId} = ${tenantId} and body -> 'deputies' @> ${JSON.stringify([{ id }])}::jsonb
    returning id`);
  await tx.execute(sql`
    update ${supportTeam} set body = body || jsonb_build_object(
      'leads', coalesce(body -> 'leads', '[]') - ${id}::text, 'deputies', coalesce(body -> 'deputies', '[]') - ${id}::text)
    where ${supportTeam.tenantId} = ${tenantId} and ${namesInTeam(id)}`);
  // The team stays closed as long as they said; who they were is nobody's business any more.
  const { rows: closed } = await tx.execute(sql`
    update ${supportTeam} set body = body - 'closedBy'
    where ${supportTeam.tenantId} = ${tenantId} and body ->> 'closedBy' = ${id}
    returning id`);
  if (held.engineer || held.skills.length > 0 || held.leadsTeams.length > 0 || named.length > 0 || closed.length > 0)
    await nextRevision(tx, tenantId, null);
  await writeChanges(tx, tenantId, [{ kind: 'engineer-gone', id }]);
  await eraseFromFeeds(tx, tenantId, person);
  await eraseFromLeavers(tx, tenantId, id);
  await tx
    .update(registryChange)
    .set({ changes: null })
    .where(
      and(
        eq(registryChange.tenantId, tenantId),
        mentions(sql`${registryChange.changes}::text`, [...person.ids, ...person.names]),
      ),
    );
  await tx.delete(refusedSkill).where(refusedBy(tenantId, id));
  return {
    engineers: held.engineer ? 1 : 0,
    skills: held.skills.length + held.refusedSkills.length,
    presences: held.presence ? 1 : 0,
    mailboxes: held.mailbox ? 1 : 0,
  };
}

/** What feeds say of them, and by which names they go there; the events of the feed itself are another's, and come again. */
async function eraseFromFeeds(
  tx: Sql,
  tenantId: string,
  { ids: [id = ''], names }: { ids: readonly string[]; names: readonly string[] },
) {
  await tx.execute(sql`
    update ${feedState} set
      shifts = (select coalesce(jsonb_agg(told), '[]') from jsonb_array_elements(shifts) as told where told ->> 'id' <> ${id}),
      left_out = jsonb_set(left_out, '{unknownPeople}', '[]'), changed_at = now(), tried_at = now()
    where ${feedState.tenantId} = ${tenantId}
      and (shifts @> ${JSON.stringify([{ id }])}::jsonb or ${mentions(sql`${feedState.leftOut}::text`, names)})`);
  await tx.execute(sql`
    update ${feed} set body = (body - 'person') || jsonb_build_object('names', (
      select coalesce(jsonb_agg(name), '[]') from jsonb_array_elements(coalesce(body -> 'names', '[]')) as name
      where name ->> 'person' <> ${id}))
    where ${feed.tenantId} = ${tenantId}
      and (body ->> 'person' = ${id} or body -> 'names' @> ${JSON.stringify([{ person: id }])}::jsonb)`);
}

/** What was put aside of them goes; of others who left, what they decided or took over is open again. */
async function eraseFromLeavers(tx: Sql, tenantId: string, id: string) {
  await tx.delete(leftPerson).where(and(eq(leftPerson.tenantId, tenantId), eq(leftPerson.id, id)));
  await tx.delete(joinedPerson).where(and(eq(joinedPerson.tenantId, tenantId), eq(joinedPerson.id, id)));
  await tx.execute(sql`update ${joinedPerson} set body = body || '{"manager": null}'
    where ${joinedPerson.tenantId} = ${tenantId} and body ->> 'manager' = ${id}`);
  await tx.execute(sql`
    update ${leftPerson} set body = jsonb_set(body, '{settled}', (
      select coalesce(jsonb_agg(each), '[]') from jsonb_array_elements(body -> 'settled') as each
      where each -> 'by' ->> 'id' <> ${id} and coalesce(each -> 'to' ->> 'id', '') <> ${id}))
    where ${leftPerson.tenantId} = ${tenantId} and ${decidedOn(id)}`);
}

const decidedOn = (id: string) =>
  sql`(${leftPerson.body} -> 'settled' @> ${JSON.stringify([{ by: { id } }])}::jsonb
    or ${leftPerson.body} -> 'settled' @> ${JSON.stringify([{ to: { id } }])}::jsonb)`;

const namesInTeam = (id: string) =>
  sql`(${supportTeam.body} -> 'leads' ? ${id} or ${supportTeam.body} -> 'deputies' ? ${id})`;

const isOf = (change: LastingChange, person: string): boolean => {
  switch (change.kind) {
    case 'engineer':
      return change.engineer.id === person;
    case 'engineer-gone':
      return change.id === person;
    case 'skill':
      return change.skill.person === person;
    case 'skill-gone':
      return change.person === person;
    case 'shifts':
      return change.shifts.id === person;
    case 'shifts-gone':
      return change.id === person;
    default:
      return false;
  }
};

const refusedBy = (tenantId: string, person: string) =>
  and(eq(refusedSkill.tenantId, tenantId), eq(refusedSkill.person, person));
