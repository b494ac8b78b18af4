import { leadsFor } from '../../availability/leads.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Card } from '../cards/parts/elements.ts';
import { newOwnerCard } from '../cards/peopleCards.ts';
import { cardMessage } from '../connector/message.ts';
import { named, type Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import type { PeopleCardKind, PeopleCards } from '../people/peopleCards.ts';
import { mostTried, type PeopleJob, peopleJob, peopleJobSchema } from '../peopleJob.ts';
import type { DrawPeopleCard } from '../views/peopleCardNow.ts';
import type { RedrawPeople } from './redrawPeople.ts';
import type { TellLater } from './tellLater.ts';

/**
 * Does a job of peopleJob: tells a lead, the owner of a case or a new owner of a technology of somebody who left, came back or joined,
 * as it is now, and notes where that card lies; or draws one anew. What is over by then is not told.
 */
export function createTellPeople(needs: {
  tell: TellLater;
  directory: Directory;
  registry: Pick<SkillsRegistry, 'snapshot' | 'refreshLeft'>;
  cards: PeopleCards;
  draw: DrawPeopleCard;
  redrawing: RedrawPeople;
}) {
  const { tell, directory, registry, cards, draw, redrawing } = needs;

  return async function run(body: unknown, signal: AbortSignal): Promise<void> {
    const job = peopleJobSchema.parse(body);
    // Another process may have read who left a moment ago.
    await registry.refreshLeft();
    if (job.about === 'redraw') return redrawing.redraw(job, signal);
    const reader = await directory.readerOf(job.personId, 'en');
    const about = kindOf(job);
    const card = about === null ? ownerCard(job, reader) : await openCard(about, job, reader);
    if (!card) return;
    const next = () => inPlaceOf(job, reader.at);
    const message = await tell(
      { name: peopleJob, job, message: cardMessage(card), of: 'who left or joined', next },
      signal,
    );
    if (!message || about === null) return;
    await cards.note({ personId: job.personId, of: job.of, about, message }, card, reader.at);
    // What they were told before of the same person shows that, too.
    await redrawing.renew(job.of);
  };

  /** Of swarms that are left without a coordinator somebody hears: the next lead, where nothing reaches one. */
  function inPlaceOf({ about, of, personId, asLead, tried = [], since }: PeopleJob, at: string): PeopleJob | null {
    if (about !== 'left' && !asLead) return null;
    const besides = [...tried, personId];
    const lead = besides.length > mostTried ? undefined : leadsFor(registry.snapshot, [], { at, besides })[0];
    return lead ? { personId: lead.id, about: 'coordinated', of, asLead: true, tried: besides, since } : null;
  }

  async function openCard(about: PeopleCardKind, { of }: PeopleJob, reader: Reader): Promise<Card | null> {
    // Who is in the registry by now needs no adding.
    if (about === 'joined' && registry.snapshot.listed(of)) return null;
    const { card, isOpen } = await draw({ about, of }, reader);
    return isOpen ? card : null;
  }

  /** What somebody owns from now on: told once, and true whatever becomes of who left. */
  function ownerCard({ of }: PeopleJob, reader: Reader): Card | null {
    const entry = registry.snapshot.left(of)?.entry;
    const technologies = (entry?.settled ?? [])
      .filter(({ to }) => to?.id === reader.personId)
      .map(({ technology, by }) => {
        const name = registry.snapshot.technology(technology)?.name;
        return { name: name ? named(name, reader) : technology, by: by.name };
      });
    return entry && technologies.length > 0 ? newOwnerCard({ name: entry.engineer.name, technologies }, reader) : null;
  }
}

/** As what a card of the job is kept true; null: it is not. */
function kindOf({ about, asLead }: PeopleJob): PeopleCardKind | null {
  switch (about) {
    case 'left':
    case 'back':
      return 'left';
    case 'joined':
      return 'joined';
    case 'coordinated':
      return asLead ? 'coordinated-as-lead' : 'coordinated';
    case 'owner':
    case 'redraw':
      return null;
    default:
      return about satisfies never;
  }
}
