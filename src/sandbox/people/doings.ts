import type { Activities } from '../connector/activities.ts';
import type { Deliveries } from '../connector/deliveries.ts';
import type { Feed } from '../doors/feed.ts';
import type { Conversation, Message, Tenant } from '../tenant/tenant.ts';
import type { Dialogs } from './dialogs.ts';
import type { Outcome } from './views.ts';

/** What doing anything as a person needs. */
export type DoingContext = {
  tenant: Tenant;
  feed: Feed;
  activities: Activities;
  deliveries: Deliveries;
  dialogs: Dialogs;
};

/** Something that Teams' client would not let a person do, and why. */
export type NotPossible = { impossible: string };

/** The outcome of something that nobody notices. */
export const nothing: Outcome = {
  message: null,
  card: null,
  notice: null,
  error: null,
  dialog: null,
  url: null,
  deliveries: [],
};

/** The thread that an activity about a message belongs to: only channels have threads. */
export function threadFor(conversation: Conversation, message: Message): string | null {
  return conversation.kind === 'channel' ? message.thread : null;
}
