import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Card } from '../cards/parts/elements.ts';
import { sentenceCard } from '../cards/parts/refusal.ts';
import { short } from '../cards/parts/text.ts';
import { coordinatorLeftCard, joinerCard, leaverCard } from '../cards/peopleCards.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { PeopleCard } from '../people/peopleCards.ts';
import type { PeopleViews } from './peopleViews.ts';

/**
 * A card about somebody who left or joined as it is now. `isOpen`: it shows something that is the reader's business, and is worth telling
 * them; `isOver`: one line that nothing will change any more.
 */
export type PeopleCardNow = { card: Card; isOpen: boolean; isOver: boolean };

export function createPeopleCardNow(needs: { registry: Pick<SkillsRegistry, 'snapshot'>; views: PeopleViews }) {
  const { views } = needs;
  const { snapshot } = needs.registry;

  return async function now({ about, of }: Pick<PeopleCard, 'about' | 'of'>, reader: Reader): Promise<PeopleCardNow> {
    const { people } = messages(reader.language);
    const open = (card: Card): PeopleCardNow => ({ card, isOpen: true, isOver: false });
    const line = (words: string, isOver: boolean): PeopleCardNow => ({
      card: sentenceCard(words, reader),
      isOpen: false,
      isOver,
    });
    const entry = snapshot.left(of)?.entry;
    switch (about) {
      case 'left': {
        const view = await views.leaver(of, reader);
        if (view) return open(leaverCard(view, reader));
        if (entry) return line(people.othersDecide(short(entry.engineer.name, 60)), false);
        const back = snapshot.listed(of)?.engineer.name;
        return line(back === undefined ? people.tooLate : people.broughtBack(short(back, 60)), true);
      }
      case 'joined': {
        const view = await views.joiner(of, reader);
        return view ? open(joinerCard(view, reader)) : line(people.joinedOver, true);
      }
      case 'coordinated':
      case 'coordinated-as-lead': {
        const asLead = about === 'coordinated-as-lead';
        const swarms = await views.coordinated(of, reader, { asLead });
        const name = entry?.engineer.name ?? snapshot.listed(of)?.engineer.name;
        if (entry && swarms.length > 0)
          return open(coordinatorLeftCard({ name: entry.engineer.name, swarms, asLead }, reader));
        return line(name === undefined ? people.tooLate : people.coordinatesNone(short(name, 60)), true);
      }
      default:
        return about satisfies never;
    }
  };
}
export type DrawPeopleCard = ReturnType<typeof createPeopleCardNow>;
