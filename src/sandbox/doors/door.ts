import type { Faults } from './faults.ts';
import type { Feed, WireEntry } from './feed.ts';
import type { Answer, Call } from './routes.ts';

/**
 * Puts the faults of one door before and after its work: delays, refusals, held and lost answers, and notes every call
 * on the wire. `refusal` and `tooMany` write the door's own kind of error.
 */
export function behindFaults(options: {
  door: WireEntry['door'] & ('graph' | 'connector' | 'entra' | 'cases' | 'model');
  faults: Faults;
  feed: Feed;
  refusal: (status: number, code: string, message: string) => Answer;
  work: (call: Call) => Answer | Promise<Answer>;
}): (call: Call) => Promise<Answer> {
  const { door, faults, feed, refusal, work } = options;
  return async (call) => {
    const began = performance.now();
    const strike = faults.strike(door, call.method, call.url, call.body);
    const latency = door === 'entra' || door === 'model' ? 0 : faults.settings().latency[door];
    if (latency > 0) await pause(latency);
    const answer = await struck(call, strike);
    feed.wire({
      door,
      method: call.method,
      url: call.url,
      status: answer.lost === true ? 0 : answer.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      ...(strike === null ? {} : { fault: strike.does }),
    });
    return answer;
  };

  async function struck(call: Call, strike: ReturnType<Faults['strike']>): Promise<Answer> {
    if (strike === null) return work(call);
    switch (strike.does) {
      case 'throttle':
        return withRetryAfter(refusal(429, 'TooManyRequests', 'Too many requests.'), strike.retryAfter);
      case 'unavailable': {
        const answer = refusal(503, 'ServiceUnavailable', 'The service is temporarily unavailable.');
        return strike.retryAfter === null ? answer : withRetryAfter(answer, strike.retryAfter);
      }
      case 'refuse':
        return refusal(strike.status, strike.code, strike.message);
      case 'delay':
        await pause(strike.ms);
        return work(call);
      case 'lose-answer':
        return { ...(await work(call)), lost: true };
      case 'garble':
        return {
          status: strike.status,
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: strike.content,
        };
      case 'hold': {
        if (strike.when === 'before') {
          await faults.hold(strike.id, { method: call.method, path: call.url, isAbandoned: call.isAbandoned });
          return call.isAbandoned() ? { status: 499, lost: true } : work(call);
        }
        const answer = await work(call);
        await faults.hold(strike.id, { method: call.method, path: call.url, isAbandoned: call.isAbandoned });
        return answer;
      }
      default:
        return strike satisfies never;
    }
  }
}

export function withRetryAfter(answer: Answer, seconds: number): Answer {
  return { ...answer, headers: { ...answer.headers, 'Retry-After': String(seconds) } };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
