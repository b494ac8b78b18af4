import { z } from 'zod';
import { withRetryAfter } from '../doors/door.ts';
import type { Limits, Window } from '../doors/limits.ts';
import { type Answer, type Call, type Route, routeTable } from '../doors/routes.ts';
import type { Tokens } from '../entra/tokens.ts';
import { type Conversation, findPerson, isIn, type Message, type Person } from '../tenant/tenant.ts';
import {
  addMessage,
  botActivitySchema,
  contentOf,
  deleteMessage,
  hasVanished,
  nextMessageId,
  updateMessage,
} from './messages.ts';
import { type ConnectorContext, connectorError, findConversation, writeRefusal } from './places.ts';
import { rosterRoutes } from './roster.ts';

/** Published limits of one bot (platform.md 2.3). */
const sending: Window[] = [
  { most: 7, ms: 1_000 },
  { most: 8, ms: 2_000 },
  { most: 60, ms: 30_000 },
  { most: 1_800, ms: 3_600_000 },
];
const listing: Window[] = [
  { most: 14, ms: 1_000 },
  { most: 16, ms: 2_000 },
  { most: 120, ms: 30_000 },
  { most: 3_600, ms: 3_600_000 },
];
const wholeTenant: Window[] = [{ most: 50, ms: 1_000 }];
/** About 100 KB, counted as UTF-16 (platform.md 2.5). */
const mostCodeUnits = 50 * 1_024;

/** The Bot Connector: what the bot calls to speak. Verifies the token, keeps to the published limits, answers. */
export function createConnector(options: ConnectorContext & { tokens: Tokens; limits: Limits; audience: string }) {
  const { faults, limits, tokens, audience } = options;
  const table = routeTable([...speakingRoutes(options), ...rosterRoutes(options)]);
  return async function answerConnector(call: Call): Promise<Answer> {
    const caller = await tokens.verifyApp(call.headers.authorization, audience);
    if (!caller.ok)
      return connectorError(401, 'BotNotAuthorized', `Authorization has been denied for this request. ${caller.why}`);
    const found = table.find(call.method, call.path);
    if (found === null) return connectorError(404, 'NotFound', `There is no ${call.path}.`);
    if (found === 'other-method')
      return connectorError(405, 'MethodNotAllowed', `${call.method} is not allowed on ${call.path}.`);
    if (call.length > mostCodeUnits)
      return connectorError(413, 'MessageSizeTooBig', 'The size of the message is too big.');
    if (faults.settings().limits === 'published') {
      const thread = found.params.conversation ?? newPlaceOf(call.body);
      const wait = Math.max(
        limits.take('connector', wholeTenant),
        call.method === 'GET' ? limits.take(`list ${thread}`, listing) : limits.take(`send ${thread}`, sending),
      );
      if (wait > 0)
        return withRetryAfter(connectorError(429, 'TooManyRequests', 'Too many requests.'), Math.ceil(wait / 1_000));
    }
    return found.route.answer({ ...call, params: found.params });
  };
}

const newConversationSchema = z.looseObject({
  isGroup: z.boolean().nullish(),
  members: z.array(z.looseObject({ id: z.string().optional(), aadObjectId: z.string().optional() })).nullish(),
  tenantId: z.string().nullish(),
  channelData: z
    .looseObject({
      channel: z.looseObject({ id: z.string() }).optional(),
      tenant: z.looseObject({ id: z.string() }).optional(),
    })
    .nullish(),
  activity: botActivitySchema.nullish(),
});

/** The channel or person that a new conversation is for: what its limits are counted by. */
function newPlaceOf(body: unknown): string {
  const wanted = newConversationSchema.safeParse(body);
  if (!wanted.success) return 'new';
  return wanted.data.channelData?.channel?.id ?? wanted.data.members?.[0]?.id ?? 'new';
}

function speakingRoutes(context: ConnectorContext): Route[] {
  const { tenant, feed } = context;

  const inConversation = (
    method: string,
    path: string,
    answer: (place: { conversation: Conversation; thread: string | null }, call: Call) => Answer,
  ): Route => ({
    method,
    path: `/v3/conversations/:conversation${path}`,
    answer: (call) => {
      const place = findConversation(tenant, call.params.conversation ?? '');
      if (place === null) return connectorError(404, 'ConversationNotFound', 'Conversation not found.');
      return writeRefusal(context, place.conversation) ?? answer(place, call);
    },
  });
  const ofMessage = (
    method: string,
    answer: (conversation: Conversation, message: Message, call: Call) => Answer,
  ): Route =>
    inConversation(method, '/activities/:activity', ({ conversation }, call) => {
      const message = conversation.messages.get(call.params.activity ?? '');
      if (message === undefined || message.deleted || hasVanished(message, tenant.now()))
        return connectorError(404, 'ActivityNotFoundInConversation', 'Activity not found in the conversation.');
      // A targeted message is found only by who says that it is one (platform.md 4).
      if ((message.targetedTo !== null) !== isTargeted(call))
        return connectorError(404, 'ActivityNotFoundInConversation', 'Activity not found in the conversation.');
      if (message.from !== 'bot') return connectorError(403, 'Forbidden', "The message is not the bot's own.");
      return answer(conversation, message, call);
    });

  return [
    { method: 'POST', path: '/v3/conversations', answer: (call) => createConversation(context, call) },
    inConversation('POST', '/activities', (place, call) => post(context, place, null, call)),
    inConversation('POST', '/activities/:activity', (place, call) =>
      post(context, place, call.params.activity ?? null, call),
    ),
    ofMessage('PUT', (conversation, message, call) => {
      const activity = botActivitySchema.safeParse(call.body);
      if (!activity.success) return connectorError(400, 'BadArgument', z.prettifyError(activity.error));
      const content = contentOf(activity.data);
      // Teams makes two messages of text beside a card, and one cannot be updated to two.
      if (content.text !== '' && content.card !== null)
        return connectorError(400, 'BadSyntax', 'Activity resulted into multiple skype activities');
      updateMessage(tenant, feed, conversation, message, content);
      return { status: 200, body: { id: message.id } };
    }),
    ofMessage('DELETE', (conversation, message) => {
      deleteMessage(tenant, feed, conversation, message);
      return { status: 200 };
    }),
  ];
}

