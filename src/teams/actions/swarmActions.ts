import { namedTechnology } from '../../matching/planning.ts';
import type { SwarmCommand } from '../../swarm/commands.ts';
import { type Dropped, type NoteField, noteFields } from '../../swarm/events.ts';
import type { Planner } from '../../swarm/planning/planner.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { noNote, noteText, type StartedSwarm, type SwarmState, wasStarted } from '../../swarm/state.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { cleaned } from '../cards/parts/text.ts';
import type { CardAction } from '../cards/verbs.ts';
import type { createLinking, LinkMeant } from '../commands/linking.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { afterCommandOf, wishedDay, wishedPrevention } from './afterActions.ts';
import type { Meaning, Understood } from './meaning.ts';
import { revision } from './revisePlan.ts';

/** A button that changes a swarm. */
export type SwarmAction = Extract<CardAction, { swarmId: string }> & {
  verb: Exclude<CardAction['verb'], 'refresh' | 'plan-again' | 'edit-note' | 'open-card' | 'open-task'>;
};

/** What a lead says where nobody is left to ask. */
type GapAction = Extract<CardAction, { gapOf: string }>;

export type SwarmActionNeeds = {
  swarms: Pick<Swarms, 'history'>;
  planner: Planner;
  directory: Directory;
  meaning: Meaning;
  linking: Pick<ReturnType<typeof createLinking>, 'meant' | 'refused' | 'toldTaken'>;
};

