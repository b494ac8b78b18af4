import type { Case, Person } from '../../cases/case.ts';
import type { DetectedTechnology } from '../../detection/detectedTechnology.ts';
import type { Plan, Ranking } from '../../matching/plan.ts';
import type { PersonHours } from '../../registry/engineer.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import type { Dropped } from '../events.ts';
import type { SwarmPolicy } from '../policy.ts';

/**
 * What the swarm asks the registry. Bound to one organisation's registry, presence and load as they are now.
 * Instants are ISO strings in UTC.
 */
export type Planner = {
  /** The technologies that a case's words speak of. */
  detect(theCase: Case): DetectedTechnology[];
  /** The products that a case names and the registry does not know, as written there. */
  unknown(theCase: Case): string[];
  /**
   * A plan for a case; `dropped` and `added` are the owner's wishes on top of what is found, `ticked` what they saw
   * ticked and left so.
   */
  plan(request: {
    case: Case;
    at: string;
    policy: SwarmPolicy;
    dropped: Dropped;
    addedTechnologies: TechnologyId[];
    tickedTechnologies?: TechnologyId[];
    addedPeople: Person[];
    /** Whom the owner has chosen to sit in as learners, by id; nobody if not said. */
    learners?: string[];
  }): Promise<Plan>;
  /**
   * Who could be asked now for these technologies, each weighed by its confidence as in a plan; people of `dropped`,
   * by id, are not to be asked. Of those of `also`, by id, it is told too, though nothing speaks for them.
   */
  rank(request: {
    case: Case;
    technologies: readonly Pick<DetectedTechnology, 'technology' | 'confidence'>[];
    at: string;
    policy: SwarmPolicy;
    dropped: readonly string[];
    also?: readonly string[];
  }): Promise<Ranking>;
  /** Of those people the registry knows. */
  hoursOf(personIds: string[]): Record<string, PersonHours>;
  /** Whether somebody leads the organisation, or speaks for the support team of one of these people. */
  isLeadOf(personId: string, people: readonly string[]): boolean;
  /**
   * Whether somebody may act for the owner of a case at an instant (ISO, UTC): look at its swarm, start it, hand it over,
   * end it. A lead may, whom a policy names, and whom the owner has named.
   */
  standsIn(personId: string, ownerId: string, at: string): boolean;
  /**
   * Whether somebody is whom to ask about a technology that nobody is left for, at one of some instants (ISO, UTC): on call for it,
   * leading its support team or the organisation.
   */
  leadsGap(personId: string, technology: TechnologyId, instants: readonly string[]): boolean;
  /** Whether somebody may plan a swarm from their own words. */
  mayStart(personId: string): boolean;
};
