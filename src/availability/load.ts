import { and, eq, inArray, sql } from 'drizzle-orm';
import { askedSince, heardAt, madeSince } from '../registry/asks.ts';
import type { Engineer } from '../registry/engineer.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { Sql } from '../store/database.ts';
import { invitation } from '../store/swarmTables.ts';
import { type Shift, shiftsFrom } from './workingHours.ts';

/**
 * What one person carries. `asks` counts the invitations that reached them in the last 28 days, or are on their way,
 * whatever the answer, of which `accepted` were and `afterHours` came outside the person's own working hours.
 */
export type PersonLoad = {
  id: string;
  name: string;
  liveSwarms: number;
  mostSwarms: number;
  waiting: number;
  asks: number;
  accepted: number;
  afterHours: number;
};

/** Interruptions of a person a month, as published (PagerDuty, State of Digital Operations 2021). */
export const interruptionLevels = { good: 2, bad: 7, burnout: 19 } as const;

export const loadDays = 28;

/** The load of everyone in the registry, or of these people, by name: this is no ranking. */
export async function loadsOfPeople(
  database: Sql,
  needs: { tenantId: string; snapshot: RegistrySnapshot; now: number; people?: readonly string[] },
): Promise<PersonLoad[]> {
  const { tenantId, snapshot, now } = needs;
  const engineers = needs.people
    ? needs.people.flatMap((id) => snapshot.listed(id)?.engineer ?? [])
    : [...snapshot.engineers()];
  if (engineers.length === 0) return [];
  const since = new Date(now - loadDays * 86_400_000).toISOString();
  const asked = and(
    eq(invitation.tenantId, tenantId),
    needs.people ? inArray(invitation.personId, [...needs.people]) : undefined,
  );
  // What was known when an ask reached them counts: calendars and rotas change. Where nothing was noted it is reckoned here, by the
  // clocks and calendars by which people are asked: PostgreSQL may know other zones, and no calendar.
  const { rotas, working } = workOf(engineers, snapshot, { from: Date.parse(since), to: now + 86_400_000 });
  // Each part has an index; for either of them there is none.
  const { rows } = await database.execute<{
    person: string;
    live: number;
    waiting: number;
    asks: number;
    accepted: number;
    afterHours: number;
  }>(sql`
    with hours as (select * from json_to_recordset(${JSON.stringify(rotas)}::json) as h (person text, rota int)),
    working as (select * from json_to_recordset(${JSON.stringify(working)}::json)
      as w (rota int, since timestamptz, until timestamptz))
    select ${invitation.personId} as person,
      (count(*) filter (where ${invitation.live} and ${invitation.state} = 'accepted'))::int as live,
      (count(*) filter (where ${invitation.live} and ${invitation.state} in ('queued', 'delivered')))::int as waiting,
      (count(*) filter (where ${askedSince(since)}))::int as asks,
      (count(*) filter (where ${askedSince(since)} and ${invitation.state} = 'accepted'))::int as accepted,
      (count(*) filter (where ${askedSince(since)} and ${invitation.state} <> 'queued'
        and coalesce(${invitation.offHours}, not exists (
          select from working w where w.rota = h.rota and ${heardAt} >= w.since and ${heardAt} < w.until))))::int as "afterHours"
    from (
      select * from ${invitation} where ${asked} and live
      union all select * from ${invitation} where ${asked} and not live and ${madeSince(since)}) invitation
    join hours h on h.person = ${invitation.personId}
    group by ${invitation.personId}`);
  const known = new Map(rows.map((row) => [row.person, row]));
  const none = { live: 0, waiting: 0, asks: 0, accepted: 0, afterHours: 0 };
  return engineers
    .map(({ id, name, mostSwarms }) => {
      const { live, waiting, asks, accepted, afterHours } = known.get(id) ?? none;
      return { id, name, liveSwarms: live, mostSwarms, waiting, asks, accepted, afterHours };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'ja') || (a.id < b.id ? -1 : 1));
}

/**
 * Who has which hours, and the stretches of working time of each kind of hours in a span (milliseconds since 1970): by the week
 * or their shifts, without the days off. Focus time and days without asks are working time.
 */
function workOf(engineers: readonly Engineer[], snapshot: RegistrySnapshot, { from, to }: Shift) {
  const kinds = new Map<string, number>();
  const working: { rota: number; since: string; until: string }[] = [];
  const rotas = engineers.flatMap(({ id }) => {
    const rota = snapshot.listed(id)?.rota;
    if (!rota) return [];
    const { zone, hours, days, calendars = [], asking, planned } = rota;
    const week = asking?.week;
    const key = JSON.stringify([zone, hours, calendars, week, ...(planned ? [id] : [])]);
    const known = kinds.get(key);
    if (known !== undefined) return [{ person: id, rota: known }];
    const place = kinds.size;
    kinds.set(key, place);
    for (const shift of shiftsFrom(from, { zone, hours, days, planned, asking: week && { week } })) {
      if (shift.from >= to) break;
      const [since, until] = [new Date(shift.from).toISOString(), new Date(shift.to).toISOString()];
      working.push({ rota: place, since, until });
    }
    return [{ person: id, rota: place }];
  });
  return { rotas, working };
}
