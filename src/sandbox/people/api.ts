import { z } from 'zod';
import { actionMarksSchema } from '../connector/cards.ts';
import { deliveryOptionsSchema } from '../connector/delivery.ts';
import { findConversation } from '../connector/places.ts';
import { refused } from '../doors/listener.ts';
import type { Answer, Call, Route } from '../doors/routes.ts';
import { signInForgeries } from '../entra/forgeries.ts';
import type { Tokens } from '../entra/tokens.ts';
import { sandboxPersonSchema } from '../organisation/schema.ts';
import { changeAccount } from '../tenant/accounts.ts';
import { addGroupChat } from '../tenant/founding.ts';
import { type Conversation, findPerson, isIn, type Message, type Person, restoreChannel } from '../tenant/tenant.ts';
import { craftedSchema, sendCrafted } from './crafting.ts';
import type { DoingContext, NotPossible } from './doings.ts';
import type { Installing } from './installing.ts';
import { lookAt, press } from './pressing.ts';
import { say } from './saying.ts';
import { conversationsOf, conversationView, messageView, sees } from './seeing.ts';
import type { Outcome } from './views.ts';

const common = { locale: z.string().optional(), delivery: deliveryOptionsSchema.default({}) };
const sayingSchema = z.strictObject({
  ...common,
  /** The chat with the bot when left out. */
  conversation: z.string().optional(),
  text: z.string().min(1).max(28_000),
  replyTo: z.string().optional(),
  mentionBot: z.boolean().optional(),
  /** When left out: it begins with a slash, outside the personal chat, and the bot is not mentioned. */
  slash: z.boolean().optional(),
  mentions: z.array(z.string()).default([]),
});
const pressingSchema = z.strictObject({
  ...common,
  conversation: z.string(),
  message: z.string(),
  action: actionMarksSchema,
  inputs: z.record(z.string(), z.unknown()).default({}),
});
const commandSchema = z.strictObject({
  ...common,
  conversation: z.string(),
  message: z.string().optional(),
  commandId: z.string(),
});
const submitSchema = z.strictObject({
  ...common,
  dialog: z.string(),
  action: actionMarksSchema.optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
});
const groupChatSchema = z.strictObject({
  topic: z.string().default(''),
  people: z.array(z.string()).min(1),
  bot: z.boolean().default(true),
});
const tokenSchema = z.strictObject({ forged: z.enum(signInForgeries).optional() });
/** What an administrator does with their account in Entra. */
const accountSchema = z.strictObject({ to: z.enum(['enabled', 'disabled', 'deleted']) });
const presenceSchema = sandboxPersonSchema.shape.presence.partial();

