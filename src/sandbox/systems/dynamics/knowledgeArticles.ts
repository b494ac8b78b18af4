import { z } from 'zod';
import type { Answer, Call } from '../../doors/routes.ts';
import type { StoredArticle } from '../keptArticles.ts';
import type { Twist } from '../keptCase.ts';
import { type DataverseColumn, wireName } from './schema.ts';

/** The columns of `knowledgearticle` that may be written and read here (learn.microsoft.com, entity reference). */
export const articleColumns: readonly DataverseColumn[] = [
  { name: 'knowledgearticleid', type: 'guid' },
  { name: 'articlepublicnumber', type: 'string', maxLength: 4_000 },
  { name: 'title', type: 'string', maxLength: 4_000 },
  { name: 'content', type: 'memo', maxLength: 1_073_741_823 },
  { name: 'isinternal', type: 'boolean' },
  { name: 'statecode', type: 'choice' },
  { name: 'languagelocaleid', type: 'lookup' },
];
const bodySchema = z.strictObject({
  title: z.string().min(1).max(4_000),
  content: z.string().optional(),
  isinternal: z.boolean().optional(),
  'languagelocaleid@odata.bind': z
    .string()
    .regex(/^\/languagelocale\([0-9a-f-]{36}\)$/i)
    .optional(),
});

/** The knowledge base of a Dataverse. A row is made as a draft: its state cannot be said when it is made. */
export function createKnowledgeArticles(needs: {
  now: () => number;
  twist: Twist;
  success: (body: object, status?: number) => Answer;
  refused: (status: number, code: string, message: string) => Answer;
}) {
  const { now, twist, success, refused } = needs;
  const articles = new Map<string, StoredArticle & { isInternal: boolean }>();
  const columns = articleColumns.map(wireName);

  function rowOf(id: string, select: string | null): Record<string, unknown> | null {
    const article = articles.get(id);
    if (!article) return null;
    const all: Record<string, unknown> = {
      ...{ knowledgearticleid: id, articlepublicnumber: article.number, title: article.title, content: article.html },
      ...{
        isinternal: article.isInternal,
        statecode: article.isDraft ? 0 : 3,
        _languagelocaleid_value: article.language,
      },
    };
    const asked = select?.split(',') ?? columns;
    return Object.fromEntries(
      Object.entries(all).filter(([name]) => name === 'knowledgearticleid' || asked.includes(name)),
    );
  }
  const noneWith = (id: string): Answer =>
    refused(404, '0x80040217', `Entity 'knowledgearticle' With Id = ${id} Does Not Exist`);
  const unknownIn = (select: string | null): Answer | null => {
    const unknown = select?.split(',').find((name) => !columns.includes(name));
    return unknown === undefined
      ? null
      : refused(
          400,
          '0x80060888',
          `Could not find a property named '${unknown}' on type 'Microsoft.Dynamics.CRM.knowledgearticle'.`,
        );
  };

  return {
    patch({ body, headers, query }: Call, id: string): Answer {
      const select = query.get('$select');
      const odd = unknownIn(select);
      if (odd !== null) return odd;
      if (articles.has(id) && headers['if-none-match'] === '*')
        return refused(412, '', 'A record with matching key values already exists.');
      if (articles.has(id)) return refused(405, '0x80060000', 'To change articles is not played here.');
      if (headers['if-match'] === '*') return noneWith(id);
      const given = bodySchema.safeParse(body);
      if (!given.success)
        return refused(400, '0x80048d19', `Error identified in Payload: ${z.prettifyError(given.error)}`);
      const { title, content = '', isinternal = false, 'languagelocaleid@odata.bind': locale } = given.data;
      articles.set(id, {
        ...{ id, number: `KA-${String(1_000 + articles.size + 1).padStart(5, '0')}`, title, html: content },
        language: locale === undefined ? null : (/\((.+)\)/.exec(locale)?.[1] ?? null),
        ...{ at: new Date(now()).toISOString(), isDraft: twist() !== 'publishes-notes', isInternal: isinternal },
      });
      return String(headers.prefer ?? '').includes('return=representation')
        ? success(rowOf(id, select) ?? {}, 201)
        : { status: 204, body: '' };
    },
    get({ query }: Call, id: string): Answer {
      const select = query.get('$select');
      const row = rowOf(id, select);
      return unknownIn(select) ?? (row === null ? noneWith(id) : success(row));
    },
    all: (): StoredArticle[] => [...articles.values()],
  };
}
