import { DateTime } from 'luxon';
import { loadsOfPeople } from '../availability/load.ts';
import { stateOfRota } from '../availability/workingStates.ts';
import { careFor } from '../growth/care.ts';
import { choiceOf } from '../growth/choice.ts';
import { learnersSince, learningOf, listable } from '../growth/learning.ts';
import { boundsOf, monthDue } from '../growth/month.ts';
import { whoWasIn } from '../growth/record.ts';
import { forgetOldTold, noteTold, type Told } from '../growth/told.ts';
import { leadsOf } from '../registry/left/leads.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { Sql } from '../store/database.ts';
import type { Queue } from '../store/queue.ts';
import type { PolicyFile } from '../swarm/policy.ts';
import { type GrowthJob, growthJob, growthJobSchema } from '../teams/growthJob.ts';

export type GrowthNeeds = {
  registry: Pick<SkillsRegistry, 'snapshot'>;
  queue: Pick<Queue, 'enqueue'>;
  sql: Sql;
  tenantId: string;
  policy: () => Pick<
    PolicyFile,
    'policy' | 'monthlyWord' | 'askSkillAfterSwarms' | 'careAfterOffHoursAsks' | 'careEveryWeeks'
  >;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

const day = 86_400_000;
/** What was resolved so many days ago is looked at for who may have learned: nothing is missed while no bot runs. */
const learnedWithin = 35;
/** After a question that was declined, or not answered, it is not put again for so many days. */
const askAgainAfter = 365;

/** A lead hears of so many people at one look; of the others, who are told then too, at the next ones. */
const mostCaresOfLead = 3;

/** A job before it is known to whom, and when. */
type Word = GrowthJob extends infer Each ? (Each extends GrowthJob ? Omit<Each, 'personId' | 'since'> : never) : never;

/**
 * Looks who is to hear of their own part: their month, what they could list, that they are asked too much; gives how many were. What is
 * told is noted in the transaction that stores the message, so that however often this runs, each is told once.
 */
export async function lookAtGrowth(needs: GrowthNeeds): Promise<number> {
  await forgetOldTold(needs.sql, needs.tenantId, needs.clock());
  return (await tellMonths(needs)) + (await askSkills(needs)) + (await tellCare(needs));
}

async function tellMonths(needs: GrowthNeeds): Promise<number> {
  const { registry, sql, tenantId, policy, clock } = needs;
  if (!policy().monthlyWord) return 0;
  const now = clock();
  // In some zone a month has just begun, in another its first week is nearly over.
  const months = new Set([-day, 0, day].flatMap((shift) => monthDue(now + shift, 'UTC') ?? []));
  let told = 0;
  for (const month of months) {
    const { from, to } = boundsOf(month, 'UTC');
    const people = await whoWasIn(sql, tenantId, { from: shifted(from, -day), to: shifted(to, day) }, month);
    for (const personId of people) {
      const zone = registry.snapshot.listed(personId)?.engineer.zone;
      if (zone === undefined || monthDue(now, zone) !== month) continue;
      const { share } = await choiceOf(sql, { tenantId, personId });
      const lead: Word[] = share === 'nothing' ? [] : [{ about: 'lead-month', of: personId, month }];
      told += await tellOnce(needs, { personId, kind: 'month', of: month }, { about: 'month', month }, lead);
    }
  }
  return told;
}

async function askSkills(needs: GrowthNeeds): Promise<number> {
  const { registry, sql, tenantId, policy, clock } = needs;
  const least = policy().askSkillAfterSwarms;
  if (least === null) return 0;
  const again = new Date(clock() - askAgainAfter * day).toISOString();
  let asked = 0;
  for (const personId of await learnersSince(sql, tenantId, new Date(clock() - learnedWithin * day).toISOString())) {
    if (!registry.snapshot.listed(personId)) continue;
    const skills = registry.snapshot.skillsOf(personId);
    const levelOf = (technology: string) => skills.find((each) => each.technology === technology)?.level ?? null;
    const learned = listable(await learningOf(sql, { tenantId, personId }), { least, levelOf });
    for (const { technology } of learned) {
      if (!registry.snapshot.technology(technology)) continue;
      const question = { personId, kind: 'skill', of: technology } as const;
      // One question at a time: the next look has the next.
      if ((await tellOnce(needs, question, { about: 'skill', technology }, [], again)) > 0) {
        asked += 1;
        break;
      }
    }
  }
  return asked;
}

async function tellCare(needs: GrowthNeeds): Promise<number> {
  const { registry, sql, tenantId, policy, clock } = needs;
  const { careEveryWeeks, careAfterOffHoursAsks: offHours, policy: asking } = policy();
  if (careEveryWeeks === null) return 0;
  const now = clock();
  const again = new Date(now - careEveryWeeks * 7 * day).toISOString();
  const heardOf = new Map<string, number>();
  let told = 0;
  for (const load of await loadsOfPeople(sql, { tenantId, snapshot: registry.snapshot, now })) {
    const listed = registry.snapshot.listed(load.id);
    if (!listed) continue;
    const why = careFor(listed, load, { budget: asking.askBudget28Days, offHours });
    if (why.length === 0) continue;
    const leads = leadsOf(listed.engineer, registry.snapshot);
    if (leads.some((lead) => (heardOf.get(lead) ?? 0) >= mostCaresOfLead)) continue;
    const word = { personId: load.id, kind: 'care', of: '' } as const;
    const isNew = await tellOnce(
      needs,
      word,
      { about: 'care', why },
      [{ about: 'lead-care', of: load.id, why }],
      again,
    );
    if (isNew > 0) for (const lead of leads) heardOf.set(lead, (heardOf.get(lead) ?? 0) + 1);
    told += isNew;
  }
  return told;
}

/** Stores the word to somebody, and those to their leads, where it was not told yet; gives 1 then. */
async function tellOnce(
  { registry, queue, sql, tenantId, clock }: GrowthNeeds,
  told: Told,
  own: Word,
  toLeads: readonly Word[],
  again?: string,
): Promise<number> {
  const { snapshot } = registry;
  const listed = snapshot.listed(told.personId);
  if (!listed) return 0;
  const now = clock();
  const leads = toLeads.length > 0 ? leadsOf(listed.engineer, snapshot) : [];
  const jobs = [jobFor(told.personId, own), ...leads.flatMap((lead) => toLeads.map((word) => jobFor(lead, word)))];
  const committed = await sql.transaction(async (tx) => {
    const isNew = await noteTold(tx, tenantId, told, { at: new Date(now).toISOString(), ...(again && { again }) });
    return isNew ? queue.enqueue(tx, jobs) : null;
  });
  committed?.();
  return committed ? 1 : 0;

  /** Nobody is told in the evening what can wait for their hours. */
  function jobFor(personId: string, word: Word) {
    const rota = snapshot.listed(personId)?.rota;
    const { working, until } = rota ? stateOfRota(rota, now) : { working: true, until: 0 };
    const since = new Date(!working && Number.isFinite(until) ? until : now).toISOString();
    return { name: growthJob, body: growthJobSchema.parse({ ...word, personId, since }), startAfter: since };
  }
}

const shifted = (at: string, ms: number): string =>
  DateTime.fromMillis(Date.parse(at) + ms, { zone: 'UTC' }).toISO() ?? at;
