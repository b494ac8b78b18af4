import { saysNothing } from '../../detection/emptyWords.ts';
import { searchableWords, wordTokens } from '../../swarm/service/searchWords.ts';

/** What one resolved swarm says of its cause. `closedAt`: ISO, UTC. */
export type KnownCause = {
  swarmId: string;
  caseId: string;
  title: string;
  product: string | null;
  technologies: string[];
  rootCause: string;
  fix: string;
  fixKind: 'workaround' | 'final' | null;
  closedAt: string;
};

/** From so many on a cause counts as recurring. */
export const recurs = 3;
/** Two causes are the same when so much of their telling words is in both, from 0 to 1. */
const alike = 0.5;
/** Of many causes, what stands in so large a share of them tells nothing. */
const common = 0.3;
const many = 20;

/**
 * Swarms of the same cause: they share a technology, and most of what tells of their causes. The newest of each first; the cause
 * with the most swarms first. Words decide, in either language; whoever reads them judges.
 */
export function recurringCauses(known: readonly KnownCause[]): KnownCause[][] {
  const newest = known.toSorted((one, other) => (one.closedAt < other.closedAt ? 1 : -1));
  const read = newest.map((each) => ({ each, tokens: wordTokens(searchableWords([each.rootCause])) }));
  const counts = new Map<string, number>();
  for (const { tokens } of read) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  for (const { tokens } of read)
    for (const token of tokens)
      if (saysNothing(token) || (read.length >= many && (counts.get(token) ?? 0) > common * read.length))
        tokens.delete(token);
  const groups: { each: KnownCause; tokens: Set<string> }[][] = [];
  for (const one of read) {
    if (one.tokens.size === 0) continue;
    const home = groups.find((group) => group.some((other) => isSame(one, other)));
    if (home) home.push(one);
    else groups.push([one]);
  }
  return groups
    .filter((group) => group.length >= recurs)
    .toSorted((one, other) => other.length - one.length)
    .map((group) => group.map(({ each }) => each));
}

type Read = { each: KnownCause; tokens: Set<string> };

function isSame(one: Read, other: Read): boolean {
  if (!one.each.technologies.some((id) => other.each.technologies.includes(id))) return false;
  let both = 0;
  for (const token of one.tokens) if (other.tokens.has(token)) both += 1;
  return (2 * both) / (one.tokens.size + other.tokens.size) >= alike;
}
