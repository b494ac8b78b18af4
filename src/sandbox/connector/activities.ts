import { DateTime } from 'luxon';
import type { Channel, Conversation, Mention, Person, Team, Tenant } from '../tenant/tenant.ts';

/** An activity to the bot, in Teams' fields. */
export type Activity = { type: string; id: string; serviceUrl?: string; [field: string]: unknown };

/** Writes activities the way Teams does (platform.md 2, 3, 4). */
export function createActivities(tenant: Tenant, serviceUrl: string) {
  const bot = { id: tenant.app.botMri, name: tenant.app.name };

  /** The fields of every activity by a person. `thread`: the root message of a channel's thread. */
  function byPerson(
    person: Person,
    conversation: Conversation,
    options: { id: string; thread: string | null; locale?: string },
  ): Activity {
    const now = tenant.now();
    const locale = options.locale ?? localeOf(person);
    const { zone } = person.profile;
    return {
      type: 'message',
      id: options.id,
      timestamp: new Date(now).toISOString(),
      localTimestamp: DateTime.fromMillis(now, { zone }).toISO(),
      localTimezone: zone,
      channelId: 'msteams',
      serviceUrl,
      from: { id: person.mri, name: person.profile.name, aadObjectId: person.id },
      conversation: conversationAccount(conversation, options.thread),
      recipient: bot,
      locale,
      entities: [{ locale, country: locale.split('-')[1] ?? '', platform: 'Web', timezone: zone, type: 'clientInfo' }],
      channelData: { tenant: { id: tenant.id }, ...channelFields(conversation) },
    };
  }

  return {
    /** A message as Teams sends it; `isTargeted` for one chosen from the slash menu. */
    message(
      person: Person,
      conversation: Conversation,
      said: {
        id: string;
        thread: string | null;
        text: string;
        mentions: readonly Mention[];
        isTargeted: boolean;
        locale?: string;
      },
    ): Activity {
      const base = byPerson(person, conversation, said);
      return {
        ...base,
        text: said.text,
        textFormat: 'plain',
        ...(said.isTargeted ? { recipient: { ...bot, isTargeted: true } } : {}),
        attachments: [{ contentType: 'text/html', content: `<div><div>${escaped(said.text)}</div></div>` }],
        entities: [
          ...said.mentions.map((mention) => ({
            type: 'mention',
            text: mention.text,
            mentioned: { id: mention.mri, name: mention.name },
          })),
          ...(Array.isArray(base.entities) ? base.entities : []),
        ],
      };
    },

    /** Action.Submit: a message without text, the data as its value. */
    submitted(
      person: Person,
      conversation: Conversation,
      sent: { id: string; thread: string | null; replyToId: string; value: unknown; text?: string; locale?: string },
    ): Activity {
      return {
        ...byPerson(person, conversation, sent),
        ...(sent.text === undefined ? {} : { text: sent.text, textFormat: 'plain' }),
        replyToId: sent.replyToId,
        value: sent.value,
      };
    },

    invoke(
      person: Person,
      conversation: Conversation,
      sent: { id: string; thread: string | null; name: string; value: unknown; replyToId?: string; locale?: string },
    ): Activity {
      return {
        ...byPerson(person, conversation, sent),
        type: 'invoke',
        name: sent.name,
        value: sent.value,
        ...(sent.replyToId === undefined ? {} : { replyToId: sent.replyToId }),
      };
    },

    /** conversationUpdate of a team; `conversation.id` is the team's thread, whatever channel it is about. */
    teamChanged(
      team: Team,
      eventType: string,
      id: string,
      change: {
        channel?: Channel;
        membersAdded?: readonly Person[];
        membersRemoved?: readonly Person[];
        bot?: 'added' | 'removed';
        actor?: Person;
      },
    ): Activity {
      const account = (person: Person) => ({ id: person.mri, aadObjectId: person.id });
      const added = [...(change.bot === 'added' ? [bot] : []), ...(change.membersAdded ?? []).map(account)];
      const removed = [...(change.bot === 'removed' ? [bot] : []), ...(change.membersRemoved ?? []).map(account)];
      return {
        type: 'conversationUpdate',
        id,
        timestamp: new Date(tenant.now()).toISOString(),
        channelId: 'msteams',
        serviceUrl,
        from: change.actor === undefined ? { id: team.thread } : account(change.actor),
        conversation: { isGroup: true, conversationType: 'channel', id: team.thread, tenantId: tenant.id },
        recipient: bot,
        ...(added.length > 0 ? { membersAdded: added } : {}),
        ...(removed.length > 0 ? { membersRemoved: removed } : {}),
        channelData: {
          ...(change.channel === undefined ? {} : { channel: { id: change.channel.id, name: change.channel.name } }),
          team: { id: team.thread, name: team.name, aadGroupId: team.id },
          eventType,
          tenant: { id: tenant.id },
        },
      };
    },

    /** installationUpdate, and in a chat the conversationUpdate that comes with it. */
    installation(conversation: Conversation, person: Person | null, action: 'add' | 'remove', id: string): Activity {
      return { ...stub(conversation, person, id), type: 'installationUpdate', action };
    },
    botMembership(conversation: Conversation, person: Person | null, action: 'add' | 'remove', id: string): Activity {
      return {
        ...stub(conversation, person, id),
        type: 'conversationUpdate',
        [action === 'add' ? 'membersAdded' : 'membersRemoved']: [bot],
      };
    },
  };

  function stub(conversation: Conversation, person: Person | null, id: string): Activity {
    if (person !== null) return byPerson(person, conversation, { id, thread: null });
    return {
      type: '',
      id,
      timestamp: new Date(tenant.now()).toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: conversation.id },
      conversation: conversationAccount(conversation, null),
      recipient: bot,
      channelData: { tenant: { id: tenant.id }, ...channelFields(conversation) },
    };
  }

  function conversationAccount(conversation: Conversation, thread: string | null): object {
    return {
      ...(conversation.kind === 'personal' ? {} : { isGroup: true }),
      ...(conversation.kind === 'groupChat' && conversation.topic !== '' ? { name: conversation.topic } : {}),
      conversationType: conversation.kind,
      tenantId: tenant.id,
      id: thread === null ? conversation.id : `${conversation.id};messageid=${thread}`,
    };
  }
}
export type Activities = ReturnType<typeof createActivities>;

export function localeOf(person: Person): string {
  return person.profile.languages[0] === 'ja' ? 'ja-JP' : 'en-US';
}

function channelFields(conversation: Conversation): object {
  if (conversation.kind !== 'channel') return {};
  const { channel } = conversation;
  return {
    teamsChannelId: channel.id,
    teamsTeamId: channel.team.thread,
    channel: { id: channel.id },
    team: { id: channel.team.thread, aadGroupId: channel.team.id, name: channel.team.name },
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
