import { type Pause, pauses, stepped } from '../../time/pauses.ts';
import type { Columns } from '../columns/columns.ts';
import { chunksOf, type Manifest, manifestOf } from '../columns/savedColumns.ts';
import type { CutCase, PastCase } from '../pastCases/pastCase.ts';
import { type EvidenceIndex, evidenceIndex } from './evidenceIndex.ts';
import type { EvidenceSettings } from './evidenceSettings.ts';

/** Where closed cases are kept: a database, as the composition root sees fit. */
export type PastCaseSource = {
  count(): Promise<number>;
  newest(count: number): Promise<(PastCase | CutCase)[]>;
  /**
   * All of them, oldest first, in pages of a few hundred or thousand. With their terms as they were cut when they were
   * kept (termBytes.ts) they load ten times faster than with their texts.
   */
  all(): AsyncIterable<(PastCase | CutCase)[]>;
  /** An index as it was saved; undefined when there is none that can be gone on from. */
  saved?(): Promise<SavedIndex | undefined>;
};

/** `built`: of how many cases it was made; `changes`: all that came after it was saved, oldest first. */
export type SavedIndex = {
  columns: Columns;
  built: number;
  changes: AsyncIterable<{ kept: (PastCase | CutCase)[]; gone: string[] }>;
};

/** The index of one bot process. `current` answers at once, however little it knows yet. */
export type KeptEvidence = {
  current(): EvidenceIndex;
  /** Whether it holds so many more cases than when it was made that one made anew would serve better: load anew. */
  outgrown(): boolean;
  /** A case that closed, here or as another process tells; told twice does no harm. */
  add(past: PastCase | CutCase): void;
  /** A case that was taken back: its swarm was reopened. */
  remove(caseId: string): void;
  /**
   * Loads everything and changes over: at start, from what was saved if there is such; `anew` after an import of cases
   * older than the newest known, so that the order of import does not matter. Fails if the source does, and `current`
   * goes on with what it has. Tells which it was made from.
   */
  load(how?: { anew: boolean }): Promise<'saved' | 'cases'>;
  /** A copy of the index, to be saved. Nothing may be added or removed until it is there. */
  copied(): Promise<{ built: number; manifest: Manifest; chunks: Uint8Array[] }>;
};

/**
 * Loads the newest cases first, so that it answers well within a second, then everything in order of time beside it,
 * pausing every few milliseconds for whoever waits, and changes over.
 */
export function keptEvidence({
  source,
  settings = {},
}: {
  source: PastCaseSource;
  settings?: Partial<EvidenceSettings>;
}): KeptEvidence {
  let built = 0;
  let current = evidenceIndex({ linearBits: linearBitsFor(0), ...settings });
  /** What arrives during a load, for the index that is being made. */
  let arrived: ((index: EvidenceIndex) => void)[] | undefined;

  const loaded = async (anew: boolean): Promise<'saved' | 'cases'> => {
    const count = await source.count();
    const pause = pauses();
    if (current.size === 0) {
      const first = await glance(source, Math.min(count, firstGlance), settings, pause);
      for (const take of arrived ?? []) take(first);
      current = first;
    }
    const saved = anew ? undefined : await source.saved?.();
    const restored = saved && savedIndex(saved, settings);
    const whole = restored ?? (await made(source, count, settings, current, pause));
    if (saved && restored) await takeIn(saved.changes, restored, pause);
    // Few cases since the last count change little: a large index counts again by itself as it grows.
    if (count < learnedNewest * 4) await stepped(whole.recounting(), pause);
    for (const take of arrived ?? []) take(whole);
    current = whole;
    built = saved && restored ? saved.built : count;
    return restored ? 'saved' : 'cases';
  };

  const take = (news: (index: EvidenceIndex) => void): void => {
    arrived?.push(news);
    news(current);
  };

  return {
    current: () => current,
    outgrown: () =>
      linearBitsFor(current.size) > linearBitsFor(built) + 1 || current.size > built + Math.max(readNewest, built / 2),
    add: (past) => take((index) => index.add(past)),
    remove: (caseId) => take((index) => index.remove(caseId)),
    async load({ anew } = { anew: false }) {
      arrived = [];
      try {
        return await loaded(anew);
      } finally {
        arrived = undefined;
      }
    },
    async copied() {
      const columns = current.columns();
      const chunks: Uint8Array[] = [];
      const pause = pauses();
      for (const chunk of chunksOf(columns)) {
        chunks.push(chunk);
        await pause();
      }
      return { built, manifest: manifestOf(columns), chunks };
    },
  };
}

