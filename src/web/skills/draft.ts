import type { MySkill, MySkills, MySkillsChange } from '../../history/mySkills.ts';
import type { PersonLoad } from '../../skills/load.ts';

/** What the server says of oneself. */
export type Mine = MySkills & { load: PersonLoad | null; askBudget: number };

/** One's entry as it is being changed. `awayUntil` is a day (`2026-11-20`) in one's own zone, or empty. */
export type Draft = {
  days: number[];
  from: string;
  to: string;
  mostSwarms: number;
  awayUntil: string;
  skills: (MySkill & { confirmed: boolean })[];
  refused: string[];
};

export function draftOf({ person, skills }: Mine): Draft {
  return {
    days: person.hours.days,
    from: person.hours.from,
    to: person.hours.to,
    mostSwarms: person.mostSwarms,
    awayUntil: person.awayUntil ? dayIn(person.awayUntil, person.zone) : '',
    skills: skills.map((each) => ({ ...each, confirmed: false })),
    refused: [],
  };
}

/** What is sent to save a draft. */
export function changeOf(draft: Draft, mine: Mine): MySkillsChange {
  const { days, from, to, mostSwarms, awayUntil, skills, refused } = draft;
  const unchanged = mine.person.awayUntil && dayIn(mine.person.awayUntil, mine.person.zone) === awayUntil;
  return {
    hours: { days: days.toSorted((a, b) => a - b), from, to },
    mostSwarms,
    awayUntil: awayUntil === '' ? null : unchanged ? mine.person.awayUntil : endOfDay(awayUntil, mine.person.zone),
    skills: skills.map(({ technology, level, owner, wantsToLearn, confirmed }) => ({
      technology,
      level,
      owner,
      wantsToLearn,
      confirmed,
    })),
    refused,
  };
}

/** The day of an instant in a zone. */
const dayIn = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));

/** The last minute of a day in a zone, as an instant in UTC. */
function endOfDay(day: string, zone: string): string {
  const guess = Date.parse(`${day}T23:59:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const there = Date.parse(`${shown.format(new Date(guess)).replace(' ', 'T')}Z`);
  return new Date(guess - (there - guess)).toISOString();
}
