import { findPerson, type Tenant } from '../tenant/tenant.ts';

const planners = ['allan.deyoung', 'debra.berger', 'christie.cline'];
const day = 86_400_000;

/** One host team plans in Shifts: early and late in alternate weeks, a day off, and a week that is only drafted. */
export function addShifts(tenant: Tenant): void {
  const [team] = tenant.teams.values();
  if (!team) return;
  const monday = startOfWeek(tenant.now()) - 7 * day;
  const shifts = planners.flatMap((alias, place) => {
    const person = findPerson(tenant, alias);
    if (!person) return [];
    return [0, 1, 2, 3, 4].flatMap((week) =>
      [0, 1, 2, 3, 4].map((weekday) => {
        const isEarly = (week + place) % 2 === 0;
        // Redmond's clocks, without their changes: 06:00 to 15:00, or 14:00 to 23:00.
        const begin = monday + (7 * week + weekday) * day + (isEarly ? 14 : 22) * 3_600_000;
        const planned = {
          startDateTime: new Date(begin).toISOString(),
          endDateTime: new Date(begin + 9 * 3_600_000).toISOString(),
          displayName: isEarly ? 'Early' : 'Late',
        };
        const id = `SHFT_${alias}-${week}-${weekday}`;
        return { id, userId: person.id, sharedShift: week === 4 ? null : planned, draftShift: planned };
      }),
    );
  });
  const off = findPerson(tenant, 'debra.berger');
  const begin = monday + 9 * day;
  const planned = {
    startDateTime: new Date(begin).toISOString(),
    endDateTime: new Date(begin + 2 * day).toISOString(),
  };
  const timesOff = off ? [{ id: 'TOFF_1', userId: off.id, sharedTimeOff: planned, draftTimeOff: null }] : [];
  tenant.schedules.set(team.id, { shifts, timesOff });
}

/** Monday at midnight in UTC. */
function startOfWeek(at: number): number {
  const midnight = Math.floor(at / day) * day;
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * day;
}
