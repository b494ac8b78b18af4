import type { Beside } from './beside.ts';
import { statementWith } from './beside.ts';
import { briefly } from './briefly.ts';

/**
 * In one transaction the swarms were closed while all events were read for those that were reopened. Instead the column comes first,
 * and is counted before anything is closed.
 */
export const reopened: Beside = {
  table: 'swarm',
  async prepare(client, file) {
    const column = statementWith(file, 'ADD COLUMN "reopened"');
    await briefly(client, [{ text: column.replace('ADD COLUMN', 'ADD COLUMN IF NOT EXISTS') }]);
    await client.query(statementWith(file, 'SET "reopened"'));
  },
  replaces: (statement) => statement.includes('SET "reopened"'),
  // Of what was reopened meanwhile.
  instead: () => [
    `update "swarm" set "reopened" = "counted"."times" from "swarm" as "live", lateral (
       select count(*) as "times" from "swarm_event" where "swarm_id" = "live"."swarm_id" and "type" = 'SwarmReopened'
     ) as "counted"
     where "live"."status" in ('proposed', 'running') and "swarm"."swarm_id" = "live"."swarm_id" and "swarm"."reopened" <> "counted"."times"`,
  ],
};
