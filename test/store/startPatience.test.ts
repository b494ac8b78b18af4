import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { describeAddress, startPatience } from '../../src/store/startPatience.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { takeSchema } from './keptSchemas.ts';

const url = process.env.TEST_DATABASE_URL ?? '';

test('a database is named by its place, without what opens it', () => {
  const location = { kind: 'postgres', url: 'postgres://me:secret@db.example:5432/swarm?sslmode=verify-full' } as const;
  expect(describeAddress(location)).toBe('The database db.example:5432/swarm (DATABASE_URL)');
  expect(describeAddress({ kind: 'folder', folder: '/data' })).toBe('The data folder /data (DATA_FOLDER)');
});

test('a fault that is not of the database is nothing to wait for', async () => {
  const patiently = startPatience({ database: 'The database', say: () => {} });
  const broken = patiently(async () => {
    throw new Error('REGISTRY_FILE was not imported');
  });
  await expect(broken).rejects.toThrow('REGISTRY_FILE was not imported');
});

(url === '' ? describe.skip : describe)('a process that starts', () => {
  let schema: string;
  let giveBack: () => Promise<void>;
  let gateway: Gateway;
  let lines: string[];
  let opened: Database[];
  beforeEach(async () => {
    ({ name: schema, giveBack } = await takeSchema());
    gateway = await openGateway(url);
    lines = [];
    opened = [];
  });
  afterEach(async () => {
    for (const database of opened) await database.close();
    await gateway.close();
    await giveBack();
  });

  /** Opens a database with patience for so many milliseconds; `said` hears each line. */
  async function open(address: string, most: number, said: (line: string) => void = () => {}): Promise<Database> {
    const location = {
      kind: 'postgres',
      url: address,
      schema,
      limits: { connect: 500, silence: 200, ask: 500, look: 50 },
    } as const;
    const say = (line: string): void => {
      lines.push(line);
      said(line);
    };
    const patiently = startPatience({ database: describeAddress(location), most, between: 20, say });
    const database = await patiently(() => openDatabase(location));
    opened.push(database);
    return database;
  }

  test.each([
    ['is down', (it: Gateway, fails: boolean) => it.shut(fails), 'does not answer'],
    ['hangs', (it: Gateway, fails: boolean) => it.hang(fails), 'does not answer'],
  ])('while its database %s waits for it, and says so in one line', async (_, fail, words) => {
    fail(gateway, true);
    await open(gateway.url, 60_000, () => fail(gateway, false));
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^The database .+: it ${words}.+ Trying again, for \\d+ seconds`)),
    ]);
  });

  test('gives up after a time, and says how long it tried and what to look at', async () => {
    const { url: address } = gateway;
    await gateway.close();
    await expect(open(address, 100)).rejects.toThrow(
      /^The database .+: nothing listens there\. Is it running, and is the port right\? It was tried for 0 seconds\.$/,
    );
    expect(lines).toHaveLength(1);
    gateway = await openGateway(url);
  });

  test('does not wait where waiting changes nothing', async () => {
    const other = new URL(url);
    other.pathname = '/there_is_no_such_database';
    await expect(open(other.href, 60_000)).rejects.toThrow('there is no such database on the server');
    const stranger = new URL(url);
    stranger.username = 'there_is_no_such_role';
    await expect(open(stranger.href, 60_000)).rejects.toThrow('it refuses the user, the password, or this machine');
    expect(lines).toEqual([]);
  });

  test('waits for a database that only reads, as a failover may be under way, and says what that is', async () => {
    const standby = new URL(url);
    standby.searchParams.set('options', '-c default_transaction_read_only=on');
    await expect(open(standby.href, 100)).rejects.toThrow('it takes no writes. Is this a standby?');
  });

  test('keeps what the address says of sessions, beside its own', async () => {
    const address = new URL(url);
    address.searchParams.set('options', '-c work_mem=7MB');
    address.searchParams.set('application_name', 'somebody');
    const database = await open(address.href, 60_000);
    const settings = await database.run(
      {
        text: `select current_setting('work_mem') as memory, current_schema() as schema, current_setting('application_name') as name`,
      },
      [],
    );
    expect(settings).toEqual([{ memory: '7MB', schema, name: expect.stringContaining(`swarm ${schema} `) }]);
  });
});
