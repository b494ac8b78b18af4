import type { MessageAddress } from '../../swarm/events.ts';
import type { CardName } from '../../swarm/jobs.ts';
import { done, type Effect } from '../../swarm/service/effects.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { invitationCard } from '../cards/invitationCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Connector, OutgoingMessage } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { ShownCards } from '../views/shownCards.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** Makes a card show its swarm as it is now, unless it does already. */
export function refreshCard(needs: {
  swarms: Pick<Swarms, 'load'>;
  connector: Connector;
  directory: Directory;
  views: Views;
  shown: ShownCards;
}): Effect<'refresh-card'> {
  const { swarms, connector, directory, views, shown } = needs;

  async function drawn(
    state: KnownSwarm,
    card: CardName,
  ): Promise<{ at: MessageAddress; message: OutgoingMessage } | null> {
    if (card === 'plan') {
      if (!state.planCard) return null;
      const reader = await directory.readerOf(state.case.owner.id, state.case.language);
      return { at: state.planCard, message: cardMessage(await views.ownersCard(state, reader)) };
    }
    if (!wasStarted(state)) return null;
    if (card === 'briefing')
      return state.briefing && state.channel.status === 'open'
        ? { at: state.briefing, message: await views.briefingMessage(state) }
        : null;
    const invitation = state.invitations.find((each) => each.id === card);
    if (!invitation?.message) return null;
    const reader = await directory.readerOf(invitation.person.id, state.case.language);
    return { at: invitation.message, message: cardMessage(invitationCard(state, invitation, reader)) };
  }

  return async ({ swarmId, card }, { signal }) => {
    // The newest state: refreshes of one card wait for each other, and the last one to run must show it all.
    const state = await swarms.load(swarmId);
    if (state.status === 'none' || state.forgotten || (await shown.versionOf(swarmId, card)) >= state.version)
      return done;
    const wanted = await drawn(state, card);
    if (!wanted) return done;
    let updated = await connector.update(wanted.at, wanted.message, { signal });
    // A plan asked for by a slash command in a shared place is a message that only its owner sees.
    if (!updated.ok && updated.status === 404 && card === 'plan')
      updated = await connector.update(wanted.at, wanted.message, { signal, targeted: true });
    // Deleted by a person, or in an archived channel: there is nothing to keep true any more.
    if (!updated.ok && updated.status !== 404 && updated.status !== 403) return setbackOf(updated, 'try-again');
    await shown.note(swarmId, card, state.version);
    return done;
  };
}
