import type { Case } from './case.ts';

/** Where a case comes from when somebody names it by its id, in whatever spelling (ids/caseKey.ts). Null: there is no such case. */
export type CaseSource = { find(tenantId: string, id: string): Promise<Case | null> };
