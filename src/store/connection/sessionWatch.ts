import { Socket } from 'node:net';
import type pg from 'pg';
import { SessionLost } from './databaseFault.ts';

/** Milliseconds. */
export type SessionLimits = {
  /** For a new session to come about, and for one of the pool to come free. */
  connect: number;
  /** A statement that is answered by nothing for so long is doubted. */
  silence: number;
  /** For the server to say whether it is at a statement. */
  ask: number;
  /** From one look at the sessions to the next. Two looks must find a doubted one gone before it is given up. */
  look: number;
  /** For a statement of which the server could not say whether it is at it. */
  unknown: number;
};

/** A lost statement fails within 3 seconds, within 9 when the server cannot be reached: Teams gives a turn 15. */
export const usualLimits: SessionLimits = {
  ...{ connect: 4_000, silence: 2_000, ask: 3_000, look: 500, unknown: 60_000 },
};

export type SessionWatch = {
  /** Watches a session; call what it gives with the number of its process on the server. */
  add(client: pg.Client): (pid: number) => void;
  /** The pool handed a session out, or has it back. */
  taken(client: pg.PoolClient): void;
  givenBack(client: pg.PoolClient): void;
  stop(): void;
};

export type SessionWatchNeeds = {
  limits: SessionLimits;
  /** Which of these processes of the server are at a statement; 'unknown' when it would not say. */
  askServer: (pids: readonly number[]) => Promise<ReadonlySet<number> | 'unknown'>;
  lost: (sessions: number) => void;
};

type Session = {
  client: pg.Client;
  pid: number | null;
  isTaken: boolean;
  /** When the statement under way was asked; null when none is. By the process' own clock. */
  askedAt: number | null;
  /** From when on a statement that is not answered is doubted. */
  doubtAt: number;
  /** Bytes that have come by the last look. */
  heard: number;
  /** Looks in a row that found it gone. */
  foundGone: number;
  /** Others were lost: its next statement is doubted at once. */
  isSuspect: boolean;
};

/**
 * Tells a session that is gone from one that is slow, which no time limit can. After a failover that closes no
 * connection, or behind a gateway that keeps dead ones open, a statement would wait for ever; a limit short enough for
 * people would break imports and migrations. So the server is asked whether it is still at the statement, and only a
 * session of which it knows nothing, or whose server nobody can reach, is given up: its socket is destroyed, its
 * statement fails, and the pool never hands it out again. (node-postgres' own `query_timeout` would leave it half
 * open: the next statement waits behind the one that is lost, brianc/node-postgres#3399.)
 */
export function watchSessions({ limits, askServer, lost }: SessionWatchNeeds): SessionWatch {
  const sessions = new Map<pg.ClientBase, Session>();
  let isLooking = false;

  const asked = (session: Session): void => {
    session.askedAt = performance.now();
    session.doubtAt = session.isSuspect ? session.askedAt : session.askedAt + limits.silence;
  };
  const answered = (session: Session): void => {
    session.askedAt = null;
    session.foundGone = 0;
    session.isSuspect = false;
  };

  const look = async (): Promise<void> => {
    const now = performance.now();
    for (const session of sessions.values()) {
      const heard = bytesFrom(session.client);
      if (heard === session.heard) continue;
      // A long answer on its way.
      Object.assign(session, { heard, foundGone: 0, doubtAt: Math.max(session.doubtAt, now + limits.silence) });
    }
    const doubted = [...sessions.values()].filter(({ askedAt, doubtAt }) => askedAt !== null && doubtAt <= now);
    if (doubted.length === 0) return;
    const before = new Map(doubted.map((session) => [session, session.askedAt]));
    const atWork = await askServer(doubted.flatMap(({ pid }) => (pid === null ? [] : [pid])));
    const stillSilent = doubted.filter(
      (session) => session.askedAt === before.get(session) && session.heard === bytesFrom(session.client),
    );
    giveUp(stillSilent.filter((session) => isGone(session, atWork)));
  };

  const isGone = (session: Session, atWork: ReadonlySet<number> | 'unknown'): boolean => {
    if (atWork === 'unknown') return performance.now() - (session.askedAt ?? 0) > limits.unknown;
    if (session.pid !== null && atWork.has(session.pid)) {
      // Slow, but at it. It may be lost later: it is asked about now and then.
      Object.assign(session, { foundGone: 0, doubtAt: performance.now() + 2 * limits.silence });
      return false;
    }
    session.foundGone++;
    return session.foundGone > 1;
  };

  const giveUp = (gone: readonly Session[]): void => {
    if (gone.length === 0) return;
    // What befell these may have befallen all: who is idle is let go, and who is not need not be waited for as long.
    for (const session of sessions.values()) {
      if (gone.includes(session)) continue;
      if (session.isTaken) Object.assign(session, { isSuspect: true, doubtAt: 0 });
      else {
        // Of an idle one that reports an error the pool lets go at once; of one that is destroyed, a moment later.
        session.client.emit('error', sessionLost());
        session.client.connection.stream.destroy();
      }
    }
    for (const { client } of gone) client.connection.stream.destroy(sessionLost());
    lost(gone.length);
  };

  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look().finally(() => {
      isLooking = false;
    });
  }, limits.look);
  timer.unref();

  return {
    add(client) {
      const session: Session = {
        ...{ client, pid: null, isTaken: true, askedAt: null, doubtAt: 0, heard: 0, foundGone: 0, isSuspect: false },
      };
      sessions.set(client, session);
      client.query = new Proxy(client.query, {
        apply(query, self, given) {
          asked(session);
          return Reflect.apply(query, self, given);
        },
      });
      client.on('drain', () => answered(session));
      client.on('end', () => sessions.delete(client));
      return (pid) => {
        session.pid = pid;
      };
    },
    taken: (client) => mark(client, true),
    givenBack: (client) => mark(client, false),
    stop: () => clearInterval(timer),
  };

  function mark(client: pg.PoolClient, isTaken: boolean): void {
    const session = sessions.get(client);
    if (session) session.isTaken = isTaken;
  }
}

const sessionLost = (): SessionLost =>
  new SessionLost('The session with the database was lost: a statement was not answered, and its server is not at it.');

const bytesFrom = ({ connection: { stream } }: pg.Client): number => (stream instanceof Socket ? stream.bytesRead : 0);
