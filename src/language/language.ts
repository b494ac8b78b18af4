/** The languages that Swarm speaks, with equal rank: people read it in theirs, and cases are written in them. */
export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];
