import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createActivities } from '../../../src/sandbox/connector/activities.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Person } from '../../../src/sandbox/tenant/tenant.ts';

export const kinds = ['plan', 'status', 'history'] as const;
export type Kind = (typeof kinds)[number];
/** A turn that was asked at an instant of the process' clock, for how long it waited, and what it was told. Milliseconds. */
export type Turn = { kind: Kind; number: number; at: number; ms: number; told: 'ok' | 'failed' | 'not-ok' };

/** Centiles of what turns of a kind waited, and how many there were. */
export type Waits = Record<'turns' | 'p50' | 'p95' | 'most', number>;

const words = ['kaka roro', '証明書', 'tunnel', '接続'];

const textOf: Record<Kind, (number: number) => string> = {
  plan: (number) => `/swarm Tunnel ${number} of the VPN Gateway drops, BGP and the Key Vault certificate are suspected`,
  status: () => '/swarm status',
  history: (number) => `/swarm history ${words[number % words.length]}`,
};

/**
 * People who plan a swarm, ask how it stands and look for past ones, one after the other, until they are told to end. `first`: the number
 * of the first plan, by which it is found; `asks`: what they ask, in turn.
 */
export function startPeople({
  sandbox,
  people,
  first,
  asks,
}: {
  sandbox: Sandbox;
  people: number;
  first: number;
  asks: readonly Kind[];
}) {
  const { tenant, deliveries } = sandbox;
  const activities = createActivities(tenant, sandbox.addresses.serviceUrl);
  const here = [...tenant.people.values()].filter(({ installation, guest }) => installation !== null && !guest);
  const turns: Turn[] = [];
  let next = first;
  let said = 1_790_000_000_000 + first * 10;
  let isOver = false;

  async function ask(person: Person, kind: Kind, number: number, text: string): Promise<void> {
    const before = person.chat.lastMessageId;
    const at = performance.now();
    const message = { id: String(said++), thread: null, text, mentions: [], isTargeted: false, locale: 'en-US' };
    const [delivery] = await deliveries.deliver(activities.message(person, person.chat, message));
    const told = delivery?.status !== 200 ? 'not-ok' : hasFailed(person, before) ? 'failed' : 'ok';
    turns.push({ kind, number, at, ms: performance.now() - at, told });
    await pause(100);
  }
  async function work(person: Person): Promise<void> {
    while (!isOver) {
      const number = next++;
      for (const kind of asks) await ask(person, kind, number, textOf[kind](number));
    }
  }
  const working = here.slice(0, people).map(work);

  return {
    turns: turns as readonly Turn[],
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all(working);
    },
    /** Of the plans that were told ok: how many are in no table, in nobody's chat, or in the tables more than once. */
    async lookUp(client: pg.Client): Promise<Record<'lost' | 'unanswered' | 'twice', number>> {
      const { rows } = await client.query<{ title: string }>(
        `select title from swarm.swarm where proposed_at > now() - interval '1 day' and title like 'Tunnel %'`,
      );
      const stored = Map.groupBy(rows, ({ title }) => numberIn(title));
      const shown = new Set(
        here.flatMap(({ chat }) => [...chat.messages.values()].map(({ card }) => numberIn(JSON.stringify(card ?? '')))),
      );
      const plans = turns.filter(({ kind, told }) => kind === 'plan' && told === 'ok');
      return {
        lost: plans.filter(({ number }) => !stored.has(number)).length,
        unanswered: plans.filter(({ number }) => !shown.has(number)).length,
        twice: [...stored].filter(([number, all]) => number >= first && all.length > 1).length,
      };
    },
  };
}

/** What turns waited, by kind. */
export function waitsOf(turns: readonly Turn[]): Record<Kind, Waits> {
  const of = (kind: Kind): Waits => {
    const all = turns.filter((turn) => turn.kind === kind).map(({ ms }) => ms);
    all.sort((one, other) => one - other);
    const at = (share: number) => Math.round(all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0);
    return { turns: all.length, p50: at(0.5), p95: at(0.95), most: at(1) };
  };
  return { plan: of('plan'), status: of('status'), history: of('history') };
}

/** How many were told that it did not work, or not answered, by kind. */
export function failedOf(turns: readonly Turn[]): Record<Kind, number> {
  const of = (kind: Kind) => turns.filter((turn) => turn.kind === kind && turn.told !== 'ok').length;
  return { plan: of('plan'), status: of('status'), history: of('history') };
}

const numberIn = (text: string): number => Number(/Tunnel (\d+) of the VPN/.exec(text)?.[1] ?? Number.NaN);

const hasFailed = ({ chat }: Person, before: number): boolean =>
  [...chat.messages.values()].some(
    ({ id, from, text }) => from === 'bot' && Number(id) > before && /went wrong|did not work/.test(text),
  );
