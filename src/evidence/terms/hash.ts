/** FNV-1a over UTF-16 units with murmur3's last mix; 32 bits, even, never 0 (an empty slot of a table). */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (mixed(hash) & ~1) >>> 0 || 2;
}

/** Of two hashes in their order; odd, so that a pair is known from a single word. */
export const hashOfPair = (left: number, right: number): number =>
  (mixed(Math.imul(left, 0x9e3779b1) ^ right) | 1) >>> 0;
export const isPair = (hash: number): boolean => (hash & 1) === 1;

function mixed(seed: number): number {
  let hash = seed ^ (seed >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash;
}
