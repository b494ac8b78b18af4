import type { FixKind } from '../../../swarm/events.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { fixName } from '../outcomeCard.ts';
import { apart, bold, type Element, fact, heading, link, type Run, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { short } from './text.ts';

/** Somebody who helped to solve a past case; `chat`: the address of a chat with them, where it is known. */
export type ToAsk = { name: string; chat: string | null };

/** A resolved swarm like the one at hand: what it was, what fixed it and how well, where to read it, and whom to ask. */
export type SimilarSwarm = {
  caseId: string;
  title: string;
  fix: string;
  fixKind: FixKind | null;
  url: string | null;
  solvedBy: ToAsk[];
};

/** Up to three of them, with what fixed them; nothing when there are none. */
export function similarSwarms(similar: SimilarSwarm[], reader: Reader, detail: Detail): Element[] {
  if (similar.length === 0) return [];
  const { plan, common } = messages(reader.language);
  return [
    heading(plan.similar),
    ...similar.slice(0, 3).flatMap((each) => {
      const number = common.caseNumber(short(each.caseId, 40));
      const name = each.url ? link(number, each.url) : bold(number);
      return [
        text([name, `${apart}${short(each.title, detail.words)}`], { spacing: 'Small' }),
        fact(fixName(each.fixKind, reader), short(each.fix, detail.words)),
        ...askSolvers(each.solvedBy, reader, detail),
      ];
    }),
  ];
}

/** Whom to ask about what was solved, each name a chat with them; nothing where nobody can be asked. */
export function askSolvers(solvers: readonly ToAsk[], reader: Reader, detail: Detail): Element[] {
  if (solvers.length === 0) return [];
  const { lists, common } = messages(reader.language);
  const names = solvers
    .slice(0, Math.min(3, detail.people))
    .flatMap(({ name, chat }, at): Run[] => [...(at > 0 ? [common.separator] : []), link(short(name, 40), chat)]);
  return [fact(lists.askSolvers, names)];
}
