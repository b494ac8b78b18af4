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

/** Undefined when they were made by another version, or are no such bytes: then the text must be read again. */
export function termsOfBytes(bytes: Uint8Array): Terms | undefined {
  if (bytes[0] !== termsVersion || bytes.length % 5 !== 1) return undefined;
  const count = (bytes.length - 1) / 5;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hashes = new Uint32Array(count);
  const weights = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    hashes[at] = view.getUint32(1 + 4 * at, true);
    weights[at] = (bytes[1 + 4 * count + at] ?? 0) / 32;
  }
  return { hashes, weights };
}

/** Another number whenever terms.ts cuts or weighs otherwise (test/skills/evidence/terms.test.ts holds a fingerprint). */
export const termsVersion = 2;
