import type { Language } from '../../language/language.ts';
import type { DoctorFact } from '../../telemetry/doctorFact.ts';

/** How settings and the mapping file name what cases are read from. ServiceNow keeps two kinds, each in its own table. */
export const caseSystemKeys = ['dynamics', 'servicenow-case', 'servicenow-incident', 'zendesk'] as const;
export type CaseSystemKey = (typeof caseSystemKeys)[number];

/** One case as somebody names it: by the number that people see, or by the id that an address holds. */
export type CaseName = { by: 'number'; number: string } | { by: 'id'; id: string };

/** What a system says in one column: its value, and the label that people see there, in whatever language; null: none. */
export type Told = { value: string; label: string | null };

/** Who a case belongs to, as its system tells. `id`: the Entra object id, where the system knows it; `group`: the team, queue or group that has it. */
export type CaseOwner =
  | { kind: 'person'; id: string | null; mail: string | null; name: string; group: string | null }
  /** Nobody, or nobody who can sign in. */
  | { kind: 'none'; group: string | null };

/**
 * The case that goes on in the place of one that was merged into it: its id within the system, its number, where a person reads it, and
 * the mapped columns, as of any case.
 */
export type SurvivingCase = { record: string; number: string; url: string; columns: SystemCase['columns'] };

/** A case as its system tells it, before the mapping makes ours of it (becoming.ts). */
export type SystemCase = {
  /** Its id within the system, by which addresses, pushes and lists of changes name it. */
  record: string;
  number: string;
  /** Where a person reads it. */
  url: string | null;
  /** ISO, UTC. */
  created: string;
  /** Grows with each change. */
  version: bigint;
  /** Resolved, closed, cancelled or merged. */
  isClosed: boolean;
  /** Of one that was merged into another, or closed as its duplicate: into which, as far as can be told. Null: it was not. */
  merged: { into: SurvivingCase | null } | null;
  owner: CaseOwner;
  /** What was asked for by the mapping's names. A column that the system did not tell of, for want of it or of a right, is not in it. */
  columns: ReadonlyMap<string, Told | null>;
};

/** Why a system gave no answer that can be used. */
export type Trouble =
  | { kind: 'forbidden'; detail: string }
  /** ISO, UTC. */
  | { kind: 'busy'; until: string }
  | { kind: 'broken'; detail: string };

export type CaseRead = { kind: 'ok'; case: SystemCase } | { kind: 'not-found' } | Trouble;

/** A case that its system says has changed, with what the list of changes tells of it for nothing. */
export type Change = {
  /** Its id within the system. */
  record: string;
  /** The number that people see; null where a deletion tells the id alone. */
  number: string | null;
  /** When it changed (ISO, UTC); of a deletion that tells no time, when it was heard of. */
  at: string;
  /** ISO, UTC; null: not told. */
  created: string | null;
  /** `unsolved`: cancelled, merged, or closed as a duplicate: it needs nobody any more, and nobody solved it. */
  state: 'open' | 'closed' | 'unsolved' | 'deleted';
  /** When it was closed, where the system keeps that (ISO, UTC); null: it is open, or the system does not tell. */
  closed: string | null;
  /** What the customer said of how it was handled; null: nothing yet, or it is not told. */
  satisfaction: Satisfaction | null;
  /** As readCase gives it, where no change leaves it as it was; null: it does not tell whether something changed. */
  version: bigint | null;
  /** The record into which a push said it was merged; lists do not tell. */
  mergedInto?: string | null;
};

export const satisfactions = ['good', 'neutral', 'bad'] as const;
export type Satisfaction = (typeof satisfactions)[number];

/** Where to ask from: `since` counts where there is no cursor. */
export type ChangesFrom = { cursor: string | null; since: string };

/**
 * One answer to the question what changed. `cursor` is where the next one goes on; `isLast`: there is no more for now; `odd`:
 * what is wrong with rows that could not be read, and were left out.
 */
export type Changes =
  | { kind: 'ok'; changes: Change[]; cursor: string; isLast: boolean; odd: readonly string[] }
  /** The cursor is worth nothing any more: what changed must be asked from an instant on. */
  | { kind: 'expired' }
  | Trouble;

/** A push as it came; nothing of it is to be believed but for which case it is, and that only once it is known who sent it. */
export type Push = {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  query: URLSearchParams;
  body: Uint8Array;
};

/**
 * What a push says. `by`: who made the change, by the id that the system has for them; `mergedInto`: the record into which it says the
 * case was merged. Null: it does not tell.
 */
export type PushRead =
  | { kind: 'changed'; system: CaseSystemKey; record: string; by: string | null; mergedInto: string | null }
  /** It is of no case. */
  | { kind: 'nothing' }
  | { kind: 'malformed' }
  | { kind: 'refused'; why: PushRefusal };
export type PushRefusal = 'unsigned' | 'malformed' | 'old' | 'wrong';

/** How a system pushes. `now` in milliseconds since 1970. */
export type PushDoor = {
  name: 'dynamics' | 'servicenow' | 'zendesk';
  /** Why a push cannot be the system's, as its head alone tells; null: it may be. */
  refusal(head: Omit<Push, 'body'>, now: number): PushRefusal | null;
  parsePush(push: Push, now: number): PushRead;
};

