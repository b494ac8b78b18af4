import { setTimeout as wait } from 'node:timers/promises';
import type { KeptCase } from './keptCase.ts';

/** What a system posts when a case has changed; the same bytes each time it sends it. */
export type PushRequest = { path: string; headers: Record<string, string>; body: string };

/** How a system writes a push, and how often and when it sends again what was not taken. */
export type PushWriting = {
  /** `by`: whose change it was, `swarm` is the account of the bot. `now` in milliseconds. Null: of that it tells nothing. */
  write(kept: KeptCase, by: 'somebody' | 'swarm', now: number): PushRequest | null;
  /** Milliseconds until it is sent again, after so many tries; null: it is given up. */
  again(answer: { status: number; retryAfter: number | null }, tries: number): number | null;
};

/** What came of one push: the last status (0: no answer) and how often it was sent. */
export type Pushed = { status: number; tries: number };

/**
 * Sends pushes to a bot, as a system does. Neither order nor single delivery is promised by any: `twice` sends each two
 * times at once; between `hold` and `release` they are kept back, and come late and the last one first.
 */
export function createPushing({
  writing,
  botAddress,
  now,
  pause = wait,
}: {
  writing: PushWriting;
  /** `http://127.0.0.1:3978`. */
  botAddress: () => string;
  now: () => number;
  pause?: (ms: number) => Promise<unknown>;
}) {
  const held: (() => void)[] = [];
  let isHeld = false;
  let isTwice = false;

  async function send({ path, headers, body }: PushRequest): Promise<Pushed> {
    for (let tries = 1; ; tries++) {
      const answer = await post(`${botAddress()}${path}`, headers, body);
      const later = writing.again(answer, tries);
      if (later === null) return { status: answer.status, tries };
      await pause(later);
    }
  }

  return {
    /** Tells of a change; resolves when it was taken or given up. */
    async push(kept: KeptCase, by: 'somebody' | 'swarm' = 'somebody'): Promise<Pushed> {
      const request = writing.write(kept, by, now());
      if (!request) return { status: 0, tries: 0 };
      if (isHeld) await new Promise<void>((go) => held.unshift(go));
      const [first] = await Promise.all(isTwice ? [send(request), send(request)] : [send(request)]);
      return first ?? { status: 0, tries: 0 };
    },
    /** From now on each is sent two times at once, or no more. */
    twice(on: boolean): void {
      isTwice = on;
    },
    hold(): void {
      isHeld = true;
    },
    release(): void {
      isHeld = false;
      for (const go of held.splice(0)) go();
    },
  };
}
export type Pushing = ReturnType<typeof createPushing>;

/** No system waits for longer than this one: 60 s of Dataverse, 10 of Zendesk. */
const patience = 10_000;

async function post(address: string, headers: Record<string, string>, body: string) {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.arrayBuffer();
    const after = response.headers.get('retry-after');
    return { status: response.status, retryAfter: after === null ? null : Number(after) };
  } catch {
    return { status: 0, retryAfter: null };
  }
}
