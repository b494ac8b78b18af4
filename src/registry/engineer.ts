import { z } from 'zod';
import { languages } from '../language/language.ts';
import { zoneNamed } from '../time/zone.ts';
import { calendarIdSchema } from './calendar.ts';
import type { Days } from './calendarDays.ts';
import type { Planned } from './shifts/planned.ts';
import { teamIdSchema } from './team.ts';
import { technologyIdSchema } from './technology.ts';

export const timeOfDayRule = 'a time of day like 09:00';
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, timeOfDayRule);

/** Working hours in the engineer's own zone. `days` are ISO weekdays, Monday 1 to Sunday 7. */
export const workingHoursSchema = z.strictObject({
  days: z.array(z.int().min(1).max(7)).max(7),
  from: timeOfDay,
  to: timeOfDay,
});
export type WorkingHours = z.infer<typeof workingHoursSchema>;

/** The same times on some days of a week. */
const stretchSchema = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: timeOfDay,
  to: timeOfDay,
});
export type Stretch = z.infer<typeof stretchSchema>;

/** A local date, `2026-12-29`. */
const localDate = z.iso.date();

/**
 * How somebody wants to be asked, by their own word. `week`: when they work where the days differ or have breaks, in place of
 * `hours`. Not asked for what can wait: before `notBefore` (a time of their day), in `focus`, on the dates of `quiet` (both
 * inclusive), at all with `onlyCritical`, and more than `mostAWeek` times in seven days.
 */
export const askingSchema = z.strictObject({
  week: z.array(stretchSchema).max(50).exactOptional(),
  notBefore: timeOfDay.exactOptional(),
  focus: z.array(stretchSchema).max(50).exactOptional(),
  quiet: z.strictObject({ from: localDate, until: localDate }).exactOptional(),
  onlyCritical: z.boolean().exactOptional(),
  mostAWeek: z.int().min(1).max(50).exactOptional(),
});
export type Asking = z.infer<typeof askingSchema>;

const instant = z.iso.datetime({ offset: true });

/** When a person last said each of these themselves (ISO instants, UTC); what is left out is the organisation's. */
const saidAtSchema = z.strictObject({
  languages: instant.exactOptional(),
  reads: instant.exactOptional(),
  mostSwarms: instant.exactOptional(),
  awayUntil: instant.exactOptional(),
  anyHour: instant.exactOptional(),
  asking: instant.exactOptional(),
});

/** Who may act for the owner of a case in their place, until an ISO instant in UTC. */
const deputySchema = z.strictObject({
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(256),
  until: instant,
});
export type Deputy = z.infer<typeof deputySchema>;

/** An engineer of the registry. `id` is the Entra object id; `zone` an area and a city of the IANA list, or UTC (zone.ts); `awayUntil` an ISO instant in UTC. */
export const engineerSchema = z.strictObject({
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(256),
  /** How the name is read, in kana or Latin letters, so that people find it who do not type its kanji: `たなか けんじ`. */
  reading: z.string().min(1).max(256).exactOptional(),
  /** Their mail address, in lower case. */
  mail: z
    .string()
    .max(256)
    .transform((mail) => mail.normalize('NFKC').trim().toLowerCase())
    .refine((mail) => /^[^\s@<>()]+@[^\s@<>()]+$/.test(mail), 'a mail address')
    .exactOptional(),
  zone: z.string().min(1).max(64).transform(zoneNamed),
  hours: workingHoursSchema,
  /** Whose days off are theirs, by id: a country's, their site's, their firm's. Where two say otherwise, the later counts. */
  calendars: z.array(calendarIdSchema).max(10).exactOptional(),
  languages: z.array(z.enum(languages)).min(1),
  /** In which language they want to read what the bot tells them, where they said so. */
  reads: z.enum(languages).exactOptional(),
  /** The most swarms this person is in at once. */
  mostSwarms: z.int().min(0).max(20).default(2),
  awayUntil: instant.nullable().default(null),
  /** Asked at once also outside their hours, however much it could wait: their own wish. */
  anyHour: z.boolean().exactOptional(),
  asking: askingSchema.exactOptional(),
  /** Their support team, by id. */
  team: teamIdSchema.exactOptional(),
  /** Somebody of a vendor, or a guest: how to reach them. A plan names them so; they are never invited. */
  outside: z.string().trim().min(1).max(300).exactOptional(),
  /** A lead sees the whole organisation's history. */
  lead: z.boolean().default(false),
  /** When the person last said zone and hours themselves (ISO instant, UTC); left out: they are the organisation's. */
  hoursSaidAt: instant.exactOptional(),
  saidAt: saidAtSchema.exactOptional(),
  /** Whom they have named to act for them with the swarms of their cases. */
  deputies: z.array(deputySchema).max(100).exactOptional(),
});
export type Engineer = z.infer<typeof engineerSchema>;

/** When somebody can be asked, by their hours, the days of their calendars (none: as the week has it) and their shifts. */
export type PersonHours = Pick<Engineer, 'zone' | 'hours' | 'anyHour' | 'outside'> & {
  readonly asking?: Asking | undefined;
  readonly days?: Days | undefined;
  readonly planned?: Planned | undefined;
  /** They have left the organisation: nothing of them counts any more but that. */
  readonly left?: true;
};

/** 1 has read about it, 2 has used it, 3 solves usual cases alone, 4 solves hard cases, 5 is the one others ask. */
export const skillSchema = z.strictObject({
  person: z.string().min(1).max(128),
  technology: technologyIdSchema,
  level: z.int().min(1).max(5),
  /** Owns the technology: answers for it in the organisation. */
  owner: z.boolean().default(false),
  wantsToLearn: z.boolean().default(false),
  /** When the person last confirmed this line; null: never. */
  confirmedAt: instant.nullable().default(null),
});
export type Skill = z.infer<typeof skillSchema>;

/** What Graph last said of a person. Availability as in Graph: Available, Busy, DoNotDisturb, Away, Offline, ... */
export type Presence = { person: string; availability: string; activity: string; outOfOffice: boolean; seenAt: string };

/**
 * What a person's mailbox said when it was last read (`readAt`). Zone and hours only propose; null: it tells none.
 * `changedAt`: since when it says these. Automatic replies go out from `repliesFrom` (null: none do) until `repliesUntil`
 * (null: until they are switched off). ISO instants in UTC.
 */
export type Mailbox = {
  person: string;
  zone: string | null;
  hours: WorkingHours | null;
  repliesFrom: string | null;
  repliesUntil: string | null;
  readAt: string;
  changedAt: string;
};

/** How much a person carries now. `asks28d`: invitations that reached them in the last 28 days, or are on their way, whatever the answer. */
export type Load = {
  person: string;
  liveSwarms: number;
  pendingInvitations: number;
  asks28d: number;
  /** Of these in the last seven days. */
  asks7d?: number;
};
