import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { engineer, refusedSkill, skill, technology } from '../store/registryTables.ts';
import { type LastingChange, lockRegistry, nextRevision } from './changes.ts';
import { type DeputiesEdit, deputiesAfter } from './deputies.ts';
import type { Engineer, Skill, WorkingHours } from './engineer.ts';
import { engineerOf, skillOf } from './tables.ts';
import type { TechnologyId } from './technology.ts';

/**
 * What changes of one person's entry, and nothing else: what is left out stays as it is stored, whoever wrote it since
 * the caller looked. A name or a lead's right cannot be said here: they are the organisation's, and come by import. `at`: now, an ISO instant in UTC; confirmations and refusals bear it.
 */
export type PersonEdit = {
  at: string;
  availability?: AvailabilityEdit;
  skills?: readonly SkillEdit[];
  drops?: readonly SkillDrop[];
  /** Technologies that were proposed to them and are wrong. */
  refuses?: readonly TechnologyId[];
  /** Who may act for them, and who no longer. */
  deputies?: DeputiesEdit;
};

/**
 * When and in which languages a person can be asked, as far as it changes. What is said here is the person's own word from then on;
 * `hoursStand`: they say that those that stand are right.
 */
export type AvailabilityEdit = Partial<
  Pick<Engineer, 'zone' | 'mostSwarms' | 'awayUntil' | 'anyHour' | 'asking' | 'languages' | 'reads'>
> & {
  hours?: Partial<WorkingHours>;
  hoursStand?: true;
};

/** What a person says of a technology. */
export type SkillSaid = Pick<Skill, 'level' | 'owner' | 'wantsToLearn'>;

/** `add`: the line to add where there is none, confirmed by that. `change`: what changes of a line that is there. */
export type SkillEdit = {
  technology: TechnologyId;
  add?: SkillSaid;
  change?: Partial<SkillSaid> & { confirmed?: boolean };
};

/** A line to take off; one that was confirmed at or after `unlessConfirmedSince` (an ISO instant) stays. */
export type SkillDrop = { technology: TechnologyId; unlessConfirmedSince?: string };

/**
 * What became of an edit. `changed`: whether anything of the entry is another than before. In the last two cases nothing
 * was written: the person is not in the registry (any more), or it does not have these technologies, to which lines
 * were to be added.
 */
export type PersonEdited =
  | { kind: 'saved'; changed: boolean }
  | { kind: 'not-registered' }
  | { kind: 'unknown-technologies'; technologies: TechnologyId[] };

/** The same, with what the one who keeps a snapshot has to know: the whole entry as it is stored now. */
export type WrittenEdit =
  | { kind: 'saved'; changes: LastingChange[]; revision: number | null; entry: { engineer: Engineer; skills: Skill[] } }
  | Exclude<PersonEdited, { kind: 'saved' }>;

/**
 * Writes an edit in the transaction given: the columns it names, where the person's row is. The row is held from the first
 * statement on, so that nobody is removed in between and then partly brought back.
 */
export async function writeEdit(
  tx: Sql,
  { tenantId, person, edit }: { tenantId: string; person: string; edit: PersonEdit },
): Promise<WrittenEdit> {
  const { at, availability, skills = [], drops = [], refuses = [], deputies } = edit;
  const row = { tenantId, person };
  await lockRegistry(tx, tenantId);
  const found = await held(tx, row);
  if (!found) return { kind: 'not-registered' };
  const unknown = await unknownOf(tx, tenantId, skills);
  if (unknown.length > 0) return { kind: 'unknown-technologies', technologies: unknown };
  // Nobody else writes meanwhile: the registry's lock is held.
  const named = isSaid(deputies) ? { deputies: deputiesAfter(engineerOf(found), deputies, at) } : {};
  const said = { ...availability, ...named };
  const changed = isSaid(said) ? await changeEntry(tx, row, said, at) : null;
  const dropped = await dropSkills(tx, row, drops);
  const lines = [...(await addLines(tx, row, skills, at)), ...(await changeLines(tx, row, skills, at))];
  await refuse(tx, row, refuses, at);

  const entry = { engineer: engineerOf(changed ?? found), skills: await linesOf(tx, row) };
  const written = new Set(lines);
  const changes: LastingChange[] = [
    ...(changed ? [{ kind: 'engineer', engineer: entry.engineer } as const] : []),
    ...dropped.map((of) => ({ kind: 'skill-gone', person, technology: of }) as const),
    ...entry.skills
      .filter((line) => written.has(line.technology))
      .map((line) => ({ kind: 'skill', skill: line }) as const),
  ];
  const revision = changes.length > 0 ? await nextRevision(tx, tenantId, changes) : null;
  return { kind: 'saved', changes, revision, entry };
}

