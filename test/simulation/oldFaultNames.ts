import type { Mishaps } from './mishaps.ts';

/**
 * Faults that Swarm once had: where they were, and what stood there in the place of what stands there now. `often`: what has to go wrong
 * for it to show, and is rare in other weeks. `near`: a week that finds it, or did, so that the search of a test begins there.
 */
export const oldFaults = {
  /** Whoever coordination was handed to was taken for an owner of the private channel, and never became one. */
  'seated-by-hand-over': {
    near: 187,
    file: '/src/swarm/evolve.ts',
    is: '(member.seated && state.briefing !== null) }\n            : member,',
    was: "(member.seated && state.briefing !== null) }\n : member.person.id === event.to.id ? { ...member, role: 'coordinator' } : member,",
  },
  /** Of two refreshes of one card that ran together the one that had seen less could put its card last. */
  'overtaken-card': {
    near: 13,
    file: '/src/teams/effects/refreshCard.ts',
    is: 'if (state.version === version) break;',
    was: 'break;',
  },
  /** After some hours in which Teams was away jobs were given up: their cards stayed as they were. */
  'given-up-in-outage': {
    near: 16,
    file: '/src/store/queue/made.ts',
    is: 'retryLimit: 4_000',
    was: 'retryLimit: 50',
    often: { cutOff: 20 },
  },
} as const satisfies Record<string, OldFaultAt>;

type OldFaultAt = { near: number; file: string; is: string; was: string; often?: Partial<Mishaps> };

export type OldFault = keyof typeof oldFaults;

export const oldFaultNames = Object.keys(oldFaults) as OldFault[];

export const oldFaultAt = (fault: OldFault): OldFaultAt => oldFaults[fault];
