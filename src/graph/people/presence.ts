import { z } from 'zod';
import type { Presence } from '../../registry/engineer.ts';
import type { GraphClient } from '../client/client.ts';
import { held } from '../client/errors.ts';

/** The most people Graph tells of in one call (platform.md 1.6). */
const mostPeople = 650;

const presencesSchema = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      availability: z.string().nullish(),
      activity: z.string().nullish(),
      outOfOfficeSettings: z.object({ isOutOfOffice: z.boolean().nullish() }).nullish(),
    }),
  ),
});

export type PresenceNeeds = {
  client: GraphClient;
  /** Whose presence is wanted: Entra object ids. Asked anew each time. */
  people: () => Iterable<string>;
  save: (presences: Presence[]) => Promise<void>;
  clock: () => number;
};

/**
 * Asks Graph who is there now and keeps it, 650 people a call; gives how many it heard of. Throws GraphFailure; what
 * was heard before that is kept.
 */
export function createPresenceRefresh({
  client,
  people,
  save,
  clock,
}: PresenceNeeds): (signal?: AbortSignal) => Promise<number> {
  return async (signal) => {
    let heard = 0;
    const ids = [...people()].filter((id) => z.guid().safeParse(id).success);
    for (let from = 0; from < ids.length; from += mostPeople) {
      const body = { ids: ids.slice(from, from + mostPeople) };
      const answer = await client.send({ method: 'POST', path: '/communications/getPresencesByUserId', body, signal });
      const seenAt = new Date(clock()).toISOString();
      const presences = held(presencesSchema, answer).value.map(
        (each): Presence => ({
          person: each.id.toLowerCase(),
          availability: each.availability ?? 'PresenceUnknown',
          activity: each.activity ?? 'PresenceUnknown',
          outOfOffice: each.outOfOfficeSettings?.isOutOfOffice === true,
          seenAt,
        }),
      );
      await save(presences);
      heard += presences.length;
    }
    return heard;
  };
}
