import type { SkillsRegistry } from '../../registry/registry.ts';
import { doctorCard } from '../cards/doctorCard.ts';
import { sentenceCard } from '../cards/parts/refusal.ts';
import type { Turn } from '../inbound/turn.ts';
import { listed, messages } from '../languages/language.ts';
import type { Examine } from '../ports.ts';
import type { Reply } from './replies.ts';

export type DoctorCommandNeeds = {
  examine: Examine;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  administrators: () => readonly string[];
};

/** So many leads are named to somebody who has to ask one. */
const mostNamed = 3;

/**
 * `/swarm doctor`: what of the installation does not work, and what to change. For administrators and leads; everybody else is
 * told whom to ask. While there is neither, whoever sets the installation up may.
 */
export function doctorCommand({ examine, registry, administrators }: DoctorCommandNeeds) {
  return async ({ reader }: Turn): Promise<Reply> => {
    const leads = [...registry.snapshot.engineers()].filter(({ lead }) => lead);
    const allowed = [...administrators(), ...leads.map(({ id }) => id)];
    if (allowed.length > 0 && !allowed.includes(reader.personId)) {
      const { onlyFor, onlyForAdministrators } = messages(reader.language).doctor;
      const names = leads.slice(0, mostNamed).map(({ name }) => name);
      const told = names.length > 0 ? onlyFor(listed(names, reader)) : onlyForAdministrators;
      return { audience: 'asker', card: sentenceCard(told, reader) };
    }
    return { audience: 'asker', card: doctorCard({ checks: await examine(), at: reader.at }, reader) };
  };
}
