import type { FeatureRow } from '../answering/fusion.ts';
import { features } from '../answering/fusionWeights.ts';
import { type Columns, float32, savedColumn } from '../columns/columns.ts';

/**
 * A past case as it was asked about before it was taken in, and what it turned out to be: what the index could not have
 * known. `size`: past cases at that moment; `each`: technologies a like case has; `heard`: 0..1, how much of its words were known.
 */
export type AskedCase = { size: number; each: number; heard: number; candidates: AskedCandidate[] };
/** A technology it was likely to be; `nearest` is the cosine of its likest case. */
export type AskedCandidate = { row: FeatureRow; nearest: number; right: boolean };

/** The newest of such cases; no texts, no names, nobody. */
export type AskedCases = {
  /** How many there ever were. */
  readonly count: number;
  add(asked: AskedCase): void;
  /** Those that are kept, oldest first. */
  all(): AskedCase[];
  columns(): Columns;
  bytes(): number;
};

export function askedCases(saved?: Columns): AskedCases {
  const kept = saved ? savedColumn(saved, 'kept', Float32Array) : float32(mostKept * each);
  let [count = 0] = saved ? savedColumn(saved, 'count', Uint32Array) : [];
  return {
    get count() {
      return count;
    },
    add({ size, each: labels, heard, candidates }) {
      const at = (count % mostKept) * each;
      const told = candidates.slice(0, mostCandidates);
      kept.set([size, labels, heard, told.length], at);
      for (const [place, { row, nearest, right }] of told.entries()) {
        const from = at + head + place * wide;
        kept.set([right ? 1 : 0, nearest], from);
        kept.set(row, from + 2);
      }
      count++;
    },
    all() {
      const first = Math.max(0, count - mostKept);
      return Array.from({ length: count - first }, (_, place) => readAt(kept, ((first + place) % mostKept) * each));
    },
    columns: () => ({ kept, count: Uint32Array.of(count) }),
    bytes: () => kept.byteLength,
  };
}

function readAt(kept: Float32Array, at: number): AskedCase {
  const [size = 0, labels = 1, heard = 0, told = 0] = kept.subarray(at, at + head);
  const candidates = Array.from({ length: told }, (_, place): AskedCandidate => {
    const from = at + head + place * wide;
    return {
      right: kept[from] === 1,
      nearest: kept[from + 1] ?? 0,
      row: Float64Array.from(kept.subarray(from + 2, from + wide)),
    };
  });
  return { size, each: labels, heard, candidates };
}

/** So many say what is usual; older ones were asked of a smaller index. */
export const mostKept = 150;
const mostCandidates = 12;
const head = 4;
const wide = 2 + features.length;
const each = head + mostCandidates * wide;
