import type { Case, Person } from './case.ts';

/**
 * What came of asking the case systems for a case. `caseId`: what a person is told it is called; it is the number, or what
 * an address held where the number is not known. `otherwise`: what is to be said to who must not hear that there is such a case.
 */
export type CaseReading =
  /** Read as it is now. `isKept`: it stands where stored cases are found; else it is nobody's who asked, or another system's. */
  | { kind: 'read'; caseId: string; case: Case; isKept: boolean; otherwise: CaseTrouble }
  /** No system that is connected has numbers or addresses like this. */
  | { kind: 'not-asked' }
  | CaseTrouble
  /** It takes longer than a person should wait. `done` tells what came of it. */
  | { kind: 'slow'; caseId: string; system: string; done: Promise<Exclude<CaseReading, { kind: 'slow' }>> }
  | (CaseOver & { owner: Person | null; restricted: boolean; otherwise: CaseTrouble });

/** Why a case could not be read in the system where it lives, or is none to plan. */
export type CaseUnread = CaseTrouble | CaseOver;

/** Why nothing of a case could be read. */
export type CaseTrouble =
  /** There is none, or Swarm may not see it: most systems answer both alike. */
  | { kind: 'not-found'; caseId: string; systems: string[] }
  | { kind: 'forbidden'; caseId: string; system: string }
  /** The system takes no more calls until then (ISO, UTC). */
  | { kind: 'busy'; caseId: string; system: string; until: string }
  /** It gave no answer that can be used; the log tells more. */
  | { kind: 'broken'; caseId: string; system: string };

type CaseOver =
  /** It is resolved, closed, cancelled or merged there. `into`: the number of the case into which it was merged; null: none, or not told. */
  | { kind: 'closed'; caseId: string; system: string; into: string | null }
  /**
   * No person owns it there, or (`unknown`) one who is nobody of the organisation, and nobody takes it in their place. `group` has it,
   * where one does.
   */
  | { kind: 'ownerless'; caseId: string; system: string; group: string | null; because: 'nobody' | 'unknown' };

/** A case of a system that is connected, as words name it. `named` is for `read`; `isAlone`: they say nothing more. */
export type NamedCase = { named: string; isAlone: boolean };

/** Reads cases where they live. */
export type ReadsCases = {
  /**
   * The case which words name: by its address, a number that only such a system has, or one that stands alone. Null: none,
   * or several.
   */
  namedIn(words: string): NamedCase | null;
  /**
   * Asks the systems, in their order, for a number or an address. Keeps what it reads where `mayKeep` says that who asks has
   * a right to it: by asking for numbers nobody has the cases of others kept. Never rejects.
   */
  read(named: string, mayKeep: (theCase: Case) => boolean): Promise<CaseReading>;
  /** Asks once more for a case that was read before, in the system where it lives; any other is `not-asked`. Never rejects. */
  readAgain(theCase: Pick<Case, 'id' | 'home'>): Promise<CaseReading>;
};
