import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Logger } from 'pino';
import { keepImport } from '../history/keptImports.ts';
import type { FindPerson } from '../registry/files/mails.ts';
import { problemSentence } from '../registry/files/problemWords.ts';
import { readForImport } from '../registry/importFiles.ts';
import type { ImportOptions } from '../registry/imports.ts';
import type { SkillsRegistry } from '../registry/registry.ts';

/**
 * Takes over a file of the registry, whole or not at all: problems, each with its line, or what changed. `alongside` is done in the same
 * transaction. `findPerson` looks people up who are given by mail address.
 */
export async function importRegistry(
  { registry, findPerson }: { registry: SkillsRegistry; findPerson?: FindPerson },
  file: { name: string; content: Uint8Array },
  alongside?: ImportOptions['alongside'],
) {
  const reading = await readForImport([file], registry.snapshot, { findPerson });
  if (!reading.ok) return reading;
  return { ok: true as const, summary: await registry.importAll(reading.registry, { alongside }) };
}

/** The same from REGISTRY_FILE, at each start. Throws the first problems in words: a bot with half a registry must not start. */
export async function importAtStart(
  path: string,
  { registry, tenantId, clock, log }: { registry: SkillsRegistry; tenantId: string; clock: () => number; log: Logger },
): Promise<void> {
  const name = basename(path);
  const imported = await importRegistry({ registry }, { name, content: await readFile(path) }, (tx, counts) =>
    keepImport(tx, tenantId, { what: 'registry', door: 'start', by: null, files: [name], counts, at: clock() }),
  );
  if (!imported.ok) {
    const problems = imported.problems.slice(0, 20).map((problem) => `  ${problemSentence(problem, 'en')}`);
    throw new Error(`REGISTRY_FILE ${path} was not imported:\n${problems.join('\n')}`);
  }
  const { kept, ...counts } = imported.summary;
  log.info({ ...counts, kept: kept.length }, 'The registry file is imported');
}
