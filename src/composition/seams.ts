import type { Graph } from '../graph/graph.ts';
import { type AdmitActivity, type HttpAnswer, json } from '../http/route.ts';
import type { BotAnswer } from '../teams/door.ts';
import type { EnsureAppInstalled } from '../teams/ports.ts';
import type { Teams } from '../teams/teams.ts';

/** Where rooms that do not know each other meet: what one offers, in the words of the other. Only main.ts uses it. */

/**
 * Milliseconds in which a turn is answered, whatever it waits for: Teams gives up after 15 seconds, and then nobody
 * hears of it. Told before, it delivers the activity again, which joins the turn if that still goes on.
 */
const longestTurn = 12_000;

/** teams/ answers activities without knowing the server. `late` is told of a turn that took too long. */
export const activitiesWith =
  (teams: Pick<Teams, 'admit'>, late: () => void, patience = longestTurn): AdmitActivity =>
  async (caller) => {
    const admission = await teams.admit(caller);
    if (!admission.ok) return { ok: false, answer: answerOf(admission.answer) };
    return {
      ok: true,
      process(activity) {
        const { promise: tooLate, resolve } = Promise.withResolvers<HttpAnswer>();
        const timer = setTimeout(() => {
          late();
          resolve({ status: 503 });
        }, patience);
        const answered = admission.receive(activity).then(answerOf);
        return Promise.race([answered, tooLate]).finally(() => clearTimeout(timer));
      },
    };
  };

const answerOf = ({ status, body }: BotAnswer): HttpAnswer => (body === undefined ? { status } : json(status, body));

/** graph/ installs the app; teams/ wants to know whether to try its message again. */
export const installWith =
  (graph: Pick<Graph, 'ensureAppInstalled'>): EnsureAppInstalled =>
  async (personId) => {
    const outcome = await graph.ensureAppInstalled(personId);
    switch (outcome.kind) {
      case 'installed':
        return { kind: 'installed' };
      case 'wait':
        return { kind: 'wait', cause: outcome.cause, retryAt: outcome.retryAt };
      case 'unreachable':
        return outcome.cause === 'user-gone' || outcome.cause === 'guest'
          ? { kind: outcome.cause }
          : { kind: 'refused', cause: outcome.cause };
      default:
        return outcome satisfies never;
    }
  };
