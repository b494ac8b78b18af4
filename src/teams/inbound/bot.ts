import type { TeamsAdapter, TurnState } from '@microsoft/teams-ai';
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import type { TurnContext } from 'botbuilder';
import type { Inbound } from './inbound.ts';

/** An answer to an invoke, as Teams wants it. */
export type InvokeAnswer = { status: number; body?: unknown };

/** What the bot does with each kind of activity. The activity is authenticated and admitted. */
export type BotRoutes = {
  message(activity: Inbound): Promise<void>;
  /** A button of a card (`adaptiveCard/action`). */
  cardAction(activity: Inbound): Promise<InvokeAnswer>;
  /** "Swarm this" on a message was chosen: the dialog. */
  openDialog(activity: Inbound): Promise<InvokeAnswer>;
  /** The dialog was sent. */
  submitDialog(activity: Inbound): Promise<InvokeAnswer>;
  /** Teams tells of installations, members, channels. */
  change(activity: Inbound): Promise<void>;
};

/**
 * The teams-ai application that routes turns. Without its turn state (last write wins, platform.md 7.2 i), its typing
 * timer (j) and its card actions (h: one person's view would be shown to all).
 */
export function createBot({ adapter, appId, routes }: { adapter: TeamsAdapter; appId: string; routes: BotRoutes }) {
  const activities = new WeakMap<TurnContext, Inbound>();
  const application = new Application<TurnState>({
    adapter,
    botAppId: appId,
    startTypingTimer: false,
    removeRecipientMention: false,
  });
  const admitted = (context: TurnContext): Inbound => {
    const activity = activities.get(context);
    if (!activity) throw new Error('A turn began without its admitted activity');
    return activity;
  };
  const onInvoke = (name: string, answer: (activity: Inbound) => Promise<InvokeAnswer>) =>
    application.addRoute(
      async ({ activity }) => activity.type === 'invoke' && activity.name === name,
      async (context) => {
        await context.sendActivity({ type: 'invokeResponse', value: await answer(admitted(context)) });
      },
      true,
    );

  onInvoke('adaptiveCard/action', (activity) => routes.cardAction(activity));
  onInvoke('composeExtension/fetchTask', (activity) => routes.openDialog(activity));
  onInvoke('composeExtension/submitAction', (activity) => routes.submitDialog(activity));
  application.activity('message', (context) => routes.message(admitted(context)));
  for (const type of ['conversationUpdate', 'installationUpdate'])
    application.activity(type, (context) => routes.change(admitted(context)));

  /** Runs one turn. Activities of other kinds are left unanswered. */
  return async function run(context: TurnContext, activity: Inbound): Promise<void> {
    activities.set(context, activity);
    await application.run(context);
  };
}
