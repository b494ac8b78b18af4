import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';
import { invitation } from '../../store/swarmTables.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { type MineLine, type MineView, mineCard } from '../cards/listCards.ts';
import { channelUrl, type KnownSwarm, mayRead } from '../cards/parts/caseHeader.ts';
import type { Turn } from '../inbound/turn.ts';
import { isIn, waitingFor } from '../views/views.ts';
import { tasksOf } from './mineTasks.ts';
import type { Reply } from './replies.ts';
import { swarmsWith } from './swarmsOf.ts';

/** The most swarms that are looked at: nobody is in so many at once. */
const most = 50;

/** `/swarm mine`: what waits for one's answer, what one leads, what one is in, and what of past ones is still to do. */
export function mineCommand(needs: {
  database: Pick<Database, 'sql'>;
  swarms: Pick<Swarms, 'load'>;
  tenantId: string;
}) {
  const { database, swarms, tenantId } = needs;

  const swarmsAsking = async (personId: string): Promise<string[]> => {
    const rows = await database.sql
      .select({ swarmId: invitation.swarmId })
      .from(invitation)
      .where(and(eq(invitation.tenantId, tenantId), eq(invitation.personId, personId), eq(invitation.live, true)))
      .orderBy(desc(invitation.invitedAt))
      .limit(most);
    return rows.map((row) => row.swarmId);
  };

  return async ({ person, reader }: Turn): Promise<Reply> => {
    const [inside, asked, tasks] = await Promise.all([
      swarmsWith(needs, person.id, ['proposed', 'running'], most),
      swarmsAsking(person.id),
      tasksOf(needs, person.id, reader.at),
    ]);
    const swarmIds = new Set([...asked, ...inside]);
    const view: MineView = { leading: [], inside: [], asked: [], tasks };
    for (const swarmId of swarmIds) {
      const state = await swarms.load(swarmId);
      if (state.status === 'none') continue;
      const line = lineOf(state, person.id);
      const coordinator = wasStarted(state) ? state.coordinator : state.case.owner;
      if (coordinator.id === person.id) view.leading.push(line);
      else if (wasStarted(state) && isIn(state, person)) view.inside.push(line);
      for (const { answerBy } of waitingFor(state, person.id)) view.asked.push({ ...line, answerBy });
    }
    return { audience: 'asker', card: mineCard(view, reader) };
  };
}

const lineOf = (state: KnownSwarm, personId: string): MineLine => ({
  swarmId: state.swarmId,
  caseId: state.case.id,
  title: mayRead(state, personId) ? state.case.title : null,
  status: state.status,
  severity: state.case.severity,
  coordinator: wasStarted(state) ? state.coordinator.name : state.case.owner.name,
  since: wasStarted(state) ? state.startedAt : state.proposedAt,
  url: wasStarted(state) && isIn(state, { id: personId }) ? channelUrl(state) : null,
});
