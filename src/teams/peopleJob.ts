import { z } from 'zod';

/** The queue of notices that somebody left, joined or came back, and of what keeps these true (effects/tellPeople.ts, effects/redrawPeople.ts). */
export const peopleJob = 'tell-people';

/** So many are tried in turn: who comes later hardly answers for it. */
export const mostTried = 5;

/**
 * One job, one person's message. `about`: what is told of whom (`of`, by Entra id); `coordinated`: that they coordinate swarms of the
 * reader's cases; `asLead`: of anybody's, since nothing reached those in `tried`; `redraw`: that the card in the message `activityId` is to show what is so. `since`: when it was to be sent
 * (ISO, UTC).
 */
export const peopleJobSchema = z.strictObject({
  personId: z.string(),
  about: z.enum(['left', 'back', 'joined', 'coordinated', 'owner', 'redraw']),
  activityId: z.string().exactOptional(),
  of: z.string(),
  asLead: z.literal(true).exactOptional(),
  tried: z.array(z.string()).max(mostTried).exactOptional(),
  since: z.iso.datetime(),
});
export type PeopleJob = z.infer<typeof peopleJobSchema>;
