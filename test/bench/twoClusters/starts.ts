import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { People } from '../../../src/sandbox/people/persona.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

export type StartsReport = Record<
  'pressed' | 'toldOk' | 'lost' | 'started' | 'channels' | 'missingChannels' | 'secondChannels',
  number
>;

/** Swarms that somebody starts in the instant of a failover. `first`: the number of the first, where the database has some from before. */
export function createStarts({ sandbox, people, first = 0 }: { sandbox: Sandbox; people: People; first?: number }) {
  const pressed: { number: number; isToldOk: boolean }[] = [];
  // An engineer who is none of those who ask for plans meanwhile.
  const owner = sandbox.tenant.byAlias.get('pradeep.gupta');
  if (!owner) throw new Error('Nobody has the app');
  let next = first;
  const channels = () =>
    [...sandbox.tenant.teams.values()].flatMap((team) =>
      [...team.channels.values(), ...team.deleted].filter((channel) => channel !== team.general),
    );
  /** A channel is named after its case. */
  const channelsOf = (number: number) =>
    channels().filter(({ description, name }) => holds(`${name} ${description}`, number));

  return {
    /** Has a plan made by one of the bots; gives what presses its button, over and over like a person who was told that it failed. */
    async prepare(endpoint: string, urgency: '' | 'critical: ' = '') {
      sandbox.bot.endpoint = endpoint;
      const number = next++;
      const person = people.as(owner.profile.alias);
      // Whether it was heard is told by the plan.
      await person
        .say(`/swarm ${urgency}Start ${number} of the tour: the VPN Gateway drops`, { locale: 'en-US' })
        .catch(() => {});
      const plan = await person.waitForMessage(
        ({ card, actions }) =>
          actions.some(({ verb }) => verb === 'start-swarm') && holds(JSON.stringify(card), number),
        { timeout: 60_000 },
      );
      return {
        async press(): Promise<void> {
          for (;;) {
            // What became of a press that nobody answered is not known: it is pressed again.
            const outcome = await plan.press('start-swarm', {}, { locale: 'en-US' }).catch(() => null);
            const { deliveries = [], ...shown } = outcome ?? {};
            const said = JSON.stringify([shown, deliveries.map(({ body }) => body)]);
            const isOk = outcome !== null && deliveries.every(({ status }) => status === 200);
            const isToldOk = isOk && !said.includes('went wrong');
            pressed.push({ number, isToldOk });
            if (isToldOk) return;
            await pause(1_000);
          }
        },
        /** When its channel is there, by the process' clock. */
        async channel(patience: number): Promise<number> {
          const end = performance.now() + patience;
          while (channelsOf(number).length === 0) {
            if (performance.now() > end) throw new Error(`No channel of start ${number} within ${patience} ms`);
            await pause(10);
          }
          return performance.now();
        },
      };
    },
    async lookUp(client: pg.Client, schema = 'swarm'): Promise<StartsReport> {
      const { rows } = await client.query<{ title: string; opened: boolean; started: boolean }>(
        `select title, started_at is not null as started, channel_id is not null as opened
           from ${schema}.swarm where title like 'Start %'`,
      );
      const started = rows
        .filter((row) => row.started && Number(/Start (\d+)/.exec(row.title)?.[1]) >= first)
        .map(({ title }) => title);
      const isStarted = (number: number) => started.some((title) => holds(title, number));
      const counts = Array.from({ length: next - first }, (_, nth) => channelsOf(first + nth).length);
      return {
        pressed: pressed.length,
        toldOk: pressed.filter(({ isToldOk }) => isToldOk).length,
        lost: pressed.filter(({ number, isToldOk }) => isToldOk && !isStarted(number)).length,
        started: started.length,
        channels: channels().length,
        missingChannels: counts.filter((count) => count === 0).length,
        secondChannels: counts.filter((count) => count > 1).length,
      };
    },
  };
}

const holds = (text: string, number: number): boolean => text.includes(`Start ${number} of the tour`);
