import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';
import type { AppPackage } from './appPackage.ts';

/**
 * What Teams would refuse or show wrongly in a package, one line each; empty when it can be uploaded.
 * Looks at: Microsoft's schema, rules that the schema does not know, icons, and every language file.
 */
export function appPackageFaults(files: AppPackage): string[] {
  const text = (name: string): string => new TextDecoder().decode(files[name] ?? new Uint8Array());
  const json = (name: string): unknown => JSON.parse(text(name));
  const read = manifestSchema.safeParse(json('manifest.json'));
  if (!read.success)
    return read.error.issues.map(({ path, message }) => `manifest.json: ${path.join('.')}: ${message}`);
  const manifest = read.data;
  const schemaFaults = schemaCheck();
  return [
    ...schemaFaults(manifest).map((fault) => `manifest.json: ${fault}`),
    ...channelFaults(manifest),
    ...iconFaults(files, manifest.icons.color, 192),
    ...iconFaults(files, manifest.icons.outline, 32),
    ...manifest.localizationInfo.additionalLanguages.flatMap(({ file }) =>
      file in files
        ? languageFaults(file, stringsSchema.parse(json(file)), manifest, schemaFaults)
        : [`${file}: not in the package`],
    ),
  ];
}

/** Every text of a manifest that a language file may replace, by the path that language files use. */
export function localisableTexts(manifest: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      if (localisable.some((pattern) => pattern.test(path))) texts.set(path, value);
    } else if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) walk(element, `${path}[${index}]`);
    } else if (value !== null && typeof value === 'object') {
      for (const [key, element] of Object.entries(value)) walk(element, path ? `${path}.${key}` : key);
    }
  };
  walk(manifest, '');
  return texts;
}

/** The part of the localisation schema (teams/v1.30) that this app has a use for. */
const localisable = [
  /^(name|description)\.(short|full)$/,
  /^staticTabs\[\d+\]\.name$/,
  /^bots\[0\]\.commandLists\[\d\]\.commands\[\d+\]\.(title|description)$/,
  /^composeExtensions\[0\]\.commands\[\d\]\.(title|description)$/,
  /^activities\.activityTypes\[\d+\]\.(description|templateText)$/,
];

const stringsSchema = z.record(z.string(), z.string());
const scopes = z.looseObject({ scopes: z.array(z.string()) });
const manifestSchema = z.looseObject({
  supportsChannelFeatures: z.string().optional(),
  icons: z.looseObject({ color: z.string(), outline: z.string() }),
  bots: z.array(scopes).default([]),
  staticTabs: z.array(scopes).default([]),
  configurableTabs: z.array(scopes).default([]),
  localizationInfo: z.looseObject({ additionalLanguages: z.array(z.looseObject({ file: z.string() })).default([]) }),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Where a manifest departs from Microsoft's schema. */
type SchemaFaults = (manifest: Manifest) => string[];

function schemaCheck(): SchemaFaults {
  const file = new URL('../test/appPackage/MicrosoftTeams.v1.30.schema.json', import.meta.url);
  // Ajv reads draft 7; of draft 4, which Microsoft names, the schema uses nothing that differs.
  const { $schema: _, ...schema } = z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8')));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  return (manifest) =>
    validate(manifest)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? 'is wrong'}`);
}

/** From version 1.25 Teams refuses team scope without it, though the schema does not say so (platform.md 3). */
function channelFaults({ bots, staticTabs, configurableTabs, supportsChannelFeatures }: Manifest): string[] {
  const inTeams = [...bots, ...staticTabs, ...configurableTabs].some((part) => part.scopes.includes('team'));
  return inTeams && supportsChannelFeatures !== 'tier1'
    ? ['manifest.json: team scope needs "supportsChannelFeatures": "tier1"']
    : [];
}

function iconFaults(files: AppPackage, name: string, size: number): string[] {
  const icon = files[name];
  if (!icon) return [`${name}: not in the package`];
  const view = new DataView(icon.buffer, icon.byteOffset, icon.byteLength);
  const isPng = icon.byteLength > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452;
  if (!isPng) return [`${name}: not a PNG`];
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width === size && height === size ? [] : [`${name}: ${width} x ${height}, expected ${size} x ${size}`];
}

/** Every text is translated, nothing else is, and the translated manifest keeps the schema's lengths. */
function languageFaults(
  file: string,
  strings: Record<string, string>,
  manifest: Manifest,
  schemaFaults: SchemaFaults,
): string[] {
  const { $schema: _, ...translations } = strings;
  const texts = localisableTexts(manifest);
  const missing = [...texts.keys()].filter((path) => !translations[path]?.trim());
  const unknown = Object.keys(translations).filter((path) => !texts.has(path));
  const translated = structuredClone(manifest);
  for (const [path, words] of Object.entries(translations)) if (texts.has(path)) put(translated, path, words);
  return [
    ...missing.map((path) => `${file}: ${path} is missing`),
    ...unknown.map((path) => `${file}: ${path} is not a text of the manifest`),
    ...schemaFaults(translated).map((fault) => `${file}: ${fault}`),
  ];
}

/** Replaces the text at a path such as `bots[0].commandLists[1].commands[0].title`. */
function put(manifest: object, path: string, words: string): void {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop() ?? '';
  let at: unknown = manifest;
  for (const key of keys) at = Reflect.get(Object(at), key);
  Reflect.set(Object(at), last, words);
}
