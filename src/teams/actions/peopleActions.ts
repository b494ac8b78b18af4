import { findJoiner, firstEntry } from '../../registry/left/joiners.ts';
import type { LeftPerson, Settled } from '../../registry/left/leftPerson.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import type { Queue } from '../../store/queue.ts';
import { sentenceCard } from '../cards/parts/refusal.ts';
import { short } from '../cards/parts/text.ts';
import { joinerCard, leaverCard, leftOpen } from '../cards/peopleCards.ts';
import type { ActionOf } from '../cards/verbs.ts';
import type { RedrawPeople } from '../effects/redrawPeople.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { PeopleCards } from '../people/peopleCards.ts';
import { type PeopleJob, peopleJob } from '../peopleJob.ts';
import type { PeopleViews } from '../views/peopleViews.ts';
import type { ActionReply } from './answer.ts';

export type PeopleAction = ActionOf<'hand-on' | 'bring-back' | 'add-joiner'>;

/**
 * What leads decide of people who left or joined. Who may is looked at anew with each press; two leads who decide the same have
 * decided once, and the later one sees what the other did.
 */
export function createPeopleActions(needs: {
  registry: Pick<SkillsRegistry, 'snapshot' | 'save' | 'bringBack' | 'changeLeft' | 'refreshLeft'>;
  database: Pick<Database, 'sql'>;
  queue: Pick<Queue, 'enqueue'>;
  tenantId: string;
  views: PeopleViews;
  cards: Pick<PeopleCards, 'find' | 'note'>;
  /** Brings the cards about somebody up to date. */
  renew: RedrawPeople['renew'];
}) {
  const { registry, database, queue, tenantId, views, cards, renew } = needs;

  return async function answer(action: PeopleAction, turn: Turn): Promise<ActionReply> {
    // Another process may have read who left, or taken a press, a moment ago.
    await registry.refreshLeft();
    const reply = await decide(action, turn);
    const [about, of] =
      action.verb === 'add-joiner' ? (['joined', action.joiner] as const) : (['left', action.leaver] as const);
    const message = reply.kind === 'card' && turn.place.kind === 'personal' ? turn.actedOn : null;
    // A process that died between sending a card and noting where it lies has left one of which nothing tells but this press.
    if (message && !(await cards.find(turn.person.id, message.activityId)))
      await cards.note({ personId: turn.person.id, of, about, message }, null, turn.reader.at);
    // This one as well: what the press shows may be lost on its way, and a job is not.
    await renew(of);
    return reply;
  };

  async function decide(action: PeopleAction, turn: Turn): Promise<ActionReply> {
    switch (action.verb) {
      case 'hand-on':
        return handOn(action, turn);
      case 'bring-back':
        return bringBack(action, turn);
      case 'add-joiner':
        return addJoiner(action, turn);
      default:
        return action satisfies never;
    }
  }

  async function handOn(
    { leaver, handedOn, ...heirs }: ActionOf<'hand-on'>,
    { reader, person }: Turn,
  ): Promise<ActionReply> {
    const { people } = messages(reader.language);
    const view = await views.leaver(leaver, reader);
    if (!view) return { kind: 'words', words: people.notYours };
    const chosen = [
      heirs.heir0,
      heirs.heir1,
      heirs.heir2,
      heirs.heir3,
      heirs.heir4,
      heirs.heir5,
      heirs.heir6,
      heirs.heir7,
      heirs.heir8,
      heirs.heir9,
    ];
    const decided = handedOn.flatMap((technology, place): Settled[] => {
      const of = view.open.find((each) => each.technology === technology);
      const to = of?.heirs.find(({ id }) => id === chosen[place]) ?? null;
      if (!of || (to === null && (chosen[place] ?? leftOpen) !== leftOpen)) return [];
      return [{ technology, to: to && { id: to.id, name: to.name }, by: person, at: reader.at }];
    });
    const added: Settled[] = [];
    const isNew = (entry: LeftPerson) => (each: Settled) =>
      !entry.settled.some(({ technology }) => technology === each.technology);
    await registry.changeLeft(
      leaver,
      (entry) => {
        added.splice(0, added.length, ...decided.filter(isNew(entry)));
        if (added.length === 0) return null;
        const owners = added.flatMap(({ technology, to }) => (to ? [{ person: to.id, technology }] : []));
        return { entry: { ...entry, settled: [...entry.settled, ...added] }, owners };
      },
      (tx) =>
        queue.enqueue(
          tx,
          newOwners(added, reader.personId).map((id) => tellOwner(id, leaver, reader.at)),
        ),
    );
    const after = await views.leaver(leaver, reader, added.length > 0 ? people.saved : people.savedAlready);
    return after
      ? { kind: 'card', card: leaverCard(after, reader), replaces: true }
      : { kind: 'words', words: people.tooLate };
  }

  async function bringBack({ leaver }: ActionOf<'bring-back'>, { reader }: Turn): Promise<ActionReply> {
    const { people } = messages(reader.language);
    const gone = registry.snapshot.left(leaver);
    const view = await views.leaver(leaver, reader);
    if (gone?.entry && !view) return { kind: 'words', words: people.notYours };
    if (!view || !(await registry.bringBack(leaver))) return { kind: 'words', words: people.tooLate };
    return { kind: 'card', card: sentenceCard(people.broughtBack(short(view.name, 60)), reader), replaces: true };
  }

  async function addJoiner({ joiner: id }: ActionOf<'add-joiner'>, { reader }: Turn): Promise<ActionReply> {
    const { people } = messages(reader.language);
    const view = await views.joiner(id, reader);
    const by = registry.snapshot.listed(reader.personId)?.engineer;
    const joiner = await findJoiner(database.sql, tenantId, id);
    if (!view || !joiner || !by) return { kind: 'words', words: people.notYours };
    // Who is in it already, by a file or another lead's press, stays as they are.
    if (!view.isRegistered) {
      if (registry.snapshot.left(id)) await registry.bringBack(id);
      await registry.save([{ kind: 'engineer', engineer: firstEntry(joiner, by, registry.snapshot) }]);
    }
    const after = await views.joiner(id, reader);
    return after
      ? { kind: 'card', card: joinerCard(after, reader), replaces: true }
      : { kind: 'words', words: people.notYours };
  }
}

/** Whoever decided it for themselves knows it. */
const newOwners = (settled: readonly Settled[], by: string): string[] => [
  ...new Set(settled.flatMap(({ to }) => (to && to.id !== by ? [to.id] : []))),
];

const tellOwner = (personId: string, of: string, since: string) => ({
  name: peopleJob,
  body: { personId, about: 'owner', of, since } satisfies PeopleJob,
});
