import type { SkillsRegistry } from '../../registry/registry.ts';
import type { TeamsEffects } from '../../swarm/service/effects.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import type { Connector } from '../connector/connector.ts';
import type { PersonalChats } from '../people/chats.ts';
import type { Directory } from '../people/directory.ts';
import type { FindGapContacts } from '../people/gapContacts.ts';
import type { EnsureAppInstalled, FindRecurrence } from '../ports.ts';
import type { ShownCards } from '../views/shownCards.ts';
import type { Views } from '../views/views.ts';
import { announceMember } from './announceMember.ts';
import { askGapLead } from './askGapLead.ts';
import { askSilent, relayView } from './askSilent.ts';
import { askViews } from './askViews.ts';
import { deliverInvitation } from './deliverInvitation.ts';
import { foldCard } from './foldCard.ts';
import { hideLeftBriefing } from './hideLeftBriefing.ts';
import { offerPlan } from './offerPlan.ts';
import { postBriefing } from './postBriefing.ts';
import { postOutcome } from './postOutcome.ts';
import { createReach } from './reach.ts';
import { refreshCard } from './refreshCard.ts';
import { askFollowUp, askPrevention, remindPrevention } from './tellAfter.ts';
import { tellCoordinator, tellPerson } from './tellInPerson.ts';
import { tellRecurring } from './tellRecurring.ts';
import { tellRoom } from './tellRoom.ts';
import { tellThanks } from './tellThanks.ts';

export type EffectsNeeds = {
  connector: Connector;
  chats: PersonalChats;
  directory: Directory;
  views: Views;
  shown: ShownCards;
  swarms: Pick<Swarms, 'load'>;
  ensureAppInstalled: EnsureAppInstalled;
  findRecurrence: FindRecurrence;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  findGapContacts: FindGapContacts;
  defaultServiceUrl: string;
};

/** Everything the bot does in Teams on its own, one file each. */
export function createEffects(needs: EffectsNeeds): TeamsEffects {
  const withReach = { ...needs, reach: createReach(needs) };
  return {
    'offer-plan': offerPlan(withReach),
    'deliver-invitation': deliverInvitation(withReach),
    'post-briefing': postBriefing(needs),
    'refresh-card': refreshCard(withReach),
    'fold-card': foldCard(needs),
    'announce-member': announceMember(needs),
    'tell-coordinator': tellCoordinator(withReach),
    'tell-person': tellPerson(withReach),
    'tell-room': tellRoom(needs),
    'ask-views': askViews(needs),
    'ask-silent': askSilent(withReach),
    'relay-view': relayView(needs),
    'tell-recurring': tellRecurring(withReach),
    'ask-gap-lead': askGapLead(withReach),
    'ask-follow-up': askFollowUp(withReach),
    'ask-prevention': askPrevention(withReach),
    'remind-prevention': remindPrevention(withReach),
    'tell-thanks': tellThanks(withReach),
    'post-outcome': postOutcome(needs),
    'hide-left-briefing': hideLeftBriefing(needs),
  };
}
