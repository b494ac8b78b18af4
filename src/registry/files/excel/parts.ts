import { inflateRawSync } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import { z } from 'zod';

/** Why a file is no workbook that is read. */
export type WorkbookFault = 'excel-old' | 'excel-encrypted' | 'excel-other' | 'excel-torn' | 'excel-too-big';

/** A workbook has some twenty parts, and of text some fifty bytes a cell: this is hundreds of thousands of cells. */
const mostParts = 500;
const mostText = 20_000_000;

/** Whether a file is a zip file or an old Office one, which no text begins like. */
export const isPacked = (content: Uint8Array): boolean => isZip(content) || isCompound(content);

/**
 * The text parts of a workbook (.xlsx, .xlsm) packed anew without compression, so that what reads them sees just what
 * was counted here: a zip file's own word of its sizes may be a lie, and some kilobytes may unfold into gigabytes.
 */
export function unfolded(content: Uint8Array): { packed: Uint8Array } | { fault: WorkbookFault } {
  if (isCompound(content)) return { fault: holds(content, 'EncryptedPackage') ? 'excel-encrypted' : 'excel-old' };
  const view = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  try {
    const entries = directoryOf(view);
    if (!entries.some(({ name }) => name === 'xl/workbook.xml')) return { fault: 'excel-other' };
    if (entries.length > mostParts) return { fault: 'excel-too-big' };
    if (entries.some(({ isEncrypted }) => isEncrypted)) return { fault: 'excel-encrypted' };
    const parts: Zippable = Object.create(null);
    let room = mostText;
    for (const entry of entries.filter(({ name }) => /\.(xml|rels|vml)$/i.test(name))) {
      const part = inflated(view, entry, room);
      room -= part.length;
      // Nothing that writes workbooks declares a document type; what does wants its entities unfolded.
      // Nor does XML hold a NUL, of which the reader is slow.
      if (part.includes(0)) return { fault: 'excel-torn' };
      if (part.subarray(0, 4096).includes('<!DOCTYPE') || part.includes('<!ENTITY')) return { fault: 'excel-torn' };
      parts[entry.name] = part;
    }
    return { packed: zipSync(parts, { level: 0 }) };
  } catch (error) {
    return { fault: tooMuchSchema.safeParse(error).success ? 'excel-too-big' : 'excel-torn' };
  }
}

/** Node's, of what unfolds to more than it may. */
const noRoom = 'ERR_BUFFER_TOO_LARGE';
const tooMuchSchema = z.looseObject({ code: z.literal(noRoom) });

const isZip = (content: Uint8Array): boolean => startsWith(content, [0x50, 0x4b, 0x03, 0x04]);
const isCompound = (content: Uint8Array): boolean => startsWith(content, [0xd0, 0xcf, 0x11, 0xe0]);
const startsWith = (content: Uint8Array, first: readonly number[]): boolean =>
  first.every((byte, at) => content[at] === byte);
const holds = (content: Uint8Array, name: string): boolean =>
  Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(Buffer.from(name, 'utf16le'));

type Entry = { name: string; isEncrypted: boolean; method: number; packedSize: number; at: number };

/** The entries of a zip file (APPNOTE.TXT of PKWARE, 4.3.12). Throws where it is torn. */
function directoryOf(view: Buffer): Entry[] {
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error('no end of the directory');
  const count = view.readUInt16LE(end + 10);
  let at = view.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (view.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry of the directory');
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((offset) => view.readUInt16LE(at + offset));
    const entry = {
      // Some programs write Windows' separators.
      name: view.toString('utf8', at + 46, at + 46 + (nameSize ?? 0)).replaceAll('\\', '/'),
      isEncrypted: (view.readUInt16LE(at + 8) & 1) === 1,
      method: view.readUInt16LE(at + 10),
      packedSize: view.readUInt32LE(at + 20),
      at: view.readUInt32LE(at + 42),
    };
    at += 46 + (nameSize ?? 0) + (extraSize ?? 0) + (noteSize ?? 0);
    return entry;
  });
}

/** Throws ERR_BUFFER_TOO_LARGE where it is more than there is room for, before it takes the memory. */
function inflated(view: Buffer, { method, packedSize, at }: Entry, room: number): Buffer {
  if (view.readUInt32LE(at) !== 0x04034b50) throw new Error('no entry');
  const begin = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28);
  const packed = view.subarray(begin, begin + packedSize);
  if (packed.length !== packedSize || (method !== 0 && method !== 8)) throw new Error('a torn entry');
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, room) });
  if (packed.length > room) throw Object.assign(new Error('no room'), { code: noRoom });
  return packed;
}
