import type { StoryEntry, StoryEventType, StoryInvitation, SwarmStory } from '../../history/swarms/story.ts';
import type { Format } from '../format.ts';
import type { Words } from '../words/en.ts';

/** What an entry says. `byActor`: the sentence begins with who did it. `weight` is how it is marked. */
export type Told = { text: string; notes: string[]; weight: 'usual' | 'good' | 'bad' | 'turn'; byActor: boolean };

type Telling = { story: SwarmStory; words: Words; format: Format; nameOf(technology: string): string };

/** Steps of machines, hidden until asked for. */
export const technicalEvents: ReadonlySet<StoryEventType> = new Set([
  'AppEnabledInChannel',
  'MemberAnnounced',
  'BriefingPosted',
  'BriefingLost',
  'BriefingConcluded',
  'LeftBriefingHidden',
  'InvitationDelivered',
  'StepDelayed',
  'NoteAskedFor',
  'ViewRelayed',
  'ModelFailed',
  'OutcomePosted',
  'CaseTold',
]);

/** From when somebody's time to answer counts: what waited for their hours was not heard before. ISO, UTC. */
export const askedAt = ({ invitedAt, deliverAt, deliveredAt }: StoryInvitation): string =>
  (deliverAt && deliveredAt) || invitedAt;

/** An event as a sentence in the reader's language. */
export function telling({ event, at }: StoryEntry, { story, words, format, nameOf }: Telling): Told {
  const { events } = words.story;
  const usual = (text: string, ...notes: string[]): Told => ({ text, notes, weight: 'usual', byActor: false });
  const deed = (text: string, ...notes: string[]): Told => ({ ...usual(text, ...notes), byActor: true });
  // Our own pacing has words; an error is told as it came (ownPace of swarm/jobs.ts).
  const causeOf = (cause: string) => (cause === 'own-pace' ? events.ownPace : cause);
  const namesOf = (technologies: readonly string[]) => words.listed(technologies.map(nameOf));
  const personOf = (id: string) => story.people.find(({ person }) => person.id === id)?.person.name ?? words.unknown;
  const invitation = (id: string) => {
    const person = story.people.find(({ invitations }) => invitations.some((each) => each.id === id));
    const sent = person?.invitations.find((each) => each.id === id);
    const span = sent ? events.after(format.span((Date.parse(at) - Date.parse(askedAt(sent))) / 1000)) : null;
    const waited = sent?.deliverAt !== undefined;
    return { name: person?.person.name ?? words.unknown, after: span ? [span] : [], waited };
  };

  switch (event.type) {
    case 'SwarmProposed':
      return deed(
        events.proposed(event.plan.technologies.length, event.plan.team.length, words.story.room[event.room]),
      );
    case 'PlanRevised':
      return deed(events.revised);
    case 'PlanLapsed':
      return usual(events.lapsed);
    case 'SwarmStarted':
      return { ...deed(events.started, namesOf(event.technologies.map((each) => each.technology))), weight: 'turn' };
    case 'ChannelOpened':
      return usual(events.channelOpened(event.channel.name));
    case 'AppEnabledInChannel':
      return usual(events.appEnabled);
    case 'MemberSeated':
      return usual(events.seated(event.person.name, events.role[event.role]));
    case 'BriefingPosted':
      return usual(events.briefed);
    case 'BriefingLost':
      return { ...usual(events.briefingLost), weight: 'bad' };
    case 'BriefingConcluded':
      return usual(events.briefingConcluded);
    case 'MemberAnnounced':
      return usual(events.announced(event.person.name));
    case 'ExpertInvited': {
      const { person, technologies, wave, answerBy, deliverAt, role, takesOver } = event.invitation;
      const text = takesOver
        ? events.invitedToTakeOver(person.name)
        : role === 'learner'
          ? events.invitedLearner(person.name)
          : technologies.length === 0
            ? events.invitedToHelp(person.name, wave)
            : events.invited(person.name, namesOf(technologies), wave);
      const waits = deliverAt ? [events.asksLater(format.moment(deliverAt))] : [];
      return usual(text, ...waits, events.answerBy(format.moment(answerBy)));
    }
    case 'InvitationHastened':
      return deed(events.hastened(invitation(event.invitationId).name));
    case 'InvitationDelivered': {
      const { name, after, waited } = invitation(event.invitationId);
      return usual(events.delivered(name), ...(waited ? [] : after));
    }
    case 'InvitationUnreachable':
      return {
        ...usual(events.unreachable(invitation(event.invitationId).name, words.unreachable[event.cause])),
        weight: 'bad',
      };
    case 'InvitationAccepted': {
      const { name, after } = invitation(event.invitationId);
      return { ...usual(events.accepted(name), ...after), weight: 'good' };
    }
    case 'InvitationDeclined': {
      const { name, after } = invitation(event.invitationId);
      const instead = event.instead ? [words.story.instead(event.instead.name)] : [];
      const note = event.note ? [words.story.note(event.note)] : [];
      return usual(events.declined(name, words.declines[event.reason]), ...after, ...instead, ...note);
    }
    case 'InsteadNotAsked':
      return usual(events.insteadNotAsked(invitation(event.invitationId).name));
    case 'HelpOffered':
      return usual(events.helpOffered(invitation(event.invitationId).name));
    case 'ExpertSteppedBack': {
      const note = [event.why, event.known].filter((each) => each !== '').map((each) => words.story.note(each));
      const { name } = invitation(event.invitationId);
      return { ...usual(event.gone ? events.gone(name) : events.steppedBack(name), ...note), weight: 'bad' };
    }
    case 'ChannelLost':
      return { ...usual(events.channelLost[event.how]), weight: 'bad' };
    case 'ChannelFound':
      return usual(events.channelFound);
    case 'RoomWanted':
      return deed(events.roomWanted);
    case 'RoomWaived':
      return deed(events.roomWaived);
    case 'InvitationExpired': {
      const { name, after } = invitation(event.invitationId);
      return usual(events.expired(name), ...after);
    }
    case 'InvitationWithdrawn': {
      const { name, after } = invitation(event.invitationId);
      const why = event.by ? words.story.takenOverBy(event.by.name) : words.withdrawn[event.because];
      return usual(events.withdrawn(name, why), ...after);
    }
    case 'TechnologyAdded':
      return deed(events.technologyAdded(event.technology.name[format.language]));
    case 'TechnologyDropped':
      return deed(events.technologyDropped(nameOf(event.technology)));
    case 'GapFound':
      return { ...usual(events.gap(nameOf(event.technology))), weight: 'bad' };
    case 'GapLeadAsked':
      return usual(events.gapLeadAsked(event.lead.name, nameOf(event.technology)));
    case 'GapAnswered': {
      const { answer, technology } = event;
      if (answer.kind === 'named') return deed(events.gapNamed(answer.person.name, nameOf(technology)));
      if (answer.kind === 'without') return deed(events.gapWithout(nameOf(technology)));
      return deed(events.gapElsewhere(nameOf(technology)), ...(answer.words ? [words.story.note(answer.words)] : []));
    }
    case 'ViewsAsked':
      return deed(events.views(event.question));
    case 'SilentAsked':
      return deed(events.silentAsked(words.people(event.asked.map(({ name }) => name)), event.question));
    case 'ViewGiven': {
      const note = event.text ? [words.story.note(event.text)] : [];
      if (!event.text) return usual(events.nothingToAdd);
      return event.named ? deed(events.viewGiven, ...note) : usual(events.viewUnnamed, ...note);
    }
    case 'FollowUpSet':
      return deed(event.follow ? events.followUpSet(format.dayOf(event.follow.on)) : events.followUpDropped);
    case 'FollowUpAnswered': {
      const { still, told, confirmed } = event;
      const notes = [
        ...(told === null ? [] : [events.customerTold[told ? 'yes' : 'no']]),
        ...(confirmed === null ? [] : [events.customerConfirmed[confirmed ? 'yes' : 'no']]),
      ];
      const weight = still === 'yes' ? 'good' : still === 'no' ? 'bad' : 'usual';
      return { ...deed(events.followUpAnswered[still], ...notes), weight };
    }
    case 'PreventionAsked': {
      const { person, task, due } = event.prevention;
      return deed(
        events.preventionAsked(person.name),
        ...(task ? [words.story.note(task)] : []),
        events.due(format.dayOf(due)),
      );
    }
    case 'PreventionAnswered':
      return deed(
        event.accepted ? events.preventionTaken : events.preventionDeclined,
        ...(event.why ? [words.story.note(event.why)] : []),
      );
    case 'PreventionMoved':
      return deed(events.preventionMoved(format.dayOf(event.due)));
    case 'PreventionDone':
      return { ...deed(events.preventionDone), weight: 'good' };
    case 'ArticleWritten':
      return deed(events.articleWritten);
    case 'ArticleDraftWanted':
      return deed(events.articleSent);
    case 'ModelAsked':
      return deed(events.modelAsked[event.of]);
    case 'ModelWrote':
      return usual(events.modelWrote[event.of]);
    case 'ModelFailed':
      return usual(events.modelFailed);
    case 'ViewRelayed':
      return usual(events.viewRelayed);
    case 'StatusNoted':
      return deed(
        events.noted,
        ...event.wrote.flatMap((field) =>
          event.note[field].slice(-1).map(({ text }) => words.story.noteField(field, text)),
        ),
      );
    case 'NoteAskedFor':
      return usual(events.noteAskedFor);
    case 'CoordinationHandedOver':
      return {
        ...usual((event.relay ? events.relayed : events.handedOver)(event.from.name, event.to.name)),
        weight: 'turn',
      };
    case 'RelayProposed': {
      const { of, leaving, ends, relays } = event;
      const names = relays.map(({ person }) => person.name);
      const told = events.relayProposed[of](leaving.name, format.moment(ends));
      return names.length > 0
        ? usual(told, events.couldGoOn(words.people(names)))
        : { ...usual(told, events.nobodyGoesOn), weight: 'bad' };
    }
    case 'WorkPaused':
      return { ...usual(events.workPaused(format.moment(event.since))), weight: 'bad' };
    case 'WorkResumed':
      return usual(events.workResumed(format.moment(event.since)));
    case 'OwnerExplained':
      return usual(events.ownerExplained[event.instead ? 'instead' : 'owner']);
    case 'CaseReassigned':
      return { ...usual(events.reassigned(event.from.name, event.to.name)), weight: 'turn' };
    case 'CaseUrgencyChanged':
      return { ...usual(events.urgencyChanged(words.severity[event.from], words.severity[event.to])), weight: 'turn' };
    case 'CaseRestricted':
      return { ...usual(events.restricted), weight: 'turn' };
    case 'CaseClosed':
      return {
        ...usual(event.into ? events.caseMerged(event.into.number) : events.caseClosed[event.how]),
        weight: 'turn',
      };
    case 'CaseLinked':
      return { ...deed(events.caseLinked(event.case.id)), weight: 'turn' };
    case 'CaseUnlinked':
      return { ...deed(events.caseUnlinked(event.from.id)), weight: 'turn' };
    case 'CaseReopened':
      return { ...usual(events.caseReopened), weight: 'turn' };
    case 'OpenChannelLeft':
      return usual(events.openChannelLeft(event.channel.name));
    case 'LeftBriefingHidden':
      return usual(events.leftBriefingHidden);
    case 'LeftChannelDeleted':
      return usual(events.leftChannelDeleted);
    case 'StepDelayed':
      return usual(events.delayed(words.story.step(event.step, personOf), causeOf(event.cause), event.attempt));
    case 'StepFailed': {
      const failed = events.failed(words.story.step(event.step, personOf), causeOf(event.cause));
      return { ...usual(failed, words.story.advice[event.advice]), weight: 'bad' };
    }
    case 'StepRetried':
      return deed(events.retried(words.story.step(event.step, personOf)));
    case 'SwarmResolved':
      return { ...deed(events.resolved), weight: 'good' };
    case 'SwarmCancelled':
      return { ...deed(events.cancelled(event.reason)), weight: 'turn' };
    case 'SwarmReopened':
      return { ...deed(events.reopened), weight: 'turn' };
    case 'OutcomePosted':
      return usual(events.outcomePosted);
    case 'ChannelArchived':
      return usual(events.archived);
    case 'ChannelUnarchived':
      return usual(events.unarchived);
    case 'ChannelDeleted':
      return usual(events.deleted);
    case 'CaseTold': {
      const told = events.caseTold(words.story.step(event.step, personOf), event.outcome);
      return event.outcome === 'written' || event.outcome === 'not-wanted'
        ? usual(told)
        : { ...usual(told), weight: 'bad' };
    }
    case 'SwarmForgotten':
      return usual(events.forgotten);
    case 'PersonErased':
      return usual(events.personErased);
    default:
      return event satisfies never;
  }
}
