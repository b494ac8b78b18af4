import type { Advice } from '../../swarm/events.ts';
import { ownPace, type Setback } from '../../swarm/jobs.ts';
import type { ConnectorRefusal } from '../connector/refusal.ts';

/**
 * What a refused call means for its step, where the status says it all. What a 403 or 404 means depends on the step:
 * `otherwise` is the advice for them; the step is tried again, for a channel or a chat may only be too new.
 */
export function setbackOf(refusal: ConnectorRefusal, otherwise: Advice): Setback {
  const cause = causeOf(refusal);
  switch (refusal.status) {
    // The card or the request is wrong: the same again would be refused again.
    case 400:
    case 413:
      return { kind: 'give-up', cause, advice: 'ask-administrator' };
    case 401:
      return { kind: 'wait', cause, retryAt: null, advice: 'ask-administrator' };
    case 403:
    case 404:
      return { kind: 'wait', cause, retryAt: refusal.retryAt, advice: otherwise };
    // 412, 429, 5xx, and no answer at all (platform.md 2.3).
    default:
      return { kind: 'wait', cause, retryAt: refusal.retryAt, advice: 'try-again' };
  }
}

/** The refusal in a few words for the coordinator and the log; it carries no text of a case. */
export const causeOf = ({ status, code, message }: ConnectorRefusal): string =>
  code === ownPace
    ? ownPace
    : `Teams ${status === null ? 'did not answer' : `answered ${status}`}: ${code}${message ? ` (${message})` : ''}`.slice(
        0,
        300,
      );