/** A note of which there is to be one. */
export type CaseNote = {
  /** A UUID: always the same for the same note. By it a note that is there already is known. */
  id: string;
  /** A few words, for systems whose notes have a title. */
  title: string;
  /** It may have been written before: a process died, or the answer was lost. */
  repeated: boolean;
  /** Whether it goes into the case that goes on, where the one that is named was merged. If not, it is then written nowhere. */
  follows: boolean;
};

/** An article for the knowledge base, of which there is to be one. */
export type ArticleDraft = {
  /** A UUID: always the same for the same article. */
  id: string;
  title: string;
  /** What stands under the title: HTML in which nothing that people wrote acts as markup. */
  html: string;
  language: Language;
  /** It may have been written before: a process died, or the answer was lost. */
  repeated: boolean;
};

/** An article as the system keeps it: what people call it, and where they read it. */
export type KeptArticle = { number: string; url: string };

/** What became of something that was to be written into a case, or into the knowledge base (`article`: as it is kept). */
export type CaseWritten =
  | { kind: 'ok'; article?: KeptArticle }
  | { kind: 'not-found' }
  /** It takes nothing any more. */
  | { kind: 'closed'; detail: string }
  /**
   * It was written, and customers can see it, or will. `note`: by what a person finds it; `detail`: how that was seen. `hide`, where
   * the system can take it from their sight: only once it is kept that the note was public, for afterwards nothing shows it;
   * `forbidden`: it does not let Swarm, now or ever. Never rejects.
   */
  | {
      kind: 'public';
      note: string;
      detail: string;
      hide?: () => Promise<{ kind: 'ok' } | Trouble>;
      article?: KeptArticle;
    }
  | Trouble;

/** A case that is solved, with what its system tells of how. `fix`, `cause`: as people wrote them, also in markup; may be empty. */
export type SolvedCase = {
  case: SystemCase;
  /** ISO, UTC. */
  closedAt: string;
  cause: string;
  fix: string;
};

/** `odd`: what is wrong with rows that could not be read, one line for each: they were left out. */
export type SolvedRead = { kind: 'ok'; cases: SolvedCase[]; odd: string[] } | Trouble;
/** Many rows that were asked for at once, before it is known which are solved; `odd` as above. */
export type RowsRead = { kind: 'ok'; cases: SystemCase[]; odd: string[] } | Trouble;

/** One line of a system's own test. */
export type SelfCheck = { result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact };

/** A system in which cases live. A folder each; what they share is here and in calls/. */
export type CaseSystem = {
  key: CaseSystemKey;
  /** What people call it. */
  name: string;
  /** The case that an address leads to; null when it is none of this system's. */
  addressed(address: URL): CaseName | null;
  /** Whether its records have ids of this form (a GUID, or 32 figures, in small letters), which are no numbers that people know. */
  hasIdsLike(record: string): boolean;
  /**
   * Asks for one case, and for the owner with it. `saidInto`: the record into which a push said it was merged; it counts where the
   * system itself says that it was merged, and does not tell into which. Never rejects.
   */
  readCase(named: CaseName, saidInto?: string | null): Promise<CaseRead>;
  /**
   * Asks once for what changed: from an instant (ISO, UTC) on, or from where a cursor that it gave before has come to.
   * Never rejects.
   */
  changesSince(from: ChangesFrom): Promise<Changes>;
  /** The id by which its pushes name the account of Swarm; null: that cannot be told, now or ever. Never rejects. */
  whoAmI(): Promise<string | null>;
  /**
   * Writes a note that staff alone can see, once: what is there already is not written again. The text is plain; what is longer
   * than the system takes is cut, by its own count. Never rejects.
   */
  writeNote(named: CaseName, note: CaseNote, text: string): Promise<CaseWritten>;
  /**
   * What became of a note that may have been written before: as `writeNote` tells it, without writing; null: it is not there. So one that
   * customers can see is taken from their sight by whoever comes after a process that died before it had. Null in place of it: the
   * system can take nothing from their sight. Never rejects.
   */
  lookForNote: ((named: CaseName, note: CaseNote) => Promise<CaseWritten | null>) | null;
  /**
   * Sets the address of the swarm's channel in the column that the mapping has for it; null: it has none. `follows`: as of a note.
   * Never rejects.
   */
  setLink: ((named: CaseName, url: string, follows: boolean) => Promise<CaseWritten>) | null;
  /**
   * Empties that column where it holds one of these addresses: what else stands in it somebody else put there, and it stays. `ok`: it holds
   * none of them now. Null and `follows`: as of setting it. Never rejects.
   */
  takeLink: ((named: CaseName, urls: readonly string[], follows: boolean) => Promise<CaseWritten>) | null;
  /**
   * Makes a draft in the system's knowledge base, once; null: the mapping does not say that and where. Whether it is a draft is read in
   * the answer: one that is not is `public`. Never rejects.
   */
  writeArticle: ((draft: ArticleDraft) => Promise<CaseWritten>) | null;
  /**
   * Whether notes can be written, where they are to be, and articles, where the mapping says where: as far as that is seen without
   * writing one. What cannot be seen is `unknown`. Never rejects.
   */
  testWriting(notes: boolean): Promise<SelfCheck[]>;
  /**
   * Reads so many cases at once, by their ids within the system, at most fifty. Those that are not solved (open, cancelled,
   * merged) or that are gone are not among what comes. Never rejects.
   */
  readSolved(records: readonly string[]): Promise<SolvedRead>;
  /** Whether it can be signed in to, whether cases can be read, and whether the mapping fits. Never rejects. */
  selfTest(): Promise<SelfCheck[]>;
};
