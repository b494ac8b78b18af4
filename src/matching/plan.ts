import type { AvailabilityAgainst, AvailabilityFor, NotThere, TeamName, TeamShut } from '../availability/reasons.ts';
import type { Person } from '../cases/case.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Coverage, EvidenceAgainst, EvidenceFor } from '../evidence/personEvidence.ts';
import type { Language } from '../language/language.ts';
import type { Technology, TechnologyId } from '../registry/technology.ts';
import type { DeadlineOff } from './deadlineOff.ts';

/** One thing that speaks for asking a person; the face turns it into a sentence in the reader's language. */
export type ReasonFor =
  | AvailabilityFor
  | EvidenceFor
  | { code: 'owns'; technology: TechnologyId }
  /** `name` comes with a technology that is not the case's own but a broader one: nothing else would tell its name. */
  | { code: 'level'; technology: TechnologyId; level: number; name?: Technology['name'] }
  | { code: 'covers-several'; count: number }
  /** Of a case that cannot wait: asked first. Until an ISO instant; without a technology for whatever comes. `name` as of a level. */
  | { code: 'on-call'; until: string; technology?: TechnologyId; name?: Technology['name'] }
  /** `late`: they are back only after the policy's wait for the language, so that no case waits for them because of it. */
  | { code: 'speaks'; language: Language; late?: true }
  /** `own`: it is that of the case's owner. */
  | { code: 'of-team'; team: TeamName; own: boolean }
  | { code: 'named-by-person'; by: string }
  /** Said so in the registry: a reason to sit in, none to be asked for help. */
  | { code: 'wants-to-learn'; technology: TechnologyId };

/** Why a person was passed over. */
export type ReasonAgainst =
  | AvailabilityAgainst
  | EvidenceAgainst
  | { code: 'case-owner' }
  | { code: 'level-too-low'; technology: TechnologyId; level: number }
  | { code: 'already-covered'; by: string }
  | { code: 'other-language' }
  | { code: 'dropped-by-owner' };

/**
 * One ranked person. `score` only orders candidates of one ranking. `available: false` means not to be asked now;
 * `against` then says why. Someone available but not chosen has their reason in `against` too.
 */
export type Candidate = {
  person: Person;
  score: number;
  covers: Coverage[];
  available: boolean;
  for: ReasonFor[];
  against: ReasonAgainst[];
  zone: string;
  load: { live: number; most: number; asks28d: number };
};

/** Whether a candidate can be asked, but is off work until later: who is at work comes first. */
export const isBackLater = (candidate: Pick<Candidate, 'for'>): boolean =>
  candidate.for.some(({ code }) => code === 'back');

/** Whether a candidate is on call for the case: they are asked first. */
export const isOnCall = (candidate: Pick<Candidate, 'for'>): boolean =>
  candidate.for.some(({ code }) => code === 'on-call');

/** The support teams, each once, because of which people of a ranking are not asked now who cover one of these technologies. */
export function shutIn({ candidates }: Ranking, technologies: readonly TechnologyId[]): TeamShut[] {
  const shut = candidates
    .filter(({ available, covers }) => !available && covers.some(({ technology }) => technologies.includes(technology)))
    .flatMap(({ against }) => against.filter(isTeamShut));
  return [...new Map(shut.map((each) => [each.team.en, each])).values()];
}

/** Somebody is not there: nobody asks them, however bad the case is. */
export const isNotThere = (reason: ReasonAgainst): reason is NotThere =>
  reason.code === 'away' || reason.code === 'out-of-office';

export const isTeamShut = (reason: ReasonAgainst): reason is TeamShut =>
  reason.code === 'team-closed' || reason.code === 'team-asked-enough';

/** Candidates for a set of technologies, best first. `leftOut`: how many more there were than are kept. */
export type Ranking = { candidates: Candidate[]; leftOut: number };

/** One person the plan would ask, and for which of the technologies. */
export type Assignment = { person: Person; technologies: TechnologyId[]; for: ReasonFor[] };

/**
 * What would be done for a case; nobody has been disturbed yet.
 * Every technology is in exactly one of: covered by a member of `team`, or in `gaps`.
 */
export type Plan = {
  technologies: DetectedTechnology[];
  /** What past cases alone suggest: shown, and nobody is asked for it. None: nothing, or a plan made before it was told apart. */
  possible?: DetectedTechnology[];
  team: Assignment[];
  gaps: TechnologyId[];
  ranking: Ranking;
  /** Who would like to sit in, and to learn what; they cover nothing. None: nobody, or a plan made before it was asked. */
  learners?: Assignment[];
  /** Products that the case names and the registry does not know, as written there; left out: none, or not looked for. */
  unknown?: string[];
  /** The case is to be solved by when nobody of the team, nor its owner, works. Left out: somebody does, or it has no deadline. */
  deadlineOff?: DeadlineOff;
};
