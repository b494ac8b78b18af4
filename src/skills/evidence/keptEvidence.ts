import { setImmediate as nextTurn } from 'node:timers/promises';
import { type EvidenceIndex, evidenceIndex } from './evidenceIndex.ts';
import type { EvidenceSettings } from './evidenceSettings.ts';
import type { CutCase, PastCase } from './pastCase.ts';

/** Where closed cases are kept: a database, as the composition root sees fit. */
export type PastCaseSource = {
  count(): Promise<number>;
  newest(count: number): Promise<(PastCase | CutCase)[]>;
  /**
   * All of them, oldest first, in pages of a few hundred or thousand. With their terms as they were cut when they were
   * kept (termBytes.ts) they load ten times faster than with their texts.
   */
  all(): AsyncIterable<(PastCase | CutCase)[]>;
};

/** The index of one bot process. `current` answers at once, however little it knows yet. */
export type KeptEvidence = {
  current(): EvidenceIndex;
  /** Whether it holds so many more cases than at its load that a larger table would serve them better: load anew. */
  outgrown(): boolean;
  /** A case that closed, here or as another process tells; told twice does no harm. */
  add(past: PastCase | CutCase): void;
  /** A case that was taken back: its swarm was reopened. */
  remove(caseId: string): void;
  /**
   * Loads everything and changes over: at start, and after an import of cases older than the newest known, so that the
   * order of import does not matter. Fails if the source does, and `current` goes on with what it has.
   */
  load(): Promise<void>;
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
  let bits = linearBitsFor(0);
  let current = evidenceIndex({ linearBits: bits, ...settings });
  /** What arrives during a load, for the index that is being made. */
  let arrived: ((index: EvidenceIndex) => void)[] | undefined;

  const loaded = async (): Promise<void> => {
    const count = await source.count();
    const pause = pauses();
    if (current.size === 0) {
      const first = evidenceIndex({ linearBits: linearBitsFor(Math.min(count, firstGlance)), ...settings });
      for (const past of (await source.newest(firstGlance)).toSorted(inOrderOfTime)) {
        first.addUnlearned(past);
        await pause();
      }
      first.recount();
      for (const take of arrived ?? []) take(first);
      current = first;
    }
    const whole = evidenceIndex({ linearBits: linearBitsFor(count), tableBits: tableBitsFor(count), ...settings });
    const recount = async (): Promise<void> => {
      for (const steps = whole.recounting(); !steps.next().done; ) await pause();
    };
    const isCommon = current.commonTerms(commonFrom);
    let place = 0;
    for await (const page of source.all())
      for (const past of page) {
        const left = count - place++;
        if (left === learnedNewest) await recount();
        if (left > readNewest) whole.addOld(past, isCommon);
        else if (left > learnedNewest) whole.addUnlearned(past);
        else whole.add(past);
        await pause();
      }
    // Few cases since the last count change little: it is counted again as the index grows.
    if (count < learnedNewest * 4) await recount();
    for (const take of arrived ?? []) take(whole);
    current = whole;
    bits = linearBitsFor(count);
  };

  const take = (news: (index: EvidenceIndex) => void): void => {
    arrived?.push(news);
    news(current);
  };

  return {
    current: () => current,
    outgrown: () => linearBitsFor(current.size) > bits + 1,
    add: (past) => take((index) => index.add(past)),
    remove: (caseId) => take((index) => index.remove(caseId)),
    async load() {
      arrived = [];
      try {
        await loaded();
      } finally {
        arrived = undefined;
      }
    },
  };
}

const firstGlance = 5000;
/** Learned weights are made from so many of the newest cases: a load has time for no more, and older say little. */
const learnedNewest = 50_000;
/** Of older cases than so many, all that a load takes in is who solved them, what they were and their rarer words. */
const readNewest = 200_000;
/** Of a word in one of 200 cases, the newest hold more postings than a question reads. */
const commonFrom = 0.005;
const longestTurn = 8;
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

function pauses(): () => Promise<void> | undefined {
  let turnBegan = performance.now();
  return () => {
    if (performance.now() - turnBegan < longestTurn) return undefined;
    return nextTurn().then(() => {
      turnBegan = performance.now();
    });
  };
}
