import type { Request, Response } from 'restify';
import type { Graph } from './graph/graph.ts';
import { type Database, databaseAnswers } from './store/database.ts';
import type { EnsureAppInstalled, Examine } from './teams/ports.ts';
import type { Teams } from './teams/teams.ts';

/** Where rooms that do not know each other meet: what one offers, in the words of the other. Only main.ts uses it. */

/** teams/ answers activities without knowing the server. */
export const processWith =
  (teams: Pick<Teams, 'receive'>) =>
  async (request: Request, response: Response): Promise<void> => {
    const { headers, body, socket } = request;
    const answer = await teams.receive({ headers, body, remoteAddress: socket.remoteAddress });
    if (answer.body === undefined) response.send(answer.status);
    else response.json(answer.status, answer.body);
  };

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
        return outcome.cause === 'user-gone' ? { kind: 'user-gone' } : { kind: 'refused', cause: outcome.cause };
      default:
        return outcome satisfies never;
    }
  };

/** All that `/swarm doctor` looks at: our own parts, then Microsoft Graph. */
export const examineWith =
  ({ graph, database }: { graph: Pick<Graph, 'doctor'>; database: Database }): Examine =>
  async () => {
    const [answers, checks] = await Promise.all([databaseAnswers(database), graph.doctor()]);
    return [
      {
        subject: { code: 'database' },
        result: answers ? 'ok' : 'failed',
        fact: { code: 'engine', name: database.engine },
      },
      ...checks.map(({ code, subject, result, fact }) => ({
        subject:
          code === 'permission' || code === 'host-team' || code === 'app-in-team'
            ? { code, name: subject ?? '' }
            : { code },
        result,
        fact,
      })),
    ];
  };
