import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type AppPackage, filledPackage, packageValues } from '../../tools/appPackage.ts';
import { appPackageFaults, localisableTexts } from '../../tools/appPackageFaults.ts';

const environment = {
  MICROSOFT_APP_ID: '6f1c9a52-3c1e-4a56-9a0b-2f6f3a7c1d10',
  PUBLIC_URL: 'https://swarm.contoso.com/',
  DEVELOPER_NAME: 'Contoso "Support"',
  DEVELOPER_WEBSITE_URL: 'https://contoso.com',
  DEVELOPER_PRIVACY_URL: 'https://contoso.com/privacy',
  DEVELOPER_TERMS_URL: 'https://contoso.com/terms',
};
const read = packageValues(environment);
if (!read.ok) throw new Error(read.faults.join('\n'));
const files = filledPackage(read.values);

/** The package with its manifest, or another JSON file of it, changed. */
function changed(change: (json: Record<string, unknown>) => void, file = 'manifest.json'): AppPackage {
  const json = z.looseObject({}).parse(JSON.parse(new TextDecoder().decode(files[file])));
  change(json);
  return { ...files, [file]: new TextEncoder().encode(JSON.stringify(json)) };
}

const manifest = z
  .looseObject({
    id: z.string(),
    developer: z.looseObject({ name: z.string() }),
    validDomains: z.array(z.string()),
    webApplicationInfo: z.strictObject({ id: z.string(), resource: z.string() }),
    bots: z.tuple([
      z.looseObject({
        scopes: z.array(z.string()),
        supportsTargetedMessages: z.literal(true),
        commandLists: z.array(
          z.strictObject({
            scopes: z.array(z.string()),
            triggers: z.array(z.string()),
            commands: z.array(z.strictObject({ title: z.string(), description: z.string() })),
          }),
        ),
      }),
    ]),
    authorization: z.object({
      permissions: z.object({ resourceSpecific: z.array(z.strictObject({ name: z.string(), type: z.string() })) }),
    }),
    staticTabs: z.array(z.looseObject({ entityId: z.string(), scopes: z.array(z.string()) })),
    configurableTabs: z.array(z.looseObject({})),
  })
  .parse(JSON.parse(new TextDecoder().decode(files['manifest.json'])));

describe('the app package', () => {
  test('is one that Teams takes', () => {
    expect(appPackageFaults(files)).toEqual([]);
  });

  test('carries the values of the environment, whatever characters are in them', () => {
    expect(manifest.id).toBe(environment.MICROSOFT_APP_ID);
    expect(manifest.developer.name).toBe('Contoso "Support"');
    expect(manifest.validDomains).toEqual(['swarm.contoso.com']);
    expect(manifest.webApplicationInfo.resource).toBe(`api://swarm.contoso.com/${environment.MICROSOFT_APP_ID}`);
    expect(new TextDecoder().decode(files['manifest.json'])).not.toContain('{{');
  });

  test('names each variable that is missing, empty or wrong', () => {
    const { MICROSOFT_APP_ID: _, ...rest } = environment;
    const faulty = packageValues({ ...rest, DEVELOPER_NAME: ' ', PUBLIC_URL: 'http://swarm.contoso.com' });
    expect(faulty).toEqual({
      ok: false,
      faults: [
        expect.stringMatching(/^MICROSOFT_APP_ID is missing: /),
        expect.stringMatching(/^PUBLIC_URL is wrong: /),
        expect.stringMatching(/^DEVELOPER_NAME is missing: /),
      ],
    });
  });

  test('offers every command in a channel by slash and mention, and in the personal chat', () => {
    const [bot] = manifest.bots;
    const offered = bot.commandLists.map(({ scopes, triggers }) => ({ scopes, triggers }));
    expect(offered).toEqual([
      { scopes: ['team', 'groupChat'], triggers: ['slash', 'mention'] },
      { scopes: ['personal'], triggers: ['mention'] },
    ]);
    for (const { commands } of bot.commandLists) {
      expect(commands.map(({ title }) => title)).toEqual([
        'swarm',
        'swarm status',
        'swarm mine',
        'swarm skills',
        'swarm record',
        'swarm who',
        'swarm history',
        'swarm explain',
        'swarm help',
        'swarm doctor',
      ]);
    }
  });

  test('writes a command in the same words in every language, because Teams sends its title as text', () => {
    const strings = z.record(z.string(), z.string()).parse(JSON.parse(new TextDecoder().decode(files['ja.json'])));
    for (const [path, title] of localisableTexts(manifest)) {
      if (/^bots.*title$/.test(path)) expect(strings[path]).toBe(title);
    }
  });

  test('asks for few permissions, each explained', () => {
    const permissions = manifest.authorization.permissions.resourceSpecific;
    expect(permissions.length).toBeLessThanOrEqual(16);
    const explained = readFileSync(new URL('../../appPackage/PERMISSIONS.md', import.meta.url), 'utf8');
    for (const { name, type } of permissions) {
      expect(type).toBe('Application');
      expect(explained).toContain(`\`${name}\``);
    }
  });

  test('shows the history tab to a person and in a team, and lets it be added to channels', () => {
    expect(manifest.configurableTabs).toEqual([
      {
        configurationUrl: 'https://swarm.contoso.com/tab/configure',
        canUpdateConfiguration: false,
        scopes: ['team'],
        context: ['channelTab'],
      },
    ]);
    expect(manifest.staticTabs.find(({ entityId }) => entityId === 'history')?.scopes).toEqual(['personal', 'team']);
  });
});

