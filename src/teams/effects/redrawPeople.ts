import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import type { Queue, QueuedJob } from '../../store/queue.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import { hashOf, type PeopleCard, type PeopleCards } from '../people/peopleCards.ts';
import { type PeopleJob, peopleJob } from '../peopleJob.ts';
import type { DrawPeopleCard } from '../views/peopleCardNow.ts';
import { setbackOf } from './setback.ts';

export type RedrawPeopleNeeds = {
  cards: PeopleCards;
  draw: DrawPeopleCard;
  connector: Pick<Connector, 'update'>;
  directory: Directory;
  registry: Pick<SkillsRegistry, 'refreshLeft'>;
  queue: Pick<Queue, 'enqueue'>;
  database: Pick<Database, 'sql'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** Keeps the cards true that people have of others who left or joined, whoever decides of these, and wherever. */
export function createRedrawPeople(needs: RedrawPeopleNeeds) {
  const { cards, draw, connector, directory, registry, queue, database, clock } = needs;

  const drawn = async (card: PeopleCard) => draw(card, await directory.readerOf(card.personId, 'en'));

  return {
    /**
     * Stores a job for each card that shows what is no longer so: of all, or of those about one person (`of`, by Entra id).
     */
    async renew(of?: string): Promise<void> {
      const since = new Date(clock()).toISOString();
      const jobs: QueuedJob[] = [];
      for (const card of await cards.all(of)) {
        const { activityId } = card.message;
        const { card: shows, isOver } = await drawn(card);
        if (hashOf(shows) === card.shown) {
          if (isOver) await cards.drop(card);
          continue;
        }
        const body = { personId: card.personId, about: 'redraw', of: card.of, activityId, since } satisfies PeopleJob;
        jobs.push({ name: peopleJob, body });
      }
      if (jobs.length > 0) (await queue.enqueue(database.sql, jobs))();
    },

    /** Makes one card show what is so: again, if that changed while it was on its way. Safe to run twice. */
    async redraw(job: PeopleJob, signal: AbortSignal): Promise<void> {
      for (;;) {
        const card = await cards.find(job.personId, job.activityId ?? '');
        if (!card) return;
        const { card: shows, isOver } = await drawn(card);
        if (hashOf(shows) === card.shown) return;
        const updated = await connector.update(card.message, cardMessage(shows), { signal });
        if (!updated.ok) {
          const setback = setbackOf(updated, 'try-again');
          // Deleted, or muted: there is no card that could be untrue.
          if (updated.status === 403 || updated.status === 404 || setback.kind === 'give-up') return cards.drop(card);
          const startAfter = setback.retryAt ?? new Date(clock() + pause).toISOString();
          (await queue.enqueue(database.sql, [{ name: peopleJob, body: job, startAfter }]))();
          return;
        }
        if (isOver) return cards.drop(card);
        await cards.shows(card, shows);
        await registry.refreshLeft();
      }
    },
  };
}
export type RedrawPeople = ReturnType<typeof createRedrawPeople>;

/** Milliseconds to the next try where nobody names an instant. */
const pause = 60_000;
