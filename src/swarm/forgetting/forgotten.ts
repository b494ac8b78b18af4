import type { Case, Person } from '../../cases/case.ts';
import type { DetectedTechnology } from '../../detection/detectedTechnology.ts';
import type { Language } from '../../language/language.ts';
import type { Plan } from '../../matching/plan.ts';
import type { Article, EventOf, MessageAddress, NoteField, RecordedEvent, StatusNote, SwarmEvent } from '../events.ts';

/** What stands in place of what is forgotten, in the language of each case: of the case's title, of a person's name. */
export type ForgottenWords = { title: Record<Language, string>; person: Record<Language, string> };

/**
 * The events of a swarm without the texts of its case, what people wrote, and who they were. What happened, when, for
 * which technologies and how it ended stays: the measures count it. Each person gets one pseudonym in all of the
 * events, made by `pseudonymOf` from their place among them, counted from 0.
 */
export function withoutContent(
  events: readonly RecordedEvent[],
  {
    language,
    words,
    pseudonymOf,
  }: { language: Language; words: ForgottenWords; pseudonymOf: (place: number) => string },
): RecordedEvent[] {
  const cleared = events.map((each) => ({
    ...each,
    cause: '',
    event: withoutTexts(each.event, words.title[language]),
  }));
  const people = new Map<string, Person>();
  const names = new Set<string>();
  eachPerson(cleared, ({ id, name }) => {
    names.add(name);
    if (!people.has(id)) people.set(id, { id: pseudonymOf(people.size), name: words.person[language] });
  });
  return cleared.map((each) => renamed(each, people, (text) => (names.has(text) ? words.person[language] : text)));
}

/** An event without what was written in it. Every kind is named, so that a new one is not forgotten to be forgotten. */
function withoutTexts(event: SwarmEvent, title: string): SwarmEvent {
  switch (event.type) {
    case 'SwarmProposed':
      return {
        ...event,
        case: withoutText(event.case, title),
        plan: planWithoutWords(event.plan),
      };
    case 'PlanRevised':
      return { ...event, plan: planWithoutWords(event.plan) };
    case 'SwarmStarted':
      // Why a team was not asked, and who was away, is for the days of the swarm.
      return { ...withoutAway(withoutShut(event)), technologies: withoutWords(event.technologies) };
    case 'TechnologyAdded':
      return { ...event, technology: { ...event.technology, evidence: [] } };
    // The address of a channel holds its name, and the name the case's title.
    case 'ChannelOpened':
    case 'OpenChannelLeft':
      return { ...event, channel: { ...event.channel, name: title, webUrl: '' } };
    // A personal chat belongs to one person.
    case 'BriefingPosted':
    case 'InvitationDelivered':
      return { ...event, message: nowhere };
    case 'PlanCardPosted': {
      const { replaces: _, ...kept } = event;
      return { ...kept, message: nowhere };
    }
    case 'ViewRelayed':
      return event.message ? { ...event, message: nowhere } : event;
    case 'CopyFound':
      return { ...event, copy: { ...event.copy, message: nowhere } };
    case 'InvitationShown':
      return { ...event, message: nowhere, replaces: nowhere };
    case 'SideCardShown': {
      const { replaces: _, ...kept } = event;
      return { ...kept, message: nowhere };
    }
    case 'GapLeadAsked': {
      const { message: _, ...kept } = event;
      return kept;
    }
    case 'CaseLinked':
      return { ...event, case: { ...event.case, customer: null, url: null } };
    case 'CaseUnlinked':
      return { ...event, from: { ...event.from, customer: null, url: null } };
    case 'GapFound':
      return withoutShut(event);
    case 'InvitationDeclined':
      return { ...event, note: '' };
    case 'ExpertSteppedBack':
      return { ...event, why: '', known: '' };
    case 'ViewsAsked':
    case 'SilentAsked':
      return { ...event, question: '' };
    case 'ViewGiven':
      return { ...event, text: '' };
    case 'StatusNoted':
      return { ...event, note: wordless(event.note) };
    case 'StepDelayed':
    case 'StepFailed':
      return { ...event, cause: '' };
    case 'SwarmResolved':
      return { ...event, rootCause: '', fix: '' };
    case 'ArticleWritten':
      return { ...event, article: wordlessArticle };
    case 'SwarmCancelled':
      return { ...event, reason: '' };
    case 'GapAnswered':
      return event.answer.kind === 'elsewhere' ? { ...event, answer: { ...event.answer, words: '' } } : event;
    case 'ThanksGiven':
      return { ...event, words: '' };
    case 'PreventionAsked':
      return { ...event, prevention: { ...event.prevention, task: '' } };
    case 'PreventionAnswered':
      return { ...event, why: '' };
    case 'ModelWrote':
      return withoutModelWords(event);
    case 'ArticleDraftWanted':
    case 'FollowUpSet':
    case 'FollowUpAnswered':
    case 'PreventionMoved':
    case 'PreventionDone':
    case 'ModelAsked':
    case 'ModelFailed':
    case 'NoteAskedFor':
    case 'PlanLapsed':
    case 'AppEnabledInChannel':
    case 'MemberSeated':
    case 'MemberAnnounced':
    case 'ExpertInvited':
    case 'InvitationHastened':
    case 'InvitationUnreachable':
    case 'InvitationAccepted':
    case 'InvitationExpired':
    case 'InvitationWithdrawn':
    case 'InsteadNotAsked':
    case 'HelpOffered':
    case 'ChannelLost':
    case 'ChannelFound':
    case 'RoomWanted':
    case 'RoomWaived':
    case 'TechnologyDropped':
    case 'CoordinationHandedOver':
    case 'RelayProposed':
    case 'WorkPaused':
    case 'WorkResumed':
    case 'OwnerExplained':
    case 'CaseReassigned':
    case 'CaseUrgencyChanged':
    case 'CaseRestricted':
    case 'CaseClosed':
    case 'CaseReopened':
    case 'LeftBriefingHidden':
    case 'LeftChannelDeleted':
    case 'StepRetried':
    case 'SwarmReopened':
    case 'OutcomePosted':
    case 'BriefingLost':
    case 'BriefingConcluded':
    case 'ChannelArchived':
    case 'ChannelUnarchived':
    case 'ChannelDeleted':
    case 'CaseTold':
    case 'PersonErased':
    case 'SwarmForgotten':
      return event;
    default:
      return event satisfies never;
  }
}

