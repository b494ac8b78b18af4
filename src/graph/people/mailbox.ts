import { DateTime } from 'luxon';
import { findIana } from 'windows-iana';
import { z } from 'zod';
import type { Mailbox } from '../../registry/engineer.ts';
import type { GraphClient } from '../client/client.ts';
import { held, isNotFound } from '../client/errors.ts';
import { mailboxZoneSchema, zoneMeant } from './zones.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const instantSchema = z.object({ dateTime: z.string().nullish(), timeZone: z.string().nullish() }).nullish();
const settingsSchema = z.object({
  workingHours: z
    .object({
      daysOfWeek: z.array(z.string()).nullish(),
      startTime: z.string().nullish(),
      endTime: z.string().nullish(),
      timeZone: mailboxZoneSchema.nullish(),
    })
    .nullish(),
  automaticRepliesSetting: z
    .object({
      status: z.string().nullish(),
      scheduledStartDateTime: instantSchema,
      scheduledEndDateTime: instantSchema,
    })
    .nullish(),
  language: z.object({ locale: z.string().nullish() }).nullish(),
});

/** What a mailbox says, but for since when: that only the registry knows. */
export type ReadMailbox = Omit<Mailbox, 'changedAt'>;

/**
 * What somebody's mailbox says of their hours and automatic replies; null when they have none. `zone`: the one the registry
 * has for them, which stays where the mailbox means the same. `now` in milliseconds. Throws GraphFailure when Graph cannot say.
 */
export async function readMailbox(
  client: GraphClient,
  { id, zone }: { id: string; zone: string },
  now: number,
  signal?: AbortSignal,
): Promise<ReadMailbox | null> {
  const select = 'workingHours,automaticRepliesSetting,language';
  const path = `/users/${encodeURIComponent(id)}/mailboxSettings?$select=${select}`;
  const answer = await client.send({ method: 'GET', path, signal }).catch((failure: unknown) => {
    if (isNotFound(failure)) return null;
    throw failure;
  });
  if (answer === null) return null;
  const { workingHours, automaticRepliesSetting, language } = held(settingsSchema, answer);
  const locale = language?.locale ?? null;
  return {
    person: id,
    zone: zoneMeant({ zone: workingHours?.timeZone, known: zone, locale, at: now }),
    hours: hoursOf(workingHours),
    ...repliesOf(automaticRepliesSetting, now),
    readAt: new Date(now).toISOString(),
  };
}

function hoursOf(told: z.infer<typeof settingsSchema>['workingHours']): Mailbox['hours'] {
  const from = timeOfDay(told?.startTime);
  const to = timeOfDay(told?.endTime);
  const days = (told?.daysOfWeek ?? []).flatMap((name) => {
    const index = weekdays.indexOf(name.toLowerCase());
    return index < 0 ? [] : [index + 1];
  });
  return from === null || to === null || days.length === 0 ? null : { days: days.sort((a, b) => a - b), from, to };
}

function repliesOf(
  told: z.infer<typeof settingsSchema>['automaticRepliesSetting'],
  now: number,
): Pick<Mailbox, 'repliesFrom' | 'repliesUntil'> {
  const none = { repliesFrom: null, repliesUntil: null };
  if (told?.status === 'alwaysEnabled') return { repliesFrom: new Date(now).toISOString(), repliesUntil: null };
  if (told?.status !== 'scheduled') return none;
  const from = instantOf(told.scheduledStartDateTime);
  const until = instantOf(told.scheduledEndDateTime);
  return from === null || until === null ? none : { repliesFrom: from, repliesUntil: until };
}

/** Graph writes an instant as local time and the name of a zone, mostly UTC. */
function instantOf(told: z.infer<typeof instantSchema>): string | null {
  const zone = findIana(told?.timeZone ?? '')[0] ?? told?.timeZone ?? 'UTC';
  return DateTime.fromISO(told?.dateTime ?? '', { zone })
    .toUTC()
    .toISO();
}

/** `09:00:00.0000000` as `09:00`. */
const timeOfDay = (text: string | null | undefined): string | null =>
  /^([01]\d|2[0-3]):[0-5]\d/.exec(text ?? '')?.[0] ?? null;
