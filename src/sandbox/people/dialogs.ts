import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Activities } from '../connector/activities.ts';
import { type ActionMarks, actionsOf, findAction, gatherInputs } from '../connector/cards.ts';
import type { Deliveries } from '../connector/deliveries.ts';
import type { Delivery, DeliveryOptions } from '../connector/delivery.ts';
import { adaptiveCardType, cardSchema } from '../connector/messages.ts';
import type { Card, Conversation, Message, Person, Tenant } from '../tenant/tenant.ts';
import type { Outcome } from './views.ts';

/** What a dialog was opened from: a button (task), or a command on a message or in the compose box. */
export type DialogOrigin =
  | { kind: 'task'; conversation: Conversation; message: Message }
  | { kind: 'command'; conversation: Conversation; message: Message | null; commandId: string };

type OpenDialog = { person: Person; origin: DialogOrigin; card: Card | null };

const taskAnswerSchema = z.looseObject({
  task: z.discriminatedUnion('type', [
    z.looseObject({
      type: z.literal('continue'),
      value: z.looseObject({
        title: z.string().optional(),
        height: z.unknown().optional(),
        width: z.unknown().optional(),
        url: z.string().optional(),
        card: z.looseObject({ contentType: z.literal(adaptiveCardType), content: cardSchema }).optional(),
      }),
    }),
    z.looseObject({ type: z.literal('message'), value: z.string() }),
  ]),
});
const composeAnswerSchema = z.looseObject({
  composeExtension: z.looseObject({ type: z.string(), text: z.string().optional() }),
});

export function createDialogs(options: { tenant: Tenant; activities: Activities; deliveries: Deliveries }) {
  const { activities, deliveries } = options;
  const open = new Map<string, OpenDialog>();

  /** Reads what the bot answered to a fetch or submit: a dialog, a line, or nothing, which closes it. */
  function opened(person: Person, origin: DialogOrigin, answers: Delivery[]): Outcome {
    const blank: Outcome = {
      message: null,
      card: null,
      notice: null,
      error: null,
      dialog: null,
      url: null,
      deliveries: answers,
    };
    const first = answers[0];
    if (first === undefined || first.status === 0)
      return { ...blank, error: { code: 'BotUnreachable', message: first?.fault ?? 'Nothing was sent.' } };
    if (first.status >= 300)
      return { ...blank, error: { code: String(first.status), message: 'Unable to reach app. Please try again.' } };
    const compose = composeAnswerSchema.safeParse(first.body);
    if (compose.success) return { ...blank, notice: compose.data.composeExtension.text ?? null };
    const answer = taskAnswerSchema.safeParse(first.body);
    if (!answer.success)
      return isEmpty(first.body)
        ? blank
        : { ...blank, error: { code: 'BadInvokeResponse', message: z.prettifyError(answer.error) } };
    const { task } = answer.data;
    if (task.type === 'message') return { ...blank, notice: task.value };
    const id = randomUUID();
    const card = task.value.card?.content ?? null;
    open.set(id, { person, origin, card });
    return {
      ...blank,
      dialog: {
        id,
        title: task.value.title ?? null,
        card,
        url: task.value.url ?? null,
        height: task.value.height,
        width: task.value.width,
      },
    };
  }

  return {
    opened,

    /** Runs a command on a message, or in the compose box where there is none. */
    async runCommand(
      person: Person,
      on: {
        conversation: Conversation;
        message: Message | null;
        commandId: string;
        locale?: string;
        delivery: DeliveryOptions;
      },
    ): Promise<Outcome> {
      const origin: DialogOrigin = {
        kind: 'command',
        conversation: on.conversation,
        message: on.message,
        commandId: on.commandId,
      };
      const answers = await invoke(person, origin, 'composeExtension/fetchTask', commandValue(origin), on);
      return opened(person, origin, answers);
    },

    /** Presses the dialog card's submit button, the first one unless `action` marks another. */
    async submit(
      person: Person,
      id: string,
      sent: { action?: ActionMarks; inputs: Record<string, unknown>; locale?: string; delivery: DeliveryOptions },
    ): Promise<Outcome | { impossible: string }> {
      const dialog = open.get(id);
      if (dialog === undefined || dialog.person !== person) return { impossible: 'That dialog is not open.' };
      let data: unknown = sent.inputs;
      if (dialog.card !== null) {
        const action =
          sent.action === undefined
            ? actionsOf(dialog.card).find((one) => one.type === 'Action.Submit')
            : findAction(dialog.card, sent.action);
        if (action == null) return { impossible: 'The dialog has no such button.' };
        const gathered = gatherInputs(dialog.card, sent.inputs, action);
        if (!gathered.ok) return { impossible: `Required inputs are empty: ${gathered.missing.join(', ')}.` };
        data = typeof action.data === 'string' ? action.data : { ...action.data, ...gathered.inputs };
      }
      const { origin } = dialog;
      const answers =
        origin.kind === 'task'
          ? await invoke(person, origin, 'task/submit', { data, context: { theme: 'default' } }, sent)
          : await invoke(person, origin, 'composeExtension/submitAction', { ...commandValue(origin), data }, sent);
      const outcome = opened(person, origin, answers);
      if (outcome.error === null) open.delete(id);
      return outcome;
    },
  };

  function invoke(
    person: Person,
    origin: DialogOrigin,
    name: string,
    value: object,
    how: { locale?: string; delivery: DeliveryOptions },
  ): Promise<Delivery[]> {
    const { conversation, message } = origin;
    const activity = activities.invoke(person, conversation, {
      id: `f:${randomUUID()}`,
      thread: conversation.kind === 'channel' && message !== null ? message.thread : null,
      name,
      value,
      ...(message === null ? {} : { replyToId: message.id }),
      ...(how.locale === undefined ? {} : { locale: how.locale }),
    });
    return deliveries.deliver(activity, how.delivery);
  }
}
export type Dialogs = ReturnType<typeof createDialogs>;

function commandValue(origin: Extract<DialogOrigin, { kind: 'command' }>): object {
  const { message, commandId } = origin;
  return {
    commandId,
    commandContext: message === null ? 'compose' : 'message',
    context: { theme: 'default' },
    ...(message === null ? {} : { messagePayload: messagePayload(message, origin.conversation) }),
  };
}

/** The message a command was run on, in Graph's shape. */
function messagePayload(message: Message, conversation: Conversation): object {
  return {
    id: message.id,
    replyToId: message.thread === message.id ? null : message.thread,
    createdDateTime: new Date(message.at).toISOString(),
    deleted: message.deleted,
    importance: 'normal',
    locale: 'en-us',
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation.id)}/${message.id}`,
    from:
      message.from === 'bot'
        ? { application: { id: '', displayName: 'bot', applicationIdentityType: 'bot' } }
        : { user: { id: message.from.id, displayName: message.from.profile.name, userIdentityType: 'aadUser' } },
    body: {
      contentType: 'html',
      content: `<div>${message.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</div>`,
    },
    attachments:
      message.card === null ? [] : [{ id: '', contentType: adaptiveCardType, content: JSON.stringify(message.card) }],
    mentions: message.mentions.map((mention, index) => ({
      id: index,
      mentionText: mention.name,
      mentioned: { user: { displayName: mention.name } },
    })),
    reactions: [],
  };
}

function isEmpty(body: unknown): boolean {
  return body === null || body === '' || (typeof body === 'object' && Object.keys(body).length === 0);
}
