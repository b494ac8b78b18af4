import { createInflateRaw } from 'node:zlib';
import { z } from 'zod';
import type { StoredBytes } from './storedBytes.ts';

/** A file in a zip file. `read` gives its bytes as they are unpacked, so that none need be held whole. */
export type ZippedFile = { name: string; read(): AsyncIterable<Uint8Array> };

/** A zip file that cannot be read: torn, encrypted, of the form for more than 4 GB, or packed by a method of its own. */
export class ZipFault extends Error {}

/** The end of the directory is within so many bytes of the file's: 22, and a remark. */
const endWithin = 22 + 65_535;
const mostFiles = 10_000;
const mostDirectory = 16_000_000;

/**
 * The files in a zip file, by its directory (APPNOTE.TXT of PKWARE, 4.3). `mostUnpacked`: bytes to which all of it may unfold,
 * where somebody else's machine does it. Throws a ZipFault.
 */
export async function filesInZip(stored: StoredBytes, mostUnpacked: number | null = null): Promise<ZippedFile[]> {
  try {
    const size = await stored.size();
    const tail = await stored.read(Math.max(0, size - endWithin), Math.min(size, endWithin));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end + 22 > tail.length) throw new ZipFault('it has no directory');
    const [count, length, at] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (at === 0xffffffff || count === 0xffff) throw new ZipFault('it is of the form for more than 4 GB');
    if (count > mostFiles || length > mostDirectory) throw new ZipFault('it holds too many files');
    const entries = entriesOf(await stored.read(at, length), count);
    const unfolded = entries.reduce((sum, each) => sum + each.size, 0);
    if (mostUnpacked !== null && unfolded > mostUnpacked) throw new ZipFault('it unfolds to too much');
    return entries.map(({ name, ...entry }) => ({
      name,
      read: () => unpacked(stored, entry, mostUnpacked === null ? null : entry.size),
    }));
  } catch (fault) {
    if (beyond.safeParse(fault).success) throw new ZipFault('its directory is torn', { cause: fault });
    throw fault;
  }
}

/** What Buffer throws where it is read beyond its end. */
const beyond = z.looseObject({ code: z.enum(['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS']) });

type Entry = { name: string; method: number; packedSize: number; size: number; offset: number };

function entriesOf(directory: Buffer, count: number): Entry[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new ZipFault('its directory is torn');
    const flags = directory.readUInt16LE(at + 8);
    if ((flags & 1) === 1) throw new ZipFault('it is encrypted');
    const nameSize = directory.readUInt16LE(at + 28);
    const entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameSize).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameSize + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    return entry;
  });
}

/** `most`: bytes that the directory says it unfolds to, where that is held to be true; null: as many as come. */
async function* unpacked(
  stored: StoredBytes,
  { method, packedSize, offset }: Omit<Entry, 'name'>,
  most: number | null,
): AsyncGenerator<Uint8Array> {
  const head = await stored.read(offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw new ZipFault('one of its files is torn');
  if (method !== 0 && method !== 8) throw new ZipFault('one of its files is packed by another method');
  if (packedSize === 0) return;
  const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed = stored.stream(start, start + packedSize);
  let came = 0;
  const counted = (bytes: Uint8Array): Uint8Array => {
    came += bytes.length;
    if (most !== null && came > most) throw new ZipFault('one of its files unfolds to more than it says');
    return bytes;
  };
  try {
    if (method === 0) for await (const bytes of packed) yield counted(bytes);
    else {
      const inflating = createInflateRaw();
      // A fault of the file does not reach by itself what it is piped to.
      packed.on('error', (fault) => inflating.destroy(fault));
      for await (const bytes of packed.pipe(inflating)) yield counted(bytes);
    }
  } catch (fault) {
    throw fault instanceof ZipFault ? fault : new ZipFault('one of its files is torn', { cause: fault });
  } finally {
    packed.destroy();
  }
}
