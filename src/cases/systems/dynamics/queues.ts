import { z } from 'zod';
import { type Caller, held } from '../calls/caller.ts';
import type { CaseOwner, Trouble } from '../caseSystem.ts';

/** The columns of a user by which they are found in Entra. */
export const userColumns = 'azureactivedirectoryobjectid,internalemailaddress,fullname,isdisabled';
export const userSchema = z.object({
  azureactivedirectoryobjectid: z.string().nullish(),
  internalemailaddress: z.string().nullish(),
  fullname: z.string().nullish(),
  isdisabled: z.boolean().nullish(),
});

const itemsSchema = z.object({
  value: z.array(
    z.object({
      queueid: z.object({ name: z.string().nullish() }).nullish(),
      workerid_systemuser: userSchema.nullish(),
    }),
  ),
});

/** Somebody of the organisation as an owner; null: nobody, or nobody who can sign in. */
export function personIn(user: z.infer<typeof userSchema> | null | undefined, group: string | null): CaseOwner | null {
  if (!user || user.isdisabled) return null;
  const mail = user.internalemailaddress ?? null;
  const id = user.azureactivedirectoryobjectid ?? null;
  return { kind: 'person', id, mail, name: user.fullname ?? mail ?? '', group };
}

/**
 * Who has a case that a team owns and no person: whoever took it out of its queue to work on it (learn.microsoft.com, table queueitem:
 * "Shows who is working on the queue item"), else the team, else the queue. An account that may not read queues is told of none.
 */
export function queueOwners({ api, caller, headers }: QueueNeeds) {
  return async (incidentId: string, team: string | null): Promise<CaseOwner | Trouble> => {
    const query = new URLSearchParams({
      $select: 'queueitemid',
      $filter: `_objectid_value eq ${incidentId} and statecode eq 0`,
      $expand: `queueid($select=name),workerid_systemuser($select=${userColumns})`,
      $top: '1',
    });
    const none: CaseOwner = { kind: 'none', group: team };
    const asked = await caller.get(`${api}/queueitems?${query}`, headers);
    if (asked.kind === 'refused' || asked.kind === 'forbidden') return none;
    if (asked.kind !== 'ok') return asked;
    const list = held(itemsSchema, asked, new URL(api).host);
    if (list.kind !== 'ok') return list;
    const [item] = list.held.value;
    const group = team ?? item?.queueid?.name ?? null;
    return personIn(item?.workerid_systemuser, group) ?? { kind: 'none', group };
  };
}

type QueueNeeds = { api: string; caller: Caller; headers: Readonly<Record<string, string>> };
