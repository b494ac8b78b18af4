import { z } from 'zod';
import type { ModelConfig } from '../../settings/model.ts';
import type { BotCredential } from '../../settings/tokens.ts';
import { whyUnreachable } from '../../settings/unreachable.ts';
import { retryInstant } from '../../swarm/retryAfter.ts';
import { toldOutside } from '../../telemetry/outside.ts';
import { readBounded } from './readBounded.ts';
import { isStreamed, streamed } from './streamed.ts';

/** What is asked: what it is to do, what it is given for that, and the JSON schema of its answer. */
export type Prompt = { system: string; given: string; schema: object; mostAnswerTokens: number };

/**
 * What came. `tokens`: what it says it took, null: it does not say. `busy`: nobody is to ask before `until` (ISO, UTC; null: it
 * does not say). `detail` is for the log and `/swarm doctor`: a host and a status, nothing of what was asked.
 */
export type Answer =
  | { kind: 'answer'; text: string; tokens: number | null }
  | { kind: 'busy'; until: string | null; detail: string }
  | { kind: 'no-answer' | 'refused' | 'unusable'; tokens: number | null; detail: string };

export type ProtocolNeeds = {
  config: Pick<ModelConfig, 'url' | 'name' | 'credential' | 'timeoutMs'>;
  credential: Pick<BotCredential, 'getToken' | 'renew'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** One choice is asked for; what servers add of their own is left alone. */
const answerSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.looseObject({ total_tokens: z.int().min(0) }).nullish(),
});

const refusalSchema = z.looseObject({
  error: z.looseObject({
    message: z.string(),
    code: z.union([z.string(), z.number()]).nullish(),
    param: z.string().nullish(),
  }),
});

/** No answer within the bounds of a request is larger. */
const mostBytes = 1_000_000;

/**
 * Speaks OpenAI's chat completions, which Azure OpenAI, Foundry, vLLM and Ollama speak as well, each without something of it: what
 * a server says that it does not know is left out from then on. Never rejects, and asks once, but for that and for a token that is
 * no longer taken.
 */
export function createProtocol({
  config,
  credential,
  clock,
}: ProtocolNeeds): (prompt: Prompt, signal: AbortSignal) => Promise<Answer> {
  const { host } = new URL(config.url);
  const known = { newTokenLimit: false, schemas: true };

  return async (prompt, signal) => {
    const deadline = AbortSignal.any([AbortSignal.timeout(config.timeoutMs), signal]);
    let renewed = false;
    for (;;) {
      const given = await once(prompt, deadline);
      if (given.kind === 'again') continue;
      if (given.kind !== 'stale') return given;
      const { credential: own } = config;
      if (!renewed && own.kind === 'entra' && credential.renew(own.scope)) {
        renewed = true;
        continue;
      }
      return {
        kind: 'refused',
        tokens: null,
        detail: `${host} answers 401: it does not take the ${own.kind === 'key' ? 'key' : 'sign-in'}`,
      };
    }
  };

  async function once(prompt: Prompt, signal: AbortSignal): Promise<Answer | { kind: 'again' } | { kind: 'stale' }> {
    try {
      const headers = await signedHeaders();
      const told = { 'http.request.method': 'POST' };
      const response = await toldOutside(
        { system: 'model', name: 'POST model', told },
        (outcome) => ('answer' in outcome ? outcome.answer.status : null),
        () =>
          fetch(`${config.url}/chat/completions`, {
            method: 'POST',
            headers,
            body: bodyOf(prompt),
            redirect: 'error',
            signal,
          }),
      );
      return judged(response, await readBounded(response, mostBytes));
    } catch (fault) {
      if (signal.aborted)
        return {
          kind: 'no-answer',
          tokens: null,
          detail: `${host} gave no answer within ${config.timeoutMs / 1000} s`,
        };
      const said = fault instanceof Error ? fault.name : 'fault';
      return { kind: 'no-answer', tokens: null, detail: whyUnreachable(fault, host)?.words ?? `${host}: ${said}` };
    }
  }

  async function signedHeaders(): Promise<Record<string, string>> {
    const { credential: own } = config;
    const token =
      own.kind === 'entra' ? (await credential.getToken(own.scope))?.token : own.kind === 'key' ? own.key : null;
    return {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'Swarm',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      // Azure's own header for keys; its older gateways know no other.
      ...(own.kind === 'key' && /\.azure\.(com|us|cn)(:\d+)?$/.test(host) ? { 'api-key': own.key } : {}),
    };
  }

  function bodyOf({ system, given, schema, mostAnswerTokens }: Prompt): string {
    return JSON.stringify({
      model: config.name,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: given },
      ],
      [known.newTokenLimit ? 'max_completion_tokens' : 'max_tokens']: mostAnswerTokens,
      ...(known.schemas && {
        response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } },
      }),
    });
  }

  function judged(response: Response, text: string | null): Answer | { kind: 'again' } | { kind: 'stale' } {
    const { status, headers } = response;
    const detail = `${host} answers ${status}`;
    if (status === 401) return { kind: 'stale' };
    if (status === 429 || (status === 503 && headers.has('retry-after')))
      return { kind: 'busy', until: retryInstant(headers.get('retry-after'), clock()), detail };
    if (status === 400 && learned(text)) return { kind: 'again' };
    if (!response.ok) return { kind: status < 500 ? 'refused' : 'no-answer', tokens: null, detail };
    const parsed = answerSchema.safeParse(isStreamed(headers) ? streamed(text ?? '') : json(text));
    if (!parsed.success)
      return { kind: 'unusable', tokens: null, detail: `${detail} with something else than an answer` };
    const [choice] = parsed.data.choices;
    const tokens = parsed.data.usage?.total_tokens ?? null;
    if (choice?.finish_reason === 'content_filter' || choice?.message.refusal)
      return { kind: 'refused', tokens, detail: `${host} does not answer that` };
    const said = choice?.message.content?.trim() ?? '';
    if (choice?.finish_reason === 'length' || said === '')
      return { kind: 'unusable', tokens, detail: `${host} ended in the middle of its answer` };
    return { kind: 'answer', text: said, tokens };
  }

  /** Whether a refusal names something that can be said otherwise, or left out: each is learned once. */
  function learned(text: string | null): boolean {
    const refusal = refusalSchema.safeParse(json(text));
    if (!refusal.success) return false;
    const { message, param } = refusal.data.error;
    const about = `${param ?? ''} ${message}`;
    if (!known.newTokenLimit && /max_completion_tokens/.test(about)) {
      known.newTokenLimit = true;
      return true;
    }
    if (known.schemas && /response_format|json_schema/.test(about)) {
      known.schemas = false;
      return true;
    }
    return false;
  }
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
