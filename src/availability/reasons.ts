/** What speaks for asking a person at a moment; instants are ISO, UTC. */
export type AvailabilityFor =
  | { code: 'in-hours'; until: string }
  /** Off work now; asked all the same, for they are back soon: their time to answer counts from then. */
  | { code: 'back'; at: string }
  /** Off work now; they want to be asked at any hour. */
  | { code: 'any-hour' }
  | { code: 'present'; availability: string }
  | { code: 'load'; live: number; most: number };

/** What speaks against it; instants are ISO, UTC. */
export type AvailabilityAgainst =
  | { code: 'away'; until: string }
  /** `until`: where their automatic replies say it. */
  | { code: 'out-of-office'; until?: string }
  | { code: 'out-of-hours'; back: string }
  | { code: 'do-not-disturb' }
  | { code: 'at-capacity'; live: number; most: number }
  | { code: 'over-budget'; asks: number; budget: number };
