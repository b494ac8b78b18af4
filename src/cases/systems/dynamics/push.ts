import { z } from 'zod';
import type { Push, PushDoor, PushRefusal } from '../caseSystem.ts';
import { headerOf, isOneOf, pushedBody } from '../pushed.ts';

/**
 * Webhooks of Dataverse: what runs in its pipeline, posted as JSON after a case was saved. It signs nothing; it knows a key, in a
 * header of our naming or as `code` in the address (learn.microsoft.com, use-webhooks). Over 256 KB the columns are cut
 * out of it, but the id of the case stays.
 */
export function dynamicsPush(secrets: readonly string[]): PushDoor {
  function refusal(head: Omit<Push, 'body'>): PushRefusal | null {
    const key = headerOf(head, 'x-swarm-key') ?? head.query.get('code');
    if (key === null || key === undefined || key === '') return 'unsigned';
    return isOneOf(secrets, key) ? null : 'wrong';
  }

  return {
    name: 'dynamics',
    refusal,
    parsePush(push) {
      const why = refusal(push);
      if (why) return { kind: 'refused', why };
      const told = pushedBody(contextSchema, push.body);
      if (!told) return { kind: 'malformed' };
      if (told.PrimaryEntityName !== 'incident') return { kind: 'nothing' };
      const by = told.InitiatingUserId ?? told.UserId ?? null;
      return {
        kind: 'changed',
        system: 'dynamics',
        record: told.PrimaryEntityId.toLowerCase(),
        by: by?.toLowerCase() ?? null,
        mergedInto: null,
      };
    },
  };
}

/** Whose change it was is a help alone: told in another form, it is not told. */
const userSchema = z.guid().nullish().catch(null);
const contextSchema = z.object({
  PrimaryEntityName: z.string(),
  PrimaryEntityId: z.guid(),
  UserId: userSchema,
  InitiatingUserId: userSchema,
});
