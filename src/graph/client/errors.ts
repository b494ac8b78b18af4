import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import type { Advice } from '../../swarm/events.ts';
import { ownPace, type Setback } from '../../swarm/jobs.ts';
import { retryInstant } from '../../swarm/retryAfter.ts';

/**
 * A Graph call that did not do what it should. `status` is null when no answer came: the work may have been done all
 * the same. `retryAt`: an ISO instant in UTC that Graph (or our own pace) gave for trying again.
 */
export class GraphFailure extends Error {
  readonly status: number | null;
  readonly code: string;
  readonly retryAt: string | null;

  constructor(facts: {
    status: number | null;
    code: string;
    message: string;
    retryAt?: string | null;
    cause?: unknown;
  }) {
    super(facts.message, { cause: facts.cause });
    this.name = 'GraphFailure';
    this.status = facts.status;
    this.code = facts.code;
    this.retryAt = facts.retryAt ?? null;
  }

  /** Whether the same call may work later without anybody changing anything. */
  get passes(): boolean {
    return (
      this.status === null || this.status === 408 || this.status === 423 || this.status === 429 || this.status >= 500
    );
  }

  /** Whether Graph may have done the work although it did not say so. */
  get isAmbiguous(): boolean {
    return this.status === null || this.status === 408 || this.status >= 500;
  }
}

/**
 * What a failure means for a step. `advice` is what a person can do when it will not pass; where a permission is
 * missing, `whenForbidden`.
 */
export function setbackOf(failure: unknown, advice: Advice, whenForbidden: Advice = 'grant-permission'): Setback {
  if (!(failure instanceof GraphFailure)) throw failure;
  const cause = causeOf(failure);
  if (failure.passes) return { kind: 'wait', cause, retryAt: failure.retryAt, advice: 'try-again' };
  // A bad sign-in is often one that was just repaired or is about to be: secrets are rolled, consent takes minutes.
  if (failure.status === 401) return { kind: 'wait', cause, retryAt: null, advice: 'ask-administrator' };
  return { kind: 'give-up', cause, advice: failure.status === 403 ? whenForbidden : advice };
}

/** A failure in one line, for the coordinator's card and the log. */
export function causeOf({ status, code, message }: GraphFailure): string {
  if (code === ownPace) return ownPace;
  return cut(`Graph ${status ?? 'gave no answer'}${code ? ` ${code}` : ''}: ${message}`, 300);
}

/** Reads the error that Graph wrote into an answer. The inner code often is the true reason. */
export function failureOf(answer: { status: number; headers: Headers; body: unknown }, now: number): GraphFailure {
  const { data } = errorBodySchema.safeParse(answer.body);
  return new GraphFailure({
    status: answer.status,
    code: data?.error.innerError?.code ?? data?.error.code ?? '',
    message: data?.error.message ?? 'no reason was given',
    retryAt: retryInstant(answer.headers.get('retry-after'), now),
  });
}

/**
 * What a successful answer holds, as the schema has it. What cannot be read (cut off, another's page, nothing at all)
 * is no success: nobody knows what was done, as when no answer came.
 */
export function held<Held>(schema: z.ZodType<Held>, answer: { status: number; body: unknown }): Held {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw new GraphFailure({
    status: null,
    code: 'Unreadable',
    message: `an answer with status ${answer.status} cannot be read`,
    cause: parsed.error,
  });
}

const errorBodySchema = z.object({
  error: z.object({
    code: z.string().catch(''),
    message: z.string().catch(''),
    innerError: z
      .object({ code: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
});

const isBadRequest = (failure: unknown): failure is GraphFailure =>
  failure instanceof GraphFailure && (failure.status === 400 || failure.status === 403 || failure.status === 409);

/** The channel's name is held by another channel of the team, maybe by a deleted one. */
export const isNameTaken = (failure: unknown): boolean =>
  isBadRequest(failure) && /NameAlreadyExists|name already exist/i.test(`${failure.code} ${failure.message}`);

/** The team has as many channels as a team may have. */
export const isTeamFull = (failure: unknown): boolean =>
  isBadRequest(failure) &&
  /ChannelLimit|TooManyChannels|(maximum|limit)[^.]*channels|channels[^.]*(maximum|limit)/i.test(
    `${failure.code} ${failure.message}`,
  );

export const isNotFound = (failure: unknown): boolean => failure instanceof GraphFailure && failure.status === 404;
export const isConflict = (failure: unknown): boolean => failure instanceof GraphFailure && failure.status === 409;
