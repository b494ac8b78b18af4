import { sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { invitation as invitationTable, swarm as swarmTable } from '../store/schema.ts';
import { isPending, type StartedSwarm, type SwarmState, wasStarted } from './state.ts';

/**
 * Writes what lists, searches and load need of a swarm, in the transaction of its events. The row of a swarm is
 * derived from its whole state, so it cannot drift from it.
 */
export async function writeReadModel(tx: Sql, before: SwarmState, state: SwarmState): Promise<void> {
  if (state.status === 'none') return;
  const row = swarmRow(state);
  if (before.status === 'none') await tx.insert(swarmTable).values(row);
  else await tx.update(swarmTable).set(row).where(sql`${swarmTable.swarmId} = ${state.swarmId}`);
  if (!wasStarted(state)) return;
  const rows = invitationRows(state);
  const unchanged = wasStarted(before)
    ? new Map(invitationRows(before).map((each) => [each.invitationId, JSON.stringify(each)]))
    : null;
  const changed = rows.filter((each) => unchanged?.get(each.invitationId) !== JSON.stringify(each));
  if (changed.length === 0) return;
  await tx
    .insert(invitationTable)
    .values(changed)
    .onConflictDoUpdate({
      target: [invitationTable.swarmId, invitationTable.invitationId],
      set: {
        state: sql`excluded.state`,
        deliveredAt: sql`excluded.delivered_at`,
        answeredAt: sql`excluded.answered_at`,
        declineReason: sql`excluded.decline_reason`,
        live: sql`excluded.live`,
      },
    });
}

type SwarmRow = typeof swarmTable.$inferInsert;
type InvitationRow = typeof invitationTable.$inferInsert;

function swarmRow(state: Exclude<SwarmState, { status: 'none' }>): SwarmRow {
  const started = wasStarted(state) ? state : null;
  const coordinator = started?.coordinator ?? state.case.owner;
  const outcome = started && started.status !== 'running' ? started.outcome : null;
  const technologies =
    outcome?.kind === 'resolved' && outcome.technologies.length > 0
      ? outcome.technologies
      : (started?.needs.map((need) => need.detected.technology) ??
        state.plan.technologies.map((each) => each.technology));
  const channel = started && started.channel.status !== 'opening' ? started.channel.channel : null;
  const people = new Set([state.case.owner.id, coordinator.id]);
  for (const each of started?.invitations ?? []) people.add(each.person.id);
  return {
    swarmId: state.swarmId,
    tenantId: state.tenantId,
    caseId: state.case.id,
    status: state.status,
    version: state.version,
    title: state.case.title,
    customer: state.case.customer,
    product: state.case.product,
    severity: state.case.severity,
    language: state.case.language,
    restricted: state.case.restricted,
    ownerId: state.case.owner.id,
    coordinatorId: coordinator.id,
    coordinatorName: coordinator.name,
    technologies,
    people: [...people],
    channelId: channel?.channelId ?? null,
    hostTeamId: channel?.teamId ?? null,
    proposedAt: state.proposedAt,
    startedAt: started?.startedAt ?? null,
    closedAt: started && started.status !== 'running' ? started.closedAt : null,
    words: searchWords(state, technologies),
  };
}

/** What a search looks through: normalised as the search normalises its own words. */
function searchWords(state: Exclude<SwarmState, { status: 'none' }>, technologies: string[]): string {
  const names = state.plan.technologies.flatMap((each) => [each.name.en, each.name.ja]);
  const outcome = wasStarted(state) && state.status !== 'running' ? state.outcome : null;
  const told = outcome?.kind === 'resolved' ? [outcome.rootCause, outcome.fix] : [];
  const { id, title, description, customer, product } = state.case;
  return normalisedWords(
    [id, title, customer, product, ...technologies, ...names, ...told, description.slice(0, 4000)]
      .filter((part) => part !== null)
      .join('\n'),
  );
}

/** Width and case folded, so that ＶＰＮ and vpn are one word; used on both sides of a search. */
export const normalisedWords = (text: string): string => text.normalize('NFKC').toLowerCase();

function invitationRows(state: StartedSwarm): InvitationRow[] {
  return state.invitations.map((each) => ({
    swarmId: state.swarmId,
    invitationId: each.id,
    tenantId: state.tenantId,
    personId: each.person.id,
    role: each.role,
    technologies: each.technologies,
    wave: each.wave,
    state: each.answer.state,
    invitedAt: each.invitedAt,
    deliveredAt: each.deliveredAt,
    answeredAt: each.answeredAt,
    answerBy: each.answerBy,
    declineReason: each.answer.state === 'declined' ? each.answer.reason : null,
    live: state.status === 'running' && (isPending(each) || each.answer.state === 'accepted'),
  }));
}
