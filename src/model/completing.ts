import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ModelConfig } from '../settings/model.ts';
import type { BotCredential } from '../settings/tokens.ts';
import type { Sql } from '../store/database.ts';
import type { ModelFault } from '../swarm/events.ts';
import { createModelUse, type ModelUsed } from './calls/modelUse.ts';
import { type Answer, createProtocol } from './calls/protocol.ts';

/** What is to be completed: what it is to do, what it is given (as JSON), and the shape that its answer has. */
export type Completing<Shape> = { system: string; given: unknown; shape: z.ZodType<Shape>; signal: AbortSignal };
export type Completed<Shape> = { kind: 'wrote'; it: Shape } | { kind: 'fault'; why: ModelFault; detail: string };

/**
 * Completes a prompt into a shape, within the configured time and tokens. Never rejects but where the database does. What is
 * given is data: nothing in it can make more of the answer than the shape has room for.
 */
export type Complete = <Shape>(completing: Completing<Shape>) => Promise<Completed<Shape>>;

export type CompletingNeeds = {
  config: ModelConfig;
  credential: Pick<BotCredential, 'getToken' | 'renew'>;
  database: Sql;
  tenantId: string;
  clock: () => number;
};

/** Milliseconds that a job itself waits where it is asked to; who is asked to wait longer is told so. */
export const longestWait = 20_000;
/** Milliseconds where a server says that it is busy, and not until when. */
const usualWait = 5_000;

/** Makes the one way to the model, and tells what of the day is used. */
export function createComplete(needs: CompletingNeeds): { complete: Complete; today: () => Promise<ModelUsed> } {
  const { config, clock } = needs;
  const ask = createProtocol(needs);
  const use = createModelUse({ ...needs, mostADay: config.tokensADay });

  const complete: Complete = async ({ system, given, shape, signal }) => {
    const schema = wireSchema(shape);
    const said = JSON.stringify(given);
    const mostAnswerTokens =
      config.tokensARequest - tokensOf(system) - tokensOf(said) - tokensOf(JSON.stringify(schema));
    if (mostAnswerTokens < leastAnswer) return fault('unusable', 'The request would be larger than it may be');
    const tokens = config.tokensARequest;
    for (let tries = 1; ; tries++) {
      const taken = await use.take(tokens);
      if (taken.kind === 'spent') return fault('spent', `Of ${config.tokensADay} tokens a day are not ${tokens} left`);
      if (taken.kind === 'busy') {
        if (await waited(taken.until, tries)) continue;
        return fault('busy', `The model asked to wait until ${taken.until}`);
      }
      const answer = await ask({ system, given: said, schema, mostAnswerTokens }, signal);
      const judged = judge(answer, shape);
      const took = tookOf(answer, tokens);
      await use.settle(
        { day: taken.day, tokens },
        { took, said: judged.kind === 'wrote' ? '' : judged.detail, ok: judged.kind === 'wrote' },
      );
      if (answer.kind !== 'busy') return judged;
      const until = answer.until ?? new Date(clock() + usualWait).toISOString();
      await use.pause(until);
      if (!(await waited(until, tries))) return judged;
    }

    /** Whether it was waited for: once, and not for long. */
    async function waited(until: string, tries: number): Promise<boolean> {
      const wait = Date.parse(until) - clock();
      if (tries > 1 || wait > longestWait || signal.aborted) return false;
      await pause(Math.max(0, wait) + 10, undefined, { signal }).catch(() => {});
      return !signal.aborted;
    }
  };

  return { complete, today: use.today };
}

/** The shape as a JSON schema of what every server knows: how long a text may be is looked at afterwards. */
const wireSchema = (shape: z.ZodType): object =>
  z.toJSONSchema(shape, {
    override: ({ jsonSchema }) => {
      for (const bound of [
        'minLength',
        'maxLength',
        'minItems',
        'maxItems',
        'minimum',
        'maximum',
        'exclusiveMinimum',
      ] as const)
        delete jsonSchema[bound];
    },
  });

/** Less is no room for an answer. */
const leastAnswer = 200;

/**
 * Tokens that a text is at most likely to take: three bytes each. Japanese letters are three bytes and about one token, English
 * words about four letters a token.
 */
export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3);

function judge<Shape>(answer: Answer, shape: z.ZodType<Shape>): Completed<Shape> {
  if (answer.kind !== 'answer') return fault(answer.kind, answer.detail);
  const parsed = shape.safeParse(jsonIn(answer.text));
  return parsed.success ? { kind: 'wrote', it: parsed.data } : fault('unusable', 'The model answered in another shape');
}

/** Models that know no schemas set their JSON between words or fences. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return null;
  }
}

/** What does not tell, or gave no answer, may have taken all of it. */
function tookOf(answer: Answer, most: number): number {
  if (answer.kind === 'busy') return 0;
  if (answer.kind === 'refused') return answer.tokens ?? 0;
  return answer.tokens ?? most;
}

const fault = (why: ModelFault, detail: string) => ({ kind: 'fault', why, detail }) as const;
