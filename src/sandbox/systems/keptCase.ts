import { createHash } from 'node:crypto';
import type { Severity } from '../../cases/case.ts';
import type { Answer, Call } from '../doors/routes.ts';
import type { StoredArticle } from './keptArticles.ts';

/** Who has a case in a case system: somebody by their account there, of a group it may be, or a team, queue or group. */
export type KeptOwner =
  | { kind: 'person'; id: string; name: string; mail: string; isDisabled?: boolean; group?: string }
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
  /** The queue in which it waits, and who has taken it out of there to work on it. */
  queue?: { name: string; worker: Extract<KeptOwner, { kind: 'person' }> | null };
  /** ISO, UTC. */
  created: string;
  state: 'open' | 'closed' | 'merged';
  /** The number of the case into which it was merged. `silently`: whoever merged them named neither in the other. */
  mergedInto?: { number: string; silently?: boolean };
  /** How often it was changed. */
  changes: number;
  /** When it was changed last, by the system itself, too (ISO, UTC); left out: when it was created. */
  changedAt?: string;
  /** What the customer said of how it was handled. */
  satisfaction?: 'good' | 'neutral' | 'bad';
  /** What people wrote on it (ISO, UTC). */
  said?: readonly { at: string; by: string; text: string; isPublic: boolean }[];
  /** Somebody deleted it: it is in lists of changes alone. */
  isDeleted?: boolean;
  /** The account of the bot may not see it. */
  isHidden?: boolean;
  /** How it was solved, and when (ISO, UTC). */
  solution?: { at: string; text: string; cause?: string };
  /** What a tenant's own columns hold, and what the system's own hold against the usual: by the names of the API. */
  columns?: Readonly<Record<string, unknown>>;
};

/** Something that was said on a case, in the order in which it was. `isPublic`: its customer sees it, on the portal or by mail. */
export type TimelineEntry = {
  id: string;
  /** ISO, UTC. */
  at: string;
  by: string;
  title: string | null;
  text: string;
  isPublic: boolean;
};

/** A rule of a tenant's own that lets customers see what was written for staff, as it may happen in the field. */
export type Twist = () => 'none' | 'publishes-notes';

/** A case system played on this machine: its API with its own forms of errors, and the cases in it, which may be changed. */
export type CaseStandIn = {
  cases: KeptCase[];
  /** What was said on the case with this number, as staff see it. */
  timeline: (number: string) => TimelineEntry[];
  /** The articles in its knowledge base. */
  articles: () => StoredArticle[];
  answer: (call: Call) => Promise<Answer>;
  refusal: (status: number, code: string, message: string) => Answer;
};

/** What the customer sees of a case: the portal's page of it. */
export const customersView = (standIn: Pick<CaseStandIn, 'timeline'>, number: string): TimelineEntry[] =>
  standIn.timeline(number).filter(({ isPublic }) => isPublic);

/** The id that a case, a person or a company has within a system: always the same for the same name. */
export function idWithin(kind: string, name: string): string {
  const of = `${kind} ${name}`;
  const before = known.get(of);
  if (before !== undefined) return before;
  const hex = createHash('sha256').update(of).digest('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  if (known.size >= mostKnown) known.clear();
  known.set(of, id);
  return id;
}

/** The team, queue or group that has a case; null: none. */
export const groupOf = (owner: KeptOwner): string | null =>
  owner.kind === 'group' ? owner.name : (owner.group ?? null);

/** When a case was changed last. */
export const changedAtOf = ({ changedAt, created }: KeptCase): string => changedAt ?? created;

/** Each call asks for the ids of all cases: they are not reckoned anew for each. */
const known = new Map<string, string>();
const mostKnown = 250_000;
