import { findIana } from 'windows-iana';
import { z } from 'zod';
import type { WorkingHours } from '../../registry/engineer.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure } from '../client/errors.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const settingsSchema = z.object({
  workingHours: z
    .object({
      daysOfWeek: z.array(z.string()).nullish(),
      startTime: z.string().nullish(),
      endTime: z.string().nullish(),
      timeZone: z.object({ name: z.string().nullish() }).nullish(),
    })
    .nullish(),
});

/**
 * The working hours that somebody set in Outlook, in an IANA zone; null when they have no mailbox, or hours or a zone
 * that cannot be told (a custom one). Throws GraphFailure when Graph cannot say.
 */
export async function workingHoursOf(
  client: GraphClient,
  userId: string,
  signal?: AbortSignal,
): Promise<{ zone: string; hours: WorkingHours } | null> {
  let body: unknown;
  try {
    const path = `/users/${encodeURIComponent(userId)}/mailboxSettings?$select=workingHours`;
    ({ body } = await client.send({ method: 'GET', path, signal }));
  } catch (failure) {
    if (failure instanceof GraphFailure && failure.status === 404) return null;
    throw failure;
  }
  const { workingHours } = settingsSchema.parse(body);
  const zone = ianaZone(workingHours?.timeZone?.name ?? '');
  const from = timeOfDay(workingHours?.startTime);
  const to = timeOfDay(workingHours?.endTime);
  const days = (workingHours?.daysOfWeek ?? []).flatMap((name) => {
    const index = weekdays.indexOf(name.toLowerCase());
    return index < 0 ? [] : [index + 1];
  });
  if (zone === null || from === null || to === null || days.length === 0) return null;
  return { zone, hours: { days: days.sort((a, b) => a - b), from, to } };
}

/** Mailboxes name zones as Windows does, some as IANA does. */
function ianaZone(name: string): string | null {
  const zone = findIana(name)[0] ?? name;
  try {
    // Throws for a zone that nobody knows.
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone === '' ? null : zone;
  } catch {
    return null;
  }
}

/** `09:00:00.0000000` as `09:00`. */
const timeOfDay = (text: string | null | undefined): string | null =>
  /^([01]\d|2[0-3]):[0-5]\d/.exec(text ?? '')?.[0] ?? null;
