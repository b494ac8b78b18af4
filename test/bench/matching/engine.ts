import { evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import type { EvidenceSettings } from '../../../src/evidence/index/evidenceSettings.ts';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import type { Matcher } from './measure.ts';

/**
 * The product's own engine. `confirmed`: it is told the case's technologies, as when its owner confirmed them. Where a
 * fold's cases go on from those of the fold before, it goes on learning, as it would in life.
 */
export function engine(name: string, confirmed: boolean, settings: Partial<EvidenceSettings> = {}): Matcher {
  let index = evidenceIndex(settings);
  let known: PastCase[] = [];
  return {
    name,
    learn(train, asks) {
      const sorted = train.toSorted((a, b) => a.closedAt - b.closedAt);
      const goesOn = known.every((past, at) => past.id === sorted[at]?.id) && known.length <= sorted.length;
      if (!goesOn) index = evidenceIndex(settings);
      for (const past of goesOn ? sorted.slice(known.length) : sorted) index.add(past);
      known = sorted;
      index.recount();
      const { names } = index.parts[asks];
      return {
        rank({ title, text, technologies }) {
          const given = technologies.map((technology) => ({ technology, confidence: 1 }));
          const answer = index.ask(confirmed ? { title, text, technologies: given } : { title, text });
          return answer[asks].map(({ label }) => names.nameOf(label));
        },
      };
    },
  };
}
