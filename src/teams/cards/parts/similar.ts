import { messages, type Reader } from '../../languages/language.ts';
import { apart, bold, type Element, heading, link, subtle, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { short } from './text.ts';

/** A resolved swarm like the one at hand: what it was, what fixed it, and where to read it. */
export type SimilarSwarm = { caseId: string; title: string; fix: string; url: string | null };

/** Up to three of them, with what fixed them; nothing when there are none. */
export function similarSwarms(similar: SimilarSwarm[], reader: Reader, detail: Detail): Element[] {
  if (similar.length === 0) return [];
  const { plan, common } = messages(reader.language);
  return [
    heading(plan.similar),
    ...similar.slice(0, 3).map((each) => {
      const number = common.caseNumber(short(each.caseId, 40));
      const name = each.url ? link(number, each.url) : bold(number);
      return text([name, `${apart}${short(each.title, detail.words)}${apart}`, subtle(short(each.fix, detail.words))], {
        spacing: 'Small',
      });
    }),
  ];
}
