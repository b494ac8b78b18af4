import type { Terms } from './terms.ts';

/**
 * A case's terms as bytes, for keeping beside the case: so a start need not cut a million texts into words again. One
 * byte of version, then for each term its hash in 4 bytes (little endian), then each weight in one byte (steps of
 * 1/32, as termsOf gives them). At most 481 bytes.
 */
export function bytesOfTerms({ hashes, weights }: Terms): Uint8Array {
  const count = hashes.length;
  const bytes = new Uint8Array(1 + 5 * count);
  const view = new DataView(bytes.buffer);
  bytes[0] = termsVersion;
  for (let at = 0; at < count; at++) {
    view.setUint32(1 + 4 * at, hashes[at] ?? 0, true);
    bytes[1 + 4 * count + at] = Math.round((weights[at] ?? 0) * 32);
  }
  return bytes;
}

/**
 * The terms of many cases whose bytes lie behind one another, each of a length; undefined for a case whose were made by
 * another version, or are no such bytes: then its text must be read again. They share their memory: two arrays a case
 * would take longer to make than to read.
 */
export function termsOfPage(bytes: Uint8Array, lengths: readonly number[]): (Terms | undefined)[] {
  const hashes = new Uint32Array(bytes.length / 5 + 1);
  const weights = new Float32Array(hashes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let read = 0;
  let from = 0;
  return lengths.map((length) => {
    const [start, first] = [from, read];
    from += length;
    if (from > bytes.length || bytes[start] !== termsVersion || length % 5 !== 1) return undefined;
    const count = (length - 1) / 5;
    for (let at = 0; at < count; at++) {
      hashes[first + at] = view.getUint32(start + 1 + 4 * at, true);
      weights[first + at] = (bytes[start + 1 + 4 * count + at] ?? 0) / 32;
    }
    read += count;
    return { hashes: hashes.subarray(first, read), weights: weights.subarray(first, read) };
  });
}

/** Another number whenever terms.ts cuts or weighs otherwise (test/evidence/terms.test.ts holds a fingerprint). */
export const termsVersion = 5;
