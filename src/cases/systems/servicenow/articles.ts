import { z } from 'zod';
import type { Caller } from '../calls/caller.ts';
import { fitted, unitsOf } from '../calls/noteText.ts';
import { signedDrafts } from '../calls/signedDrafts.ts';
import type { CaseSystem, CaseWritten } from '../caseSystem.ts';
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

/** Makes drafts in a knowledge base of ServiceNow: rows of `kb_knowledge`. */
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

  const became = ({ sys_id: id, number, workflow_state: state }: z.infer<typeof articleSchema>): CaseWritten => {
    const article = { number, url: `${url}/nav_to.do?uri=${encodeURIComponent(`kb_knowledge.do?sys_id=${id}`)}` };
    return state === 'draft'
      ? { kind: 'ok', article }
      : {
          ...{ kind: 'public', article, note: `article ${number}` },
          detail: `the article is no draft: its state is “${state}”`,
        };
  };

  return {
    writeArticle: signedDrafts({
      ...{ host, caller, row: articleSchema, became },
      account: async () => (await account())?.signIn ?? null,
      post: ({ title }, text) => ({
        address: `${table}?${new URLSearchParams({ sysparm_fields: columns, sysparm_input_display_value: 'false' })}`,
        body: {
          ...{ text, article_type: 'text', workflow_state: 'draft', kb_knowledge_base: base },
          short_description: fitted(title, { most: mostOfTitle, count: unitsOf }),
          ...(category !== undefined && { kb_category: category }),
        },
      }),
      made: z.object({ result: articleSchema }).transform(({ result }) => result),
      newest: (signIn) =>
        `${table}?${new URLSearchParams({
          sysparm_query: `kb_knowledge_base=${base}^sys_created_by=${signIn}^ORDERBYDESCsys_created_on`,
          ...{ sysparm_fields: columns, sysparm_limit: String(mostLooked) },
        })}`,
      listed: z.object({ result: z.array(z.unknown()) }).transform(({ result }) => result),
      // A part of the query that is not understood is left out.
      isOurs: ({ sys_created_by: by, text }, signIn, marker) =>
        by?.toLowerCase() === signIn.toLowerCase() && text.includes(marker),
    }),
  };
}