/** The command a button stands for, with everything its inputs name looked up; or what to tell the person. */
export function createCommandOf({ swarms, planner, directory, meaning, linking }: SwarmActionNeeds) {
  return async function commandOf(
    action: SwarmAction,
    state: KnownSwarm,
    reader: Reader,
  ): Promise<Understood<SwarmCommand>> {
    const { replies } = messages(reader.language);
    switch (action.verb) {
      case 'start-swarm':
        return (await revisedSince(state, action.version))
          ? { ok: false, words: replies.planChanged }
          : command({ type: 'Start' });
      case 'keep-deadline':
      case 'drop-deadline': {
        const { deadline: _, ...dropped } = state.dropped;
        return command(samePlan(state, action.verb === 'drop-deadline' ? { ...dropped, deadline: true } : dropped));
      }
      case 'revise-plan': {
        // A plan already started is decide's to refuse.
        if (state.status !== 'proposed') return command(samePlan(state, state.dropped));
        const technologies = meaning.technologies(action.addTechnologies, reader);
        if (!technologies.ok) return technologies;
        const people = await meaning.people(action.addPeople, action.addPeopleTyped, reader, state);
        if (!people.ok) return people;
        const added = { technologies: technologies.it, people: people.it };
        return command(await revision(state, action, added, { swarms, planner, at: reader.at }));
      }
      case 'dismiss-plan':
        // On a started swarm an old card's button must not count as its cancellation.
        return state.status === 'proposed' || state.status === 'lapsed'
          ? command({ type: 'Cancel', reason: '' })
          : { ok: false, words: messages(reader.language).refusals['already-started'] };
      case 'accept':
        return command({ type: 'Accept', invitationId: action.invitationId });
      case 'decline': {
        const instead =
          action.reason === 'ask-other'
            ? await meaning.person(action.instead, action.insteadTyped, reader, state)
            : { ok: true as const, it: null };
        if (!instead.ok) return instead;
        if (action.reason === 'ask-other' && instead.it === null) return { ok: false, words: replies.choosePerson };
        const { invitationId, reason, note } = action;
        return command({ type: 'Decline', invitationId, reason, instead: instead.it, note });
      }
      case 'step-back': {
        const { invitationId, stepBackWhy: why, stepBackKnown: known } = action;
        return command({ type: 'StepBack', invitationId, why, known });
      }
      case 'offer-help':
        return command({ type: 'OfferHelp', invitationId: action.invitationId });
      case 'take-offer':
        return command({ type: 'TakeOffer', invitationId: action.invitationId });
      case 'ask-now':
        return command({ type: 'AskNow', invitationId: action.invitationId });
      case 'ask-named': {
        const named = wasStarted(state) ? whomTheyNamed(state, action.invitationId) : null;
        return named ? command(named) : { ok: false, words: messages(reader.language).refusals['no-such-invitation'] };
      }
      case 'link-case':
        return linkTo(action.linkedCase, state, reader);
      case 'unlink-case':
        return unlinked(state, reader);
      case 'open-room':
        return command({ type: 'OpenRoom' });
      case 'go-without-room':
        return command({ type: 'GoWithoutRoom' });
      case 'add-technology': {
        const meant = meaning.technology(action.addedTechnology, reader);
        const technology = meant.ok ? directory.technology(meant.it) : null;
        if (!meant.ok) return meant;
        return technology
          ? command({ type: 'AddTechnology', technology: namedTechnology(technology) })
          : { ok: false, words: replies.chooseTechnology };
      }
      case 'drop-technology':
        return action.droppedTechnology === null
          ? { ok: false, words: replies.chooseTechnology }
          : command({ type: 'DropTechnology', technology: action.droppedTechnology });
      case 'invite-person':
      case 'seat-learner': {
        const person = await meaning.person(action.invited, action.invitedTyped, reader, state);
        if (!person.ok) return person;
        if (person.it === null) return { ok: false, words: replies.choosePerson };
        const role = action.verb === 'seat-learner' ? 'learner' : 'expert';
        return command({ type: 'InvitePerson', person: person.it, technologies: action.invitedFor, role });
      }
      case 'save-note': {
        return command({ type: 'WriteNote', words: noteWords(action), basedOn: action.noteVersion });
      }
      case 'offer-relay': {
        const to = await meaning.person(action.relayTo, action.relayToTyped, reader, state);
        if (!to.ok) return to;
        if (to.it === null) return { ok: false, words: replies.choosePerson };
        const { relay: of, relayAt: proposedAt, noteVersion: basedOn } = action;
        return command({ type: 'OfferRelay', of, proposedAt, to: to.it, words: noteWords(action), basedOn });
      }
      case 'ask-views':
        return command({ type: 'AskViews', question: action.question });
      case 'ask-silent':
        return command({ type: 'AskSilent', question: action.question });
      case 'tell-view':
        return command({ type: 'GiveView', text: action.viewText, named: action.viewNamed !== 'unnamed' });
      case 'ask-model':
        return command({
          ...{ type: 'AskModel', of: action.of, language: reader.language },
          ...(action.card === 'silent' && action.viewText !== '' ? { typing: true } : {}),
        });
      case 'nothing-to-add':
        return command({ type: 'GiveView', text: null, named: false });
      case 'hand-over': {
        const to = await meaning.person(action.handOverTo, action.handOverToTyped, reader, state);
        if (!to.ok) return to;
        return to.it === null ? { ok: false, words: replies.choosePerson } : command({ type: 'HandOver', to: to.it });
      }
      case 'resolve':
      case 'resolve-anyway': {
        const credits = await meaning.peopleOf(state, action.credits, reader);
        if (!credits.ok) return credits;
        const wish = await wishedPrevention(action, state, reader, meaning);
        if (!wish.ok) return wish;
        const followUp = wishedDay(action);
        const { rootCause, fix, fixKind, resolvedTechnologies: technologies } = action;
        const told = { rootCause, fix, ...(fixKind ? { fixKind } : {}), technologies, credits: credits.it };
        const later = { ...(followUp && { followUp }), ...(wish.it && { prevention: wish.it }) };
        if (action.resolveThanks) return command({ type: 'Resolve', ...told, ...later, thanks: action.resolveThanks });
        return command({ type: 'Resolve', ...told, ...later });
      }
      case 'give-thanks': {
        const to = await meaning.peopleOf(state, action.thanked, reader);
        return to.ok ? command({ type: 'GiveThanks', to: to.it, words: action.thanksText }) : to;
      }
      case 'pass-praise':
        return command({ type: 'PassPraise', words: action.praiseText });
      case 'cancel':
        return command({ type: 'Cancel', reason: action.cancelReason });
      case 'reopen':
        return command({ type: 'Reopen' });
      case 'retry-step':
        return command({ type: 'RetryStep', step: action.step });
      case 'gap-name':
      case 'gap-elsewhere':
      case 'gap-without':
        return gapAnswerOf(action, state, reader);
      case 'set-follow-up':
      case 'drop-follow-up':
      case 'answer-follow-up':
      case 'give-prevention':
      case 'take-prevention':
      case 'finish-prevention':
      case 'decline-prevention':
      case 'move-prevention':
        return afterCommandOf(action, state, reader, meaning);
      default:
        return action satisfies never;
    }
  };

  async function gapAnswerOf(action: GapAction, state: KnownSwarm, reader: Reader): Promise<Understood<SwarmCommand>> {
    const { gapOf: technology, gapElsewhere: words } = action;
    if (action.verb === 'gap-without') return command({ type: 'AnswerGap', technology, answer: { kind: 'without' } });
    if (action.verb === 'gap-elsewhere')
      return command({ type: 'AnswerGap', technology, answer: { kind: 'elsewhere', words } });
    const person = await meaning.person(action.gapPerson, action.gapPersonTyped, reader, state);
    if (!person.ok) return person;
    return person.it === null
      ? { ok: false, words: messages(reader.language).replies.choosePerson }
      : command({ type: 'AnswerGap', technology, answer: { kind: 'named', person: person.it } });
  }

  async function linkTo(said: string, state: KnownSwarm, reader: Reader): Promise<Understood<SwarmCommand>> {
    const first = await linking.meant(state, said, reader);
    const it = first.kind === 'slow' ? await inTime(first, reader) : first;
    return it.kind === 'case' ? command({ type: 'LinkCase', case: it.case }) : { ok: false, words: it.words };
  }

  async function unlinked(state: KnownSwarm, reader: Reader): Promise<Understood<SwarmCommand>> {
    // Who may not is refused by the decider, and hears of nobody else's swarm.
    const taken = linking.refused(state, reader) === null ? await linking.toldTaken(state, reader) : null;
    return taken ? { ok: false, words: taken.words } : command({ type: 'UnlinkCase' });
  }

  /** Whether the plan was changed after the card with this version: then its owner has not seen it yet. */
  async function revisedSince(state: SwarmState, version: number): Promise<boolean> {
    if (state.status !== 'proposed') return false;
    const events = await swarms.history(state.swarmId);
    return events.some((each) => each.version > version && each.event.type === 'PlanRevised');
  }
}

