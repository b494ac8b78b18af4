import { crc32 } from 'node:zlib';
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { begun } from '../../store/begun.ts';
import type { Sql } from '../../store/database.ts';
import { indexSnapshot, indexSnapshotChunk, pastCaseRevision } from '../../store/evidenceTables.ts';
import type { Columns } from '../columns/columns.ts';
import {
  bytesIn,
  chunkBytes,
  columnsToFill,
  type Manifest,
  manifestSchema,
  savedFormat,
} from '../columns/savedColumns.ts';

/**
 * What was saved of an index of past cases. It holds all changes up to `revision`, and was made of `built` cases read
 * after the revision `base`.
 */
export type IndexSnapshot = { revision: number; base: number; built: number; columns: Columns };

/**
 * The right to save: nobody else of this format does at the moment. It lapses when somebody is erased from the past, or
 * after ten minutes when another wants it. `stale`: the cases that the index was made of were read before somebody was
 * erased, so that it must be made anew first.
 */
export type SavingClaim = { id: string; stale: boolean };

/** The saved indexes of a tenant's past cases: at most one is whole, but for a moment. */
export type IndexSnapshots = {
  /** The newest that this version can read. Undefined when there is none, or when it is torn, or vanishes meanwhile. */
  read(): Promise<IndexSnapshot | undefined>;
  /** The revision with which snapshots were last discarded; 0: never. */
  erased(): Promise<number>;
  /** `saved`: another is as new as this one would be. `saving`: somebody is at it. */
  claim(of: { revision: number; base: number }): Promise<SavingClaim | 'saved' | 'saving'>;
  /**
   * Saves the chunks under a claim, taking each out of the list, and removes all others. False when the claim lapsed, or
   * `goesOn` no longer holds: then nothing is left of it.
   */
  write(claim: SavingClaim, saved: SavingOf, goesOn: () => boolean): Promise<boolean>;
  /** Gives a claim back, with whatever was saved under it. */
  giveBack(claim: SavingClaim): Promise<void>;
};
export type SavingOf = Omit<IndexSnapshot, 'columns'> & { manifest: Manifest; chunks: Uint8Array[] };

