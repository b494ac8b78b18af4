import type { ReadsCases } from '../../cases/caseReading.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { unreadWhy } from '../cards/caseTextCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Turn } from '../inbound/turn.ts';
import type { CaseSource } from '../ports.ts';
import type { ActionReply } from './answer.ts';

export type LookBeforeStart = (state: KnownSwarm, turn: Turn) => Promise<ActionReply | null>;

/**
 * Reads a case once more where it lives before its swarm starts: since it was planned it may have been closed, which is
 * answered, or moved or restricted, by which its plan lapses as by the webhook. A system that cannot be asked holds up nothing.
 */
export function lookBeforeStart({
  caseSystems,
  cases,
  swarms,
}: {
  caseSystems: ReadsCases;
  cases: CaseSource;
  swarms: Pick<Swarms, 'execute'>;
}): LookBeforeStart {
  return async (state, { reader, cause }) => {
    const reading = await caseSystems.read(state.case.id);
    if (reading.kind === 'closed' || reading.kind === 'ownerless')
      return { kind: 'words', words: unreadWhy(reading, reader) };
    const found = reading.kind === 'read' ? await cases.find(reading.caseId) : null;
    if (!found) return null;
    const actor = { kind: 'system', name: 'case-system' } as const;
    await swarms.execute(state.swarmId, { type: 'ReportCase', case: found }, { actor, cause });
    return null;
  };
}
