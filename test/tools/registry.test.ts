import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Language } from '../../src/language/language.ts';
import { registryFiles } from '../../src/registry/files/registryFile.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { lockFolder } from '../../src/store/connection/folderLock.ts';
import { languageOfTerminal, runRegistryCommand } from '../../tools/registryCommand.ts';
import { engineer, skill, technology } from '../registry/sample.ts';
import { engines } from '../store/databases.ts';

const registry: Registry = {
  technologies: [technology('dns'), technology('vpn', 'VPN', 'VPN', [], [], 'dns')],
  engineers: [engineer('a'), engineer('b')],
  skills: [skill('a', 'dns', 5), skill('b', 'vpn', 2)],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swarm-registry-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file in the folder, by its path. */
async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
const jsonFile = (name: string, held: Partial<Registry>) => file(name, JSON.stringify(held));

describe.each(engines)('npm run registry on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let tenants = 0;
  let environment: Record<string, string>;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => {
    const tenant = String(++tenants).padStart(12, '0');
    environment = { MICROSOFT_APP_TENANT_ID: `00000000-0000-4000-8000-${tenant}` };
  });
  afterAll(() => database.drop());

  async function run(args: string[], language: Language = 'en') {
    const printed: string[] = [];
    const complaints: string[] = [];
    const code = await runRegistryCommand(args, {
      environment,
      language,
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line),
      open: async () => ({ ...database, close: async () => {} }),
    });
    return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
  }

  test('gives technologies to begin with, that an import takes as they are', async () => {
    const target = join(folder, 'starter.json');
    expect((await run(['starter', target])).printed).toContain(target);
    expect((await run(['import', target])).complaints).toBe('');
    const { technologies, engineers } = JSON.parse((await run(['export'])).printed);
    expect(technologies).toContainEqual(expect.objectContaining({ id: 'group-policy' }));
    expect(engineers).toEqual([]);
  });

  test.each([
    ['en', 'There is no file /nowhere/skills.csv.'],
    ['ja', 'ファイル /nowhere/skills.csv はありません。'],
  ] as const)('says so of a file that is not there (%s)', async (language, sentence) => {
    expect(await run(['import', '/nowhere/skills.csv'], language)).toMatchObject({ code: 1, complaints: sentence });
  });

  test('imports files, and again without doubling', async () => {
    const path = await jsonFile('all.json', registry);
    expect(await run(['import', path])).toMatchObject({
      code: 0,
      printed: expect.stringContaining('6 added, 0 changed, 0 unchanged, 0 removed'),
    });
    expect((await run(['import', path], 'ja')).printed).toContain('追加 0 件、変更 0 件、変更なし 6 件、削除 0 件');
  });

  test('says, before and after, what stays as people set it themselves', async () => {
    const path = await jsonFile('all.json', registry);
    const [first] = registry.engineers;
    if (!first) throw new Error('Nobody is in the registry');
    const said = { ...first, mostSwarms: 7, saidAt: { mostSwarms: '2026-11-18T02:00:00Z' } };
    await run([
      'import',
      await jsonFile('own.json', { ...registry, engineers: [said, ...registry.engineers.slice(1)] }),
    ]);
    const kept = `Kept as ${first.name} set it: most swarms at once (on 2026-11-18). Only a later most_swarms_said_at in the file changes it.`;
    expect((await run(['check', path])).printed).toContain(kept);
    expect((await run(['import', path])).printed).toContain(`${kept}\nImported: 0 added, 0 changed`);
    expect((await run(['check', path], 'ja')).printed).toContain(
      `${first.name} さんの設定を維持します: 同時スウォーム上限（2026-11-18 に本人が設定）。`,
    );
  });

  test('says that deputies in a file count for nobody', async () => {
    const [first, second] = registry.engineers;
    if (!first || !second) throw new Error('Nobody is in the registry');
    const deputies = [{ id: second.id, name: second.name, until: '2027-01-01T00:00:00.000Z' }];
    const engineers = [{ ...first, deputies }, ...registry.engineers.slice(1)];
    const path = await jsonFile('deputies.json', { ...registry, engineers });
    const told = `Deputies in the files count for nobody (1: ${first.name}).`;
    expect((await run(['check', path])).printed).toContain(told);
    expect((await run(['import', path])).printed).toContain(told);
    expect((await run(['check', path], 'ja')).printed).toContain(
      `ファイルの代理人は反映されません（1 人: ${first.name}）`,
    );
  });

  test('removes what the files do not name only when told to replace', async () => {
    await run(['import', await jsonFile('all.json', registry)]);
    const smaller = await jsonFile('smaller.json', { ...registry, skills: registry.skills.slice(0, 1) });
    expect((await run(['import', smaller])).printed).toContain('0 removed');
    expect((await run(['check', smaller, '--replace'])).printed).toContain('1 removed');
    expect((await run(['import', smaller, '--replace'])).printed).toContain('1 removed');
  });

  test('tells what somebody who leaves owned, when one owner or none is left, and who could take it over', async () => {
    const [leaver] = registry.engineers;
    const line = (person: string, technology: string, level: number, owner: boolean) => ({
      ...{ person, technology, level, owner, wantsToLearn: false, confirmedAt: null },
    });
    const stays = [line('b', 'dns', 4, false), line('b', 'vpn', 5, true)];
    const all = { ...registry, skills: [line('a', 'dns', 5, true), line('a', 'vpn', 4, true), ...stays] };
    await run(['import', await jsonFile('all.json', all), '--replace']);
    const without = { ...all, engineers: all.engineers.filter(({ id }) => id !== 'a'), skills: stays };
    const path = await jsonFile('without.json', without);
    const [, other] = registry.engineers.map(({ name }) => name);
    const [first, second] = registry.technologies.map(({ name }) => name);
    const told = [
      `${leaver?.name} leaves ${first?.en} with no owner. Who could take it over: ${other} (level 4).`,
      `${leaver?.name} leaves ${second?.en} with one owner, ${other}. Nobody else solves its usual cases alone.`,
    ];
    for (const each of told) expect((await run(['check', path, '--replace'])).printed).toContain(each);
    // Who is only left out of a file does not leave.
    expect((await run(['check', path])).printed).not.toContain('leaves');
    expect((await run(['check', path, '--replace'], 'ja')).printed).toContain(
      `引き継げそうな人: ${other} さん（レベル 4）`,
    );
    const { printed } = await run(['import', path, '--replace']);
    for (const each of told) expect(printed).toContain(each);
  });

  test('says of a skill map what each mark becomes, before anything is changed', async () => {
    await run(['import', await jsonFile('all.json', registry)]);
    const [technology, person] = [registry.technologies[0]?.id, registry.engineers[0]?.id];
    const map = await file('map.csv', `担当者,${technology}\r\n${person},◎\r\n`);
    expect((await run(['check', map])).printed).toContain('The mark ◎ becomes level 5 (1 cell).');
    expect((await run(['check', map, '--marks', '◎=4'], 'ja')).printed).toContain(
      '記号 ◎ はレベル 4 になります（1 か所）。',
    );
    expect(await run(['check', map, '--marks', '◎=9'])).toMatchObject({ code: 2 });
    await run(['import', map, '--marks', '◎=4']);
    expect(JSON.parse((await run(['export'])).printed).skills).toContainEqual(
      expect.objectContaining({ person, technology, level: 4 }),
    );
  });

  test('takes a skill map of another scale, and says what each number becomes', async () => {
    await run(['import', await jsonFile('all.json', registry)]);
    const [first, second] = registry.technologies.map(({ id }) => id);
    const [person] = registry.engineers.map(({ id }) => id);
    const people = registry.engineers.slice(0, 2).map(({ id }) => id);
    const mapOf = (...cells: string[]) => {
      const lines = people.map((id, at) => `${id},${cells[2 * at] ?? ''},${cells[2 * at + 1] ?? ''}\r\n`);
      return file('map.csv', `担当者,${first},${second}\r\n${lines.join('')}`);
    };
    const ten = await mapOf('10', '5', '0');
    const unsaid = await run(['check', ten]);
    expect(unsaid).toMatchObject({ code: 1 });
    expect(unsaid.complaints).toContain('--scale 0-10');
    const { printed } = await run(['check', ten, '--scale', '0-10']);
    for (const told of ['10 becomes level 5', '5 becomes level 3', '0 becomes no skill'])
      expect(printed).toContain(told);
    // What one of them means can be said otherwise.
    expect((await run(['check', ten, '--scale', '0-10', '--marks', '10=4'])).printed).toContain('10 becomes level 4');

    const three = await mapOf('3', '2', '1');
    expect((await run(['check', three])).printed).toMatch(/3 becomes level 3[\s\S]*say so with --scale 1-3/);
    const { printed: japanese } = await run(['check', three, '--scale', '1-3'], 'ja');
    for (const told of ['3 はレベル 5', '2 はレベル 3', '1 はレベル 1']) expect(japanese).toContain(told);
    expect(japanese).not.toContain('--scale');
    await run(['import', three, '--scale', '1-3']);
    expect(JSON.parse((await run(['export'])).printed).skills).toContainEqual(
      expect.objectContaining({ person, technology: first, level: 5 }),
    );
    // Beyond the scale that was said, a number is no level by chance.
    expect(await run(['check', await mapOf('4', '2', '1'), '--scale', '1-3'])).toMatchObject({ code: 1 });
    for (const scale of ['10', '3-1', '0-1000', '2-5'])
      expect(await run(['check', ten, '--scale', scale])).toMatchObject({ code: 2 });
  });

  test('tells every problem by its line, in the language of the terminal, and imports nothing', async () => {
    const technologies = await file('technologies.csv', 'id,name_en,name_ja\ndns,DNS,DNS\n');
    const skills = await file('skills.csv', 'person,technology,level\na,dns,9\nnobody,dns,3\n');
    const english = await run(['import', technologies, skills]);
    expect(english.code).toBe(1);
    expect(english.complaints).toContain(
      'skills.csv, line 2, level: "9" cannot be taken. It should be a number of at most 5.',
    );
    expect(english.complaints).toContain('1 problem. Nothing was changed.');
    const japanese = await run(['check', technologies, skills], 'ja');
    expect(japanese.complaints).toContain(
      'skills.csv、2 行目、level: 「9」は使えません。5 以下の数値を指定してください。',
    );
    expect(japanese.complaints).toContain('問題が 1 件あります。');
    expect(JSON.parse((await run(['export'])).printed)).toEqual({ technologies: [], engineers: [], skills: [] });
  });

  test('checks without changing anything, knowing what the registry holds already', async () => {
    await run(['import', await jsonFile('all.json', { ...registry, skills: [] })]);
    const path = await jsonFile('skills.json', { skills: registry.skills });
    const checked = await run(['check', path]);
    expect(checked.code).toBe(0);
    expect(checked.printed).toContain('0 technologies, 0 engineers and 2 skills');
    expect(checked.printed).toContain('2 added');
    expect((await run(['check', path])).printed).toContain('2 added');
  });

  test('exports what it imports: JSON to a file or the terminal, CSV to a folder', async () => {
    const files = registryFiles(registry, 'csv', 'ja');
    const paths = await Promise.all(files.map(({ name, content }) => file(name, content)));
    expect((await run(['import', ...paths])).code).toBe(0);
    const target = join(folder, 'out', 'registry.json');
    expect((await run(['export', target])).printed).toContain(target);
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual(JSON.parse((await run(['export'])).printed));
    const csv = join(folder, 'csv');
    expect((await run(['export', csv, '--format', 'csv'], 'ja')).code).toBe(0);
    for (const { name, content } of files) expect(await readFile(join(csv, name))).toEqual(Buffer.from(content));
  });
});

