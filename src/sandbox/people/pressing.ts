import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ActionMarks, type CardAction, findAction, gatherInputs, refreshFor } from '../connector/cards.ts';
import type { Delivery, DeliveryOptions } from '../connector/delivery.ts';
import { cardSchema, showTo } from '../connector/messages.ts';
import { pause } from '../doors/door.ts';
import { botIsIn, type Card, type Conversation, type Message, type Person } from '../tenant/tenant.ts';
import { type DoingContext, type NotPossible, nothing, threadFor } from './doings.ts';
import type { Outcome } from './views.ts';

export type Pressing = {
  conversation: Conversation;
  message: Message;
  action: ActionMarks;
  inputs: Record<string, unknown>;
  locale?: string;
  delivery: DeliveryOptions;
};

/** A person presses a button of a card as they see it; resolves with what Teams would show them. */
export async function press(context: DoingContext, person: Person, pressing: Pressing): Promise<Outcome | NotPossible> {
  const { conversation, message } = pressing;
  // A client shows people their own view before they can press anything; an update of the card asks for it anew.
  if (hasOwnView(message, person) && !message.views.has(person.id))
    await lookAt(context, person, conversation, message, pressing.locale ?? null);
  const card = message.views.get(person.id) ?? message.card;
  if (card === null || message.deleted) return { impossible: 'The message has no card.' };
  const action = findAction(card, pressing.action);
  if (action === null) return { impossible: `The card has no action ${JSON.stringify(pressing.action)}.` };
  if (action.isEnabled === false) return { impossible: 'The button is switched off.' };
  const gathered =
    action.associatedInputs === 'none'
      ? { ok: true as const, inputs: {} }
      : gatherInputs(card, pressing.inputs, action);
  if (!gathered.ok) return { impossible: `Required inputs are empty: ${gathered.missing.join(', ')}.` };
  return run(context, person, pressing, action, gathered.inputs);
}

/** Whether Teams would fetch a view of their own for this person. */
const hasOwnView = (message: Message, person: Person): boolean =>
  message.card !== null && refreshFor(message.card, person.mri) !== null;

const teamsDataSchema = z.looseObject({
  msteams: z.looseObject({
    type: z.string(),
    text: z.string().optional(),
    displayText: z.string().optional(),
    value: z.unknown().optional(),
  }),
});

async function run(
  context: DoingContext,
  person: Person,
  pressing: Pressing,
  action: CardAction,
  inputs: Record<string, unknown>,
): Promise<Outcome | NotPossible> {
  const { activities, deliveries, dialogs } = context;
  const { conversation, message } = pressing;
  const data = typeof action.data === 'string' ? action.data : { ...action.data, ...inputs };
  const at = {
    thread: threadFor(conversation, message),
    replyToId: message.id,
    ...(pressing.locale === undefined ? {} : { locale: pressing.locale }),
  };
  switch (action.type) {
    case 'Action.Execute': {
      const answers = await execute(context, person, pressing, action, data, 'manual');
      return outcomeOfExecute(context, person, pressing, answers);
    }
    case 'Action.Submit': {
      const special = teamsDataSchema.safeParse(data);
      const kind = special.success ? special.data.msteams.type : null;
      if (kind === 'task/fetch') {
        const activity = activities.invoke(person, conversation, {
          ...at,
          id: randomUUID(),
          name: 'task/fetch',
          value: { data, context: { theme: 'default' } },
        });
        const answers = await deliveries.deliver(activity, pressing.delivery);
        return dialogs.opened(person, { kind: 'task', conversation, message }, answers);
      }
      const words =
        special.success && (kind === 'imBack' || kind === 'messageBack')
          ? String(special.data.msteams.text ?? special.data.msteams.value ?? '')
          : undefined;
      const activity = activities.submitted(person, conversation, {
        ...at,
        id: `f:${randomUUID()}`,
        value: data,
        ...(words === undefined ? {} : { text: words }),
      });
      return {
        ...nothing,
        card: message.views.get(person.id) ?? message.card,
        deliveries: await deliveries.deliver(activity, pressing.delivery),
      };
    }
    case 'Action.OpenUrl':
      return { ...nothing, url: action.url ?? null };
    default:
      return { impossible: `${action.type} is a matter of the client alone.` };
  }
}

