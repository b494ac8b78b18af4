import { type Assignment, isNotThere, isTeamShut, shutIn } from '../matching/plan.ts';
import type { Circumstances, SwarmCommand } from './commands.ts';
import { answered } from './deciding/answers.ts';
import { articleSent, articleWritten } from './deciding/article.ts';
import { coordinated } from './deciding/coordination.ts';
import { cover } from './deciding/cover.ts';
import { alreadySo, type Decision, happened, refused } from './deciding/decision.ts';
import { followedUp } from './deciding/followUp.ts';
import { gapAnswered, leadAsked } from './deciding/gapLead.ts';
import { linkedTo } from './deciding/link.ts';
import { modelAsked, modelFailed, modelWrote, readingAsked } from './deciding/model.ts';
import { askedForNote, noted } from './deciding/note.ts';
import { prevented } from './deciding/prevention.ts';
import { lookedAtWork } from './deciding/relay.ts';
import { reported } from './deciding/reports.ts';
import { thanked } from './deciding/thanks.ts';
import { urgencyTold } from './deciding/urgency.ts';
import { gaveView } from './deciding/views.ts';
import type { AwaySince, SwarmEvent } from './events.ts';
import type { ProposedSwarm, SwarmState } from './state.ts';

/**
 * What is allowed: the only place where a swarm's next events are made. Pure: the same state, command and
 * circumstances always give the same decision. It never throws for what a person can cause.
 *
 * The rules of one subject stand together: answers.ts (the invited), coordination.ts (the coordinator),
 * link.ts (a case for a swarm told in own words), note.ts (the status note), model.ts (words by a language model), views.ts (whom nobody has heard yet), relay.ts (the end of a working time), reports.ts (jobs and the
 * clock), gapLead.ts (nobody is left to ask), followUp.ts, prevention.ts and thanks.ts (after the end), room.ts (a channel that is gone), cover.ts (whom to ask next).
 */
export function decide(state: SwarmState, command: SwarmCommand, now: Circumstances): Decision {
  switch (command.type) {
    case 'Propose':
      if (state.status !== 'none') return alreadySo;
      return happened({
        type: 'SwarmProposed',
        tenantId: command.tenantId,
        case: command.case,
        plan: command.plan,
        room: command.room,
        policy: command.policy,
      });
    case 'RevisePlan':
      return onPlan(state, now, (proposed) =>
        happened(
          // Linked meanwhile to a case of a system: that says how urgent it is.
          ...(proposed.case.home ? [] : urgencyTold(proposed.case.severity, command.severity)),
          {
            type: 'PlanRevised',
            plan: command.plan,
            dropped: command.dropped,
            added: command.added,
            ...(command.learners.length > 0 && { learners: command.learners }),
          },
        ),
      );
    case 'Start':
      return onPlan(state, now, (proposed) => start(proposed, now));
    case 'LapsePlan':
      return state.status === 'proposed' ? happened({ type: 'PlanLapsed' }) : alreadySo;
    case 'Accept':
    case 'Decline':
    case 'StepBack':
    case 'OfferHelp':
      return answered(state, command, now);
    case 'WriteNote':
      return noted(state, command, now);
    case 'SendArticle':
      return articleSent(state, command, now);
    case 'WriteArticle':
      return articleWritten(state, command, now);
    case 'AnswerGap':
      return gapAnswered(state, command, now);
    case 'ReportGapLeadAsked':
      return leadAsked(state, command);
    case 'SetFollowUp':
    case 'AnswerFollowUp':
      return followedUp(state, command, now);
    case 'AskPrevention':
    case 'AnswerPrevention':
    case 'MovePrevention':
    case 'FinishPrevention':
      return prevented(state, command, now);
    case 'GiveThanks':
    case 'PassPraise':
      return thanked(state, command, now);
    case 'AskModel':
      return command.of === 'reading'
        ? onPlan(state, now, (proposed) => readingAsked(proposed, command.language))
        : modelAsked(state, { ...command, of: command.of }, now);
    case 'ReportModelWrote':
      return modelWrote(state, command);
    case 'ReportModelFailed':
      return modelFailed(state, command);
    case 'GiveView':
      return gaveView(state, command, now);
    case 'AskForNote':
      return askedForNote(state, command, now);
    case 'LookAtWork':
      return lookedAtWork(state, now);
    case 'AddTechnology':
    case 'DropTechnology':
    case 'InvitePerson':
    case 'AskViews':
    case 'AskSilent':
    case 'HandOver':
    case 'OfferRelay':
    case 'Resolve':
    case 'Cancel':
    case 'Reopen':
    case 'RetryStep':
    case 'TakeOffer':
    case 'AskNow':
    case 'OpenRoom':
    case 'GoWithoutRoom':
      return coordinated(state, command, now);
    case 'LinkCase':
    case 'UnlinkCase':
      return linkedTo(state, command, now);
    case 'Expire':
    case 'ReportCase':
    case 'ReportChannelOpened':
    case 'ReportAppEnabled':
    case 'ReportSeated':
    case 'ReportAnnounced':
    case 'ReportBriefingPosted':
    case 'ReportBriefingLost':
    case 'ReportBriefingConcluded':
    case 'ReportDelivered':
    case 'ReportUnreachable':
    case 'ReportPersonLeft':
    case 'ReportOutcomePosted':
    case 'ReportViewRelayed':
    case 'ReportArchived':
    case 'ReportUnarchived':
    case 'ReportDeleted':
    case 'ReportCaseTold':
    case 'ReportChannelLost':
    case 'ReportChannelFound':
    case 'ReportLeftBriefingHidden':
    case 'ReportLeftChannelDeleted':
    case 'ReportPlanCardPosted':
    case 'ReportInvitationShown':
    case 'ReportSideCard':
    case 'ReportDelay':
    case 'ReportFailure':
      return reported(state, command, now);
    default:
      return command satisfies never;
  }
}