export function indexSnapshotsOf(database: Sql, tenantId: string): IndexSnapshots {
  const own = eq(indexSnapshot.tenantId, tenantId);
  const chunkOf = (id: string) => and(eq(indexSnapshotChunk.tenantId, tenantId), eq(indexSnapshotChunk.snapshotId, id));

  const readChunk = async (id: string, number: number): Promise<Uint8Array | undefined> => {
    const [row] = await database
      .select({ sum: indexSnapshotChunk.sum, bytes: indexSnapshotChunk.bytes })
      .from(indexSnapshotChunk)
      .where(and(chunkOf(id), eq(indexSnapshotChunk.number, number)));
    return row && crc32(row.bytes) === row.sum ? row.bytes : undefined;
  };
  const giveBack = (id: string): Promise<void> =>
    database.transaction(async (tx) => {
      await tx.delete(indexSnapshot).where(and(own, eq(indexSnapshot.id, id)));
      await tx.delete(indexSnapshotChunk).where(chunkOf(id));
    });
  /** The row of the claim is held while a chunk is written: whoever removes it waits, and removes the chunk too. */
  const writeChunk = async (id: string, number: number, chunk: Uint8Array): Promise<boolean> => {
    const { rows } = await database.execute(sql`
      insert into ${indexSnapshotChunk} (tenant_id, snapshot_id, number, sum, bytes)
      select tenant_id, id, ${number}::int, ${crc32(chunk)}::bigint, ${chunk}::bytea from ${indexSnapshot}
      where tenant_id = ${tenantId} and id = ${id}::uuid for key share
      returning number`);
    return rows.length === 1;
  };

  const newest = async () => {
    const [found] = await database
      .select()
      .from(indexSnapshot)
      .where(and(own, eq(indexSnapshot.format, savedFormat), eq(indexSnapshot.whole, true)))
      .orderBy(desc(indexSnapshot.revision))
      .limit(1);
    return found;
  };
  const columnsOf = async (found: typeof indexSnapshot.$inferSelect): Promise<Columns | undefined> => {
    const manifest = manifestSchema.safeParse(found.manifest);
    if (!manifest.success || bytesIn(manifest.data) > found.chunks * chunkBytes) return undefined;
    const { columns, fill, left } = columnsToFill(manifest.data);
    let next = begun(readChunk(found.id, 0));
    for (let number = 0; number < found.chunks; number++) {
      const chunk = await next;
      if (!chunk || chunk.length > left()) return undefined;
      // The next chunk is on its way while this one is taken in.
      if (number + 1 < found.chunks) next = begun(readChunk(found.id, number + 1));
      fill(chunk);
    }
    return left() === 0 ? columns : undefined;
  };

  return {
    async read() {
      // One that another process replaces meanwhile is not torn: then the new one is read.
      for (let tried = ''; ; ) {
        const found = await newest();
        if (!found || found.id === tried) return undefined;
        const columns = await columnsOf(found);
        if (columns) return { revision: found.revision, base: found.base, built: found.built, columns };
        tried = found.id;
      }
    },
    async erased() {
      const [line] = await database
        .select({ erased: pastCaseRevision.erased })
        .from(pastCaseRevision)
        .where(eq(pastCaseRevision.tenantId, tenantId));
      return line?.erased ?? 0;
    },
    claim: ({ revision, base }) =>
      database.transaction(async (tx) => {
        const [line] = await tx
          .select({ erased: pastCaseRevision.erased })
          .from(pastCaseRevision)
          .where(eq(pastCaseRevision.tenantId, tenantId))
          .for('update');
        const others = await tx
          .select({
            whole: indexSnapshot.whole,
            revision: indexSnapshot.revision,
            fresh: sql<boolean>`${indexSnapshot.begunAt} > now() - interval '10 minutes'`,
          })
          .from(indexSnapshot)
          .where(and(own, eq(indexSnapshot.format, savedFormat)));
        if (others.some(({ whole, fresh, ...other }) => whole && (fresh || other.revision >= revision))) return 'saved';
        if (others.some(({ whole, fresh }) => !whole && fresh)) return 'saving';
        const [claim] = await tx
          .insert(indexSnapshot)
          .values({ tenantId, format: savedFormat, revision, base })
          .returning({ id: indexSnapshot.id });
        if (!claim) throw new Error('The claim to save the index of past cases came back without its id');
        return { id: claim.id, stale: (line?.erased ?? 0) > base };
      }),
    async write({ id }, { chunks, manifest, ...of }, goesOn) {
      let number = 0;
      for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
        if (goesOn() && (await writeChunk(id, number++, chunk))) continue;
        await giveBack(id);
        return false;
      }
      return database.transaction(async (tx) => {
        const finished = await tx
          .update(indexSnapshot)
          .set({ ...of, manifest, chunks: number, whole: true })
          .where(and(own, eq(indexSnapshot.id, id)))
          .returning({ id: indexSnapshot.id });
        if (finished.length === 0) return false;
        await tx.delete(indexSnapshot).where(and(own, ne(indexSnapshot.id, id)));
        await tx
          .delete(indexSnapshotChunk)
          .where(and(eq(indexSnapshotChunk.tenantId, tenantId), ne(indexSnapshotChunk.snapshotId, id)));
        return true;
      });
    },
    giveBack: ({ id }) => giveBack(id),
  };
}

/**
 * Removes what was saved of the index, and keeps what is made of cases read until now from ever being saved. In the
 * transaction in which somebody is erased from past cases, after those have their new revision.
 */
export async function discardSnapshots(tx: Sql, tenantId: string): Promise<void> {
  await tx
    .update(pastCaseRevision)
    .set({ erased: sql`${pastCaseRevision.revision}` })
    .where(eq(pastCaseRevision.tenantId, tenantId));
  await tx.delete(indexSnapshot).where(eq(indexSnapshot.tenantId, tenantId));
  await tx.delete(indexSnapshotChunk).where(eq(indexSnapshotChunk.tenantId, tenantId));
}
