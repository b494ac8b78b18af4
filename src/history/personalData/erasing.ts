import { randomUUID } from 'node:crypto';
import type { Person } from '../../cases/case.ts';
import type { ErasedPerson } from '../../cases/pseudonym.ts';
import type { Sql } from '../../store/database.ts';
import type { SwarmDataOf } from '../../swarm/forgetting/personalData.ts';
import {
  keepPersonRequest,
  moveRequest,
  noteErased,
  type PersonalDataOf,
  type PersonRequest,
  readPersonRequests,
} from '../personalData.ts';

export type ErasingNeeds = {
  database: Sql;
  tenantId: string;
  personalData: PersonalDataOf;
  needsTwo: () => boolean;
  /** Entra ids of the policy's, as they are now. */
  administrators: () => readonly string[];
  /** This process' registry is read anew. */
  follow: () => Promise<void>;
  clock: () => number;
  /** Runs something after so many milliseconds, if the process lives. */
  later: (ms: number, run: () => Promise<void>) => void;
};

/**
 * Bots look every 30 seconds what others changed, and then read a large registry anew: until then one that runs may name
 * the person in what it writes, so that it is looked again.
 */
export const botsFollowWithin = 45_000;

export type Erased =
  | { kind: 'erased' | 'done' | 'nothing' }
  | { kind: 'held'; swarms: SwarmDataOf[] }
  | { kind: 'not-waiting' }
  | { kind: WhyNot };

/** Where two are needed: who asked cannot do it; who asked is no administrator any more, so that there was none yet. */
export type WhyNot = 'needs-another' | 'asker-left';

/** Erasures of people, each asked for by one administrator and done by another where the policy wants two. */
export function createErasing(needs: ErasingNeeds) {
  const { database, tenantId, personalData, needsTwo, administrators, clock } = needs;
  const now = () => new Date(clock()).toISOString();
  const find = async (id: string) => (await readPersonRequests(database, tenantId)).find((each) => each.id === id);

  /** Why an administrator may not do what was asked for; null: they may. */
  function whyNot({ asked }: Pick<PersonRequest, 'asked'>, by: Person): WhyNot | null {
    if (!needsTwo()) return null;
    if (asked.by?.id === by.id) return 'needs-another';
    return asked.by !== null && administrators().includes(asked.by.id) ? null : 'asker-left';
  }

  return {
    whyNot,

    /** Keeps the wish; `again`: there is one that waits or goes on. */
    async ask(asked: { personId: string; by: Person; why: string }): Promise<'kept' | 'again' | 'nothing'> {
      const open = (await readPersonRequests(database, tenantId)).some(
        ({ kind, state, personId }) =>
          kind === 'erasure' && (state === 'waiting' || state === 'following') && personId === asked.personId,
      );
      if (open) return 'again';
      if ((await personalData.erase(asked.personId, { forReal: false })).kind === 'nothing') return 'nothing';
      await keepPersonRequest(database, tenantId, { ...asked, id: randomUUID(), kind: 'erasure', at: now() });
      return 'kept';
    },

    /** Erases, and looks again for what running bots wrote meanwhile; of an erasure that goes on it looks again at once. */
    async erase(id: string, by: Person): Promise<Erased> {
      const request = await find(id);
      if (!request?.personId || request.kind !== 'erasure') return { kind: 'not-waiting' };
      const { personId } = request;
      if (request.state === 'following') return followUp(id, personId);
      const refused = whyNot(request, by);
      if (refused) return { kind: refused };
      const looked = await personalData.erase(personId, { forReal: false });
      if (looked.kind === 'held') return looked;
      // Moved first: of two who press at once one erases.
      if (!(await moveRequest(database, tenantId, { id, from: 'waiting', to: 'following', at: now(), by })))
        return { kind: 'not-waiting' };
      const erasure = await personalData.erase(personId, { forReal: true });
      if (erasure.kind === 'held') {
        await moveRequest(database, tenantId, { id, from: 'following', to: 'waiting', at: now(), by });
        return erasure;
      }
      await noteErased(database, tenantId, {
        id,
        counts: erasure.kind === 'nothing' ? {} : erasure.counts,
        done: false,
      });
      await needs.follow();
      const known = erasure.kind === 'erased' ? erasure.person : undefined;
      needs.later(botsFollowWithin, async () => {
        await followUp(id, personId, known);
      });
      return { kind: 'erased' };
    },

    async withdraw(id: string, by: Person): Promise<boolean> {
      return moveRequest(database, tenantId, { id, from: 'waiting', to: 'withdrawn', at: now(), by });
    },
  };

  async function followUp(id: string, personId: string, known?: ErasedPerson): Promise<Erased> {
    const again = await personalData.erase(personId, { forReal: true, ...(known ? { known } : {}) });
    // Named anew in a swarm that goes on: it stays to be looked at, by the button.
    if (again.kind === 'held') return again;
    await noteErased(database, tenantId, { id, counts: again.kind === 'erased' ? again.counts : {}, done: true });
    return { kind: 'done' };
  }
}
