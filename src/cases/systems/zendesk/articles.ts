import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { fitted, markerOf, unitsOf } from '../calls/noteText.ts';
import { readRows } from '../calls/rows.ts';
import type { ArticleDraft, CaseSystem, CaseWritten, Trouble } from '../caseSystem.ts';
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
type Kept = z.infer<typeof articleSchema>;

/**
 * Makes drafts in a section of Zendesk's help centre, each with a line of ours at its end by which it is found again. An article that is
 * not said to be a draft is published at once, so `draft` is said each time; it can be said when it is made alone.
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

  async function writeArticle({ id, title, html, language, repeated }: ArticleDraft): Promise<CaseWritten> {
    const marker = markerOf(id);
    if (repeated) {
      const before = await found(marker);
      if (before !== null) return 'id' in before ? asDraft(before) : before;
    }
    const sent = await caller.send('POST', list, {
      article: {
        title: fitted(title, { most: mostOfTitle, count: unitsOf }),
        body: `${html}\n<p>${marker}</p>`,
        locale: languages?.[language] ?? (language === 'ja' ? 'ja' : 'en-us'),
        draft: true,
        permission_group_id: permissionGroup,
        user_segment_id: userSegment,
        comments_disabled: true,
      },
      notify_subscribers: false,
    });
    if (sent.kind === 'refused')
      return sent.status === 404
        ? { kind: 'forbidden', detail: `there is no section ${section}, or the agent may not write there` }
        : asTrouble(sent, host);
    if (sent.kind !== 'ok') return sent;
    const kept = held(z.object({ article: articleSchema }), sent, host);
    return kept.kind === 'ok' ? asDraft(kept.held.article) : kept;
  }

  /** One of ours that is there; null: none. The newest come first: one that was made a moment ago is on the first page. */
  async function found(marker: string): Promise<Kept | Trouble | null> {
    const us = await whoAmI();
    if (us === null) return { kind: 'broken', detail: `${host} does not tell who Swarm is there` };
    const asked = await caller.get(`${list}?${new URLSearchParams(newest)}`);
    if (asked.kind === 'refused') return asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const page = held(z.object({ articles: z.array(z.unknown()) }), asked, host);
    if (page.kind !== 'ok') return page;
    const { rows } = readRows(articleSchema, page.held.articles);
    return rows.find(({ author_id: author, body }) => String(author) === us && body.includes(marker)) ?? null;
  }

  function asDraft({ id, draft, html_url: address }: Kept): CaseWritten {
    const article = { number: String(id), url: address };
    return draft
      ? { kind: 'ok', article }
      : {
          ...{ kind: 'public', article, note: `article ${id}` },
          detail: 'the article was published as it was made',
        };
  }

  return { writeArticle };
}

const newest = { sort_by: 'created_at', sort_order: 'desc', per_page: '100' };
