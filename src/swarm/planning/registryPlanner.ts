import { teamLeadsFor } from '../../availability/leads.ts';
import type { Timetable } from '../../availability/workingHours.ts';
import type { Case } from '../../cases/case.ts';
import { withDeadlinesBlank } from '../../cases/typedDeadline.ts';
import type { DetectedTechnology } from '../../detection/detectedTechnology.ts';
import type { Detector } from '../../detection/detection.ts';
import { createUnknownNames, type UnknownNames } from '../../detection/unknownNames.ts';
import { type Learned, nothingLearned } from '../../evidence/learned.ts';
import { deadlineOff } from '../../matching/deadlineOff.ts';
import { onCallFor } from '../../matching/onCall.ts';
import type { Plan } from '../../matching/plan.ts';
import { namedTechnology, planFor, revisePlan } from '../../matching/planning.ts';
import { rank } from '../../matching/ranking.ts';
import { isDeputyOf } from '../../registry/deputies.ts';
import type { PersonHours } from '../../registry/engineer.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import { leadsTeam } from '../../registry/team.ts';
import type { PolicyFile, SwarmPolicy } from '../policy.ts';
import type { Planner } from './planner.ts';

/** Who may do what, beside what the registry says: the policy's. */
export type Rights = Pick<PolicyFile, 'whoMayStart' | 'standIns'> & Partial<Pick<PolicyFile, 'supportContacts'>>;

/** A planner over one organisation's registry in memory; it reads whatever the snapshot and the rights hold at the moment. */
export function createRegistryPlanner(
  snapshot: RegistrySnapshot,
  learned: Learned = nothingLearned,
  rights: () => Rights = () => ({ whoMayStart: 'engineers', standIns: [] }),
): Planner {
  type Reading = { revision: number; detect: Detector; unknown: UnknownNames };
  let built: Reading | null = null;
  const reading = (): Reading => {
    const revision = snapshot.technologiesRevision();
    if (built?.revision !== revision) {
      const technologies = snapshot.technologies();
      built = { revision, detect: learned.detector(technologies), unknown: createUnknownNames(technologies) };
    }
    return built;
  };
  const detector = (): Detector => reading().detect;
  // Built at the start and not in somebody's first turn: a large registry's index takes a second.
  detector();
  const moment = (theCase: Case, at: string, policy: SwarmPolicy) => ({
    at,
    critical: policy.anyTime[theCase.severity],
    budget: policy.askBudget28Days,
    aheadHours: policy.askAheadHours,
    languageWaitHours: policy.languageWaitHours[theCase.severity],
    waitHours: policy.smallerTeamWaitHours[theCase.severity],
    case: theCase,
    snapshot,
  });

  /** When those of a plan work: who is asked first, and the owner, as far as the registry knows them. */
  const timetablesOf = ({ owner }: Case, { team }: Plan): Timetable[] =>
    [...team.map(({ person }) => person), owner].flatMap(({ id }) => snapshot.listed(id)?.rota ?? []);

  const isLead = (personId: string) => snapshot.listed(personId)?.engineer.lead === true;
  const standsInForAll = (personId: string) => isLead(personId) || rights().standIns.includes(personId);
  const isNamedBy = (ownerId: string, personId: string, at: string): boolean => {
    const owner = snapshot.listed(ownerId)?.engineer;
    return owner !== undefined && isDeputyOf(owner, personId, at);
  };

  return {
    detect: (theCase) => detector()(asRead(theCase)),
    unknown: (theCase) => reading().unknown(asRead(theCase)),
    async plan(asked) {
      const theCase = asRead(asked.case);
      const { at, policy, dropped, addedTechnologies, addedPeople } = asked;
      const { tickedTechnologies = [], learners = [] } = asked;
      const request = {
        ...moment(theCase, at, policy),
        learners,
        evidenceFor: (technologies: readonly DetectedTechnology[]) => learned.people(theCase, technologies),
      };
      const untouched = [
        dropped.technologies,
        dropped.people,
        addedTechnologies,
        tickedTechnologies,
        addedPeople,
      ].every((each) => each.length === 0);
      const unknown = reading().unknown(theCase);
      const told = (plan: Plan): Plan => {
        const off =
          theCase.deadline === undefined ? null : deadlineOff(theCase.deadline, at, timetablesOf(theCase, plan));
        return { ...plan, ...(unknown.length > 0 && { unknown }), ...(off && { deadlineOff: off }) };
      };
      if (untouched) return told(planFor({ ...request, detect: detector() }));
      const edits = {
        dropTechnologies: dropped.technologies,
        addTechnologies: addedTechnologies.flatMap((id) => {
          const technology = snapshot.technology(id);
          return technology ? [namedTechnology(technology)] : [];
        }),
        tickedTechnologies,
        dropPeople: dropped.people,
        addPeople: addedPeople,
        by: theCase.owner.name,
      };
      return told(revisePlan({ ...request, technologies: detector()(theCase), edits }).plan);
    },
    async rank({ case: asked, technologies, at, policy, dropped, also = [] }) {
      const theCase = asRead(asked);
      const exclude = new Map(dropped.map((id) => [id, { code: 'dropped-by-owner' as const }]));
      const evidence = learned.people(theCase, technologies);
      return rank({ ...moment(theCase, at, policy), technologies, exclude, also, evidence });
    },
    hoursOf(personIds) {
      return Object.fromEntries(
        personIds.flatMap((id) => {
          const listed = snapshot.listed(id);
          if (!listed) return snapshot.left(id) ? [[id, gone]] : [];
          const { zone, hours, days, asking, planned, anyHour } = listed.rota;
          const { outside } = listed.engineer;
          return [[id, { zone, hours, days, asking, planned, anyHour, ...(outside !== undefined && { outside }) }]];
        }),
      );
    },
    isLeadOf: (personId, people) =>
      isLead(personId) ||
      people.some((id) => {
        const team = snapshot.team(snapshot.listed(id)?.engineer.team ?? '');
        return team !== undefined && leadsTeam(team, personId);
      }),
    standsIn: (personId, ownerId, at) => standsInForAll(personId) || isNamedBy(ownerId, personId, at),
    leadsGap: (personId, technology, instants) =>
      isLead(personId) ||
      instants.some(
        (at) =>
          teamLeadsFor(snapshot, technology, Date.parse(at)).some(({ id }) => id === personId) ||
          (onCallFor(snapshot, [technology], Date.parse(at)).get(personId)?.covers.length ?? 0) > 0,
      ),
    mayStart: (personId) => mayStartBy(rights(), snapshot, personId),
  };
}

/** Of who has left the organisation. */
const gone: PersonHours = { zone: 'UTC', hours: { days: [], from: '00:00', to: '00:00' }, left: true };

/** Whether somebody may plan a swarm from their own words, by these rights. */
export const mayStartBy = (
  { whoMayStart, standIns, supportContacts = [] }: Rights,
  snapshot: Pick<RegistrySnapshot, 'listed'>,
  personId: string,
): boolean =>
  whoMayStart === 'everyone' ||
  snapshot.listed(personId) !== undefined ||
  standIns.includes(personId) ||
  supportContacts.includes(personId);

/** A case as technologies and past cases are found of it: until when it is to be solved says nothing of what it is about. */
const asRead = (theCase: Case): Case =>
  theCase.deadline === undefined
    ? theCase
    : {
        ...theCase,
        title: withDeadlinesBlank(theCase.title),
        description: withDeadlinesBlank(theCase.description),
      };
