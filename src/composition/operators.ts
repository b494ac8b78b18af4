import type { Logger } from 'pino';
import type { NoToken } from '../settings/tokens.ts';
import { whyUnreachable } from '../settings/unreachable.ts';
import type { KeysFault } from '../teams/ports.ts';
import { faultFacts } from '../telemetry/faultFacts.ts';
import { createOnceAMinute } from '../telemetry/onceAMinute.ts';

export type OperatorsNeeds = {
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Where the database is, without its password. */
  database: string;
  /** Scopes of Entra's tokens without which the bot works all the same: what needs one tells of it, and it can still speak. */
  elsewhere?: readonly string[];
};

/** What operators are told of faults that come again and again: why, which host, what to do, once a minute with a count. */
export function createOperators({ log, database, elsewhere = [] }: OperatorsNeeds) {
  const onceAMinute = createOnceAMinute(() => performance.now());
  let last: NoToken | null = null;
  let lastKeys: KeysFault | null = null;

  return {
    /** Told of each try to have a token for a scope: null when it went well. */
    signedIn(failure: NoToken | null, scope: string): void {
      if (elsewhere.includes(scope)) return;
      if (failure)
        onceAMinute(`sign-in ${failure.message}`, (times) =>
          log.error({ cause: failure.message, times }, 'The bot cannot sign in, so it can neither speak nor ask Graph'),
        );
      else if (last) log.info({}, 'The bot can sign in again');
      last = failure;
    },
    /** Whether the bot can speak, as far as is known; an outage that passes by itself does not count. */
    canSignIn: (): boolean => last?.refused !== true,
    /** Told of each try to have the keys by which activities are judged: null when they came. */
    keysTried(fault: KeysFault | null): void {
      if (fault)
        onceAMinute(`keys ${fault.words}`, (times) =>
          log.error({ cause: fault.words, times }, 'Nobody in Teams is heard: the keys of their tokens cannot be had'),
        );
      else if (lastKeys) log.info({}, 'The keys of tokens can be had again');
      lastKeys = fault;
    },
    /** Told why the keys by which the tab knows people cannot be had. */
    tabKeysFailed(words: string): void {
      onceAMinute(`tab keys ${words}`, (times) =>
        log.error({ cause: words, times }, 'Nobody can open the tab: the keys of their tokens cannot be had'),
      );
    },
    /** Told of what the queue reports, which is mostly that the database does not answer. */
    queueReported(problem: unknown): void {
      const fault = faultFacts(problem);
      const why = whyUnreachable(problem, database)?.words;
      const kind = `queue ${fault.map(({ name, code }) => `${name} ${code}`)}`;
      onceAMinute(kind, (times) => log.error({ ...(why ? { cause: why } : {}), fault, times }, 'The queue reports'));
    },
    /** Told of a note of ours in a case that customers can see: somebody must delete it. Each is told, however many come. */
    notePublic(system: string, { caseId, note, detail }: { caseId: string; note: string; detail: string }): void {
      log.error(
        { system, caseId, note, detail },
        'Customers can see a note that Swarm wrote into a case. Delete it there. Nothing more is written to this system until an administrator runs: npm run cases -- go-on (docs/case-systems.md)',
      );
    },
    /** Told when the policy that the tab holds could not be read: it stays as it was. */
    policyFailed(failure: unknown): void {
      const fault = faultFacts(failure);
      onceAMinute('policy', (times) => log.warn({ fault, times }, 'The policy could not be followed'));
    },
    /** Told when Graph could not be asked for what is asked regularly; `of` is what for. */
    graphFailed(of: string, failure: unknown): void {
      const cause = failure instanceof Error ? failure.message : String(failure);
      onceAMinute(`${of} ${cause}`, (times) => log.warn({ of, cause, times }, 'Microsoft Graph could not be asked'));
    },
  };
}

export type Operators = ReturnType<typeof createOperators>;
