import { deedBeside } from './besideCase.ts';
import { faultSaid } from './faultSaid.ts';
import { plainly } from './politely.ts';
import type { Deed, SwarmRequest } from './request.ts';
import { trimmed } from './trimmed.ts';

/**
 * A deed and the number of a case at the beginning, and then the reason, or how soon: "close 4737 - fixed by restarting the spooler",
 * 「4737を再開してください。また起きました」. `told`: the words as they were, which are meant where there is no such case. Null: nothing of the kind,
 * or what follows tells a fault of what is said to be over.
 */
export function deedFirst(whole: string, told: SwarmRequest): SwarmRequest | null {
  const [, clause = '', following = ''] = order.exec(whole) ?? parted.exec(whole) ?? [];
  if (clause === '') return null;
  const deed = deedBeside(plainly(trimmed(clause)), told);
  // Fewer figures number a step: "3. Delete the filter, then …".
  if (!deed || !deeds.has(deed.about) || !/\d{3}/.test(deed.caseId ?? '')) return null;
  return deed.about === 'reopen' || !faultSaid(following) ? { ...deed, otherwise: told } : null;
}

const deeds: ReadonlySet<string> = new Set<Deed>(['cancel', 'resolve', 'reopen', 'leave']);

const plea =
  "(?:(?:please|pls|plz|hi|hey|ok|can|could|would|will|you|u|we|i|want to|i'd like to|let's|should|go ahead and) )*";
const orders = '(?:close|cancel|re-?open|resolve|abort|stop|finish|drop|leave|join|end)(?: out| down| off)?';
/** Nobody names things of that number who goes on like this: "cancel 4711 mailboxes" does. */
const goesOn =
  "(?:it|it's|its|we|i|they|this|that|because|as|since|asap|now|today|please|pls|plz|again|when|after|thanks|thx|customer|user|all|no longer|not|for me|if|once)(?![\\p{L}\\d])";

/** In English without a sign between, too. */
const order = new RegExp(
  `^(${plea}${orders}(?: the)?(?: case| swarm| ticket)? #?(?:\\p{L}{1,6}-?)?\\d[\\p{L}\\d-]{2,30})(?:\\s?[,;:.!]\\s?|\\s[-–—]\\s|\\s(?=${goesOn}))(\\S.*)$`,
  'iu',
);
const parted = /^([^,、。;!?]{0,40}?\d[^,、。;!?]{0,40}?)(?:[,、。;!]|\s[-–—]\s)\s?(\S.*)$/u;
