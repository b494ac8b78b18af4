import type { Engineer } from '../../registry/engineer.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure } from '../client/errors.ts';
import { type ReadMailbox, readMailbox } from './mailbox.ts';

export type MailboxNeeds = {
  client: GraphClient;
  /** Whose mailboxes are wanted. Asked anew each time. */
  people: () => Iterable<Pick<Engineer, 'id' | 'zone'>>;
  save: (read: ReadMailbox[]) => Promise<void>;
  clock: () => number;
};

/** How many mailboxes were read, and how many people's Graph did not show. */
export type MailboxesRead = { read: number; refused: number };

/** So many are kept in one statement. */
const atOnce = 100;
/** After so many people in a row of whom nothing was to be had for a passing reason, Graph itself does not answer. */
const mostSilent = 3;

/**
 * Reads every mailbox, one after the other. A refusal concerns one person: with RBAC for Applications an administrator shows
 * some mailboxes and not others. Throws GraphFailure when Graph does not answer or does not know us; what was read stays.
 */
export function createMailboxRefresh({ client, people, save, clock }: MailboxNeeds) {
  return async (signal?: AbortSignal): Promise<MailboxesRead> => {
    const outcome: MailboxesRead = { read: 0, refused: 0 };
    let unsaved: ReadMailbox[] = [];
    let silent = 0;
    const keep = async () => {
      await save(unsaved);
      unsaved = [];
    };
    try {
      for (const engineer of [...people()]) {
        try {
          const read = await readMailbox(client, engineer, clock(), signal);
          silent = 0;
          if (!read) continue;
          outcome.read++;
          if (unsaved.push(read) >= atOnce) await keep();
        } catch (failure) {
          if (!(failure instanceof GraphFailure) || failure.status === 401) throw failure;
          outcome.refused++;
          silent = failure.passes ? silent + 1 : 0;
          if (silent >= mostSilent) throw failure;
        }
      }
    } finally {
      await keep();
    }
    return outcome;
  };
}
