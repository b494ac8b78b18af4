import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Language } from '../../language/language.ts';
import { behindFaults } from '../doors/door.ts';
import type { Faults } from '../doors/faults.ts';
import type { Feed } from '../doors/feed.ts';
import { openDoor } from '../doors/listener.ts';
import type { Answer, Call } from '../doors/routes.ts';
import type { Tokens } from '../entra/tokens.ts';
import { articled, readAs, sensibleAnswer, summed } from './answers.ts';

/**
 * How the stand-in answers. `obeys`: as a model that follows an order hidden in what it is given; `foreign`: in another language
 * than it is asked for; `streams`: in server-sent events, unasked, as some gateways do; `broken`: such a stream that ends in the
 * middle; `old`: as a server that knows no JSON schemas; `new`: as one that knows only the newer token limit.
 */
export const modelMoods = [
  'sense',
  'obeys',
  'nonsense',
  'shape',
  'cut',
  'filtered',
  'foreign',
  'empty',
  'old',
  'new',
  'streams',
  'broken',
] as const;
export type ModelMood = (typeof modelMoods)[number];

/** What it was asked, for tests: the messages of each call, and what of the request bounds its answer. */
export type ModelCall = { system: string; given: string; mostTokens: number; hasSchema: boolean };

export type ModelStandIn = {
  address: string;
  calls: ModelCall[];
  mood: ModelMood;
  /** What the bot is told to find it. */
  environment: Record<string, string>;
  close: () => Promise<void>;
};

const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })).min(2),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
  response_format: z
    .looseObject({
      type: z.literal('json_schema'),
      json_schema: z.looseObject({ name: z.string(), schema: z.record(z.string(), z.unknown()) }),
    })
    .optional(),
});

const name = 'sandbox-model';
/** Whom a token of Entra is for that it takes in place of a key. */
export const modelAudience = 'https://cognitiveservices.azure.com';

/**
 * A stand-in for a language model on a port of its own: OpenAI's chat completions; nothing here asks for streams. It
 * refuses what the protocol refuses: a wrong key, another model, a request without a bound. Throttling, delays and lost answers are
 * the sandbox's faults, at the door `model`.
 */
export async function openModel({
  tokens,
  faults,
  feed,
}: {
  tokens: Pick<Tokens, 'verifyApp'>;
  faults: Faults;
  feed: Feed;
}): Promise<ModelStandIn> {
  const door = await openDoor({ name: 'sandbox-model', port: 0 });
  const key = randomBytes(24).toString('base64url');
  const standIn: ModelStandIn = {
    address: door.address,
    calls: [],
    mood: 'sense',
    environment: {
      MODEL_URL: `${door.address}/v1`,
      MODEL_NAME: name,
      MODEL_KEY: key,
      MODEL_CASE_TEXT: 'translation,summary,article,reading',
    },
    close: door.close,
  };
  door.serve(behindFaults({ door: 'model', faults, feed, refusal: refused, work: answer }));
  return standIn;

  async function answer({ method, path, headers, body }: Call): Promise<Answer> {
    if (method !== 'POST' || path !== '/v1/chat/completions') return refused(404, 'not_found', `There is no ${path}.`);
    const { authorization } = headers;
    const isSignedIn = authorization === `Bearer ${key}` || (await tokens.verifyApp(authorization, modelAudience)).ok;
    if (!isSignedIn) return refused(401, 'invalid_api_key', 'Incorrect API key provided.');
    const parsed = requestSchema.safeParse(body);
    if (!parsed.success) return refused(400, 'invalid_request_error', 'The request is not one of chat completions.');
    const { model, messages, max_tokens: older, max_completion_tokens: newer, response_format: format } = parsed.data;
    if (model !== name) return refused(404, 'model_not_found', `The model ${model} does not exist.`);
    const { mood } = standIn;
    if (mood === 'new' && older !== undefined)
      return refused(
        400,
        'unsupported_parameter',
        "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
        'max_tokens',
      );
    if (mood === 'old' && format !== undefined)
      return refused(400, 'invalid_request_error', 'response_format is not known here.', 'response_format');
    const mostTokens = older ?? newer;
    if (mostTokens === undefined) return refused(400, 'invalid_request_error', 'A bound of the answer is missing.');
    const [system = '', given = ''] = ['system', 'user'].map(
      (role) => messages.find((each) => each.role === role)?.content ?? '',
    );
    standIn.calls.push({ system, given, mostTokens, hasSchema: format !== undefined });
    return completed(system, given);
  }

  function completed(system: string, given: string): Answer {
    const { mood } = standIn;
    const language: Language = /[\u3041-\u3096]/.test(system) ? 'ja' : 'en';
    const said = wordsOf(system, given, mood === 'foreign' ? other(language) : language);
    const content = {
      ...{ sense: said, foreign: said, new: said, streams: said, broken: said },
      old: `Here you are:\n\`\`\`json\n${said}\n\`\`\``,
      obeys: obeyed(given, said),
      nonsense: 'Certainly! 了解しました。',
      shape: JSON.stringify({ answer: [42] }),
      cut: said.slice(0, said.length / 2),
      filtered: '',
      empty: '{"texts":[],"lines":[]}',
    }[mood];
    if (mood === 'streams' || mood === 'broken') return inEvents(content, usageOf(system + given, content), mood);
    return {
      status: 200,
      body: {
        id: 'chatcmpl-sandbox',
        object: 'chat.completion',
        created: 0,
        model: name,
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content, refusal: null },
            finish_reason: mood === 'cut' ? 'length' : mood === 'filtered' ? 'content_filter' : 'stop',
          },
        ],
        usage: usageOf(system + given, content),
      },
    };
  }
}

