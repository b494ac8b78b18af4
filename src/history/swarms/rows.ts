import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Person, severities } from '../../cases/case.ts';
import { swarm } from '../../store/swarmTables.ts';
import { type FixKind, fixKinds } from '../../swarm/events.ts';

export const swarmStatuses = ['proposed', 'lapsed', 'running', 'resolved', 'cancelled'] as const;

/** Of swarms that were started; the others are no more than plans. */
export const startedStatuses = ['running', 'resolved', 'cancelled'] as const;

/** A swarm as lists show it. Instants are ISO, UTC; `resolveSeconds` from its start; technologies by id. */
export type HistoryRow = {
  swarmId: string;
  caseId: string;
  title: string;
  status: (typeof swarmStatuses)[number];
  severity: (typeof severities)[number];
  customer: string | null;
  product: string | null;
  restricted: boolean;
  technologies: string[];
  gaps: string[];
  coordinator: Person;
  proposedAt: string;
  startedAt: string | null;
  closedAt: string | null;
  resolveSeconds: number | null;
  /** Experts asked, who came, and who has not answered yet. */
  asked: number;
  accepted: number;
  waiting: number;
  channelUrl: string | null;
  rootCause: string | null;
  fix: string | null;
  /** Null: nobody said. */
  fixKind: FixKind | null;
};

/** The columns of a `HistoryRow`. */
export const historyColumns = {
  swarmId: swarm.swarmId,
  caseId: swarm.caseId,
  title: swarm.title,
  status: swarm.status,
  severity: swarm.severity,
  customer: swarm.customer,
  product: swarm.product,
  restricted: swarm.restricted,
  technologies: swarm.technologies,
  gaps: swarm.gaps,
  coordinatorId: swarm.coordinatorId,
  coordinatorName: swarm.coordinatorName,
  proposedAt: swarm.proposedAt,
  startedAt: swarm.startedAt,
  closedAt: swarm.closedAt,
  resolveSeconds: swarm.resolveSeconds,
  asked: swarm.asked,
  accepted: swarm.accepted,
  waiting: sql<number>`case when ${swarm.status} = 'running' then ${swarm.asked} - ${swarm.accepted} - ${swarm.expired}
    - ${swarm.unreachable} - ${swarm.withdrawn} - ${swarm.declinedBusy} - ${swarm.declinedNotMyField}
    - ${swarm.declinedAskOther} - ${swarm.declinedOther} else 0 end`,
  channelUrl: swarm.channelUrl,
  rootCause: swarm.rootCause,
  fix: swarm.fix,
  fixKind: swarm.fixKind,
};

type StoredRow = Pick<typeof swarm.$inferSelect, Exclude<keyof typeof historyColumns, 'waiting'>> & { waiting: number };

const statusSchema = z.enum(swarmStatuses);
const severitySchema = z.enum(severities);
const fixKindSchema = z.enum(fixKinds).nullable();

export function historyRow({ coordinatorId, coordinatorName, ...row }: StoredRow): HistoryRow {
  return {
    ...row,
    status: statusSchema.parse(row.status),
    severity: severitySchema.parse(row.severity),
    fixKind: fixKindSchema.parse(row.fixKind),
    coordinator: { id: coordinatorId, name: coordinatorName },
    proposedAt: isoOf(row.proposedAt),
    startedAt: row.startedAt && isoOf(row.startedAt),
    closedAt: row.closedAt && isoOf(row.closedAt),
  };
}

/** An instant as the two engines give it, in one form. */
export const isoOf = (stored: string): string => new Date(stored).toISOString();
