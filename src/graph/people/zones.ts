import { IANAZone } from 'luxon';
import { findIana, WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { z } from 'zod';
import { isZone, zoneNamed } from '../../time/zone.ts';

/** When clocks change, as mailboxes say it: the `dayOccurrence`th such weekday of the month (5: the last), local time. */
const changeSchema = z.object({
  time: z.string().nullish(),
  dayOccurrence: z.number().nullish(),
  dayOfWeek: z.string().nullish(),
  month: z.number().nullish(),
});

/** A zone as a mailbox has it: a name, Windows' or IANA's, or rules of its own (`Customized Time Zone`). */
export const mailboxZoneSchema = z.object({
  name: z.string().nullish(),
  /** Minutes to add to local time for UTC: −540 in Tokyo. */
  bias: z.number().nullish(),
  standardOffset: changeSchema.nullish(),
  daylightOffset: changeSchema.extend({ daylightBias: z.number().nullish() }).nullish(),
});
type MailboxZone = z.infer<typeof mailboxZoneSchema>;

/**
 * The IANA zone that a mailbox means at an instant; null when it does not say. Zones are the same when their clocks are, the
 * year through: the registry's own (`known`) stays if it is one of those, then one of the mailbox's country (`locale`, as
 * `ja-JP`) is taken. Source: people-and-time.md 2.4.
 */
export function zoneMeant(of: {
  zone: MailboxZone | null | undefined;
  known: string;
  locale: string | null;
  at: number;
}): string | null {
  const { zone, known, locale, at } = of;
  if (!zone) return null;
  const name = zone.name ?? '';
  const country = countryOf(locale);
  const names = [...(country ? findIana(name, country) : []), ...findIana(name), name].map(zoneNamed);
  const named = names.find(isZone);
  const instants = momentsOfYear(at);
  if (named) return agree(IANAZone.create(named), known, instants) ? known : named;
  const clock = ownClock(zone) ?? fixedClock(names);
  if (!clock) return null;
  const fits = (each: string): boolean => agree(clock, each, instants);
  if (fits(known)) return known;
  const there = WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === country).flatMap(({ iana }) => iana);
  return there.filter(isZone).find(fits) ?? Intl.supportedValuesOf('timeZone').find(fits) ?? null;
}

/** Gives minutes ahead of UTC at an instant. */
type Clock = { offset(at: number): number };

const agree = (clock: Clock, zone: string, instants: readonly number[]): boolean => {
  if (!IANAZone.isValidZone(zone)) return false;
  const other = IANAZone.create(zone);
  return instants.every((at) => clock.offset(at) === other.offset(at));
};

const day = 86_400_000;

/** Every day of the year around an instant, at noon in UTC: some neighbours change their clocks two days apart. */
const momentsOfYear = (at: number): number[] =>
  Array.from({ length: 366 }, (_, index) => (Math.floor(at / day) - 183 + index) * day + day / 2);

function ownClock({ bias, standardOffset, daylightOffset }: MailboxZone): Clock | null {
  if (typeof bias !== 'number') return null;
  const standard = -bias;
  if (!standardOffset?.month || !daylightOffset?.month) return { offset: () => standard };
  const daylight = -(bias + (daylightOffset.daylightBias ?? -60));
  return {
    offset(at) {
      const year = new Date(at + standard * 60_000).getUTCFullYear();
      const begins = changeOf(daylightOffset, year) - standard * 60_000;
      const ends = changeOf(standardOffset, year) - daylight * 60_000;
      const isDaylight = begins < ends ? at >= begins && at < ends : at >= begins || at < ends;
      return isDaylight ? daylight : standard;
    },
  };
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The local time of a change, as if it were UTC. */
function changeOf(rule: z.infer<typeof changeSchema>, year: number): number {
  const month = (rule.month ?? 1) - 1;
  const [hours = 0, minutes = 0] = (rule.time ?? '').split(':').map(Number);
  const wanted = Math.max(0, weekdays.indexOf((rule.dayOfWeek ?? '').toLowerCase()));
  const first = 1 + ((wanted - new Date(Date.UTC(year, month, 1)).getUTCDay() + 7) % 7);
  const daysOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  let date = first + 7 * ((rule.dayOccurrence ?? 1) - 1);
  while (date > daysOfMonth) date -= 7;
  return Date.UTC(year, month, date, hours || 0, minutes || 0);
}

function countryOf(locale: string | null): string | null {
  if (locale === null || locale === '') return null;
  try {
    return new Intl.Locale(locale).region ?? null;
  } catch {
    return null;
  }
}

/** Of a name that is a distance from UTC and no place (`Etc/GMT+11`, Windows' `UTC-11`): its clock alone. */
function fixedClock(names: readonly string[]): Clock | null {
  const name = names.find((each) => /^etc\//i.test(each) && IANAZone.isValidZone(each));
  return name === undefined ? null : IANAZone.create(name);
}