type Row = { tenantId: string; person: string };
type Found = { id: string; body: unknown };

/** Whether anything is said at all: what is left out may be there as undefined. */
const isSaid = <Said extends object>(said: Said | undefined): said is Said =>
  said !== undefined && Object.values(said).some((each) => each !== undefined);

/** The person's row, which cannot go until the end of the transaction. */
async function held(tx: Sql, { tenantId, person }: Row): Promise<Found | undefined> {
  const [found] = await tx
    .select({ id: engineer.id, body: engineer.body })
    .from(engineer)
    .where(and(eq(engineer.tenantId, tenantId), eq(engineer.id, person)))
    .for('key share');
  return found;
}

async function changeEntry(
  tx: Sql,
  { tenantId, person }: Row,
  edit: AvailabilityEdit & Pick<Partial<Engineer>, 'deputies'>,
  at: string,
): Promise<Found | null> {
  // One by one: whatever else the caller's object holds is not written. What is undefined is not in the JSON.
  const { zone, mostSwarms, awayUntil, anyHour, asking, languages, reads, deputies, hours = {}, hoursStand } = edit;
  const { days, from, to } = hours;
  const saysHours = hoursStand === true || [zone, days, from, to].some((each) => each !== undefined);
  const own = {
    zone,
    mostSwarms,
    anyHour,
    asking,
    languages,
    reads,
    deputies,
    awayUntil: awayUntil === undefined ? undefined : inUtc(awayUntil),
    hoursSaidAt: saysHours ? inUtc(at) : undefined,
  };
  const said = Object.entries({ mostSwarms, awayUntil, anyHour, asking, languages, reads })
    .filter(([, word]) => word !== undefined)
    .map(([field]) => [field, inUtc(at)]);
  const dates = said.length === 0 ? sql`` : withDates(Object.fromEntries(said));
  const [changed] = await tx
    .update(engineer)
    .set({
      body: sql`${engineer.body} || ${json(own)}
        || jsonb_build_object('hours', (${engineer.body} -> 'hours') || ${json({ days, from, to })})${dates}`,
    })
    .where(and(eq(engineer.tenantId, tenantId), eq(engineer.id, person)))
    .returning({ id: engineer.id, body: engineer.body });
  return changed ?? null;
}

/** Their words bear their date from then on: no file overwrites them (ownWords.ts). */
const withDates = (said: Record<string, unknown>): SQL =>
  sql` || jsonb_build_object('saidAt', coalesce(${engineer.body} -> 'saidAt', '{}'::jsonb) || ${json(said)})`;

async function linesOf(tx: Sql, { tenantId, person }: Row): Promise<Skill[]> {
  const rows = await tx
    .select()
    .from(skill)
    .where(and(eq(skill.tenantId, tenantId), eq(skill.person, person)));
  return rows.map(skillOf);
}