/** A chat with one person, or a new thread in a channel. A bot can make no other conversation here. */
function createConversation(context: ConnectorContext, call: Call): Answer {
  const { tenant, feed } = context;
  const body = newConversationSchema.safeParse(call.body);
  if (!body.success) return connectorError(400, 'BadArgument', z.prettifyError(body.error));
  const { members, channelData, activity } = body.data;
  const tenantId = channelData?.tenant?.id ?? body.data.tenantId;
  if (tenantId != null && tenantId !== tenant.id)
    return connectorError(403, 'Forbidden', 'The tenant is not the one the bot is in.');

  const channelId = channelData?.channel?.id;
  if (channelId !== undefined) {
    const place = findConversation(tenant, channelId);
    if (place?.conversation.kind !== 'channel')
      return connectorError(404, 'ConversationNotFound', 'Conversation not found.');
    const refusal = writeRefusal(context, place.conversation);
    if (refusal !== null) return refusal;
    if (activity == null)
      return connectorError(
        400,
        'BadSyntax',
        'Incorrect conversation creation parameters: an activity is needed to begin a thread.',
      );
    const message = addMessage(tenant, feed, place.conversation, {
      from: 'bot',
      content: contentOf(activity),
      thread: null,
      targetedTo: null,
    });
    return { status: 201, body: { id: `${place.conversation.id};messageid=${message.id}`, activityId: message.id } };
  }

  const [member, ...others] = members ?? [];
  if (member === undefined || others.length > 0)
    return connectorError(400, 'BadSyntax', 'Bad format of conversation ID: exactly one member is expected.');
  const person = findPerson(tenant, member.id ?? member.aadObjectId ?? '');
  if (person === null)
    return connectorError(404, 'MemberNotFoundInConversation', 'The member was not found in the tenant.');
  const refusal = writeRefusal(context, person.chat);
  if (refusal !== null) return refusal;
  if (activity == null || activity.type !== 'message') return { status: 201, body: { id: person.chat.id } };
  const message = addMessage(tenant, feed, person.chat, {
    from: 'bot',
    content: contentOf(activity),
    thread: null,
    targetedTo: null,
  });
  return { status: 201, body: { id: person.chat.id, activityId: message.id } };
}

function post(
  context: ConnectorContext,
  place: { conversation: Conversation; thread: string | null },
  replyTo: string | null,
  call: Call,
): Answer {
  const { tenant, feed } = context;
  const { conversation } = place;
  const parsed = botActivitySchema.safeParse(call.body);
  if (!parsed.success) return connectorError(400, 'BadArgument', z.prettifyError(parsed.error));
  const activity = parsed.data;
  // Typing and the like are seen for a moment and kept nowhere.
  if (activity.type !== 'message') return { status: 201, body: { id: nextMessageId(tenant, conversation) } };

  let targetedTo: Person | null = null;
  if (isTargeted(call)) {
    if (conversation.kind === 'personal')
      return connectorError(400, 'BadArgument', 'Targeted messages are for group chats and channels.');
    targetedTo = findPerson(tenant, activity.recipient?.id ?? '');
    if (targetedTo === null || !isIn(conversation, targetedTo))
      return connectorError(400, 'BadArgument', 'A targeted activity needs a recipient of the conversation.');
  }
  if (place.thread !== null && !conversation.messages.has(place.thread))
    return connectorError(404, 'ConversationNotFound', 'There is no such thread in the channel.');
  const root = place.thread ?? threadOf(conversation, replyTo ?? activity.replyToId ?? null);
  const message = addMessage(tenant, feed, conversation, {
    from: 'bot',
    content: contentOf(activity),
    thread: root,
    targetedTo,
  });
  return { status: 201, body: { id: message.id } };
}

function isTargeted(call: Call): boolean {
  return call.query.get('isTargetedActivity') === 'true';
}

function threadOf(conversation: Conversation, replyTo: string | null): string | null {
  return replyTo === null ? null : (conversation.messages.get(replyTo)?.thread ?? null);
}
