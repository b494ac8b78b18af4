import { withRetryAfter } from '../../doors/door.ts';
import type { Limits } from '../../doors/limits.ts';
import type { Answer } from '../../doors/routes.ts';

/**
 * Service protection of Dataverse, for each user and web server (learn.microsoft.com, api-limits): 6,000 requests and 20 minutes
 * of execution within five minutes, and 52 requests at once.
 */
const spanMs = 5 * 60_000;
export const most = { requests: 6_000, executionMs: 20 * 60_000, atOnce: 52 };
/** Seconds after which one who had too many under way may ask again. */
const soon = 2;

export type Protection = {
  /** Counts one request that begins: it is refused, or its end is to be told. */
  enter(): { refused: { code: string; words: string; wait: number } } | { leave: () => void };
  /** What every answer tells of it. */
  headers(): Record<string, string>;
};

/** `now` in milliseconds. */
export function createProtection({ limits, now }: { limits: Limits; now: () => number }): Protection {
  let underWay = 0;
  let counted: number[] = [];
  let executed: { at: number; ms: number }[] = [];
  const executedMs = (): number => {
    executed = executed.filter(({ at }) => at > now() - spanMs);
    return executed.reduce((sum, { ms }) => sum + ms, 0);
  };

  return {
    enter() {
      if (underWay >= most.atOnce)
        return {
          refused: {
            ...{ code: '0x80072326', wait: soon },
            words: `Number of concurrent requests exceeded the limit of ${most.atOnce}.`,
          },
        };
      if (executedMs() >= most.executionMs)
        return {
          refused: {
            code: '0x80072321',
            words: `Combined execution time of incoming requests exceeded the limit of ${most.executionMs} milliseconds over a time window of 300 seconds.`,
            wait: Math.ceil(((executed[0]?.at ?? 0) + spanMs - now()) / 1_000),
          },
        };
      const wait = limits.take('dynamics', [{ most: most.requests, ms: spanMs }]);
      if (wait > 0)
        return {
          refused: {
            code: '0x80072322',
            words: `Number of requests exceeded the limit of ${most.requests} over time window of 300 seconds.`,
            wait: Math.ceil(wait / 1_000),
          },
        };
      const began = now();
      counted.push(began);
      underWay += 1;
      return {
        leave() {
          underWay -= 1;
          executed.push({ at: now(), ms: now() - began });
        },
      };
    },
    headers() {
      counted = counted.filter((at) => at > now() - spanMs);
      return {
        'x-ms-ratelimit-burst-remaining-xrm-requests': String(Math.max(0, most.requests - counted.length)),
        'x-ms-ratelimit-time-remaining-xrm-requests': String(Math.max(0, most.executionMs - executedMs()) / 1_000),
      };
    },
  };
}

/** Runs a request under the protection. `error` in the form of the Web API. */
export async function protectedBy(
  protection: Protection,
  error: (status: number, code: string, message: string) => Answer,
  work: () => Promise<Answer> | Answer,
): Promise<Answer> {
  const entered = protection.enter();
  if ('refused' in entered) {
    const { code, words, wait } = entered.refused;
    const refused = withRetryAfter(error(429, code, words), wait);
    return { ...refused, headers: { ...refused.headers, ...protection.headers() } };
  }
  try {
    const answered = await work();
    return { ...answered, headers: { ...answered.headers, ...protection.headers() } };
  } finally {
    entered.leave();
  }
}
