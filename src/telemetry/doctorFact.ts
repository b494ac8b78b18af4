/**
 * What a check of the installation found, as facts: graph/ finds them, teams/ words them in the reader's language.
 * `seconds` of a clock: ours minus Microsoft's. `error` is what another system said, in whatever language it came.
 */
export type DoctorFact =
  | { code: 'engine'; name: string }
  | { code: 'permissions'; count: number }
  | { code: 'granted' }
  /** Not the least permission that would do, but one that includes it. */
  | { code: 'granted-as'; permission: string }
  | { code: 'not-granted' }
  | { code: 'catalogue-id'; id: string }
  | { code: 'clock-skew'; seconds: number }
  | { code: 'team-archived' }
  | { code: 'channels-unlisted' }
  | { code: 'channels-taken'; taken: number; most: number }
  | { code: 'installed' }
  | { code: 'not-installed' }
  | { code: 'no-answer'; seconds: number }
  | { code: 'error'; message: string };
