import type { z } from 'zod';
import type { ArticleDraft, CaseWritten, Trouble } from '../caseSystem.ts';
import { type Answered, asTrouble, type Caller, held } from './caller.ts';
import { markerOf } from './noteText.ts';
import { readRows } from './rows.ts';

/** Where drafts are made and looked for in a system whose articles take no id of ours. */
export type SignedDraftsNeeds<Kept extends object> = {
  host: string;
  caller: Caller;
  /** Under which name articles of Swarm stand there; null: that cannot be told now. */
  account: () => Promise<string | null>;
  /** Where a draft is posted, and as what; `text` is its HTML with our line at its end. */
  post: (draft: ArticleDraft, text: string) => { address: string; body: object };
  /** Why a draft was not taken, where the status has a meaning of its own there. */
  refusal?: (status: number) => Trouble | null;
  /** The article that an answer to that holds. */
  made: z.ZodType<Kept>;
  /** Where its newest articles are listed. */
  newest: (account: string) => string;
  listed: z.ZodType<unknown[]>;
  row: z.ZodType<Kept>;
  isOurs: (kept: Kept, account: string, marker: string) => boolean;
  became: (kept: Kept) => CaseWritten;
};

/**
 * Makes drafts of articles, each with a line of ours at its end by which it is found again before a second try: among the newest, made
 * by Swarm's own account.
 */
export function signedDrafts<Kept extends object>(needs: SignedDraftsNeeds<Kept>) {
  const { host, caller, account, post, refusal, made, newest, listed, row, isOurs, became } = needs;

  /** One of ours that is there; null: none. Each row is looked at, whatever the list was asked for. */
  async function found(marker: string): Promise<{ kept: Kept } | Trouble | null> {
    const us = await account();
    if (us === null) return { kind: 'broken', detail: `${host} does not tell who Swarm is there` };
    const list = taken(await caller.get(newest(us)), listed);
    if (list.kind !== 'ok') return list;
    const kept = readRows(row, list.held).rows.find((each) => isOurs(each, us, marker));
    return kept === undefined ? null : { kept };
  }

  function taken<T>(answer: Answered | Trouble, schema: z.ZodType<T>) {
    if (answer.kind === 'refused') return asTrouble(answer, host);
    return answer.kind === 'ok' ? held(schema, answer, host) : answer;
  }

  return async (draft: ArticleDraft): Promise<CaseWritten> => {
    const marker = markerOf(draft.id);
    const before = draft.repeated ? await found(marker) : null;
    if (before !== null) return 'kept' in before ? became(before.kept) : before;
    const { address, body } = post(draft, `${draft.html}\n<p>${marker}</p>`);
    const sent = await caller.send('POST', address, body);
    const why = sent.kind === 'refused' ? refusal?.(sent.status) : null;
    if (why) return why;
    const kept = taken(sent, made);
    return kept.kind === 'ok' ? became(kept.held) : kept;
  };
}
