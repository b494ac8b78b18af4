import { z } from 'zod';

/** The queue of notices that a host team is nearly full (effects/tellHostTeam.ts). */
export const hostTeamJob = 'tell-host-team';

/** One job, one person's message. `since`: when the notice was to be sent (ISO, UTC). */
export const hostTeamJobSchema = z.strictObject({
  personId: z.string(),
  since: z.iso.datetime(),
  team: z.strictObject({
    name: z.string(),
    taken: z.int(),
    deleted: z.int(),
    most: z.int(),
    countedAt: z.iso.datetime(),
  }),
});
export type HostTeamJob = z.infer<typeof hostTeamJobSchema>;
