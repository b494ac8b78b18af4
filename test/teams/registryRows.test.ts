import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { erasePerson } from '../../src/composition/personalData.ts';
import { keepPastCases } from '../../src/evidence/pastCases/pastCases.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { personalChat } from '../../src/store/doorTables.ts';
import { formerly } from '../../tools/personWords.ts';
import { engineer, skill } from '../registry/sample.ts';
import { tablesNaming } from '../tools/personEverywhere.ts';
import { has, type Office, openOffice, textOf } from './office.ts';

let office: Office;
/** The registry as another process has it: what it writes the office knows only when it refreshes. */
let elsewhere: SkillsRegistry;
let mika: Persona;
let mikasId: string;

beforeAll(async () => {
  office = await openOffice({ queueRuns: false });
  mika = office.people.as('mika.sato');
  mikasId = z.string().parse((await mika.profile())['id']);
  elsewhere = await openSkillsRegistry({ database: office.database, tenantId: office.tenantId, clock: Date.now });
});
afterAll(() => office?.close());

const english = { locale: 'en-IE' };
const japanese = { locale: 'ja-JP' };
const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const asShown = { workDays: '1,2,3,4,5', workFrom: '09:00', workTo: '17:00', mostSwarms: '2', awayUntil: '' };
const mikas = (differs: object = {}) => engineer(mikasId, { name: '佐藤 美香', hours, lead: true, ...differs });
const imported = (what: Partial<Registry>) =>
  elsewhere.importAll({ technologies: [], engineers: [], skills: [], ...what });
const stored = async () => {
  const { engineers, skills } = await elsewhere.export();
  return {
    engineer: engineers.find(({ id }) => id === mikasId),
    skills: skills.filter((each) => each.person === mikasId),
  };
};
/** The newest card of one's own skills, as it is shown now. */
async function ownCard(how = english): Promise<SeenMessage> {
  const said = await mika.say('skills', how);
  return mika.waitForMessage(has('save-skill'), said.message ? { after: said.message } : {});
}

beforeEach(async () => {
  // What they said of themselves in another test would outlast the import.
  await elsewhere.save([{ kind: 'engineer-gone', id: mikasId }]);
  await imported({
    engineers: [mikas()],
    skills: [skill(mikasId, 'kubernetes', 4, { owner: true }), skill(mikasId, 'azure-dns', 2)],
  });
  await office.registry.refresh();
});

describe('a card of one’s own skills that was shown before', () => {
  test('does not make a lead again of somebody whose right was revoked meanwhile', async () => {
    const card = await ownCard();
    await imported({ engineers: [mikas({ lead: false })] });
    await card.press('save-person', { ...asShown, mostSwarms: '3' }, english);
    expect((await stored()).engineer).toMatchObject(mikas({ lead: false, mostSwarms: 3 }));
    // The process that wrote knows it at once, too.
    expect(office.registry.snapshot.listed(mikasId)?.engineer.lead).toBe(false);
  });

  test('saves what was changed on it, and leaves what was changed elsewhere: the form and the lines', async () => {
    const card = await ownCard();
    await elsewhere.edit(mikasId, {
      at: new Date().toISOString(),
      availability: { hours: { from: '07:00' }, mostSwarms: 5 },
      skills: [{ technology: 'azure-vpn-gateway', add: { level: 3, owner: false, wantsToLearn: true } }],
      drops: [{ technology: 'kubernetes' }],
    });
    await card.press('save-person', { ...asShown, workTo: '15:00', awayUntil: '2030-01-31' }, english);
    const now = await stored();
    expect(now.engineer).toMatchObject({ mostSwarms: 5, hours: { from: '07:00', to: '15:00' }, lead: true });
    expect(now.engineer?.awayUntil).toBe('2030-01-31T14:59:59.999Z');
    expect(now.skills.map(({ technology }) => technology)).toEqual(['azure-dns', 'azure-vpn-gateway']);
    // What is shown afterwards is what is stored, also what another process wrote.
    const shown = textOf(await card.read());
    expect(shown).toContain('Azure VPN Gateway');
    expect(shown).not.toContain('Kubernetes');
    expect(shown).toContain('07:00');
  });

  test('adds what cases have shown only where it is not listed by now', async () => {
    const solved = (id: string) => ({
      ...{ id, title: 'x', text: '', technologies: ['azure-vpn-gateway'], credits: [{ person: mikasId, weight: 1 }] },
      ...{ closedAt: Date.UTC(2026, 8, 12), swarmId: null, rootCause: '', fix: '', url: null },
    });
    await keepPastCases(office.database.sql, office.tenantId, [solved('1'), solved('2')]);
    await office.registry.edit(mikasId, { at: new Date().toISOString(), drops: [{ technology: 'azure-vpn-gateway' }] });
    const card = await ownCard();
    await imported({ skills: [skill(mikasId, 'azure-vpn-gateway', 5, { owner: true })] });
    await card.press('confirm-skill', { proposedSkill: 'azure-vpn-gateway' }, english);
    expect(textOf(await card.read())).toContain('Nothing was changed');
    expect((await stored()).skills).toContainEqual(skill(mikasId, 'azure-vpn-gateway', 5, { owner: true }));
  });

  test.each([
    ['save-person', asShown],
    ['save-skill', { skillTechnology: 'azure-dns', skillLevel: '5', skillOwner: 'true' }],
    ['remove-skill', { removedSkill: 'azure-dns' }],
  ])('does not bring somebody back who was erased meanwhile, and tells them whom to ask: %s', async (verb, inputs) => {
    const card = await ownCard(japanese);
    const { database, tenantId } = office;
    const [chat] = (await database.sql.select().from(personalChat)).filter(({ personId }) => personId === mikasId);
    const at = new Date().toISOString();
    await erasePerson({ database, tenantId, person: mikasId }, { forReal: true, formerly, at });
    const pressed = await card.press(verb, inputs, english);
    expect(pressed.error).toBeNull();
    // The card itself becomes that sentence: nothing on it is left to press, and nothing of the person to read.
    const shown = await card.read();
    expect(textOf(shown)).toMatch(/Nothing was saved: you are no longer in the registry.*Ask your lead/);
    expect(shown.actions).toEqual([]);
    expect(await tablesNaming(database, [mikasId, ...(chat ? [chat.teamsUserId] : [])])).toEqual([]);
    expect(office.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('says it in Japanese, too, also where this process knew already', async () => {
    const card = await ownCard(japanese);
    await office.registry.save([{ kind: 'engineer-gone', id: mikasId }]);
    const pressed = await card.press('save-person', asShown, japanese);
    expect(JSON.stringify(pressed.card)).toMatch(
      /保存できませんでした。スキル台帳への登録が解除されています。.*リーダー/,
    );
    expect((await stored()).engineer).toBeUndefined();
  });

  test('works at once for who was added again by another process', async () => {
    const card = await ownCard();
    await office.registry.save([{ kind: 'engineer-gone', id: mikasId }]);
    await imported({ engineers: [mikas({ lead: false })] });
    await card.press('save-person', { ...asShown, mostSwarms: '1' }, english);
    expect(textOf(await card.read())).toContain('Saved.');
    expect((await stored()).engineer).toMatchObject(mikas({ lead: false, mostSwarms: 1 }));
  });
});
