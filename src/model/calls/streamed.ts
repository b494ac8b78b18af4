import { z } from 'zod';

/** Some gateways stream whether they are asked to or not. */
export const isStreamed = (headers: Headers): boolean =>
  headers.get('content-type')?.toLowerCase().startsWith('text/event-stream') === true;

const chunkSchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      finish_reason: z.string().nullish(),
      delta: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
    }),
  ),
  usage: z.looseObject({ total_tokens: z.int().min(0) }).nullish(),
});

/** The whole answer that server-sent events make, as it would have come in one piece; one that breaks off ends as one cut for its length. */
export function streamed(text: string): unknown {
  const answer = { content: '', refusal: '', finish: null as string | null, usage: null as unknown };
  for (const line of text.split(/\r?\n/)) {
    const chunk = line.startsWith('data:') ? parsed(line.slice('data:'.length)) : null;
    const [choice] = chunk?.choices ?? [];
    answer.content += choice?.delta?.content ?? '';
    answer.refusal += choice?.delta?.refusal ?? '';
    answer.finish = choice?.finish_reason ?? answer.finish;
    answer.usage = chunk?.usage ?? answer.usage;
  }
  const { content, refusal, finish, usage } = answer;
  return { choices: [{ finish_reason: finish ?? 'length', message: { content, refusal: refusal || null } }], usage };
}

function parsed(said: string): z.infer<typeof chunkSchema> | null {
  try {
    return chunkSchema.safeParse(JSON.parse(said)).data ?? null;
  } catch {
    // The last one says that it is the last.
    return null;
  }
}
