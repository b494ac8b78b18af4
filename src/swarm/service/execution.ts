import type { Refusal, SwarmCommand } from '../commands.ts';
import type { Actor, RecordedEvent } from '../events.ts';
import type { SwarmState } from '../state.ts';

/** Who asks and why: the actor, the id of what brought the command, and (for tests and replays) when. */
export type Origin = { actor: Actor; cause: string; at?: string };

/** What became of a command. `state` is the swarm as it is now, also after a refusal. */
export type Execution =
  | { ok: true; state: SwarmState; events: RecordedEvent[] }
  | { ok: false; state: SwarmState; refusal: Refusal };

/**
 * Carries a command out: events, read models and jobs in one transaction, or a refusal and nothing. `known` is the
 * swarm as the caller just saw it, which saves reading it; if it changed since, it is read.
 */
export type Execute = (
  swarmId: string,
  command: SwarmCommand,
  origin: Origin,
  known?: SwarmState,
) => Promise<Execution>;