/** An index of the newest cases. */
async function glance(
  source: PastCaseSource,
  count: number,
  settings: Partial<EvidenceSettings>,
  pause: Pause,
): Promise<EvidenceIndex> {
  const first = evidenceIndex({ linearBits: linearBitsFor(count), ...settings });
  for (const past of (await source.newest(firstGlance)).toSorted(inOrderOfTime)) {
    first.addUnlearned(past);
    await pause();
  }
  await stepped(first.recounting(), pause);
  return first;
}

/** Undefined when the columns are none of an index: all cases are there to make it of. */
function savedIndex({ columns }: SavedIndex, settings: Partial<EvidenceSettings>): EvidenceIndex | undefined {
  try {
    return evidenceIndex(settings, columns);
  } catch {
    return undefined;
  }
}

async function takeIn(changes: SavedIndex['changes'], index: EvidenceIndex, pause: Pause): Promise<void> {
  for await (const { kept, gone } of changes) {
    for (const id of gone) index.remove(id);
    for (const past of kept) {
      index.add(past);
      await pause();
    }
  }
}

/** An index of all cases. What is common among those that `known` knows is taken to be common among all. */
async function made(
  source: PastCaseSource,
  count: number,
  settings: Partial<EvidenceSettings>,
  known: EvidenceIndex,
  pause: Pause,
): Promise<EvidenceIndex> {
  const index = evidenceIndex({ linearBits: linearBitsFor(count), tableBits: tableBitsFor(count), ...settings });
  const isCommon = await stepped(known.commonTerms(commonFrom), pause);
  const unaskedFrom = Math.max(askedAll, Math.min(count, learnedNewest) * askedPart);
  let place = 0;
  for await (const page of source.all())
    for (const past of page) {
      const left = count - place++;
      if (left === learnedNewest) await stepped(index.recounting(), pause);
      if (left > readNewest) index.addOld(past, isCommon);
      else if (left > learnedNewest) index.addUnlearned(past);
      else if (left > unaskedFrom) index.addUnasked(past);
      else index.add(past);
      await pause();
    }
  return index;
}

const firstGlance = 5000;
/** Learned weights are made from so many of the newest cases: a load has time for no more, and older say little. */
const learnedNewest = 50_000;
/** Of more cases than so many, only this part, the newest, are asked before they are taken in (own.ts): it takes milliseconds each. */
const askedAll = 1000;
const askedPart = 0.4;
/** Of older cases than so many, all that a load takes in is who solved them, what they were and their rarer words. */
const readNewest = 200_000;
/** Of a word in one of 200 cases, the newest hold more postings than a question reads. */
const commonFrom = 0.005;
/**
 * About a thousand learned weights for each of few cases and sixty for each of many, between 65,000 and 8 million, which is
 * plenty for the newest cases that a load learns from: a
 * table that fits the processor's cache is read several times faster.
 */
const linearBitsFor = (cases: number): number => {
  const bits = (each: number): number => Math.ceil(Math.log2(cases * each + 1));
  return Math.max(16, Math.min(22, bits(1000)), Math.min(23, bits(60)));
};
/** Some twenty new terms a case, as far as all its terms are read. */
const tableBitsFor = (cases: number): number => Math.ceil(Math.log2(Math.min(cases, readNewest) * 20 + 1024));
const inOrderOfTime = (a: PastCase | CutCase, b: PastCase | CutCase): number =>
  a.closedAt - b.closedAt || (a.id < b.id ? -1 : 1);
