/** What of a swarm is told to its case by a note. `status`: its status note, what it looks at, who is missing, who stepped back. */
export const milestones = ['started', 'joined', 'handed-over', 'status', 'resolved', 'cancelled', 'reopened'] as const;
export type Milestone = (typeof milestones)[number];

/** What may be written into a case: the channel's address, and a note for each milestone. */
export const caseWritings = ['link', ...milestones] as const;
export type CaseWriting = (typeof caseWritings)[number];
