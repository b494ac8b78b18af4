import { type EvidenceSettings, evidenceIndex } from '../../../src/skills/evidence/evidenceIndex.ts';
import type { Matcher } from './measure.ts';

/** The product's own engine, on text alone. */
export const engine = (name = 'this engine', settings: Partial<EvidenceSettings> = {}): Matcher => ({
  name,
  learn(train, asks) {
    const index = evidenceIndex(settings);
    for (const past of train.toSorted((a, b) => a.closedAt - b.closedAt)) index.add(past);
    index.recount();
    const { names } = index.parts[asks];
    return { rank: (test) => index.ask(test)[asks].map(({ label }) => names.nameOf(label)) };
  },
});
