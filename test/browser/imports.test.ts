import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { en } from '../../src/web/words/en.ts';
import { ja } from '../../src/web/words/ja.ts';
import { seriousFaults } from './axe.ts';
import { makeTabStage, type TabStage } from './tabStage.ts';

let stage: TabStage;
beforeAll(async () => {
  stage = await makeTabStage();
}, 180_000);
afterAll(() => stage?.end());

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('imports in the tab', () => {
  test.each([
    ['en-GB', en, 'late-en'],
    ['ja-JP', ja, 'late-ja'],
  ] as const)('whose answer is lost are not called undone, and stand in the list (%s)', async (locale, words, id) => {
    const said = words.imports;
    const lead = stage.organisation.people.find((each) => each.registered && each.lead);
    if (!lead) throw new Error('The organisation has no lead');
    await stage.changePolicy({ administrators: [lead.id] });
    const technology = [...stage.registry.snapshot.technologies()][0]?.id;
    const page = await stage.window(lead.alias, { locale, query: '?view=imports' });
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (!frame) throw new Error('The tab has no frame');
    await page.route('**/api/imports/past-cases', async (route) => {
      await route.fetch();
      await route.abort();
    });
    const cases = frame.getByRole('region', { name: said.pastCases });
    const solved = `id,title,text,closed_at,technologies,solved_by,root_cause,fix\n${id},Flaps,It flaps.,2026-10-01 09:00,${technology},${lead.id},A cable,A new one\n`;
    await cases.locator('input[type=file]').setInputFiles([file(`${id}.csv`, solved)]);
    await cases.getByRole('button', { name: said.look }).click();
    await cases.getByRole('button', { name: said.import }).click();
    await cases.getByText(said.notHeard).waitFor();
    await frame
      .getByRole('region', { name: said.imports })
      .getByText(said.fromFiles([`${id}.csv`]))
      .waitFor();
    await page.unroute('**/api/imports/past-cases');
    await cases.getByRole('button', { name: said.look }).click();
    await cases.getByRole('button', { name: said.import }).click();
    await cases.getByText(said.importedCases(0, 1)).waitFor();
    // The browser tells of the answer that it did not get.
    stage.complaints.splice(0);
    await stage.closeWindow(page);
  });

  test.each([
    ['en-GB', en, 'default', 'ospf'],
    ['ja-JP', ja, 'dark', 'bgp'],
  ] as const)('show what files would do, then bring them in (%s)', async (locale, words, theme, id) => {
    const said = words.imports;
    const lead = stage.organisation.people.find((each) => each.registered && each.lead);
    const owner = stage.organisation.people.find((each) => each.registered && !each.lead);
    if (!lead || !owner) throw new Error('The organisation has too few people');
    await stage.changePolicy({ administrators: [lead.id] });
    const page = await stage.window(lead.alias, { locale, theme, query: '?view=imports' });
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (!frame) throw new Error('The tab has no frame');
    const registry = frame.getByRole('region', { name: said.registry });
    const choose = async (within: typeof registry, ...files: ReturnType<typeof file>[]) =>
      within.locator('input[type=file]').setInputFiles(files);
    await registry.waitFor();
    const look = registry.getByRole('button', { name: said.look });
    expect(await look.isDisabled()).toBe(true);

    await choose(registry, file('skills.csv', `person,technology,level\n${owner.id},${id},9\n`));
    await look.click();
    await registry.getByText(said.wrong(1)).waitFor();
    expect(await registry.getByRole('button', { name: said.import }).count()).toBe(0);
    await seen(frame);

    const technology = file('technologies.csv', `id,name_en,name_ja\n${id},${id.toUpperCase()},${id.toUpperCase()}\n`);
    await choose(registry, technology, file('skills.csv', `person,technology,level\n${owner.id},${id},4\n`));
    await look.click();
    await registry.getByText(said.counts(2, 0, 0, 0)).waitFor();
    expect(stage.registry.snapshot.technology(id)).toBeUndefined();
    await seen(frame);
    await registry.getByRole('button', { name: said.import }).click();
    await registry.getByText(said.imported(2, 0, 0, 0)).waitFor();
    expect(stage.registry.snapshot.technology(id)?.name.en).toBe(id.toUpperCase());

    const cases = frame.getByRole('region', { name: said.pastCases });
    const solved = `id,title,text,closed_at,technologies,solved_by,root_cause,fix\nC-${id},Flaps,It flaps.,2026-10-01 09:00,${id},${owner.id},A cable,A new one\n`;
    // By a name of its own: what the other language's run brought in stands in the list, too.
    await choose(cases, file(`solved-${id}.csv`, solved));
    await cases.getByRole('button', { name: said.look }).click();
    await cases.getByText(said.holdsCases(1, 1, 1)).waitFor();
    await cases.getByRole('button', { name: said.import }).click();
    await cases.getByText(said.importedCases(1, 0)).waitFor();
    const before = frame.getByRole('region', { name: said.imports });
    await before.getByText(said.fromFiles([`solved-${id}.csv`])).waitFor();
    await before
      .getByText(said.fromFiles(['technologies.csv', 'skills.csv']))
      .first()
      .waitFor();
    expect(await before.getByText(lead.name).count()).toBeGreaterThan(0);
    await seen(frame);
    expect(stage.complaints.filter((each) => !each.includes('422'))).toEqual([]);
    await stage.closeWindow(page);
  });

  test.each([
    ['en-GB', en, 'dark', 0],
    ['ja-JP', ja, 'default', 1],
  ] as const)(
    'propose skills of Microsoft 365 profiles, and bring them in when asked (%s)',
    async (locale, words, theme, nth) => {
      const said = words.imports;
      const lead = stage.organisation.people.find((each) => each.registered && each.lead);
      const somebody = stage.organisation.people.filter((each) => each.registered && !each.lead)[nth];
      if (!lead || !somebody) throw new Error('The organisation has too few people');
      await stage.changePolicy({ administrators: [lead.id] });
      const lacks = stage.registry.snapshot
        .technologies()
        .find(({ id }) => !stage.registry.snapshot.skillsOf(somebody.id).some(({ technology }) => technology === id));
      const mine = { proficiency: 'advancedProfessional', wantsToLearn: true, isConfirmed: true } as const;
      stage.profiles.set(somebody.id, [
        { ...mine, name: lacks?.name.en ?? '' },
        { ...mine, name: 'Origami' },
        { ...mine, name: 'DNS', isConfirmed: false },
      ]);
      const page = await stage.window(lead.alias, { locale, theme, query: '?view=imports' });
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      if (!frame) throw new Error('The tab has no frame');
      const part = frame.getByRole('region', { name: said.profiles });
      await part.getByRole('button', { name: said.readProfiles }).click();
      const name = lacks?.name[locale === 'ja-JP' ? 'ja' : 'en'] ?? '';
      await part.getByText(said.profileLine(somebody.name, name, 4, true)).waitFor();
      await part.getByText(said.profilesUnknown('Origami')).waitFor();
      await part.getByText(said.profilesUnconfirmed(1)).waitFor();
      expect(stage.registry.snapshot.skillsOf(somebody.id).some(({ technology }) => technology === lacks?.id)).toBe(
        false,
      );
      await page.screenshot({ path: `/tmp/shots/profiles-${locale}.png` });
      await seen(frame);
      await part.getByRole('button', { name: said.importSkills(1) }).click();
      await part.getByText(said.imported(1, 0, 0, 0)).waitFor();
      expect(stage.registry.snapshot.skillsOf(somebody.id)).toContainEqual(
        expect.objectContaining({ technology: lacks?.id, level: 4, owner: false, wantsToLearn: true }),
      );
      stage.profiles.clear();
      await page.context().close();
    },
  );

  test.each([
    ['en-GB', en, 'default'],
    ['ja-JP', ja, 'dark'],
  ] as const)(
    'ask by keyboard what an export of a case system does not tell, then bring it in (%s)',
    async (locale, words, theme) => {
      const said = words.imports;
      const lead = stage.organisation.people.find((each) => each.registered && each.lead);
      const solver = stage.organisation.people.find((each) => each.registered && !each.lead);
      if (!lead || !solver) throw new Error('The organisation has too few people');
      await stage.changePolicy({ administrators: [lead.id] });
      const page = await stage.window(lead.alias, { locale, theme, query: '?view=imports' });
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      if (!frame) throw new Error('The tab has no frame');
      const part = frame.getByRole('region', { name: said.exports });
      const head = 'Number,Short description,State,Resolved,Resolved by,Resolution notes,Secret';
      const row = (number: string, when: string) =>
        `${locale}-${number},VPN drops,Closed,${when},${solver.id},A new cable,`;
      const lines = [head, row('1', '2026-06-20 09:00'), row('2', 'yesterday')];
      await part.locator('input[type=file]').setInputFiles(file(`${locale}.csv`, `${lines.join('\n')}\n`));
      const look = part.getByRole('button', { name: said.look });
      expect(await look.isDisabled()).toBe(true);
      await part.getByLabel(said.system, { exact: true }).selectOption('servicenow');
      await look.click();

      // The field that asks has the focus: whoever works by keyboard answers at once.
      const rule = part.getByLabel(said.restricted, { exact: true });
      await rule.waitFor();
      expect(await rule.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
      await page.keyboard.type('Secret');
      await look.press('Enter');
      await part.getByText(said.wrong(1)).waitFor();
      await seen(frame);
      await part.getByLabel(said.skipFaulty).press('Space');
      await look.press('Enter');
      await part.getByLabel(said.zone, { exact: true }).waitFor();
      await page.keyboard.type('Asia/Tokyo');
      await look.press('Enter');
      await part.getByText(said.leftOut).waitFor();
      await part.getByRole('cell', { name: 'Short description' }).waitFor();
      await seen(frame);
      await part.getByRole('button', { name: said.importCases(1) }).press('Enter');
      await part.getByText(said.importedCases(1, 0)).waitFor();
      const before = frame.getByRole('region', { name: said.imports });
      await before.getByText(said.fromFiles([`${locale}.csv`])).waitFor();
      expect(stage.complaints.filter((each) => !each.includes('422'))).toEqual([]);
      await stage.closeWindow(page);
    },
  );

  test('are nobody’s to see who is no administrator', async () => {
    const lead = stage.organisation.people.filter((each) => each.registered && each.lead).at(-1);
    await stage.changePolicy({ administrators: [] });
    const page = await stage.window(lead?.alias ?? '', { query: '?view=imports' });
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    await frame?.getByRole('tab', { name: en.views.swarms }).waitFor();
    expect(await frame?.getByRole('tab', { name: en.views.imports }).count()).toBe(0);
    await stage.closeWindow(page);
  });
});

/** Whoever sees little or works by keyboard finds nothing in their way. */
const seen = async (frame: Frame): Promise<void> => expect(await seriousFaults(frame)).toEqual([]);