/** What any person of the tenant may do, over HTTP: `/sandbox/people/{alias, id, mail}/...`. */
export function peopleRoutes(context: DoingContext & { tokens: Tokens; installing: Installing }): Route[] {
  const { tenant, dialogs, tokens, installing } = context;

  const as = (
    method: string,
    path: string,
    answer: (person: Person, call: Call) => Answer | Promise<Answer>,
  ): Route => ({
    method,
    path: `/sandbox/people/:person${path}`,
    answer: (call) => {
      const person = findPerson(tenant, call.params.person ?? '');
      return person === null ? refused(404, `There is nobody called ${call.params.person}.`) : answer(person, call);
    },
  });
  /** A body that fits, or a 400. */
  const doing = <T>(
    path: string,
    schema: z.ZodType<T>,
    answer: (person: Person, body: T) => Answer | Promise<Answer>,
  ): Route =>
    as('POST', path, (person, call) => {
      const body = schema.safeParse(call.body ?? {});
      return body.success ? answer(person, body.data) : refused(400, z.prettifyError(body.error));
    });
  const placeOf = (person: Person, id: string): Conversation | null => {
    const conversation = findConversation(tenant, id)?.conversation;
    return conversation !== undefined && isIn(conversation, person) ? conversation : null;
  };
  const messageOf = (person: Person, conversation: Conversation, id: string): Message | null => {
    const message = conversation.messages.get(id);
    return message !== undefined && sees(tenant, person, conversation, message) ? message : null;
  };

  return [
    as('GET', '', (person) => ({
      status: 200,
      body: {
        ...person.profile,
        mri: person.mri,
        presence: person.presence,
        appInstalled: person.installation !== null,
        blockedBot: person.blockedBot,
        muted: person.muted,
      },
    })),
    as('GET', '/conversations', (person) => ({
      status: 200,
      body: conversationsOf(tenant, person).map((conversation) => conversationView(tenant, conversation, person)),
    })),
    as('GET', '/activity', (person) => ({
      status: 200,
      body: person.activity.map(({ conversation, message }) => messageView(conversation, message, person)),
    })),

    as('GET', '/conversations/:conversation', async (person, call) => {
      const conversation = placeOf(person, call.params.conversation ?? '');
      if (conversation === null) return refused(404, 'There is no such conversation.');
      const visible = [...conversation.messages.values()].filter((message) =>
        sees(tenant, person, conversation, message),
      );
      if (call.query.get('peek') !== '1') {
        await Promise.all(visible.map((message) => lookAt(context, person, conversation, message)));
        const last = visible.reduce((highest, message) => Math.max(highest, message.arrived), 0);
        conversation.read.set(person.id, Math.max(last, conversation.read.get(person.id) ?? 0));
      }
      return {
        status: 200,
        body: {
          conversation: conversationView(tenant, conversation, person),
          messages: visible
            .filter(({ arrived }) => arrived > Number(call.query.get('after') ?? 0))
            .map((message) => messageView(conversation, message, person)),
        },
      };
    }),
    as('GET', '/conversations/:conversation/messages/:message', async (person, call) => {
      const conversation = placeOf(person, call.params.conversation ?? '');
      const message = conversation === null ? null : messageOf(person, conversation, call.params.message ?? '');
      if (conversation === null || message === null) return refused(404, 'There is no such message.');
      await lookAt(context, person, conversation, message, call.query.get('locale'));
      return { status: 200, body: messageView(conversation, message, person) };
    }),

    doing('/say', sayingSchema, async (person, body) => {
      const conversation = body.conversation === undefined ? person.chat : placeOf(person, body.conversation);
      if (conversation === null) return refused(404, 'There is no such conversation.');
      const mentioned = body.mentions.map((who) => findPerson(tenant, who));
      if (mentioned.includes(null)) return refused(404, `Somebody of ${body.mentions.join(', ')} is not known.`);
      const root = body.replyTo === undefined ? null : (conversation.messages.get(body.replyTo)?.thread ?? null);
      const mentionBot = body.mentionBot ?? false;
      return answerOf(
        await say(context, person, {
          ...localeIn(body),
          conversation,
          text: body.text,
          thread: root,
          mentionBot,
          slash: body.slash ?? (conversation.kind !== 'personal' && !mentionBot && body.text.startsWith('/')),
          mentions: mentioned.filter((one) => one !== null),
          delivery: body.delivery,
        }),
      );
    }),
    doing('/press', pressingSchema, async (person, body) => {
      const conversation = placeOf(person, body.conversation);
      const message = conversation === null ? null : messageOf(person, conversation, body.message);
      if (conversation === null || message === null) return refused(404, 'There is no such message.');
      return answerOf(
        await press(context, person, {
          ...localeIn(body),
          conversation,
          message,
          action: body.action,
          inputs: body.inputs,
          delivery: body.delivery,
        }),
      );
    }),
    doing('/command', commandSchema, async (person, body) => {
      const conversation = placeOf(person, body.conversation);
      const message =
        conversation === null || body.message === undefined ? null : messageOf(person, conversation, body.message);
      if (conversation === null || (body.message !== undefined && message === null))
        return refused(404, 'There is no such message.');
      return answerOf(
        await dialogs.runCommand(person, {
          ...localeIn(body),
          conversation,
          message,
          commandId: body.commandId,
          delivery: body.delivery,
        }),
      );
    }),
    doing('/submit', submitSchema, async (person, body) =>
      answerOf(
        await dialogs.submit(person, body.dialog, {
          ...localeIn(body),
          ...(body.action === undefined ? {} : { action: body.action }),
          inputs: body.inputs,
          delivery: body.delivery,
        }),
      ),
    ),

    doing('/crafted', craftedSchema, async (person, body) => {
      const conversation = body.conversation === undefined ? person.chat : placeOf(person, body.conversation);
      if (conversation === null) return refused(404, 'There is no such conversation.');
      const message = body.message === undefined ? null : (conversation.messages.get(body.message) ?? null);
      const { invoke, value, delivery } = body;
      return answerOf(
        await sendCrafted(context, person, { conversation, message }, { ...localeIn(body), invoke, value, delivery }),
      );
    }),

    doing('/chats', groupChatSchema, (person, body) => {
      const others = body.people.map((who) => findPerson(tenant, who)).filter((one) => one !== null);
      if (others.length < body.people.length)
        return refused(404, `Somebody of ${body.people.join(', ')} is not known.`);
      const chat = addGroupChat(tenant, body.topic, [person, ...others], body.bot);
      if (body.bot) installing.tellOfInstallation(chat, person, 'add');
      return { status: 201, body: conversationView(tenant, chat, person) };
    }),
    doing('/block', z.strictObject({ blocked: z.boolean() }), (person, { blocked }) => {
      person.blockedBot = blocked;
      return { status: 204 };
    }),
    doing('/mute', z.strictObject({ muted: z.boolean() }), (person, { muted }) => {
      person.muted = muted;
      return { status: 204 };
    }),
    doing('/account', accountSchema, (person, { to }) => {
      changeAccount(tenant, person, to);
      return { status: 204 };
    }),
    doing('/presence', presenceSchema, (person, body) => {
      person.presence = {
        availability: body.availability ?? person.presence.availability,
        activity: body.activity ?? person.presence.activity,
        outOfOffice: body.outOfOffice ?? person.presence.outOfOffice,
      };
      return { status: 204 };
    }),
    doing('/install', z.strictObject({}), (person) => {
      installing.installFor(person);
      return { status: 204 };
    }),
    doing('/uninstall', z.strictObject({}), (person) => {
      installing.uninstallFor(person);
      return { status: 204 };
    }),
    // Manage team, Channels: for 30 days.
    doing('/restore-channel', z.strictObject({ channel: z.string() }), (_person, { channel: id }) => {
      const channel = restoreChannel(tenant, id);
      if (!channel) return refused(404, 'No such channel was deleted');
      installing.events.channelRestored(channel);
      return { status: 204 };
    }),
    // By hand in one channel: Manage channel, Apps. For who is in it, where the app is in the team.
    doing('/add-app', z.strictObject({ channel: z.string() }), (person, { channel: id }) => {
      const channel = [...tenant.teams.values()]
        .map((team) => team.channels.get(id))
        .find((each) => each !== undefined);
      if (!channel || channel.team.installation === null || !channel.members.has(person.id))
        return refused(404, 'There is no such channel for you');
      if (!channel.appEnabled) {
        channel.appEnabled = true;
        installing.events.installed(channel.conversation);
      }
      return { status: 204 };
    }),
    doing('/token', tokenSchema, async (person, { forged }) => ({
      status: 200,
      body: { token: await tokens.signIn(person, forged) },
    })),
  ];
}

function answerOf(outcome: Outcome | NotPossible): Answer {
  return 'impossible' in outcome ? refused(409, outcome.impossible) : { status: 200, body: outcome };
}

function localeIn(body: { locale?: string | undefined }): { locale?: string } {
  return body.locale === undefined ? {} : { locale: body.locale };
}
