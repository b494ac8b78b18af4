import type { Person } from '../cases/case.ts';
import type { Language } from '../language/language.ts';
import type { DetectedTechnology } from './detectedTechnology.ts';
import type { Technology, TechnologyId } from './technology.ts';

/** One thing that speaks for asking a person; the face turns it into a sentence in the reader's language. */
export type ReasonFor =
  | { code: 'owns'; technology: TechnologyId }
  /** `name` comes with a technology that is not the case's own but a broader one: nothing else would tell its name. */
  | { code: 'level'; technology: TechnologyId; level: number; name?: Technology['name'] }
  | { code: 'covers-several'; count: number }
  | { code: 'in-hours'; until: string }
  /** Off work now; asked all the same, for they are back soon: their time to answer counts from then. */
  | { code: 'back'; at: string }
  | { code: 'present'; availability: string }
  | { code: 'load'; live: number; most: number }
  | { code: 'speaks'; language: Language }
  /** `cases`: up to three of them, the likest first, none restricted; `last`: when the newest closed (ISO, UTC). */
  | { code: 'solved-similar'; count: number; cases: string[]; last: string }
  | { code: 'named-by-person'; by: string }
  /** Said so in the registry: a reason to sit in, none to be asked for help. */
  | { code: 'wants-to-learn'; technology: TechnologyId };

/** Why a person was passed over. */
export type ReasonAgainst =
  | { code: 'case-owner' }
  | { code: 'away'; until: string }
  | { code: 'out-of-office' }
  | { code: 'out-of-hours'; back: string }
  | { code: 'do-not-disturb' }
  | { code: 'at-capacity'; live: number; most: number }
  | { code: 'over-budget'; asks: number; budget: number }
  | { code: 'level-too-low'; technology: TechnologyId; level: number }
  | { code: 'already-covered'; by: string }
  /** Said “not my field” of a case like this; `at`: when that case closed (ISO, UTC). */
  | { code: 'declined-similar'; at: string }
  | { code: 'other-language' }
  | { code: 'dropped-by-owner' };

/** What one person brings to one technology of the case. */
export type Coverage = { technology: TechnologyId; level: number; owner: boolean };

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
  team: Assignment[];
  gaps: TechnologyId[];
  ranking: Ranking;
  /** Who would like to sit in, and to learn what; they cover nothing. None: nobody, or a plan made before it was asked. */
  learners?: Assignment[];
};
