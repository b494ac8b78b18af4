import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { fitted, markerOf, unitsOf } from '../calls/noteText.ts';
import { readRows } from '../calls/rows.ts';
import type { ArticleDraft, CaseSystem, CaseWritten, Trouble } from '../caseSystem.ts';
import type { Mapping } from '../mapping.ts';
import type { Account } from './account.ts';

/** `short_description` of an article, as sold. */
const mostOfTitle = 100;
/** Articles of the account that are looked through for one of ours, the newest first. */
const mostLooked = 100;

const columns = 'sys_id,number,workflow_state,text,sys_created_by';
const articleSchema = z.object({
  sys_id: z.string(),
  number: z.string(),
  workflow_state: z.string(),
  text: z.string(),
  sys_created_by: z.string().nullish(),
});
type Kept = z.infer<typeof articleSchema>;

/**
 * Makes drafts in a knowledge base of ServiceNow: rows of `kb_knowledge`, each with a line of ours at its end by which it is found again.
 * No row takes an id of ours.
 */
export function serviceNowArticles(needs: {
  url: string;
  host: string;
  caller: Caller;
  articles: Mapping['articles'];
  /** Who Swarm is there; null: that cannot be told. */
  account: () => Promise<Account | null>;
}): Pick<CaseSystem, 'writeArticle'> {
  const { url, host, caller, account } = needs;
  const base = needs.articles?.base;
  if (base === undefined) return { writeArticle: null };
  const category = needs.articles?.category;
  const table = `${url}/api/now/table/kb_knowledge`;

  async function writeArticle({ id, title, html, repeated }: ArticleDraft): Promise<CaseWritten> {
    const marker = markerOf(id);
    if (repeated) {
      const before = await found(marker);
      if (before !== null) return 'sys_id' in before ? asDraft(before) : before;
    }
    const query = new URLSearchParams({ sysparm_fields: columns, sysparm_input_display_value: 'false' });
    const sent = await caller.send('POST', `${table}?${query}`, {
      short_description: fitted(title, { most: mostOfTitle, count: unitsOf }),
      text: `${html}\n<p>${marker}</p>`,
      article_type: 'text',
      workflow_state: 'draft',
      kb_knowledge_base: base,
      ...(category !== undefined && { kb_category: category }),
    });
    if (sent.kind === 'refused') return asTrouble(sent, host);
    if (sent.kind !== 'ok') return sent;
    const kept = held(z.object({ result: articleSchema }), sent, host);
    return kept.kind === 'ok' ? asDraft(kept.held.result) : kept;
  }

  /** One of ours that is there; null: none. A part of the query that is not understood is left out, so each row is looked at. */
  async function found(marker: string): Promise<Kept | Trouble | null> {
    const us = await account();
    if (us === null) return { kind: 'broken', detail: `${host} does not tell who Swarm is there` };
    const query = new URLSearchParams({
      sysparm_query: `kb_knowledge_base=${base}^sys_created_by=${us.signIn}^ORDERBYDESCsys_created_on`,
      sysparm_fields: columns,
      sysparm_limit: String(mostLooked),
    });
    const asked = await caller.get(`${table}?${query}`);
    if (asked.kind === 'refused') return asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const list = held(z.object({ result: z.array(z.unknown()) }), asked, host);
    if (list.kind !== 'ok') return list;
    const { rows } = readRows(articleSchema, list.held.result);
    const isOurs = ({ sys_created_by: by, text }: Kept): boolean =>
      by?.toLowerCase() === us.signIn.toLowerCase() && text.includes(marker);
    return rows.find(isOurs) ?? null;
  }

  function asDraft({ sys_id: id, number, workflow_state: state }: Kept): CaseWritten {
    const article = { number, url: `${url}/nav_to.do?uri=${encodeURIComponent(`kb_knowledge.do?sys_id=${id}`)}` };
    return state === 'draft'
      ? { kind: 'ok', article }
      : {
          ...{ kind: 'public', article, note: `article ${number}` },
          detail: `the article is no draft: its state is “${state}”`,
        };
  }

  return { writeArticle };
}