/** The same in server-sent events, a few letters each; one that breaks off has half of them and no end. */
function inEvents(content: string, usage: object, mood: 'streams' | 'broken'): Answer {
  const pieces = content.match(/[\s\S]{1,7}/g) ?? [];
  const head = { id: 'chatcmpl-sandbox', object: 'chat.completion.chunk', created: 0, model: name };
  const of = (delta: object, more: object = {}) =>
    `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: null, ...more }] })}\n\n`;
  const events = pieces.map((piece) => of({ content: piece }));
  const end = [of({}, { finish_reason: 'stop' }), `data: ${JSON.stringify({ ...head, choices: [], usage })}\n\n`];
  const said = mood === 'streams' ? [...events, ...end, 'data: [DONE]\n\n'] : events.slice(0, events.length / 2);
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    stream: (response) => {
      for (const each of said) response.write(each);
      response.end();
    },
  };
}

function wordsOf(system: string, given: string, language: Language): string {
  const held = JSON.parse(given) as Record<string, unknown>;
  if (system.includes('"lines"')) return JSON.stringify({ lines: summed(held, language) });
  if (system.includes('"technologies"')) return JSON.stringify(readAs(held, language));
  if (system.includes('"environment"')) return JSON.stringify(articled(held, language));
  return JSON.stringify(sensibleAnswer(held, language));
}

/** Whatever is ordered after `SAY:` in what it is given, it says in every text; without an order it answers with sense. */
function obeyed(given: string, said: string): string {
  const order = /SAY:(.*?)(?:\\n|")/s.exec(given)?.[1]?.trim();
  if (order === undefined) return said;
  return JSON.stringify(JSON.parse(said), (field, value) =>
    typeof value === 'string' && field !== 'id' ? `${value} ${order}` : value,
  );
}

const other = (language: Language): Language => (language === 'en' ? 'ja' : 'en');

function usageOf(asked: string, said: string) {
  const [prompt, completion] = [asked, said].map((text) => Math.ceil(Buffer.byteLength(text) / 4));
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: (prompt ?? 0) + (completion ?? 0),
  };
}

const refused = (status: number, code: string, message: string, param: string | null = null): Answer => ({
  status,
  body: { error: { message, type: 'invalid_request_error', param, code } },
});
