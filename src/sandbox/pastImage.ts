import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives the organisation its past in `folder`: copied from the last start, where that was made of the same (`madeOf`:
 * all that decides what the past looks like), or else lived by `live` and kept for the next one. Living it takes most
 * of a start; it is the same for a whole week.
 */
export async function givePast(
  folder: string,
  { kept, madeOf, live }: { kept: string; madeOf: readonly string[]; live: (folder: string) => Promise<void> },
): Promise<void> {
  const hash = createHash('sha256');
  for (const part of madeOf) hash.update(`${part.length}:`).update(part);
  const image = join(kept, hash.digest('hex').slice(0, 16));
  if (await copied(image, folder)) return;

  await live(folder);
  const unfinished = `${image}.${process.pid}`;
  await mkdir(kept, { recursive: true });
  await cp(folder, unfinished, { recursive: true });
  for (const old of await readdir(kept))
    if (join(kept, old) !== unfinished) await rm(join(kept, old), { recursive: true, force: true });
  // Two sandboxes that start at the same time make the same image: one of them is enough.
  await rename(unfinished, image).catch(() => rm(unfinished, { recursive: true, force: true }));
}

async function copied(image: string, folder: string): Promise<boolean> {
  try {
    await cp(image, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    return true;
  } catch {
    await rm(folder, { recursive: true, force: true });
    return false;
  }
}