describe('the check of the package', () => {
  test('finds a text that is too long, in the manifest and in a language', () => {
    const long = changed((json) => Object.assign(json, { name: { short: 'x'.repeat(31) } }));
    expect(appPackageFaults(long)).toContainEqual(expect.stringMatching(/^manifest.json: \/name\/short .*30/));
    const japanese = changed((json) => Object.assign(json, { 'description.short': '長'.repeat(81) }), 'ja.json');
    expect(appPackageFaults(japanese)).toEqual([expect.stringMatching(/^ja.json: \/description\/short .*80/)]);
  });

  test('finds team scope without tier1', () => {
    const fault = 'manifest.json: team scope needs "supportsChannelFeatures": "tier1"';
    expect(appPackageFaults(changed((json) => delete json.supportsChannelFeatures))).toEqual([fault]);
  });

  test('finds a text that is not translated, and a translation of nothing', () => {
    const gone = changed((json) => delete json['staticTabs[1].name'], 'ja.json');
    expect(appPackageFaults(gone)).toEqual(['ja.json: staticTabs[1].name is missing']);
    const stray = changed((json) => Object.assign(json, { 'staticTabs[7].name': '幻' }), 'ja.json');
    expect(appPackageFaults(stray)).toEqual(['ja.json: staticTabs[7].name is not a text of the manifest']);
  });

  test('measures the icons themselves', () => {
    const swapped = { ...files, 'color.png': files['outline.png'] ?? new Uint8Array() };
    expect(appPackageFaults(swapped)).toEqual(['color.png: 32 x 32, expected 192 x 192']);
    expect(appPackageFaults({ ...files, 'outline.png': new Uint8Array(64) })).toEqual(['outline.png: not a PNG']);
  });

  test('finds more than sixteen resource-specific permissions', () => {
    const resourceSpecific = Array.from({ length: 17 }, (_, index) => ({ name: `P${index}`, type: 'Application' }));
    const many = changed((json) => Object.assign(json, { authorization: { permissions: { resourceSpecific } } }));
    expect(appPackageFaults(many)).toContainEqual(expect.stringMatching(/resourceSpecific .*16/));
  });
});

test('the script grants exactly the application permissions that are explained', () => {
  const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const granted = /permissions=\(([^)]*)\)/.exec(text('infra/grant-permissions.sh'))?.[1]?.trim().split(/\s+/);
  const inTenant = text('appPackage/PERMISSIONS.md').split('## In the tenant')[1] ?? '';
  const [always = ''] = inTenant.split('### Only where it is switched on');
  expect(granted).toEqual([...always.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name));
});
