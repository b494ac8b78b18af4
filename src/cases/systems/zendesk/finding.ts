import type { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import type { CaseName, Trouble } from '../caseSystem.ts';

export type Found<Answer> = { kind: 'ok'; answer: Answer } | { kind: 'not-found' } | Trouble;

/** Finds the one ticket that is meant: its number is its id. `include`: what is to come beside it. */
export function ticketFinder({ url, host, caller }: { url: string; host: string; caller: Caller }) {
  return async <Answer extends { ticket: { id: number } }>(
    named: CaseName,
    schema: z.ZodType<Answer>,
    include?: string,
  ): Promise<Found<Answer>> => {
    const id = named.by === 'id' ? named.id : named.number;
    if (!/^\d{1,15}$/.test(id)) return { kind: 'not-found' };
    const beside = include === undefined ? '' : `?include=${include}`;
    const asked = await caller.get(`${url}/api/v2/tickets/${id}.json${beside}`);
    if (asked.kind === 'refused') return asked.status === 404 ? { kind: 'not-found' } : asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const answer = held(schema, asked, host);
    if (answer.kind !== 'ok') return answer;
    return String(answer.held.ticket.id) === id.replace(/^0+(?=\d)/, '')
      ? { kind: 'ok', answer: answer.held }
      : { kind: 'broken', detail: `${host} answers with another ticket than the one asked for` };
  };
}
