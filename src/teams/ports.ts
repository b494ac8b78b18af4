import type { Case, Person } from '../cases/case.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { FixKind } from '../swarm/events.ts';
import type { DoctorCheck } from './cards/doctorCard.ts';
import type { HistoryHit } from './cards/listCards.ts';
import type { SimilarSwarm } from './cards/parts/similar.ts';
import type { Reader } from './languages/language.ts';

/**
 * Where cases are found by their id, in whatever spelling: those that case systems sent, or that were read there. Null: no
 * such case.
 */
export type CaseSource = { find(id: string): Promise<Case | null> };

/** What became of installing the app for a person (graph/ does it). */
export type AppInstallation =
  | { kind: 'installed' }
  /** Somebody must change something first; the message says what. */
  | { kind: 'refused'; cause: string }
  | { kind: 'user-gone' }
  /** Of another organisation: Teams installs nothing for them. */
  | { kind: 'guest' }
  /** Try again, at `retryAt` (ISO, UTC) when the other side said so. */
  | { kind: 'wait'; cause: string; retryAt: string | null };

/** Installs the app for a person by their Entra id, if it is not there yet. */
export type EnsureAppInstalled = (personId: string) => Promise<AppInstallation>;

/** The person of the organisation with this Entra id or mail address; null when nobody has it. For jobs, not for turns. */
export type FindPerson = (idOrMail: string) => Promise<Person | null>;

/** Up to three resolved swarms like a case, which this person may see, the likest first. */
export type FindSimilar = (
  theCase: Case,
  technologies: readonly DetectedTechnology[],
  personId: string,
) => Promise<SimilarSwarm[]>;

/** Past swarms that this reader may see and whose words fit, the best first; `more` were found beyond these. */
export type SearchHistory = (words: string, reader: Reader) => Promise<{ hits: HistoryHit[]; more: number }>;

/** Checks the whole installation. Slow checks are cut off: a turn waits for this. */
export type Examine = () => Promise<DoctorCheck[]>;

/** What the room writes to the log: no text of a case, no secret. */
export type TeamsLog = (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;

/**
 * Why the keys by which activities are judged cannot be had: which host, and what to do. `lasting`: it does not pass,
 * somebody must change something.
 */
export type KeysFault = { words: string; lasting: boolean };

/** Swarms of the same cause within the last quarter, the newest first. `closedAt`: ISO, UTC; `url`: of its story. */
export type Recurrence = {
  /** Who is told: the first of them whom anything reaches. */
  leads: Person[];
  count: number;
  /** The address of the page with all recurring causes. */
  page: string;
  swarms: {
    caseId: string;
    title: string;
    rootCause: string;
    fix: string;
    fixKind: FixKind | null;
    closedAt: string;
    url: string;
  }[];
  /** What would prevent it: a final fix that nobody has made, what let it back in, or a word whether it was final. */
  prevention: 'final-fix' | 'came-back' | 'final-now' | 'say-kind';
};

/** What recurs with this resolved swarm, at every third time; null at any other, and where nobody is to be told. */
export type FindRecurrence = (swarmId: string) => Promise<Recurrence | null>;