/** Of the technologies to which lines are to be added, those that the registry does not have. */
async function unknownOf(tx: Sql, tenantId: string, skills: readonly SkillEdit[]): Promise<TechnologyId[]> {
  const wanted = skills.filter(({ add }) => add).map((each) => each.technology);
  if (wanted.length === 0) return [];
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from jsonb_array_elements_text(${json(wanted)}) as wanted (id)
    where not exists (
      select 1 from ${technology} where ${technology.tenantId} = ${tenantId} and ${technology.id} = wanted.id)`);
  return rows.map(({ id }) => id);
}

/** Gives the technologies whose lines went. */
async function dropSkills(tx: Sql, { tenantId, person }: Row, drops: readonly SkillDrop[]): Promise<TechnologyId[]> {
  if (drops.length === 0) return [];
  const { rows } = await tx.execute<{ technology: string }>(sql`
    delete from ${skill}
    using jsonb_to_recordset(${json(drops)}) as gone (technology text, "unlessConfirmedSince" timestamptz)
    where ${skill.tenantId} = ${tenantId} and ${skill.person} = ${person} and ${skill.technology} = gone.technology
      and (${skill.confirmedAt} is null or gone."unlessConfirmedSince" is null
        or ${skill.confirmedAt} < gone."unlessConfirmedSince")
    returning ${skill.technology} as technology`);
  return rows.map((each) => each.technology);
}

/** Gives the technologies of which there was no line. */
async function addLines(
  tx: Sql,
  { tenantId, person }: Row,
  skills: readonly SkillEdit[],
  at: string,
): Promise<TechnologyId[]> {
  const lines = skills.flatMap(({ technology: of, add }) => (add ? [{ technology: of, ...add }] : []));
  if (lines.length === 0) return [];
  const { rows } = await tx.execute<{ technology: string }>(sql`
    insert into ${skill} (tenant_id, person, technology, level, owner, wants_to_learn, confirmed_at)
    select whose.tenant_id, whose.id, known.id, given.level, given.owner, given."wantsToLearn", ${at}::timestamptz
    from jsonb_to_recordset(${json(lines)})
      as given (technology text, level smallint, owner boolean, "wantsToLearn" boolean)
    join ${engineer} as whose on whose.tenant_id = ${tenantId} and whose.id = ${person}
    join ${technology} as known on known.tenant_id = ${tenantId} and known.id = given.technology
    on conflict do nothing
    returning technology`);
  return rows.map((each) => each.technology);
}

/** Gives the technologies of whose lines something was changed. One that was just added is as it was said already. */
async function changeLines(
  tx: Sql,
  { tenantId, person }: Row,
  skills: readonly SkillEdit[],
  at: string,
): Promise<TechnologyId[]> {
  const changes = skills.flatMap(({ technology: of, change }) =>
    isSaid(change) ? [{ technology: of, ...change }] : [],
  );
  if (changes.length === 0) return [];
  const { rows } = await tx.execute<{ technology: string }>(sql`
    update ${skill} set level = coalesce(given.level, ${skill.level}), owner = coalesce(given.owner, ${skill.owner}),
      wants_to_learn = coalesce(given."wantsToLearn", ${skill.wantsToLearn}),
      confirmed_at = case when given.confirmed then ${at}::timestamptz else ${skill.confirmedAt} end
    from jsonb_to_recordset(${json(changes)})
      as given (technology text, level smallint, owner boolean, "wantsToLearn" boolean, confirmed boolean)
    where ${skill.tenantId} = ${tenantId} and ${skill.person} = ${person} and ${skill.technology} = given.technology
    returning ${skill.technology} as technology`);
  return rows.map((each) => each.technology);
}

async function refuse(
  tx: Sql,
  { tenantId, person }: Row,
  technologies: readonly TechnologyId[],
  at: string,
): Promise<void> {
  if (technologies.length === 0) return;
  await tx.execute(sql`
    insert into ${refusedSkill} (tenant_id, person, technology, refused_at)
    select whose.tenant_id, whose.id, refused.technology, ${at}::timestamptz
    from jsonb_array_elements_text(${json([...new Set(technologies)])}) as refused (technology)
    join ${engineer} as whose on whose.tenant_id = ${tenantId} and whose.id = ${person}
    on conflict do nothing`);
}

const inUtc = (instant: string | null): string | null => instant && new Date(instant).toISOString();
const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;
