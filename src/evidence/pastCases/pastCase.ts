import type { Terms } from '../terms/terms.ts';

/**
 * A closed case as evidence: what it said, who truly solved it, and what it turned out to be.
 * `closedAt` is milliseconds since 1970, UTC. `id` is unique; the same id again replaces what was known.
 */
export type PastCase = {
  id: string;
  title: string;
  text: string;
  closedAt: number;
  credits: Credit[];
  technologies: string[];
};

/**
 * What a case says of a person: 1 for who solved it, less for who helped a little, below zero for who said "not my
 * field". Kept in steps of 1/64 between -1.9 and 1.9.
 */
export type Credit = {
  person: string;
  weight: number;
  /** What of the case it is for, where a swarm knows who came for what; left out: all of the case's technologies. */
  technologies?: string[];
};

/** A past case as it is kept: its words already cut into terms (termBytes.ts), so that nobody need read its text again. */
export type CutCase = Omit<PastCase, 'title' | 'text'> & { terms: Terms };
