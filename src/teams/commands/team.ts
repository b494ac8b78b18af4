import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import { leadsTeam } from '../../registry/team.ts';
import { short } from '../cards/parts/text.ts';
import type { Turn } from '../inbound/turn.ts';
import { listed, messages, named } from '../languages/language.ts';
import type { Reply } from './replies.ts';

/** "Which team am I in?": the support team of the reader, who leads it, and which they lead themselves. */
export function teamCommand({
  registry: { snapshot },
}: {
  registry: { snapshot: Pick<RegistrySnapshot, 'listed' | 'team' | 'teams'> };
}) {
  return async ({ reader }: Pick<Turn, 'reader'>): Promise<Reply> => {
    const { lists, common } = messages(reader.language);
    const own = snapshot.team(snapshot.listed(reader.personId)?.engineer.team ?? '');
    const led = snapshot.teams().filter((team) => leadsTeam(team, reader.personId));
    const leads = (own?.leads ?? []).flatMap((id) => snapshot.listed(id)?.engineer.name ?? []);
    const some = (names: string[]) =>
      listed(
        names.slice(0, mostNamed).map((name) => short(name, 60)),
        reader,
      );
    const words = common.sentences(
      ...(own ? [lists.ownTeam(short(named(own.name, reader), 60))] : led.length === 0 ? [lists.noOwnTeam] : []),
      ...(own && leads.length > 0 ? [lists.ownTeamLeads(some(leads))] : []),
      ...(led.length > 0 ? [lists.ownTeamLed(some(led.map(({ name }) => named(name, reader))))] : []),
    );
    return { audience: 'asker', words };
  };
}

const mostNamed = 5;
