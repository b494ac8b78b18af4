import type { Refusal } from '../commands.ts';
import type { SwarmEvent } from '../events.ts';

/** What became of a command: events to record (none when it was already so), or why not. */
export type Decision = { ok: true; events: SwarmEvent[] } | { ok: false; refusal: Refusal };

export const happened = (...events: SwarmEvent[]): Decision => ({ ok: true, events });
/** Already so: a repeated command changes nothing and is no error. */
export const alreadySo: Decision = { ok: true, events: [] };
export const refused = (refusal: Refusal): Decision => ({ ok: false, refusal });
