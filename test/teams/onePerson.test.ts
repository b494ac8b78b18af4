import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const english = { locale: 'en-US' };

test('an expert whose id an older version stored in capitals and braces answers their invitation, and is one person everywhere', async () => {
  const mika = office.people.as('mika.sato');
  await mika.say('critical: Azure VPN Gateway drops', english);
  const plan = await mika.waitForMessage(has('start-swarm'));
  await plan.press('start-swarm', {}, english);
  const swarmId = swarmOn(plan);
  const running = await office.until(
    swarmId,
    (state) => wasStarted(state) && state.invitations.some(({ message }) => message),
  );
  if (!wasStarted(running)) throw new Error('Not started');
  const invited = running.invitations.find(({ message }) => message)?.person;
  if (!invited) throw new Error('Nobody was invited');
  const alias = office.sandbox.organisation.people.find(({ id }) => id === invited.id)?.alias ?? '';

  const old = `{${invited.id.toUpperCase()}}`;
  const database = office.database.sql;
  const asOld = (column: string) => sql.raw(`${column} = replace(${column}::text, '${invited.id}', '${old}')::jsonb`);
  await database.execute(sql`update swarm_event set ${asOld('event')}, ${asOld('actor')} where swarm_id = ${swarmId}`);
  await database.execute(sql`update invitation set person_id = ${old} where person_id = ${invited.id}`);
  await database.execute(sql`update swarm set people = array_replace(people, ${invited.id}, ${old})`);

  const migration = join(import.meta.dirname, '../../src/store/migrations/0030_one_person_everywhere.sql');
  for (const statement of (await readFile(migration, 'utf8')).split('--> statement-breakpoint'))
    await database.execute(sql.raw(statement));

  const expert = office.people.as(alias);
  const card = await expert.waitForMessage(has('accept'));
  await card.press('accept', {}, english);
  const accepted = await office.until(
    swarmId,
    (state) =>
      wasStarted(state) &&
      state.invitations.some(({ person, answer }) => person.id === invited.id && answer.state === 'accepted'),
  );
  expect(JSON.stringify(accepted)).not.toContain(old);
  const [load] = (
    await database.execute<{ count: number }>(
      sql`select count(*)::int as count from invitation where person_id = ${invited.id} and live and state = 'accepted'`,
    )
  ).rows;
  expect(load?.count).toBe(1);
  await expert.say('/swarm mine', english);
  expect(await expert.waitForMessage(has(swarmId))).toBeDefined();
});
