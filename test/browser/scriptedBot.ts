import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { adaptiveCardType } from '../../src/sandbox/connector/messages.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

const activitySchema = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  text: z.string().optional(),
  value: z.looseObject({ action: z.looseObject({ verb: z.string().optional() }).optional() }).optional(),
});
type Heard = z.infer<typeof activitySchema>;
type Card = Record<string, unknown>;

/** A bot whose every word the test decides, at the moment it decides. It speaks over the connector, as a real one does. */
export async function makeScriptedBot(sandbox: Sandbox) {
  const token = await sandbox.tokens.forApp('https://api.botframework.com', []);
  /** What it answers to an invoke. */
  let answer: (heard: Heard) => object | Promise<object> = () => ({});
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const activity = activitySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    heard.push(activity);
    const body = activity.type === 'invoke' ? await answer(activity) : {};
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  sandbox.bot.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;

  const call = async (method: string, conversation: string, message: string, activity: object): Promise<string> => {
    const path = `v3/conversations/${encodeURIComponent(conversation)}/activities${message}`;
    const answered = await fetch(`${sandbox.addresses.serviceUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', ...activity }),
    });
    if (!answered.ok) throw new Error(`${method} ${path}: ${answered.status} ${await answered.text()}`);
    return z.object({ id: z.string() }).parse(await answered.json()).id;
  };
  const attached = (card: Card) => ({ attachments: [{ contentType: adaptiveCardType, content: card }] });

  return {
    heard,
    answers: (next: typeof answer) => {
      answer = next;
    },
    say: (conversation: string, text: string) => call('POST', conversation, '', { text }),
    send: (conversation: string, activity: object) => call('POST', conversation, '', activity),
    post: (conversation: string, card: Card) => call('POST', conversation, '', attached(card)),
    update: (conversation: string, message: string, card: Card) =>
      call('PUT', conversation, `/${message}`, attached(card)),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
export type ScriptedBot = Awaited<ReturnType<typeof makeScriptedBot>>;

/** The answer to a card's button: the card as it is now, for whoever pressed; or a word. */
export const asCard = (value: Card) => ({ statusCode: 200, type: adaptiveCardType, value });
export const asWord = (value: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});
