import { afterEach, expect, test } from '@jest/globals';
import { eq, ne } from 'drizzle-orm';
import { readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { loadOrganisation, registryOf } from '../../src/sandbox/organisation/organisation.ts';
import { livePastSwarms } from '../../src/sandbox/organisation/pastSwarms.ts';
import { swarm } from '../../src/store/swarmTables.ts';
import { openMemory } from '../store/databases.ts';

let database: Awaited<ReturnType<typeof openMemory>> | undefined;
afterEach(() => database?.drop());

// Its past is moved onto Thanksgiving and Christmas, and onto Golden Week.
test.each(['2026-12-31T01:00:00Z', '2027-05-12T01:00:00Z'])(
  'all of the past is over and nobody carries any of it, whatever holidays it is moved onto: shown at %s',
  async (at) => {
    database = await openMemory();
    const organisation = await loadOrganisation(undefined, Date.parse(at));
    const content = Buffer.from(JSON.stringify(registryOf(organisation)));
    const reading = readRegistryFiles([{ name: 'registry.json', content }]);
    if (!reading.ok) throw new Error('The sandbox wrote a registry that the product does not read');
    await livePastSwarms({ database, snapshot: createSnapshot(reading.registry) }, organisation);
    expect(await database.sql.select({ id: swarm.caseId }).from(swarm).where(ne(swarm.status, 'resolved'))).toEqual([]);
    const resolved = await database.sql.select({ id: swarm.caseId }).from(swarm).where(eq(swarm.status, 'resolved'));
    expect(resolved).toHaveLength(organisation.past.length);
  },
  60_000,
);