/**
 * A plan is its case owner's, and of who stands in for them; of a restricted case the owner's alone. Someone who
 * presses Start twice has started once.
 */
function onPlan(state: SwarmState, now: Circumstances, then: (state: ProposedSwarm) => Decision): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  const mayAct = isOwner(state, now) || (now.actorStandsIn && !state.case.restricted);
  if (now.actor.kind === 'person' && !mayAct) return refused({ code: 'not-case-owner', owner: state.case.owner });
  if (state.status === 'lapsed') return refused({ code: 'plan-lapsed' });
  if (state.status !== 'proposed') return refused({ code: 'already-started' });
  return then(state);
}

const isOwner = (state: Exclude<SwarmState, { status: 'none' }>, { actor }: Circumstances): boolean =>
  actor.kind === 'person' && actor.person.id === state.case.owner.id;

/** The team the owner saw is asked first; then whoever the policy wants asked at once beside them; learners last. */
function start(state: ProposedSwarm, now: Circumstances): Decision {
  // Who starts it is there to lead it: the owner may be on leave, and can take over at any time.
  const coordinator = now.actor.kind === 'person' ? now.actor.person : state.case.owner;
  const shut = shutIn(
    now.ranking,
    state.plan.technologies.map(({ technology }) => technology),
  );
  const away = state.plan.team.flatMap(({ person }): AwaySince[] => {
    const why = now.ranking.candidates.find((each) => each.person.id === person.id)?.against.find(isNotThere);
    return why && person.id !== coordinator.id ? [{ person, why }] : [];
  });
  const started: SwarmEvent = {
    type: 'SwarmStarted',
    coordinator,
    technologies: state.plan.technologies,
    team: state.plan.team,
    ...(shut.length > 0 && { shut }),
    ...(away.length > 0 && { away }),
  };
  const learners = (state.plan.learners ?? []).filter(
    ({ person }) => state.learners.some(({ id }) => id === person.id) && now.hours[person.id]?.left !== true,
  );
  const isShut = ({ person, for: reasons }: Assignment): boolean =>
    !reasons.some(({ code }) => code === 'named-by-person') &&
    now.ranking.candidates.some((each) => each.person.id === person.id && each.against.some(isTeamShut));
  const isGone = ({ person }: Assignment): boolean => now.hours[person.id]?.left === true;
  const isAway = ({ person }: Assignment): boolean => away.some((each) => each.person.id === person.id);
  // Nobody asks themselves, who has left or is not there any more, and whose team has been closed since the plan was made is left alone,
  // unless wanted by name.
  const team = state.plan.team.filter(
    (each) => each.person.id !== coordinator.id && !isShut(each) && !isGone(each) && !isAway(each),
  );
  return happened(...cover(state, [started], now, team, learners));
}
