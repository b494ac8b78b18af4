import type { ReadsCases } from '../../cases/caseReading.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { unreadWhy } from '../cards/caseTextCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Turn } from '../inbound/turn.ts';
import type { ActionReply } from './answer.ts';

export type LookBeforeStart = (state: KnownSwarm, turn: Turn) => Promise<ActionReply | null>;

/**
 * Reads a case that came from a system once more there before its swarm starts: since it was planned it may have been closed, which is
 * answered, or moved or restricted, by which its plan lapses as by the webhook. A system that cannot be asked holds up nothing.
 */
export function lookBeforeStart({
  caseSystems,
  swarms,
}: {
  caseSystems: ReadsCases;
  swarms: Pick<Swarms, 'execute'>;
}): LookBeforeStart {
  return async (state, { reader, cause }) => {
    const reading = await caseSystems.readAgain(state.case);
    if (reading.kind === 'closed' || reading.kind === 'ownerless')
      return { kind: 'words', words: unreadWhy(reading, reader) };
    if (reading.kind !== 'read') return null;
    const actor = { kind: 'system', name: 'case-system' } as const;
    await swarms.execute(state.swarmId, { type: 'ReportCase', case: reading.case }, { actor, cause });
    return null;
  };
}
