import { MemoryFS, PGlite } from '@electric-sql/pglite';

/** A file or a folder (`content` null) of a cluster, under its path. */
export type Entry = { path: string; content: Uint8Array | null };

const block = 512;

/** What is in a dump of PGlite, a tar file that nothing has packed. */
export function entriesOf(tar: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < tar.length && tar[at] !== 0; ) {
    const text = (from: number, length: number): string =>
      tar.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    const isFolder = text(156, 1) === '5';
    const begins = at + block;
    // No Buffer: what its `slice` gives is no copy, and the file system's copy of a file would be every database's.
    const content = isFolder ? null : new Uint8Array(tar.buffer, tar.byteOffset + begins, size);
    entries.push({ path: text(0, 100), content });
    at = begins + Math.ceil(size / block) * block;
  }
  return entries;
}

/** Memory in which PGlite finds a cluster: unpacking the dump each time takes it twice as long. */
export class FilledMemory extends MemoryFS {
  readonly #entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    super();
    this.#entries = entries;
  }

  /** PGlite's moment for what is there already: after it, it looks for a cluster. */
  override async initialSyncFs(): Promise<void> {
    const pglite = this.pg;
    if (!pglite) throw new Error('The memory has no PGlite yet');
    const { FS } = pglite.Module;
    const folder = PGlite.paths.PGDATA;
    FS.mkdirTree(folder, 0o700);
    for (const { path, content } of this.#entries) {
      if (content === null) FS.mkdirTree(`${folder}${path}`, 0o700);
      else FS.writeFile(`${folder}${path}`, content, { mode: 0o600 });
    }
  }
}
