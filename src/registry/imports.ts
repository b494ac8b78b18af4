import type { Database, Sql } from '../store/database.ts';
import { pauses, stepped } from '../time/pauses.ts';
import { lockRegistry } from './changes.ts';
import { differenceSteps, registryInUtc } from './difference.ts';
import { type KeptWord, withOwnWords } from './ownWords.ts';
import type { RegistryPicture } from './picture.ts';
import type { Registry, RegistrySnapshot } from './snapshot.ts';

/** What an import did. `removed` is 0 but with `replace`; `kept`: what people said themselves and the file says otherwise. */
export type ImportSummary = {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  kept: KeptWord[];
  /** The names of those for whom the file names deputies that count for nobody: only they themselves name them. */
  deputiesLeftOut?: string[];
  /** The names of those whom the file names although they have left the organisation. */
  leftOut?: string[];
};

/** `alongside`: what else is written in the same transaction, also where nothing changes. */
export type ImportOptions = {
  replace?: boolean;
  alongside?: ((tx: Sql, summary: ImportSummary) => Promise<void>) | undefined;
};

type Needs = {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  clock: () => number;
  picture: RegistryPicture;
  /** Takes over who has left, as any process wrote it. */
  leavers: { takeOver(from?: Sql): Promise<void> };
};

/**
 * What an import would change, by the picture in memory: people's own words stay (ownWords.ts), who has left stays out. Of many
 * records it takes a second, in which people are answered.
 */
export async function reckonImport(
  given: Registry,
  options: Pick<ImportOptions, 'replace'>,
  { picture: { snapshot }, clock }: Pick<Needs, 'picture' | 'clock'>,
) {
  const pause = pauses();
  const current = await stepped(snapshot.registrySteps(), pause);
  const { registry, names } = withoutLeavers(given, snapshot);
  const own = await stepped(withOwnWords(await stepped(registryInUtc(registry), pause), current, clock()), pause);
  const { changes, ...counts } = await stepped(differenceSteps(current, own.registry, options), pause);
  const leftOut = {
    ...(own.deputiesLeftOut.length > 0 && { deputiesLeftOut: own.deputiesLeftOut }),
    ...(names.length > 0 && { leftOut: names }),
  };
  const summary: ImportSummary = { ...counts, kept: own.kept, ...leftOut };
  return { changes, summary };
}

/** Imports a checked registry, all or nothing (SkillsRegistry.importAll). */
export async function writeImport(registry: Registry, options: ImportOptions, needs: Needs): Promise<ImportSummary> {
  const { database, tenantId, picture, leavers } = needs;
  await picture.takeOver();
  await leavers.takeOver();
  let reckoned = await reckonImport(registry, options, needs);
  if (reckoned.changes.length === 0 && !options.alongside) return reckoned.summary;
  const stored = await database.sql.transaction(async (tx) => {
    await lockRegistry(tx, tenantId);
    // Another process wrote meanwhile: whole entries made from what was before would undo what people just said, and
    // bring back whom they revoked. Reckoned anew only then: it takes seconds for many, and all writers wait.
    if (await picture.takeOver(tx)) {
      await leavers.takeOver(tx);
      reckoned = await reckonImport(registry, options, needs);
    }
    const done = await picture.writeIn(tx, reckoned.changes);
    await options.alongside?.(tx, reckoned.summary);
    return done;
  });
  await picture.show(stored);
  return reckoned.summary;
}

/** A file's registry without those who have left the organisation, and their names: whoever wrote it did not know yet. */
function withoutLeavers(given: Registry, snapshot: Pick<RegistrySnapshot, 'left'>) {
  const gone = given.engineers.filter(({ id }) => snapshot.left(id) !== undefined);
  if (gone.length === 0) return { registry: given, names: [] };
  const isThere = (id: string): boolean => snapshot.left(id) === undefined;
  const { engineers, skills, shifts } = given;
  const registry: Registry = {
    ...given,
    engineers: engineers.filter(({ id }) => isThere(id)),
    skills: skills.filter(({ person }) => isThere(person)),
    ...(shifts && { shifts: shifts.filter(({ id }) => isThere(id)) }),
  };
  return { registry, names: gone.map(({ name }) => name) };
}
