import { leadsFor, teamLeadsFor } from '../../availability/leads.ts';
import type { Person } from '../../cases/case.ts';
import { onCallFor } from '../../matching/onCall.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import { isPending, type StartedSwarm } from '../../swarm/state.ts';

/**
 * Who is asked what to do about a gap: the first of them whom anything reaches; and who knows it, if only a little, or wants to learn
 * it: those first whom nobody has asked.
 */
export type GapContacts = { leads: Person[]; little: Person[] };
export type FindGapContacts = (state: StartedSwarm, technology: TechnologyId) => GapContacts;

/**
 * Who is on call for the technology by the rotas, then who leads the support team that it belongs to, then the leads of all, those first
 * who are not away, know it and are at work. Nobody who was asked for it already, who coordinates, or whose case it is.
 */
export const findGapContacts =
  (snapshot: RegistrySnapshot, clock: () => number): FindGapContacts =>
  (state, technology) => {
    const asked = state.invitations.map(({ person }) => person.id);
    const besides = new Set([...asked, state.coordinator.id, state.case.owner.id]);
    const at = clock();
    const called = [...onCallFor(snapshot, [technology], at)]
      // On call for whatever comes is not on call for this.
      .filter(([id, { covers }]) => covers.length > 0 && !besides.has(id))
      .flatMap(([id]) => snapshot.listed(id)?.engineer ?? []);
    const onCall = called
      .filter(({ outside }) => outside === undefined)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, name }): Person => ({ id, name }));
    const leading = leadsFor(snapshot, [technology], { at: new Date(at).toISOString(), besides: [...besides] });
    const ofTeam = teamLeadsFor(snapshot, technology, at).filter(({ id }) => !besides.has(id));
    const leads = [...new Map([...onCall, ...ofTeam, ...leading].map((each) => [each.id, each])).values()];
    const free = (id: string): boolean =>
      id !== leads[0]?.id &&
      id !== state.coordinator.id &&
      !state.invitations.some((each) => each.person.id === id && (each.answer.state === 'accepted' || isPending(each)));
    const knowing = snapshot.skilled(technology).toSorted((one, other) => other.level - one.level);
    // By a lead's word also who could not is asked once more; who has not been asked yet is named before them.
    const wasAsked = ({ id }: Person): boolean => asked.includes(id);
    const little = [...knowing.map(({ by }) => by), ...snapshot.learners(technology)]
      .map(({ engineer }) => engineer)
      .filter(({ id, outside }) => outside === undefined && free(id))
      .map(({ id, name }): [string, Person] => [id, { id, name }]);
    const named = [...new Map(little).values()];
    return { leads, little: named.toSorted((one, other) => Number(wasAsked(one)) - Number(wasAsked(other))) };
  };
