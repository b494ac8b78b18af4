import { setTimeout as pause } from 'node:timers/promises';
import { createActivities } from '../../../src/sandbox/connector/activities.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** What people ask beside swarms; each answer is one message of the connector. */
const questions = [
  '/swarm help',
  '/swarm status',
  '/swarm history VPN Gateway',
  '/swarm the VPN Gateway drops, and the Key Vault certificate is suspected',
];

export type Asking = { stop(): Promise<{ asked: number; refused: number }> };

/**
 * Has so many questions asked a second, by one person after the other, which fills the connector's limit that swarms alone, whose people
 * answer each other, do not meet on a small machine. Nobody reads the answers: a chat keeps its newest 200, of which the bot still draws some anew.
 */
export function askBeside({
  sandbox,
  askers,
  aSecond,
}: {
  sandbox: Sandbox;
  askers: string[];
  aSecond: number;
}): Asking {
  const activities = createActivities(sandbox.tenant, sandbox.addresses.serviceUrl);
  const told = { asked: 0, refused: 0 };
  const under = new Set<Promise<void>>();
  let isEnded = false;
  const ask = async (nth: number): Promise<void> => {
    const person = sandbox.tenant.byAlias.get(askers[nth % askers.length] ?? '');
    if (!person) throw new Error('Nobody asks');
    for (const id of [...person.chat.messages.keys()].slice(0, -200)) person.chat.messages.delete(id);
    const text = questions[Math.floor(nth / askers.length) % questions.length] ?? '';
    const said = { id: String(1_790_000_000_000 + nth), thread: null, text, mentions: [], isTargeted: false };
    const deliveries = await sandbox.deliveries.deliver(activities.message(person, person.chat, said));
    if (deliveries.some(({ status }) => status !== 200)) told.refused += 1;
  };
  const all = (async () => {
    const began = performance.now();
    while (!isEnded) {
      const due = (aSecond * (performance.now() - began)) / 1_000;
      for (; told.asked < due; told.asked++) {
        const each = ask(told.asked)
          .catch(() => {
            told.refused += 1;
          })
          .finally(() => under.delete(each));
        under.add(each);
      }
      await pause(50);
    }
  })();
  return {
    async stop() {
      isEnded = true;
      await all;
      await Promise.allSettled(under);
      return told;
    },
  };
}