describe('npm run registry', () => {
  const running = { language: 'en', print: () => {} } as const;
  const told = async (args: string[], environment: Record<string, string>, language: Language = 'en') => {
    const complaints: string[] = [];
    const complain = (line: string) => complaints.push(line);
    const code = await runRegistryCommand(args, { ...running, language, environment, complain });
    return { code, complaints: complaints.join('\n') };
  };

  const releases: (() => void)[] = [];
  afterEach(() => {
    for (const release of releases.splice(0)) release();
  });

  test('says what to do when the bot has the data folder, and checks files by themselves', async () => {
    const data = join(folder, 'data');
    await mkdir(data);
    releases.push(await lockFolder(data));
    const environment = { DATA_FOLDER: data, MICROSOFT_APP_TENANT_ID: '00000000-0000-4000-8000-000000000001' };
    const path = await jsonFile('all.json', registry);
    for (const [language, advice] of [
      ['en', 'POST /api/registry (GET exports); or stop the bot'],
      ['ja', 'ボットを停止してから'],
    ] as const) {
      const refused = await told(['import', path], environment, language);
      expect(refused.code).toBe(1);
      expect(refused.complaints).toContain(`process ${process.pid}`);
      expect(refused.complaints).toContain(advice);
    }
    expect((await told(['check', path], environment)).code).toBe(0);
    expect((await told(['check', await jsonFile('skills.json', { skills: registry.skills })], environment)).code).toBe(
      1,
    );
  });

  test('names the variable that is missing, and asks for none that it does not need', async () => {
    const { code, complaints } = await told(['export'], {});
    expect(code).toBe(1);
    expect(complaints).toContain('MICROSOFT_APP_TENANT_ID is missing');
    expect(complaints).not.toContain('MICROSOFT_APP_PASSWORD');
  });

  test.each([
    [[]],
    [['import']],
    [['export', 'a', 'b']],
    [['export', '--format', 'xml']],
    [['check', 'a', '--replcae']],
  ])('shows how it is used when asked for %j', async (args) => {
    const { code, complaints } = await told(args, {});
    expect(code).toBe(2);
    expect(complaints).toContain('npm run registry -- import FILES');
  });

  test('speaks the language of the terminal', () => {
    expect(languageOfTerminal({ LANG: 'ja_JP.UTF-8' })).toBe('ja');
    expect(languageOfTerminal({ LANG: 'ja_JP.UTF-8', LC_ALL: 'en_US.UTF-8' })).toBe('en');
    expect(languageOfTerminal({})).toBe('en');
  });
});
