import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createActivities } from '../../../src/sandbox/connector/activities.ts';
import { createDeliveries } from '../../../src/sandbox/connector/deliveries.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Person } from '../../../src/sandbox/tenant/tenant.ts';

/** A turn that Teams delivered: what it was told, and whom it was from. */
export type Asked = { number: number; person: Person; told: 'ok' | 'failed' | 'not-ok' };

export type LoadOfTurns = {
  /** Milliseconds from an instant of the process' clock until one of these bots had answered a turn with its plan. */
  nextPlan(endpoint: string, since: number): Promise<number>;
  /** Stops asking; gives all that was asked. */
  stop(): Promise<Asked[]>;
  /** What has become of it. */
  lookUp(client: pg.Client, asked: readonly Asked[], schema?: string): Promise<LookedUp>;
};
export type LookedUp = Record<'asked' | 'toldOk' | 'toldFailed' | 'notOk' | 'lost' | 'unanswered' | 'twice', number>;

/**
 * People who ask for one plan after the other, each of them one of the bots. Somebody whose turn went wrong is told in
 * their chat: what is new there after a turn says what they were told.
 */
export function startLoad({
  sandbox,
  endpoints,
  people,
}: {
  sandbox: Sandbox;
  endpoints: readonly string[];
  people: number;
}): LoadOfTurns {
  const { tenant, tokens, faults, feed } = sandbox;
  const activities = createActivities(tenant, sandbox.addresses.serviceUrl);
  const asked: Asked[] = [];
  const plansAt = new Map(endpoints.map((endpoint) => [endpoint, 0]));
  let next = 0;
  let isOver = false;
  const doors = endpoints.map((endpoint) => createDeliveries({ tokens, faults, feed, endpoint: () => endpoint }));
  const here = [...tenant.people.values()].filter(({ installation, guest }) => installation !== null && !guest);

  async function work(person: Person, nth: number): Promise<void> {
    const endpoint = endpoints[nth % endpoints.length] ?? '';
    const door = doors[nth % doors.length];
    while (!isOver && door) {
      const number = next++;
      const before = person.chat.lastMessageId;
      const text = `/swarm Tunnel ${number} of the VPN Gateway drops, BGP and the Key Vault certificate are suspected`;
      const said = { id: String(1_790_000_000_000 + number), thread: null, text, mentions: [], isTargeted: false };
      const [delivery] = await door.deliver(activities.message(person, person.chat, { ...said, locale: 'en-US' }));
      const told = delivery?.status !== 200 ? 'not-ok' : hasFailed(person, before) ? 'failed' : 'ok';
      asked.push({ number, person, told });
      if (told === 'ok') plansAt.set(endpoint, performance.now());
      await pause(300);
    }
  }
  const working = here.slice(0, people).map(work);

  return {
    async nextPlan(endpoint, since) {
      while ((plansAt.get(endpoint) ?? 0) <= since) await pause(10);
      return (plansAt.get(endpoint) ?? 0) - since;
    },
    async stop() {
      isOver = true;
      await Promise.all(working);
      for (const door of doors) door.close();
      return asked;
    },
    async lookUp(client, all, schema = 'swarm') {
      const { rows } = await client.query<{ title: string }>(
        `select title from ${schema}.swarm where title like 'Tunnel %'`,
      );
      const swarms = new Map<number, number>();
      for (const { title } of rows) {
        const number = numberIn(title);
        swarms.set(number, (swarms.get(number) ?? 0) + 1);
      }
      const shown = new Set(
        here.flatMap(({ chat }) =>
          [...chat.messages.values()].flatMap(({ card }) => (card === null ? [] : [numberIn(JSON.stringify(card))])),
        ),
      );
      const ok = all.filter(({ told }) => told === 'ok');
      return {
        asked: all.length,
        toldOk: ok.length,
        toldFailed: all.filter(({ told }) => told === 'failed').length,
        notOk: all.filter(({ told }) => told === 'not-ok').length,
        lost: ok.filter(({ number }) => !swarms.has(number)).length,
        unanswered: ok.filter(({ number }) => !shown.has(number)).length,
        twice: [...swarms.values()].filter((count) => count > 1).length,
      };
    },
  };
}

const numberIn = (text: string): number => Number(/Tunnel (\d+) of the VPN/.exec(text)?.[1] ?? Number.NaN);

const hasFailed = ({ chat }: Person, before: number): boolean =>
  [...chat.messages.values()].some(
    ({ id, from, text }) => from === 'bot' && Number(id) > before && /went wrong|did not work/.test(text),
  );
