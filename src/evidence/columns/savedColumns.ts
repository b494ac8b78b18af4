import { z } from 'zod';
import { termsVersion } from '../terms/termBytes.ts';
import type { Columns, Numbers } from './columns.ts';

/**
 * Another format whenever the columns of an index mean something else than before, though they may have the same names:
 * what was saved in another is passed over. The little-endian machines that Node runs on share their numbers.
 */
export const savedFormat = `5, terms ${termsVersion}`;

const kinds = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array };
const kindNames = ['Float64Array', 'Float32Array', 'Int32Array', 'Uint32Array', 'Uint8Array'] as const;

/** What the columns are, in the order in which their bytes lie behind one another. */
export const manifestSchema = z.array(
  z.object({ name: z.string(), kind: z.enum(kindNames), length: z.int().nonnegative() }),
);
export type Manifest = z.infer<typeof manifestSchema>;

export const chunkBytes = 2 ** 20;

export function manifestOf(columns: Columns): Manifest {
  return Object.entries(columns).map(([name, column]) => {
    const kind = kindNames.find((each) => column instanceof kinds[each]) ?? 'Uint8Array';
    return { name, kind, length: column.length };
  });
}

export const bytesIn = (manifest: Manifest): number =>
  manifest.reduce((sum, { kind, length }) => sum + length * kinds[kind].BYTES_PER_ELEMENT, 0);

/** Copies of the columns' bytes, in pieces of `chunkBytes`; the last may be shorter. Nothing may change before its end. */
export function* chunksOf(columns: Columns): Generator<Uint8Array> {
  let chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  for (const column of Object.values(columns)) {
    const bytes = bytesOf(column);
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + chunkBytes - filled);
      chunk.set(piece, filled);
      filled += piece.length;
      from += piece.length;
      if (filled < chunkBytes) continue;
      yield chunk;
      chunk = new Uint8Array(chunkBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

/**
 * Columns as the manifest says, to be filled with the chunks in their order; `left`: how many bytes are missing, 0 when
 * `columns` are whole. Each is made when its first byte comes: to make hundreds of megabytes at once keeps all waiting.
 */
export function columnsToFill(manifest: Manifest): { columns: Columns; left(): number; fill(chunk: Uint8Array): void } {
  const columns: Record<string, Numbers> = {};
  const unmade = manifest.values();
  let left = bytesIn(manifest);
  let place: Uint8Array = new Uint8Array(0);
  let filled = 0;
  const makeNext = (): void => {
    while (filled === place.length) {
      const { value } = unmade.next();
      if (!value) return;
      const column = new kinds[value.kind](value.length);
      columns[value.name] = column;
      place = bytesOf(column);
      filled = 0;
    }
  };
  makeNext();
  return {
    columns,
    left: () => left,
    fill(chunk) {
      if (chunk.length > left) throw new Error(`A saved index has ${chunk.length - left} bytes more than its columns`);
      left -= chunk.length;
      for (let from = 0; from < chunk.length; ) {
        const piece = chunk.subarray(from, from + place.length - filled);
        place.set(piece, filled);
        filled += piece.length;
        from += piece.length;
        makeNext();
      }
    },
  };
}

const bytesOf = (column: Numbers): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
