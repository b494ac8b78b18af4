import { z } from 'zod';
import type { Answer, Call } from '../../doors/routes.ts';
import type { StoredArticle } from '../keptArticles.ts';
import type { Twist } from '../keptCase.ts';
import { swarmAgent } from './webhook.ts';

/** A section of the account's help centre, and who may edit what stands in it. */
export const guide = { section: 360_004_001, permissionGroup: 360_000_042, locales: ['en-us', 'ja'] } as const;

const createdSchema = z.strictObject({
  article: z.strictObject({
    title: z.string().min(1),
    body: z.string().default(''),
    locale: z.string(),
    // As the reference has it: an article is public at once unless somebody says that it is a draft.
    draft: z.boolean().default(false),
    permission_group_id: z.int(),
    user_segment_id: z.int().nullable(),
    comments_disabled: z.boolean().default(false),
  }),
  notify_subscribers: z.boolean().default(true),
});

/** Zendesk's help centre: one section of it, and the articles in that. */
export function createGuide(needs: {
  address: string;
  /** Those that are there; those that are made are added. */
  articles: StoredArticle[];
  now: () => number;
  twist: Twist;
  refused: (status: number, error: string, description: string | null) => Answer;
}) {
  const { address, now, twist, refused } = needs;
  const { articles } = needs;
  const told = ({ id, title, html, language, at, isDraft }: StoredArticle) => ({
    ...{ id: Number(id), title, name: title, body: html, locale: language, source_locale: language, draft: isDraft },
    ...{ author_id: swarmAgent, section_id: guide.section, created_at: at, updated_at: at },
    ...{
      html_url: `${address}/hc/${language}/articles/${id}`,
      url: `${address}/api/v2/help_center/articles/${id}.json`,
    },
  });

  return (call: Call, scope: string): Answer | null => {
    const section = /^\/api\/v2\/help_center\/sections\/(\d+)\/articles(?:\.json)?$/.exec(call.path)?.[1];
    if (section === undefined) return null;
    const scopes = scope.split(' ');
    if (!scopes.includes(call.method === 'GET' ? 'hc:read' : 'hc:write'))
      return refused(403, 'Forbidden', 'You do not have access to this page.');
    if (Number(section) !== guide.section) return refused(404, 'RecordNotFound', 'Not found');
    return call.method === 'POST' ? created(call) : listed(call);
  };

  function created({ body, headers }: Call): Answer {
    if (!String(headers['content-type']).startsWith('application/json'))
      return refused(415, 'UnsupportedMediaType', null);
    const given = createdSchema.safeParse(body);
    if (!given.success) return refused(400, 'InvalidArticle', z.prettifyError(given.error));
    const { title, body: html, locale, draft, permission_group_id: group } = given.data.article;
    if (!guide.locales.some((known) => known === locale))
      return refused(400, 'InvalidLocale', `Locale ${locale} is not enabled`);
    if (group !== guide.permissionGroup) return refused(400, 'InvalidArticle', 'Permission group does not exist');
    const id = String(900_000 + articles.length + 1);
    const article = {
      ...{ id, number: id, title, html, language: locale, at: new Date(now()).toISOString() },
      isDraft: draft && twist() !== 'publishes-notes',
    };
    articles.push(article);
    return { status: 201, body: { article: told(article) } };
  }

  function listed({ query }: Call): Answer {
    const sorted = query.get('sort_order') === 'desc' ? articles.toReversed() : articles;
    const page = sorted.slice(0, Number(query.get('per_page') ?? 30));
    return { status: 200, body: { count: articles.length, articles: page.map(told), next_page: null } };
  }
}