/** As they are shown: what a form gives back unchanged must be told from what was changed. */
const noteWords = ({ known, tried, next, waitingFor }: Record<NoteField, string>): Record<NoteField, string> => ({
  ...{ known: cleaned(known), tried: cleaned(tried) },
  ...{ next: cleaned(next), waitingFor: cleaned(waitingFor) },
});

type LinkMeantInTime = Extract<LinkMeant, { kind: 'slow' }>['done'];

/** Milliseconds: Teams waits for the answer to a button for 15 seconds, of which the reading has had four. */
const mostWait = 6_000;

/** What came of a slow reading, if it did in time. It goes on, and who presses again has it at once. */
async function inTime({ done, system }: Extract<LinkMeant, { kind: 'slow' }>, reader: Reader): LinkMeantInTime {
  const late = Promise.withResolvers<Awaited<LinkMeantInTime>>();
  const { slow } = messages(reader.language).link;
  const timer = setTimeout(() => late.resolve({ kind: 'words', words: slow(system) }), mostWait);
  try {
    return await Promise.race([done, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether words of the status note were typed on the card beside whom to ask: they stay there when it is too late for it. */
export function isNoteTyped(action: SwarmAction, state: SwarmState): boolean {
  if (action.verb !== 'offer-relay' || !wasStarted(state)) return false;
  const shown = state.notes.find(({ version }) => version === action.noteVersion)?.note ?? noNote;
  const words = noteWords(action);
  const isAnything = noteFields.some((field) => words[field].trim() !== '');
  return isAnything && noteFields.some((field) => words[field].trim() !== noteText(shown[field]));
}

/** Asks whom a declining expert named, for what that expert was asked and is still needed. */
function whomTheyNamed(state: StartedSwarm, invitationId: string): SwarmCommand | null {
  const invitation = state.invitations.find(({ id }) => id === invitationId);
  if (invitation?.answer.state !== 'declined' || !invitation.answer.instead) return null;
  const needed = new Set(state.needs.map(({ detected }) => detected.technology));
  const technologies = invitation.technologies.filter((each) => needed.has(each));
  return { type: 'InvitePerson', person: invitation.answer.instead, technologies, role: 'expert' };
}

const command = (it: SwarmCommand): Understood<SwarmCommand> => ({ ok: true, it });

/** The plan as it is, but for what is dropped of the case. */
const samePlan = ({ plan, added, learners }: KnownSwarm, dropped: Dropped): SwarmCommand => ({
  type: 'RevisePlan',
  ...{ plan, dropped, added, learners },
});
