import { readFileSync } from 'node:fs';
import { z } from 'zod';

const root = new URL('../', import.meta.url);

/** The values that the manifest's placeholders stand for, by their names. */
export const placeholders = [
  'APP_VERSION',
  'BOT_DOMAIN',
  'DEVELOPER_NAME',
  'DEVELOPER_PRIVACY_URL',
  'DEVELOPER_TERMS_URL',
  'DEVELOPER_WEBSITE_URL',
  'MICROSOFT_APP_ID',
  'PUBLIC_URL',
] as const;
export type PackageValues = Record<(typeof placeholders)[number], string>;

/** Names of the files in the package, and their bytes. */
export type AppPackage = { [name: string]: Uint8Array };

const httpsUrl = z
  .url({ protocol: /^https$/, error: 'an https address, like https://swarm.contoso.com' })
  .transform((url) => url.replace(/\/+$/, ''));
const environmentSchema = z.object({
  MICROSOFT_APP_ID: z.guid({ error: "the GUID of the bot's app registration in Entra (Application ID)" }).toLowerCase(),
  PUBLIC_URL: httpsUrl,
  DEVELOPER_NAME: z.string({ error: 'who runs the app, at most 32 characters' }).trim().min(1).max(32),
  DEVELOPER_WEBSITE_URL: httpsUrl,
  DEVELOPER_PRIVACY_URL: httpsUrl,
  DEVELOPER_TERMS_URL: httpsUrl,
});

/**
 * The manifest's values from the environment, or one line for each variable that is missing or wrong.
 * An empty variable counts as missing.
 */
export function packageValues(
  environment: Record<string, string | undefined>,
): { ok: true; values: PackageValues } | { ok: false; faults: string[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = environmentSchema.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => {
      const name = path.join('.');
      return `${name} is ${name in given ? 'wrong' : 'missing'}: expected ${message}`;
    });
    return { ok: false, faults };
  }
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));
  const BOT_DOMAIN = new URL(read.data.PUBLIC_URL).host;
  return { ok: true, values: { ...read.data, APP_VERSION: version, BOT_DOMAIN } };
}

/** The files of appPackage/ that go to Teams, with the manifest's placeholders filled. Fails on a placeholder without a value. */
export function filledPackage(values: PackageValues): AppPackage {
  const folder = new URL('appPackage/', root);
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
  const manifest = new TextDecoder().decode(read('manifest.json')).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const placeholder = placeholders.find((known) => known === name);
    if (!placeholder)
      throw new Error(`appPackage/manifest.json asks for {{${name}}}, which tools/appPackage.ts does not know`);
    return JSON.stringify(values[placeholder]).slice(1, -1);
  });
  return {
    'manifest.json': new TextEncoder().encode(manifest),
    'color.png': read('color.png'),
    'outline.png': read('outline.png'),
    'ja.json': read('ja.json'),
  };
}
