/**
 * What makes one person a better choice than another: points that are added up. Only their order within one ranking
 * means something. For each technology a person covers, its confidence times the points of level and ownership;
 * then, once, what the moment and the person's load add or take.
 */
export type RankingWeights = {
  /** Points for a level from 1 to 5. */
  level: readonly [number, number, number, number, number];
  /** For owning the technology, on top of the level. */
  owns: number;
  /** Below this level a person does not cover the technology. */
  leastLevel: number;
  /** Who knows the broader technology covers the narrower one with so many levels less, for each step between. */
  broaderCosts: number;
  /** In working hours now (matters for critical cases, where others are asked too). */
  inHours: number;
  /**
   * Taken from who is off work now and can be asked for later: more than all else together, so that everyone at work
   * comes first, however often they were asked.
   */
  backLater: number;
  /** Taken from them besides, for each hour until they are back: more than a level is worth, so that who is back sooner comes first. */
  backEachHour: number;
  /** By Graph's availability; others count nothing. */
  presence: Readonly<Record<string, number>>;
  /** On call for a technology of a case that cannot wait, or for whatever comes: more than all that a level is worth. */
  onCall: number;
  onCallForAll: number;
  /** Taken in proportion to live swarms and pending invitations against the most this person wants at once. */
  load: number;
  /** Taken in proportion to asks in 28 days against the budget. */
  recentAsks: number;
  /** Taken from who is beyond the budget: more than all points together, so that anyone else comes first. */
  overBudget: number;
  /**
   * Of the support team of the case's owner: more than skill, presence and load together, so that their own team comes first where it
   * covers; less than what is taken from who is off work or beyond the budget.
   */
  ownTeam: number;
  /** Speaks the case's language, or does not. */
  speaks: number;
  otherLanguage: number;
  /** Times what learned evidence says of the person for this case (-1..1). */
  evidence: number;
};

export const defaultWeights: RankingWeights = {
  level: [0.05, 0.2, 0.6, 0.85, 1],
  owns: 0.25,
  leastLevel: 3,
  broaderCosts: 1,
  inHours: 0.1,
  backLater: 200,
  backEachHour: 1,
  presence: { Available: 0.15, Busy: -0.1, BusyIdle: -0.1, Away: -0.05, BeRightBack: -0.05, Offline: -0.15 },
  onCall: 6,
  onCallForAll: 4,
  load: 0.3,
  recentAsks: 0.3,
  overBudget: 100,
  ownTeam: 20,
  speaks: 0.1,
  otherLanguage: -0.3,
  evidence: 0.8,
};
