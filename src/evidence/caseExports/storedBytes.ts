import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** The bytes of a file, wherever they are: read again and again, whole or in part. What a file system throws, these throw. */
export type StoredBytes = {
  size(): Promise<number>;
  /** So many bytes from a place on; fewer where the file ends before. */
  read(at: number, length: number): Promise<Buffer>;
  /** All, or those from `start` to before `end`. */
  stream(start?: number, end?: number): Readable;
};

export const onDisk = (path: string): StoredBytes => ({
  size: async () => (await stat(path)).size,
  async read(at, length) {
    const file = await open(path);
    try {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await file.read(bytes, 0, length, at);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
  // Node's own end is the last byte, not the one after it.
  stream: (start = 0, end) => createReadStream(path, { start, ...(end === undefined ? {} : { end: end - 1 }) }),
});

export const inMemory = (content: Uint8Array): StoredBytes => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return {
    size: async () => bytes.length,
    read: async (at, length) => bytes.subarray(at, at + length),
    stream: (start = 0, end = bytes.length) => Readable.from(pieces(bytes.subarray(start, end))),
  };
};

/** Piece by piece, as a disk gives them: others are answered in between. */
async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceSize) {
    await nextTurn();
    yield bytes.subarray(at, at + pieceSize);
  }
}
const pieceSize = 16 * 1024;
