import { createModel, type Model } from '../../src/model/model.ts';
import { createFaults, type FaultInput, type Faults } from '../../src/sandbox/doors/faults.ts';
import { createFeed } from '../../src/sandbox/doors/feed.ts';
import { type ModelStandIn, openModel } from '../../src/sandbox/model/modelStandIn.ts';
import type { ModelConfig } from '../../src/settings/model.ts';
import { modelUses } from '../../src/settings/modelUses.ts';
import type { Sql } from '../../src/store/database.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { ModelWork, SwarmEvent } from '../../src/swarm/events.ts';
import type { EffectOutcome } from '../../src/swarm/service/effects.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import { person, proposed, started } from '../swarm/given.ts';
import { withRealJobs } from '../swarm/realJobs.ts';

export type ModelStage = {
  standIn: ModelStandIn;
  faults: Faults;
  /** A model of the bot with other bounds, or another way to sign in. */
  modelWith(change?: Partial<ModelConfig>): Model;
  /** What was told to the log. */
  logged: Record<string, unknown>[];
  /** Milliseconds since 1970, as the bot has it. */
  clock: { now: number };
  close(): Promise<void>;
};

/** A stand-in for a language model, and the room's own client of it, on a database. */
export async function openModelStage(
  { database, tenantId }: { database: Sql; tenantId: string },
  given: FaultInput = {},
): Promise<ModelStage> {
  const faults = createFaults(given);
  const taken = 'a token of Entra';
  const tokens = {
    verifyApp: async (authorization: string | undefined) =>
      authorization === `Bearer ${taken}`
        ? ({ ok: true, roles: [] } as const)
        : ({ ok: false, why: 'another' } as const),
  };
  const standIn = await openModel({ tokens, faults, feed: createFeed({ keepWireLog: false }) });
  const logged: Record<string, unknown>[] = [];
  const clock = { now: Date.parse('2026-11-20T02:00:00Z') };
  const credential = {
    getToken: async () => ({ token: taken, expiresOnTimestamp: Number.POSITIVE_INFINITY }),
    renew: () => false,
  };
  const { MODEL_URL: url = '', MODEL_NAME: name = '', MODEL_KEY: key = '' } = standIn.environment;
  const config: ModelConfig = {
    ...{ url, name, credential: { kind: 'key', key }, caseText: modelUses },
    ...{ timeoutMs: 5_000, tokensARequest: 8_000, tokensADay: 200_000 },
  };
  return {
    ...{ standIn, faults, logged, clock },
    modelWith: (change = {}) =>
      createModel({
        ...{ config: { ...config, ...change }, credential, database, tenantId, clock: () => clock.now },
        log: (_level, _message, facts) => logged.push(facts),
      }),
    close: standIn.close,
  };
}

/** What a model does for a swarm, as a job of it. */
export const asked = (
  model: Pick<Model, 'effects'>,
  state: SwarmState,
  of: ModelWork,
  language: 'en' | 'ja',
  signal = new AbortController().signal,
): Promise<EffectOutcome> => {
  if (state.status === 'none') throw new Error('There is no swarm to ask for');
  const job = { name: 'ask-model', swarmId: state.swarmId, attempt: 1, of, language } as const;
  return withRealJobs(model.effects)['ask-model'](job, { state, repeated: false, signal });
};

/** What it reports; throws where it reports nothing. */
export function reportOf(outcome: EffectOutcome): Extract<SwarmCommand, { type: `ReportModel${string}` }> {
  if (outcome.kind !== 'report' || !outcome.command.type.startsWith('ReportModel'))
    throw new Error(`A report is expected, not ${JSON.stringify(outcome)}`);
  return outcome.command as Extract<SwarmCommand, { type: `ReportModel${string}` }>;
}

/** A swarm of a Japanese case in which Mika, who is in it, notes this. */
export const noting = (known: string, restricted = false): SwarmEvent[] => [
  proposed({ case: { title: 'VPN', description: 'VPN が毎時切れます。', restricted } }),
  started(),
  { type: 'MemberSeated', person: person('mika'), role: 'expert' },
  {
    ...{ type: 'StatusNoted', wrote: ['known'] },
    note: {
      known: [{ text: known, by: person('mika'), at: '2026-11-20T02:00:00.000Z' }],
      ...{ tried: [], next: [], waitingFor: [] },
    },
  },
];
