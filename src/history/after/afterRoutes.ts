import type { Sql } from '../../store/database.ts';
import { json, type personRoutes, type TabAnswer, type TabRoute } from '../routes/route.ts';
import { type After, afterOf } from './after.ts';

/** `GET /api/history/after`: what comes after swarms, for leads. */
export function afterRoutes(
  person: ReturnType<typeof personRoutes>,
  { database, tenantId, clock }: { database: Sql; tenantId: string; clock: () => number },
): TabRoute[] {
  const answer = async (): Promise<TabAnswer> =>
    json(200, (await afterOf(database, tenantId, clock())) satisfies After);
  return [person('lead', 'GET', '/api/history/after', answer, { cost: 5 })];
}
