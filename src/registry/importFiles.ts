import { pauses, stepped } from '../time/pauses.ts';
import { opened, type RegistryFile } from './files/excel/workbook.ts';
import { type FindPerson, type Mails, readWithMails } from './files/mails.ts';
import { type RegistryReading, registrySteps } from './files/registryFile.ts';
import type { Marks } from './files/skillMap.ts';
import type { RegistrySnapshot } from './snapshot.ts';

/**
 * Reads files for an import into the registry as it is. `findPerson` looks mail addresses up in Entra; without it they are
 * refused. `marks`: what marks of skill maps mean, where not what they mean by default. Throws DirectoryAway where
 * addresses cannot be looked up now.
 */
export async function readForImport(
  given: readonly RegistryFile[],
  known: RegistrySnapshot,
  { findPerson, marks }: { findPerson?: FindPerson | undefined; marks?: Marks | undefined } = {},
): Promise<RegistryReading> {
  const files = await opened(given);
  // People are answered while twenty megabytes are read.
  const read = (mails: Mails) => stepped(registrySteps(files, known, { mails, ...(marks && { marks }) }), pauses());
  return findPerson ? readWithMails(read, findPerson) : read(new Map());
}
