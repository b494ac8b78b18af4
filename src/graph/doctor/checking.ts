import type { DoctorFact } from '../../telemetry/doctorFact.ts';
import { causeOf, GraphFailure } from '../client/errors.ts';

/**
 * One check of the installation. `subject`: which permission, or which team by its name. `fact`: what was found. `unknown`: it
 * could not be looked at, because something before it failed; that is never as good as `ok`.
 */
export type DoctorCheck = {
  code:
    | 'graph-sign-in'
    | 'connector-sign-in'
    | 'tab-sign-in'
    | 'permission'
    | 'app-in-catalog'
    | 'host-team'
    | 'team-owner'
    | 'team-permissions'
    | 'app-in-team'
    | 'people'
    | 'guests'
    | 'clock';
  subject: string | null;
  result: 'ok' | 'failed' | 'unknown';
  fact: DoctorFact;
};

/** What was looked at is not as it should be; as against: it could not be looked at. */
export class Failed extends Error {
  readonly fact: DoctorFact;

  constructor(fact: DoctorFact) {
    super(fact.code);
    this.fact = fact;
  }
}

/** It cannot be known from here, and this is why. */
export class NotKnown extends Error {
  readonly fact: DoctorFact;

  constructor(fact: DoctorFact) {
    super(fact.code);
    this.fact = fact;
  }
}

/** The check took longer than somebody waits for. */
class Late extends Error {
  readonly seconds: number;

  constructor(patience: number) {
    super('late');
    this.seconds = patience / 1000;
  }
}

export type Check = ReturnType<typeof checkWithin>;

/** Makes checks out of looks, for so many milliseconds. `name`: the subject by its name, if it can be had. */
export function checkWithin(patience: number) {
  const late = new Promise<never>((_resolve, reject) => {
    AbortSignal.timeout(patience).addEventListener('abort', () => reject(new Late(patience)));
  });
  late.catch(() => {});
  return async (
    code: DoctorCheck['code'],
    subject: string | null,
    look: () => Promise<DoctorFact>,
    name?: Promise<string>,
  ): Promise<DoctorCheck> => {
    // Both are heard from the start: a rejection that nobody listens to would end the process.
    const called = name ? Promise.race([name, late]).catch(() => subject) : subject;
    const judged = await Promise.race([look(), late]).then(
      (fact) => ({ result: 'ok' as const, fact }),
      (failure: unknown) => ({ result: resultOf(failure), fact: factOf(failure) }),
    );
    return { code, subject: await called, ...judged };
  };
}

const resultOf = (failure: unknown): 'failed' | 'unknown' =>
  failure instanceof Failed || (failure instanceof GraphFailure && !failure.passes) ? 'failed' : 'unknown';

function factOf(failure: unknown): DoctorFact {
  if (failure instanceof Failed || failure instanceof NotKnown) return failure.fact;
  if (failure instanceof Late) return { code: 'no-answer', seconds: failure.seconds };
  if (failure instanceof GraphFailure) return { code: 'error', message: causeOf(failure) };
  return { code: 'error', message: failure instanceof Error ? failure.message : String(failure) };
}
