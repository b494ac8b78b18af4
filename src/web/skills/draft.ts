import type { PersonLoad } from '../../availability/load.ts';
import type { MySkill, MySkills, MySkillsChange } from '../../history/mySkills/mySkills.ts';
import type { Language } from '../../language/language.ts';

/** What the server says of oneself. */
export type Mine = MySkills & { load: PersonLoad | null; askBudget: number };

/** One's entry as it is being changed. `awayUntil` is a day (`2026-11-20`) in one's own zone, or empty. */
export type Draft = {
  days: number[];
  from: string;
  to: string;
  zone: string;
  /** The hours that stand are right, whatever Outlook says. */
  hoursStand: boolean;
  mostSwarms: number;
  awayUntil: string;
  anyHour: boolean;
  /** A week of their own, and focus time, as people write them; empty: none. */
  week: string;
  focus: string;
  /** A time of day, or empty. */
  notBefore: string;
  /** Days (`2026-11-20`), or empty; both or neither. */
  quietFrom: string;
  quietUntil: string;
  onlyCritical: boolean;
  /** 0: no limit. */
  mostAWeek: number;
  languages: Language[];
  /** null: as the tab is shown, until they choose. */
  reads: Language | null;
  skills: (MySkill & { confirmed: boolean })[];
  refused: string[];
};

export function draftOf({ person, skills }: Mine, language: Language): Draft {
  return {
    ...person.written[language],
    days: person.hours.days,
    from: person.hours.from,
    to: person.hours.to,
    zone: person.zone,
    hoursStand: false,
    mostSwarms: person.mostSwarms,
    awayUntil: person.awayUntil ? dayIn(person.awayUntil, person.zone) : '',
    anyHour: person.anyHour,
    notBefore: person.asking.notBefore ?? '',
    quietFrom: person.asking.quiet?.from ?? '',
    quietUntil: person.asking.quiet?.until ?? '',
    onlyCritical: person.asking.onlyCritical ?? false,
    mostAWeek: person.asking.mostAWeek ?? 0,
    languages: person.languages,
    reads: person.reads,
    skills: skills.map((each) => ({ ...each, confirmed: false })),
    refused: [],
  };
}

/** What is sent to save a draft: what was changed on it, so that what was changed elsewhere meanwhile stays. */
export function changeOf(draft: Draft, mine: Mine, language: Language): MySkillsChange {
  const { skills } = mine;
  const before = draftOf(mine, language);
  const hours = {
    ...(draft.days.toSorted().join() === before.days.toSorted().join() ? {} : { days: draft.days.toSorted() }),
    ...(draft.from === before.from ? {} : { from: draft.from }),
    ...(draft.to === before.to ? {} : { to: draft.to }),
  };
  const asking = askingChange(draft, before);
  const awayUntil = draft.awayUntil === '' ? null : endOfDay(draft.awayUntil, draft.zone);
  const kept = new Set(draft.skills.map(({ technology }) => technology));
  return {
    ...(Object.keys(hours).length > 0 ? { hours } : {}),
    ...(draft.zone === before.zone ? {} : { zone: draft.zone }),
    ...(draft.hoursStand ? { hoursStand: true as const } : {}),
    ...(draft.mostSwarms === before.mostSwarms ? {} : { mostSwarms: draft.mostSwarms }),
    ...(draft.awayUntil === before.awayUntil ? {} : { awayUntil }),
    ...(draft.anyHour === before.anyHour ? {} : { anyHour: draft.anyHour }),
    ...(Object.keys(asking).length > 0 ? { asking } : {}),
    ...(draft.languages.toSorted().join() === before.languages.toSorted().join() ? {} : { languages: draft.languages }),
    ...(draft.reads === null || draft.reads === before.reads ? {} : { reads: draft.reads }),
    skills: draft.skills.flatMap((line) => lineChange(line, skills)),
    removed: skills.filter(({ technology }) => !kept.has(technology)).map(({ technology }) => technology),
    refused: draft.refused,
  };
}

/** What was changed of the person's wishes. A span without asks that has one end only is that day. */
function askingChange(draft: Draft, before: Draft): NonNullable<MySkillsChange['asking']> {
  const [from, until] = [draft.quietFrom || draft.quietUntil, draft.quietUntil || draft.quietFrom];
  const isOtherQuiet = draft.quietFrom !== before.quietFrom || draft.quietUntil !== before.quietUntil;
  return {
    ...(draft.week === before.week ? {} : { week: draft.week }),
    ...(draft.focus === before.focus ? {} : { focus: draft.focus }),
    ...(draft.notBefore === before.notBefore ? {} : { notBefore: draft.notBefore || null }),
    ...(isOtherQuiet ? { quiet: from === '' ? null : { from, until: until < from ? from : until } } : {}),
    ...(draft.onlyCritical === before.onlyCritical ? {} : { onlyCritical: draft.onlyCritical }),
    ...(draft.mostAWeek === before.mostAWeek ? {} : { mostAWeek: draft.mostAWeek || null }),
  };
}

type LineChange = NonNullable<MySkillsChange['skills']>[number];

/** What was changed of a line. Of a new one what was left as it comes (no owner, no wish) says nothing. */
function lineChange(line: Draft['skills'][number], shown: readonly MySkill[]): LineChange[] {
  const { technology, level, owner, wantsToLearn, confirmed } = line;
  const before = shown.find((each) => each.technology === technology);
  const said = {
    ...(level === before?.level ? {} : { level }),
    ...(owner === (before?.owner ?? false) ? {} : { owner }),
    ...(wantsToLearn === (before?.wantsToLearn ?? false) ? {} : { wantsToLearn }),
  };
  const change = { ...said, ...(confirmed ? { confirmed } : {}) };
  if (Object.keys(said).length > 0) return [{ technology, add: { level, owner, wantsToLearn }, change }];
  return confirmed ? [{ technology, change }] : [];
}

/** The day of an instant in a zone. */
export const dayIn = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));

/** The last minute of a day in a zone, as an instant in UTC. */
function endOfDay(day: string, zone: string): string {
  const guess = Date.parse(`${day}T23:59:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const there = Date.parse(`${shown.format(new Date(guess)).replace(' ', 'T')}Z`);
  return new Date(guess - (there - guess)).toISOString();
}
