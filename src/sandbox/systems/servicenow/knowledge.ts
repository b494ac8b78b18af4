import { z } from 'zod';
import type { Answer, Call } from '../../doors/routes.ts';
import type { StoredArticle } from '../keptArticles.ts';
import { idWithin, type Twist } from '../keptCase.ts';
import { swarmAccount } from './journals.ts';
import { plainDate } from './plainDate.ts';

/** The knowledge base in which the account may contribute. */
export const knowledgeBase = idWithin('kb_knowledge_base', 'IT').replaceAll('-', '');

const bodySchema = z.record(z.string(), z.string());
/** What of an article is told. */
export const knowledgeColumns = [
  ...['sys_id', 'number', 'short_description', 'text', 'workflow_state', 'article_type', 'kb_knowledge_base'],
  ...['kb_category', 'sys_created_on', 'sys_created_by'],
];

/** The articles of an instance. What the account may not contribute to refuses it; columns that there are none of are left out. */
export function createKnowledge(needs: {
  now: () => number;
  twist: Twist;
  failure: (status: number, message: string, detail: string | null) => Answer;
}) {
  const { now, twist, failure } = needs;
  const articles: (StoredArticle & { base: string; category: string })[] = [];

  const rowOf = ({ id, number, title, html, isDraft, base, category, at }: (typeof articles)[number]) => ({
    ...{ sys_id: id, number, short_description: title, text: html, article_type: 'text' },
    ...{ workflow_state: isDraft ? 'draft' : 'published', kb_knowledge_base: base, kb_category: category },
    ...{ sys_created_on: plainDate(new Date(at), 'UTC'), sys_created_by: swarmAccount.user_name },
  });
  const seen = (row: ReturnType<typeof rowOf>, query: URLSearchParams) => {
    const fields = query.get('sysparm_fields')?.split(',') ?? knowledgeColumns;
    return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
  };

  return {
    add({ body, query, headers }: Call): Answer {
      if (!String(headers['content-type']).startsWith('application/json'))
        return failure(400, 'Unsupported Content-Type', null);
      const given = bodySchema.safeParse(body);
      if (!given.success) return failure(400, 'Exception while reading request', null);
      const {
        short_description: title = '',
        text = '',
        kb_knowledge_base: base = '',
        kb_category: category = '',
      } = given.data;
      if (base !== knowledgeBase)
        return failure(403, 'Operation Failed', 'ACL Exception Insert Failed due to security constraints');
      const n = articles.length + 1;
      const article = {
        ...{
          id: idWithin('kb_knowledge', String(n)).replaceAll('-', ''),
          number: `KB${String(10_000 + n).padStart(7, '0')}`,
        },
        ...{ title: title.slice(0, 100), html: text, language: null, base, category },
        // An article is a draft until somebody publishes it, whatever is said as it is made, unless a rule of the tenant's own does.
        ...{ at: new Date(now()).toISOString(), isDraft: twist() !== 'publishes-notes' },
      };
      articles.push(article);
      return { status: 201, body: { result: seen(rowOf(article), query) } };
    },
    listed({ query }: Call): Answer {
      const parts = (query.get('sysparm_query') ?? '').split('^');
      const wanted = new Map(
        parts.flatMap((part) => {
          const [, column, value] = /^(sys_created_by|kb_knowledge_base|sys_id)=(.*)$/.exec(part) ?? [];
          return column !== undefined && value !== undefined ? [[column, value] as const] : [];
        }),
      );
      const rows = articles
        .map(rowOf)
        .filter((row) => Object.entries(row).every(([name, value]) => (wanted.get(name) ?? value) === value));
      const sorted = parts.includes('ORDERBYDESCsys_created_on') ? rows.toReversed() : rows;
      return {
        status: 200,
        body: { result: sorted.slice(0, Number(query.get('sysparm_limit') ?? 10_000)).map((row) => seen(row, query)) },
      };
    },
    all: (): StoredArticle[] => articles,
  };
}
