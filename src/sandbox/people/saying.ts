import type { DeliveryOptions } from '../connector/delivery.ts';
import { addMessage } from '../connector/messages.ts';
import { botIsIn, type Conversation, isReadOnly, type Mention, type Person } from '../tenant/tenant.ts';
import { type DoingContext, type NotPossible, nothing, threadFor } from './doings.ts';
import { messageView } from './seeing.ts';
import type { Outcome } from './views.ts';

export type Saying = {
  conversation: Conversation;
  text: string;
  thread: string | null;
  /** Mentions the bot, without which it does not hear of messages outside its personal chat. */
  mentionBot: boolean;
  /** Chosen from the slash menu: only the bot sees it, with `recipient.isTargeted`. */
  slash: boolean;
  mentions: readonly Person[];
  locale?: string;
  delivery: DeliveryOptions;
};

/** A person says something; resolves when the bot has answered the turn, if the bot hears of it at all. */
export async function say(
  { tenant, feed, activities, deliveries }: DoingContext,
  person: Person,
  saying: Saying,
): Promise<Outcome | NotPossible> {
  const { conversation } = saying;
  if (conversation.kind === 'channel' && isReadOnly(conversation.channel))
    return { impossible: 'The channel is archived.' };
  if (conversation.kind === 'channel' && conversation.channel.deletedAt !== null)
    return { impossible: 'The channel was deleted.' };
  const mentions: Mention[] = saying.mentions.map((one) => ({
    mri: one.mri,
    name: one.profile.name,
    text: `<at>${one.profile.name}</at>`,
  }));
  const botMention: Mention = { mri: tenant.app.botMri, name: tenant.app.name, text: `<at>${tenant.app.name}</at>` };
  const toBot = saying.mentionBot && conversation.kind !== 'personal';
  const words = saying.slash ? saying.text.replace(/^\//, '') : saying.text;
  const text = [
    ...(toBot ? [botMention.text] : []),
    words,
    ...mentions.filter((mention) => !words.includes(mention.text)).map((mention) => mention.text),
  ].join(' ');
  const all = toBot ? [botMention, ...mentions] : mentions;
  const message = addMessage(tenant, feed, conversation, {
    from: person,
    content: { text, textFormat: 'plain', mentions: all, card: null, attachments: [] },
    thread: saying.thread,
    targetedTo: saying.slash ? person : null,
  });
  const view = messageView(conversation, message, person);
  const hears = conversation.kind === 'personal' ? !person.blockedBot : toBot || saying.slash;
  if (!hears || !botIsIn(conversation)) return { ...nothing, message: view };
  const activity = activities.message(person, conversation, {
    id: message.id,
    thread: threadFor(conversation, message),
    text,
    mentions: all,
    isTargeted: saying.slash,
    ...(saying.locale === undefined ? {} : { locale: saying.locale }),
  });
  return { ...nothing, message: view, deliveries: await deliveries.deliver(activity, saying.delivery) };
}
