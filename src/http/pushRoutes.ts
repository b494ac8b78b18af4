import type { Logger } from 'pino';
import type { PushDoor, PushRead, PushRefusal } from '../cases/systems/caseSystem.ts';
import { createCallRate } from './callRate.ts';
import { errorAnswer, type HttpAnswer, json, type Route } from './route.ts';

export type PushRoutesNeeds = {
  /** The doors of the systems that push. */
  doors: readonly PushDoor[];
  /** Notes that a case changed. `nothing`: Swarm has nothing to do with it; `ours`: it was Swarm's own change. */
  heard: (change: Extract<PushRead, { kind: 'changed' }>) => Promise<'noted' | 'nothing' | 'ours'>;
  log: Pick<Logger, 'warn'>;
  /** Milliseconds since 1970, and milliseconds that no setting of the clock moves. */
  clock: () => number;
  steady: () => number;
};

/** Dataverse cuts what is longer than 256 KB, the others write less. */
const bodyLimit = 512 * 1024;

/**
 * One route for each system that pushes. A push is a hint: who sent it is made sure of, which case it names is noted, and the
 * answer goes out; what became of the case is asked of the system itself, later.
 */
export function pushRoutes({ doors, heard, log, clock, steady }: PushRoutesNeeds): Route[] {
  return doors.map((door) => {
    // A hundred thousand changes an hour are twenty-eight a second.
    const budget = { burst: 500, perSecond: 50 };
    const rate = createCallRate({ all: budget, each: budget, steady });
    const refuse = (id: string, why: PushRefusal): HttpAnswer => {
      log.warn({ requestId: id, system: door.name, code: why }, 'A push was refused');
      return errorAnswer(401, why, refusals[why]);
    };
    return {
      method: 'POST',
      path: `/api/pushes/${door.name}`,
      rule: {
        kind: 'push',
        bodyLimit,
        admit({ id, headers, query }) {
          const why = door.refusal({ headers, query }, clock());
          return why ? refuse(id, why) : null;
        },
        async answer({ id, headers, query, body }) {
          const read = door.parsePush({ headers, query, body }, clock());
          if (read.kind === 'refused') return refuse(id, read.why);
          // Only now: forged ones must not use up what is for the system's own. Their bodies have a room of their own.
          const allowed = rate(door.name);
          // Dataverse and Zendesk send again what is answered so (use-webhooks; webhooks/introduction).
          if (!allowed.ok) return later(allowed.retryAfter);
          if (read.kind === 'malformed')
            return errorAnswer(400, 'malformed', 'The body is not what this system sends: JSON that names a record.');
          if (read.kind === 'nothing') return json(202, { outcome: 'nothing' });
          try {
            return json(202, { outcome: await heard(read) });
          } catch (error) {
            log.warn({ requestId: id, system: door.name, message: said(error) }, 'A push could not be noted');
            return later(5);
          }
        },
      },
    };
  });
}

const later = (seconds: number): HttpAnswer =>
  errorAnswer(503, 'busy', 'It cannot be noted now. Send it again.', { 'Retry-After': String(seconds) });

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const refusals: Record<PushRefusal, string> = {
  unsigned: 'The request brings no key or signature.',
  malformed: 'The timestamp or the signature is not in the form that this system writes.',
  old: 'The timestamp is more than 300 seconds from now.',
  wrong: 'The key or the signature is not right.',
};
