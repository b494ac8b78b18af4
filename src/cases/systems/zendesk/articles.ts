import { z } from 'zod';
import type { Caller } from '../calls/caller.ts';
import { fitted, unitsOf } from '../calls/noteText.ts';
import { signedDrafts } from '../calls/signedDrafts.ts';
import type { CaseSystem, CaseWritten } from '../caseSystem.ts';
import type { Mapping } from '../mapping.ts';

const mostOfTitle = 255;

const articleSchema = z.object({
  id: z.int(),
  draft: z.boolean(),
  author_id: z.int().nullish(),
  html_url: z.string(),
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? ''),
});

/**
 * Makes drafts in a section of Zendesk's help centre. An article that is not said to be a draft is published at once, so `draft` is said
 * each time; it can be said when it is made alone.
 */
export function zendeskArticles(needs: {
  url: string;
  host: string;
  caller: Caller;
  articles: Mapping['articles'];
  /** The id of the agent as whom Swarm writes; null: it cannot be told now. */
  whoAmI: () => Promise<string | null>;
}): Pick<CaseSystem, 'writeArticle'> {
  const { url, host, caller, articles, whoAmI } = needs;
  if (articles?.section === undefined || articles.permissionGroup === undefined || articles.userSegment === undefined)
    return { writeArticle: null };
  const { section, permissionGroup, userSegment, languages } = articles;
  const list = `${url}/api/v2/help_center/sections/${section}/articles.json`;

  const became = ({ id, draft, html_url: address }: z.infer<typeof articleSchema>): CaseWritten => {
    const article = { number: String(id), url: address };
    return draft
      ? { kind: 'ok', article }
      : { kind: 'public', article, note: `article ${id}`, detail: 'the article was published as it was made' };
  };

  return {
    writeArticle: signedDrafts({
      ...{ host, caller, row: articleSchema, became, account: whoAmI },
      post: ({ title, language }, text) => ({
        address: list,
        body: {
          article: {
            ...{ body: text, draft: true, comments_disabled: true },
            title: fitted(title, { most: mostOfTitle, count: unitsOf }),
            locale: languages?.[language] ?? (language === 'ja' ? 'ja' : 'en-us'),
            permission_group_id: permissionGroup,
            user_segment_id: userSegment,
          },
          notify_subscribers: false,
        },
      }),
      refusal: (status) =>
        status === 404
          ? { kind: 'forbidden', detail: `there is no section ${section}, or the agent may not write there` }
          : null,
      made: z.object({ article: articleSchema }).transform(({ article }) => article),
      newest: () => `${list}?${new URLSearchParams(newest)}`,
      listed: z.object({ articles: z.array(z.unknown()) }).transform(({ articles: all }) => all),
      isOurs: ({ author_id: author, body }, us, marker) => String(author) === us && body.includes(marker),
    }),
  };
}

/** One that was made a moment ago is on the first page. */
const newest = { sort_by: 'created_at', sort_order: 'desc', per_page: '100' };
