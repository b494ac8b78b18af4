import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCaller } from '../../src/cases/systems/calls/caller.ts';
import { clientCredentials } from '../../src/cases/systems/calls/tokens.ts';
import { shippedMappings } from '../../src/cases/systems/mapping.ts';
import { zendeskClient } from '../../src/cases/systems/zendesk/client.ts';
import { createZendesk } from '../../src/cases/systems/zendesk/zendesk.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';
import { seriousFaults } from './axe.ts';
import { makeStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await makeStage({ organisation: alwaysThere(), bot: 'none', caseSystem: 'zendesk' });
});
afterAll(() => stage?.end());

/** A note as the bot writes it, by the bot's own client. */
async function write(number: string, text: string) {
  const {
    ZENDESK_URL: url = '',
    ZENDESK_CLIENT_ID: id = '',
    ZENDESK_CLIENT_SECRET: secret = '',
  } = stage.sandbox.botEnvironment();
  const tokens = clientCredentials(zendeskClient({ url, id, secret }, true), Date.now);
  const caller = createCaller({ tokens, clock: Date.now });
  const zendesk = createZendesk({ url, caller, mapping: shippedMappings.zendesk });
  const note = { id: '5b7e8c1a-2f9d-5e60-a3c4-0f1d6b92e875', title: 'Swarm: started', repeated: false };
  return zendesk.writeNote({ by: 'number', number }, note, text);
}

test('the case is seen with what Swarm wrote into it as staff, as it is written, and without it as its customer', async () => {
  const page = await stage.window('mika.sato', { language: 'en' });
  await page.getByRole('button', { name: 'Wire, faults and case' }).click();
  await page.getByRole('tab', { name: 'Case' }).click();
  const said = page.getByRole('list', { name: /What was said on the case/ });
  const own = stage.sandbox.organisation.cases.find(({ id }) => id === '4711')?.description ?? '';
  await said.getByText(own, { exact: false }).first().waitFor();

  expect(await write('4711', 'Owen Owner coordinates it.')).toMatchObject({ kind: 'ok' });
  const note = said.getByRole('listitem').filter({ hasText: 'Owen Owner coordinates it.' });
  await note.getByText('internal', { exact: true }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('tab', { name: 'As the customer' }).click();
  await page.getByText('Nothing that Swarm wrote is here.').waitFor();
  expect(await note.count()).toBe(0);
  await said.getByText(own, { exact: false }).first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(stage.complaints).toEqual([]);
});
