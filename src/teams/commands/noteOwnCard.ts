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

/** Keeps where somebody's form of the status note is: one that they had opened before becomes a line. */
export async function keepNoteForm(
  swarms: Pick<Swarms, 'execute'>,
  drawn: { swarmId: string; version: number },
  message: MessageAddress,
  { person, cause }: Pick<Turn, 'person' | 'cause'>,
): Promise<void> {
  const command = { type: 'ReportSideCard', card: 'note', reader: person, message, drawnFrom: drawn.version } as const;
  await swarms.execute(drawn.swarmId, command, { actor: { kind: 'system', name: 'note-form' }, cause });
}

/** Keeps where somebody had their invitation shown anew: it is kept true there from then on. `drawn`: the swarm that it shows. */
export async function keepInvitation(
  swarms: Pick<Swarms, 'execute'>,
  drawn: { swarmId: string; version: number },
  invitationId: string,
  message: MessageAddress,
  { cause }: Pick<Turn, 'cause'>,
): Promise<void> {
  if (message.targeted) return;
  const command = { type: 'ReportInvitationShown', invitationId, message, drawnFrom: drawn.version } as const;
  await swarms.execute(drawn.swarmId, command, { actor: { kind: 'system', name: 'invitation' }, cause });
}
