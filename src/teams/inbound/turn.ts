import type { Person } from '../../cases/case.ts';
import type { MessageAddress } from '../../swarm/events.ts';
import type { ConversationAddress } from '../connector/connector.ts';
import type { Reader } from '../languages/language.ts';
import type { PersonalChat, PersonalChats, Sighting } from '../people/chats.ts';
import type { Inbound } from './inbound.ts';

/** Where a person spoke to the bot. */
export type Place = {
  kind: 'personal' | 'group' | 'channel';
  /** Where an answer goes: the thread, in a channel. */
  address: ConversationAddress;
  /** The channel's thread id, without a message; null outside channels. */
  channelId: string | null;
  /** Only the sender and the bot see it (a slash command): the answer stays between them, too. */
  isTargeted: boolean;
};

/** What a person did, as everything behind the door sees it. */
export type Turn = {
  person: Person;
  /** The person's MRI, `29:…`. */
  teamsUserId: string;
  reader: Reader;
  place: Place;
  /** The message of ours that was acted on (a button's card); null otherwise. */
  actedOn: MessageAddress | null;
  /** The id of the activity, the cause of what follows. */
  cause: string;
};

/** The turn of an admitted activity by a person of this name, who reads like this. */
export function turnOf(activity: Inbound, name: string, reader: Reader): Turn {
  const person = { id: personIdOf(activity), name };
  return {
    person,
    teamsUserId: activity.from.id,
    reader,
    place: placeOf(activity),
    actedOn: activity.replyToId
      ? {
          serviceUrl: activity.serviceUrl,
          conversationId: activity.conversation.id,
          activityId: activity.replyToId,
        }
      : null,
    cause: activity.id ?? `${activity.type} ${reader.at}`,
  };
}

/** Entra ids are compared in lower case everywhere. */
export const personIdOf = (activity: Inbound): string => (activity.from.aadObjectId ?? '').toLowerCase();

export function placeOf({ conversation, serviceUrl, channelData, recipient }: Inbound): Place {
  const kind =
    conversation.conversationType === 'personal'
      ? 'personal'
      : conversation.conversationType === 'channel' || channelData?.channel
        ? 'channel'
        : 'group';
  const [base = ''] = conversation.id.split(';');
  return {
    kind,
    address: { serviceUrl, conversationId: conversation.id },
    channelId: kind === 'channel' ? (channelData?.channel?.id ?? base) : null,
    isTargeted: recipient.isTargeted === true,
  };
}

/** Keeps how to reach the sender, from an authenticated and admitted activity; null when it is by nobody. */
export async function rememberSender(chats: PersonalChats, activity: Inbound): Promise<PersonalChat | null> {
  const personId = personIdOf(activity);
  if (personId === '') return null;
  const isPersonal = activity.conversation.conversationType === 'personal';
  const chat: Sighting['chat'] = !isPersonal
    ? { kind: 'none' }
    : isFarewell(activity)
      ? { kind: 'gone' }
      : { kind: 'here', conversationId: activity.conversation.id };
  return chats.remember({
    personId,
    teamsUserId: activity.from.id,
    name: activity.from.name?.trim() || null,
    serviceUrl: activity.serviceUrl,
    locale: activity.locale ?? null,
    zone: zoneIn(activity),
    introduces: isOwnWord(activity),
    chat,
  });
}

/** Whether the person wrote something, or brought somebody's message to the bot; not so a button, or what Teams tells. */
const isOwnWord = ({ type, name, text }: Inbound): boolean =>
  type === 'message' ? Boolean(text?.trim()) : name?.startsWith('composeExtension/') === true;

/** Whether the activity says that the app was taken out of the conversation. */
export const isFarewell = ({ type, action, membersRemoved, recipient }: Inbound): boolean =>
  (type === 'installationUpdate' && action?.startsWith('remove') === true) ||
  membersRemoved?.some((each) => each.id === recipient.id) === true;

const zoneIn = (activity: Inbound): string | null =>
  activity.localTimezone ?? activity.entities?.find((entity) => entity.type === 'clientInfo')?.timezone ?? null;
