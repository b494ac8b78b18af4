import type { TechnologyId } from '../registry/technology.ts';

/** What one person brings to one technology of the case. */
export type Coverage = { technology: TechnologyId; level: number; owner: boolean };

/** What past cases say for asking a person. */
export type EvidenceFor =
  /** `cases`: up to three of them, the likest first, none restricted; `last`: when the newest closed (ISO, UTC). */
  { code: 'solved-similar'; count: number; cases: string[]; last: string };

/** What past cases say against it. */
export type EvidenceAgainst =
  /** Said “not my field” of a case like this one; `at`: when that case closed (ISO, UTC). */
  { code: 'declined-similar'; at: string };

/**
 * What learned evidence (past cases, credits, declines) says of a person for one case. `score` lies in -1..1; `covers`
 * names technologies they have shown to know although the registry does not say so, or says less.
 */
export type PersonEvidence = { score: number; for: EvidenceFor[]; against?: EvidenceAgainst[]; covers?: Coverage[] };