/** That something was noted, by whom and when, stays; who they were goes with all other people. */
const wordless = (note: StatusNote): StatusNote => {
  const without = (field: NoteField) => note[field].map((each) => ({ ...each, text: '' }));
  return {
    ...{ known: without('known'), tried: without('tried') },
    ...{ next: without('next'), waitingFor: without('waitingFor') },
  };
};
const wordlessArticle: Article = { title: '', problem: '', environment: '', cause: '', fix: '', found: '' };

/** That it wrote something stays, and for whom. */
export function withoutModelWords(event: EventOf<'ModelWrote'>): EventOf<'ModelWrote'> {
  const { of } = event.wrote;
  if (of === 'translation') return { ...event, wrote: { of, texts: [] } };
  if (of === 'reading') return { ...event, wrote: { of, technologies: [], problem: '' } };
  return { ...event, wrote: of === 'summary' ? { of, lines: [] } : { of, article: wordlessArticle } };
}

const nowhere: MessageAddress = { serviceUrl: '', conversationId: '', activityId: '' };
const withoutText = ({ urgencySaid: _, ...of }: Case, title: string): Case => ({
  ...{ ...of, title, description: '', customer: null, url: null },
});
/** What a case names that no registry knows is its words, too. */
const planWithoutWords = ({ unknown: _, ...plan }: Plan): Plan => ({
  ...plan,
  technologies: withoutWords(plan.technologies),
  ...(plan.possible && { possible: withoutWords(plan.possible) }),
});

const withoutWords = (technologies: readonly DetectedTechnology[]): DetectedTechnology[] =>
  technologies.map((each) => ({ ...each, evidence: [] }));

const isPerson = (value: object): value is Person =>
  'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string';

function eachPerson(value: unknown, visit: (person: Person) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isPerson(value)) visit(value);
  for (const held of Object.values(value)) eachPerson(held, visit);
}

/** A value with pseudonyms for people: as objects, as ids by themselves or at the end of a step, and as names alone. */
function renamed<T>(value: T, people: ReadonlyMap<string, Person>, nameless: (text: string) => string): T {
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') {
      const [, kind = '', id = ''] = /^((?:seat|announce):)?(.*)$/s.exec(each) ?? [];
      const person = people.get(id);
      return person ? `${kind}${person.id}` : nameless(each);
    }
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null) return each;
    if (isPerson(each)) return { ...each, ...people.get(each.id) };
    return Object.fromEntries(Object.entries(each).map(([key, held]) => [key, walk(held)]));
  };
  // Only strings were replaced, each by a string.
  return walk(value) as T;
}

function withoutShut<E extends { shut?: unknown }>(event: E): Omit<E, 'shut'> {
  const { shut: _, ...kept } = event;
  return kept;
}

function withoutAway<E extends { away?: unknown }>(event: E): Omit<E, 'away'> {
  const { away: _, ...kept } = event;
  return kept;
}
