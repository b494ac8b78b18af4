import { createHash } from 'node:crypto';
import type { Severity } from '../../cases/case.ts';
import type { Answer, Call } from '../doors/routes.ts';

/** Who has a case in a case system: somebody by their account there, or a team, queue or group. */
export type KeptOwner =
  | { kind: 'person'; id: string; name: string; mail: string; isDisabled?: boolean }
  | { kind: 'group'; name: string };

/** A case as the sandbox's organisation keeps it, whichever system it uses; each stand-in tells it in its system's words. */
export type KeptCase = {
  number: string;
  title: string | null;
  description: string | null;
  customer: string | null;
  product: string | null;
  severity: Severity;
  /** The language of the customer. */
  language: 'en' | 'ja';
  owner: KeptOwner;
  /** ISO, UTC. */
  created: string;
  state: 'open' | 'closed' | 'merged';
  /** How often it was changed. */
  changes: number;
  /** When it was changed last, by the system itself, too (ISO, UTC); left out: when it was created. */
  changedAt?: string;
  /** Somebody deleted it: it is in lists of changes alone. */
  isDeleted?: boolean;
  /** The account of the bot may not see it. */
  isHidden?: boolean;
  /** What a tenant's own columns hold, and what the system's own hold against the usual: by the names of the API. */
  columns?: Readonly<Record<string, unknown>>;
};

/** A case system played on this machine: its API with its own forms of errors, and the cases in it, which may be changed. */
export type CaseStandIn = {
  cases: KeptCase[];
  answer: (call: Call) => Promise<Answer>;
  refusal: (status: number, code: string, message: string) => Answer;
};

/** The id that a case, a person or a company has within a system: always the same for the same name. */
export function idWithin(kind: string, name: string): string {
  const hex = createHash('sha256').update(`${kind} ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** When a case was changed last. */
export const changedAtOf = ({ changedAt, created }: KeptCase): string => changedAt ?? created;
