import { leadsFor } from '../../availability/leads.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Card } from '../cards/parts/elements.ts';
import { coordinatorLeftCard, joinerCard, leaverCard, newOwnerCard } from '../cards/peopleCards.ts';
import { cardMessage } from '../connector/message.ts';
import { named, type Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { mostTried, type PeopleJob, peopleJob, peopleJobSchema } from '../peopleJob.ts';
import type { PeopleViews } from '../views/peopleViews.ts';
import type { TellLater } from './tellLater.ts';

/**
 * Does a job of peopleJob: tells a lead, the owner of a case or a new owner of a technology of somebody who left, came back or joined,
 * as it is now. What is over by then is not told.
 */
export function createTellPeople(needs: {
  tell: TellLater;
  directory: Directory;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  views: PeopleViews;
}) {
  const { tell, directory, registry, views } = needs;

  return async function run(body: unknown, signal: AbortSignal): Promise<void> {
    const job = peopleJobSchema.parse(body);
    const reader = await directory.readerOf(job.personId, 'en');
    const card = await cardOf(job, reader);
    if (!card) return;
    const next = () => inPlaceOf(job, reader.at);
    await tell({ name: peopleJob, job, message: cardMessage(card), of: 'who left or joined', next }, signal);
  };

  /** Of swarms that are left without a coordinator somebody hears: the next lead, where nothing reaches one. */
  function inPlaceOf({ about, of, personId, asLead, tried = [], since }: PeopleJob, at: string): PeopleJob | null {
    if (about !== 'left' && !asLead) return null;
    const besides = [...tried, personId];
    const lead = besides.length > mostTried ? undefined : leadsFor(registry.snapshot, [], { at, besides })[0];
    return lead ? { personId: lead.id, about: 'coordinated', of, asLead: true, tried: besides, since } : null;
  }

  async function cardOf({ about, of, asLead: isForLead }: PeopleJob, reader: Reader): Promise<Card | null> {
    const entry = registry.snapshot.left(of)?.entry;
    switch (about) {
      case 'left':
      case 'back': {
        const view = await views.leaver(of, reader);
        return view && leaverCard(view, reader);
      }
      case 'coordinated': {
        const asLead = isForLead === true;
        const swarms = await views.coordinated(of, reader, { asLead });
        if (!entry || swarms.length === 0) return null;
        return coordinatorLeftCard({ name: entry.engineer.name, swarms, asLead }, reader);
      }
      case 'owner': {
        const technologies = (entry?.settled ?? [])
          .filter(({ to }) => to?.id === reader.personId)
          .map(({ technology, by }) => {
            const name = registry.snapshot.technology(technology)?.name;
            return { name: name ? named(name, reader) : technology, by: by.name };
          });
        return entry && technologies.length > 0
          ? newOwnerCard({ name: entry.engineer.name, technologies }, reader)
          : null;
      }
      case 'joined': {
        const view = await views.joiner(of, reader);
        return view && !view.isRegistered ? joinerCard(view, reader) : null;
      }
      default:
        return about satisfies never;
    }
  }
}
