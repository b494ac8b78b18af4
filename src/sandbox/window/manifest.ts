import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type AppView, commandListSchema } from './views.ts';

const folder = join(import.meta.dirname, '../../../appPackage');

const commandSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  description: z.string().default(''),
  type: z.string(),
  context: z.array(z.string()).default([]),
});
const manifestSchema = z.looseObject({
  name: z.looseObject({ short: z.string() }),
  description: z.looseObject({ short: z.string() }),
  bots: z.array(z.looseObject({ commandLists: z.array(commandListSchema).default([]) })),
  composeExtensions: z.array(z.looseObject({ commands: z.array(commandSchema) })).default([]),
  staticTabs: z
    .array(z.looseObject({ entityId: z.string(), name: z.string().default(''), contentUrl: z.string().optional() }))
    .default([]),
});

/** The app package of this repository, which the sandbox installs: as Teams shows it in one language. */
export async function readAppView(language: 'en' | 'ja', publicUrl: string): Promise<AppView> {
  const base: unknown = await readJson('manifest.json');
  const own = language === 'en' ? {} : z.record(z.string(), z.string()).parse(await readJson(`${language}.json`));
  const manifest = manifestSchema.parse(localised(base, own));
  const tab = manifest.staticTabs.find((each) => each.contentUrl !== undefined);
  return {
    name: manifest.name.short,
    description: manifest.description.short,
    commandLists: manifest.bots.flatMap((bot) => bot.commandLists),
    messageActions: manifest.composeExtensions
      .flatMap((extension) => extension.commands)
      .filter((command) => command.type === 'action' && command.context.includes('message'))
      .map(({ id, title, description }) => ({ id, title, description })),
    tab:
      tab?.contentUrl === undefined
        ? null
        : { entityId: tab.entityId, name: tab.name, contentUrl: tab.contentUrl.replace('{{PUBLIC_URL}}', publicUrl) },
  };
}

/** The icon that an administrator would upload. */
export const readAppIcon = (): Promise<Buffer> => readFile(join(folder, 'color.png'));

const readJson = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));

/** Puts `own` in: its keys are paths into the manifest, such as `bots[0].commandLists[0].commands[1].title`. */
function localised(manifest: unknown, own: Record<string, string>): unknown {
  const within = (node: unknown, path: string): unknown => {
    if (typeof node === 'string') return own[path] ?? node;
    if (Array.isArray(node)) return node.map((each, index) => within(each, `${path}[${index}]`));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, value]) => [name, within(value, path === '' ? name : `${path}.${name}`)]),
    );
  };
  return within(manifest, '');
}
