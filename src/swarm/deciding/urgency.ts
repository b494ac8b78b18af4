import type { Severity } from '../../cases/case.ts';
import type { SwarmEvent } from '../events.ts';

/** That a case is of another urgency now; nothing where it is the same, or nobody said one. */
export const urgencyTold = (from: Severity, to: Severity | undefined): SwarmEvent[] =>
  to === undefined || to === from ? [] : [{ type: 'CaseUrgencyChanged', from, to }];