function execute(
  { activities, deliveries }: DoingContext,
  person: Person,
  on: { conversation: Conversation; message: Message; locale?: string; delivery: DeliveryOptions },
  action: CardAction,
  data: unknown,
  trigger: 'manual' | 'automatic',
): Promise<Delivery[]> {
  const { conversation, message } = on;
  const activity = activities.invoke(person, conversation, {
    id: `f:${randomUUID()}`,
    thread: threadFor(conversation, message),
    replyToId: message.id,
    name: 'adaptiveCard/action',
    value: {
      action: { type: 'Action.Execute', id: action.id ?? '', verb: action.verb, data, title: action.title },
      trigger,
    },
    ...(on.locale === undefined ? {} : { locale: on.locale }),
  });
  return deliveries.deliver(activity, on.delivery);
}

const executeAnswerSchema = z.discriminatedUnion('type', [
  z.looseObject({ statusCode: z.int(), type: z.literal('application/vnd.microsoft.card.adaptive'), value: cardSchema }),
  z.looseObject({
    statusCode: z.int(),
    type: z.literal('application/vnd.microsoft.activity.message'),
    value: z.string(),
  }),
  z.looseObject({
    statusCode: z.int(),
    type: z.literal('application/vnd.microsoft.error'),
    value: z.looseObject({ code: z.string(), message: z.string() }),
  }),
]);

/** The answer shapes of platform.md 2.5. A card changes this person's view only. */
function outcomeOfExecute(
  { tenant, feed }: DoingContext,
  person: Person,
  on: { conversation: Conversation; message: Message },
  deliveries: Delivery[],
): Outcome {
  const { conversation, message } = on;
  const seen = (): Card | null => message.views.get(person.id) ?? message.card;
  const first = deliveries[0];
  if (first === undefined || first.status === 0)
    return {
      ...nothing,
      card: seen(),
      error: { code: 'BotUnreachable', message: first?.fault ?? 'Nothing was sent.' },
      deliveries,
    };
  if (first.status >= 300)
    return {
      ...nothing,
      card: seen(),
      error: { code: String(first.status), message: 'Something went wrong. Please try again.' },
      deliveries,
    };
  if (first.body === null) return { ...nothing, card: seen(), deliveries };
  const answer = executeAnswerSchema.safeParse(first.body);
  if (!answer.success)
    return {
      ...nothing,
      card: seen(),
      error: { code: 'BadInvokeResponse', message: z.prettifyError(answer.error) },
      deliveries,
    };
  switch (answer.data.type) {
    case 'application/vnd.microsoft.card.adaptive':
      showTo(tenant, feed, conversation, message, person, answer.data.value);
      return { ...nothing, card: seen(), deliveries };
    case 'application/vnd.microsoft.activity.message':
      return { ...nothing, card: seen(), notice: answer.data.value, deliveries };
    case 'application/vnd.microsoft.error':
      return {
        ...nothing,
        card: seen(),
        error: { code: answer.data.value.code, message: answer.data.value.message },
        deliveries,
      };
    default:
      return answer.data satisfies never;
  }
}

/**
 * Looks at a message: Teams runs the card's refresh for whoever it names, and shows them their own view. Under a burst
 * of updates the answer may be older than the card: then it is asked for once more, as Teams does of a new card.
 */
export async function lookAt(
  ...[context, person, conversation, message, locale = null]: Parameters<typeof lookOnce>
): Promise<void> {
  for (let looks = 1; (await lookOnce(context, person, conversation, message, locale)) === 'outdated'; looks++) {
    if (looks === 20) return;
    await pause(100);
  }
}

async function lookOnce(
  context: DoingContext,
  person: Person,
  conversation: Conversation,
  message: Message,
  locale: string | null = null,
): Promise<'seen' | 'outdated'> {
  const card = message.views.get(person.id) ?? message.card;
  if (card === null || message.deleted || !botIsIn(conversation)) return 'seen';
  const action = refreshFor(card, person.mri);
  if (action === null) return 'seen';
  const revision = message.revision;
  const answers = await execute(
    context,
    person,
    { conversation, message, delivery: {}, ...(locale === null ? {} : { locale }) },
    action,
    action.data ?? {},
    'automatic',
  );
  // An update that came meanwhile is newer than this answer.
  if (message.revision !== revision) return 'outdated';
  outcomeOfExecute(context, person, { conversation, message }, answers);
  return 'seen';
}
