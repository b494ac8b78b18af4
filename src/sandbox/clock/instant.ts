/** `2026-12-31T10:00+09:00`, with seconds or without, in milliseconds since 1970; NaN where the zone is missing, for it would be this machine's. */
export const instantOf = (text: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
