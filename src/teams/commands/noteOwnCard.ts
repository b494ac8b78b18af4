import type { MessageAddress } from '../../swarm/events.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import type { SwarmState } from '../../swarm/state.ts';
import type { Turn } from '../inbound/turn.ts';

/** Keeps where somebody's card of a swarm is, from when on it is kept true. */
export async function noteOwnCard(
  swarms: Pick<Swarms, 'execute'>,
  state: SwarmState,
  message: MessageAddress,
  { person, cause }: Pick<Turn, 'person' | 'cause'>,
): Promise<void> {
  if (state.status === 'none') return;
  const actor = { kind: 'system', name: 'plan-card' } as const;
  const command = { type: 'ReportPlanCardPosted', message, reader: person } as const;
  await swarms.execute(state.swarmId, command, { actor, cause }, state);
}
