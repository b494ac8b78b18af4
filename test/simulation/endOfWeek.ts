import { languages } from '../../src/language/language.ts';
import type { RecordedEvent, SideCard } from '../../src/swarm/events.ts';
import { ownCardOf, type StartedSwarm } from '../../src/swarm/state.ts';
import { foldedCard } from '../../src/teams/cards/foldedCard.ts';
import { invitationCard } from '../../src/teams/cards/invitationCard.ts';
import { apart, type Card } from '../../src/teams/cards/parts/elements.ts';
import { questionNow } from '../../src/teams/cards/questionNow.ts';
import { messages, type Reader } from '../../src/teams/languages/language.ts';
import { person } from '../swarm/given.ts';
import { buttonsFor, shownText, verbsOf } from '../teams/cards/reading.ts';
import { startedOnes } from './memoryDatabase.ts';
import { chatOf, type Shown } from './outside.ts';
import { gapContacts, muted, team } from './people.ts';
import type { Week } from './week.ts';

/** What is not as it should be at the end of a week; `live` and `ended` swarms, and `cards` that were compared. */
export async function endOf(week: Week): Promise<{ live: number; ended: number; cards: number; wrong: string[] }> {
  const end = { live: 0, ended: 0, cards: 0, wrong: [] as string[] };
  for (const state of startedOnes(week.swarms)) {
    if (state.status === 'running') end.wrong.push(...(await withoutButtons(week, state)));
    end[state.status === 'running' ? 'live' : 'ended']++;
    const { seen, differing } = await cardsThatDiffer(week, state);
    end.cards += seen;
    end.wrong.push(...differing);
  }
  return end;
}

/** That whoever leads a running swarm cannot end it or hand it over from any card in front of them. */
async function withoutButtons({ outside, views, directory }: Week, state: StartedSwarm): Promise<string[]> {
  const leading = state.coordinator.id === muted ? state.case.owner.id : state.coordinator.id;
  const reader = await directory.readerOf(leading, 'en');
  const places = [chatOf(leading), state.channel.status === 'open' ? state.channel.channel.channelId : ''];
  const verbs = new Set<string>();
  for (const message of outside.visible().filter(({ conversation }) => places.includes(conversation))) {
    const look = message.looks.at(-1);
    if (!look || !JSON.stringify(look).includes(state.swarmId)) continue;
    for (const verb of verbsOf(look)) verbs.add(verb);
    // "How it stands", on a notice.
    if (buttonsFor(look, 'refresh').some(({ data }) => data['card'] === 'plan'))
      for (const verb of verbsOf(await views.status(state, reader))) verbs.add(verb);
    if (message.address.activityId === state.briefing?.activityId)
      for (const verb of verbsOf(await views.briefing(state, reader))) verbs.add(verb);
  }
  const lacking = ['resolve', 'cancel', 'hand-over', 'invite-person'].filter((verb) => !verbs.has(verb));
  return lacking.length > 0 ? [`${state.swarmId}: ${leading} leads it without ${lacking.join(', ')}`] : [];
}

async function cardsThatDiffer(week: Week, state: StartedSwarm): Promise<{ seen: number; differing: string[] }> {
  const differing: string[] = [];
  let seen = 0;
  for (const message of week.outside.visible()) {
    const look = message.looks.at(-1);
    if (!look || !JSON.stringify(look).includes(state.swarmId)) continue;
    const due = await dueOf(week, state, message);
    if (!due) continue;
    seen++;
    if (!due.some((each) => JSON.stringify(each) === JSON.stringify(look)))
      differing.push(
        `${state.swarmId}: in ${message.conversation} is\n${shownText(look)}\nwhere should be\n${due[0] ? shownText(due[0]) : ''}`,
      );
    differing.push(...twice(look, state));
  }
  return { seen, differing };
}

/** How a message should look; null: it tells of a moment, and is true of that. */
async function dueOf({ views, directory, swarms }: Week, state: StartedSwarm, message: Shown): Promise<Card[] | null> {
  const id = message.address.activityId;
  if (id === state.briefing?.activityId)
    return ((await views.briefingMessage(state)).attachments ?? []).map(({ content }) => content as Card);
  const invitation = state.invitations.find((each) => each.message?.activityId === id);
  if (invitation) return [invitationCard(state, invitation, await directory.readerOf(invitation.person.id, 'en'))];
  const told = state.views.find((each) => each.message?.activityId === id);
  if (told) return [await views.toldView(state, told)];
  const question = state.sideCards.find((each) => each.message.activityId === id);
  if (question) return questionDue(state, question, await directory.readerOf(question.reader.id, 'en'), message);
  const reader = team.find((each) => chatOf(each) === message.conversation);
  if (!reader || !message.looks.some(isOwnCard)) return null;
  const as = await directory.readerOf(reader, 'en');
  if (ownCardOf(state, reader)?.activityId === id) return [await views.status(state, as)];
  // It was sent again below, by whoever could not know of it: no job and no event tells of it.
  if (message.unheard) return null;
  // An older copy is not drawn again: it has the number that the swarm had when it was folded.
  const numbers = idsOf(swarms.historyOf(state.swarmId), state);
  return numbers.flatMap((id) => {
    const then = { ...state, case: { ...state.case, id } };
    return (['below', 'above', 'elsewhere', 'nowhere'] as const).map((where) => foldedCard(then, where, as));
  });
}

/** All numbers by which a swarm was known, that of now first. */
const idsOf = (log: readonly RecordedEvent[], state: StartedSwarm): string[] => [
  ...new Set([
    state.case.id,
    ...(state.linked ? [state.linked.told.id] : []),
    ...log.flatMap(({ event }) =>
      event.type === 'CaseLinked' || event.type === 'SwarmProposed' ? [event.case.id] : [],
    ),
  ]),
];

/** A form that still asks is left to who types: whom it names may be others by now. A question who goes on is not kept true. */
function questionDue(state: StartedSwarm, question: SideCard, reader: Reader, { looks }: Shown): Card[] | null {
  if (question.card === 'relay' || question.card === 'note') return null;
  const due = questionNow(state, question, reader, gapContacts);
  const asks = (card: Card | null | undefined): boolean => JSON.stringify(card ?? null).includes('"Input.');
  return due === null || (asks(looks.at(-1)) && asks(due)) ? null : [due];
}

/** A plan, or how a swarm stands, and not a notice, which may have a button of such a card. */
export const isOwnCard = (look: Card): boolean =>
  buttonsFor(look, 'start-swarm').length > 0 ||
  buttonsFor(look, 'refresh').some(({ title, data }) => data['card'] === 'plan' && ownTitles.has(title));
/** Of such a card, and of an older copy; the button of a notice is called otherwise. */
const ownTitles = new Set(languages.flatMap((each) => [messages(each).common.refresh, messages(each).common.showHere]));

/** Whoever a card names under two headings. Who leads has a heading of their own. */
function twice(card: Card, state: StartedSwarm): string[] {
  const lines = shownText(card).split('\n');
  return team
    .map((id) => person(id).name)
    .filter((name) => lines.filter((line) => line.startsWith(`${name}${apart}`)).length > 1)
    .map((name) => `${state.swarmId}: ${name} stands under two headings\n${shownText(card)}`);
}
