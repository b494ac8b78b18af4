import { and, eq, inArray, sql } from 'drizzle-orm';
import { askedSince, heardAt, madeSince } from '../registry/asks.ts';
import type { Engineer } from '../registry/engineer.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { Sql } from '../store/database.ts';
import { invitation } from '../store/schema.ts';
import { clocksOf } from './clocks.ts';

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
  // The clocks are Node's, by which people are asked: PostgreSQL may know other zones, and one it does not would fail all.
  const clocks = [...new Set(engineers.map(({ zone }) => zone))].flatMap((zone) =>
    clocksOf(zone, { from: now - loadDays * 86_400_000, to: now + 86_400_000 }).map(({ from, to, minutes }) => ({
      zone,
      since: new Date(from).toISOString(),
      until: new Date(to).toISOString(),
      ahead: `${minutes} minutes`,
    })),
  );
  // Each part has an index; for either of them there is none.
  const { rows } = await database.execute<{
    person: string;
    live: number;
    waiting: number;
    asks: number;
    accepted: number;
    afterHours: number;
  }>(sql`
    with hours as (select * from json_to_recordset(${JSON.stringify(engineers.map(hoursOf))}::json)
      as h (person text, zone text, days int[], opens time, closes time)),
    clocks as (select * from json_to_recordset(${JSON.stringify(clocks)}::json)
      as c (zone text, since timestamptz, until timestamptz, ahead interval))
    select ${invitation.personId} as person,
      (count(*) filter (where ${invitation.live} and ${invitation.state} = 'accepted'))::int as live,
      (count(*) filter (where ${invitation.live} and ${invitation.state} in ('queued', 'delivered')))::int as waiting,
      (count(*) filter (where ${askedSince(since)}))::int as asks,
      (count(*) filter (where ${askedSince(since)} and ${invitation.state} = 'accepted'))::int as accepted,
      (count(*) filter (where ${askedSince(since)} and ${invitation.state} <> 'queued'
        and not (${isWorkingTime})))::int as "afterHours"
    from (
      select * from ${invitation} where ${asked} and live
      union all select * from ${invitation} where ${asked} and not live and ${madeSince(since)}) invitation
    join hours h on h.person = ${invitation.personId}
    left join clocks c on c.zone = h.zone and ${heardAt} >= c.since and ${heardAt} < c.until
    cross join lateral (select ${heardAt} at time zone 'UTC' + c.ahead as at) here
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

const hoursOf = ({ id, zone, hours }: Engineer) => ({
  person: id,
  zone,
  days: hours.days,
  opens: hours.from,
  closes: hours.to,
});

/** As workingHours.ts has it: a shift that ends at or before its beginning ends the next day. */
const isWorkingTime = sql.raw(`
  case when h.closes > h.opens then
    extract(isodow from here.at)::int = any (h.days)
      and here.at::time >= h.opens and here.at::time < h.closes
  else
    (extract(isodow from here.at)::int = any (h.days)
      and here.at::time >= h.opens)
    or (extract(isodow from here.at - interval '1 day')::int = any (h.days)
      and here.at::time < h.closes)
  end`);
