import { z } from 'zod';
import { type Answered, asTrouble, type Caller, held } from '../calls/caller.ts';
import { fitted, unitsOf } from '../calls/noteText.ts';
import type { ArticleDraft, CaseSystem, CaseWritten } from '../caseSystem.ts';
import type { Mapping } from '../mapping.ts';

/** Of `knowledgearticle`, in UTF-16 units (learn.microsoft.com, entity reference). */
const mostOfTitle = 4_000;
/** `statecode`: 0 is a draft; 3 is published; approved and scheduled ones (1, 2) are on their way there. */
const draft = 0;

const headers = { 'OData-MaxVersion': '4.0', 'OData-Version': '4.0' };
const selected = 'knowledgearticleid,articlepublicnumber,statecode,isinternal';
const keptSchema = z.object({
  knowledgearticleid: z.string(),
  articlepublicnumber: z.string().nullish(),
  statecode: z.int(),
});

/**
 * Makes drafts in the knowledge base of Dynamics 365: rows of `knowledgearticle`, each under an id of ours, so that none is made twice. A
 * new row is a draft: nobody can say otherwise when it is made. It is marked as internal beside that.
 */
export function dynamicsArticles(needs: {
  url: string;
  /** The Web API's address. */
  api: string;
  host: string;
  caller: Caller;
  articles: Mapping['articles'];
}): Pick<CaseSystem, 'writeArticle'> {
  const { url, api, host, caller, articles } = needs;
  if (articles === null) return { writeArticle: null };

  async function writeArticle({ id, title, html, language }: ArticleDraft): Promise<CaseWritten> {
    const address = `${api}/knowledgearticles(${id})?$select=${selected}`;
    const locale = articles?.languages?.[language];
    const body = {
      title: fitted(title, { most: mostOfTitle, count: unitsOf }),
      content: html,
      isinternal: true,
      // Left out, it is in the language of the organisation.
      ...(locale !== undefined && { 'languagelocaleid@odata.bind': `/languagelocale(${locale})` }),
    };
    const sent = await caller.send('PATCH', address, body, {
      ...headers,
      'If-None-Match': '*',
      Prefer: 'return=representation',
    });
    // 412: it is there, by an earlier try whose answer was lost.
    if (sent.kind === 'refused' && sent.status !== 412) return asTrouble(sent, host);
    if (sent.kind !== 'ok' && sent.kind !== 'refused') return sent;
    const seen = sent.kind === 'ok' && sent.body !== null ? sent : await caller.get(address, headers);
    if (seen.kind !== 'ok' && seen.kind !== 'refused') return seen;
    return seen.kind === 'ok' ? asDraft(seen) : asTrouble(seen, host);
  }

  function asDraft(answer: Answered): CaseWritten {
    const kept = held(keptSchema, answer, host);
    if (kept.kind !== 'ok') return kept;
    const { knowledgearticleid: id, articlepublicnumber: number, statecode } = kept.held;
    const article = {
      number: number ?? id,
      url: `${url}/main.aspx?etn=knowledgearticle&pagetype=entityrecord&id=${id}`,
    };
    return statecode === draft
      ? { kind: 'ok', article }
      : {
          ...{ kind: 'public', article, note: `knowledgearticle ${id}` },
          detail: 'the article is no draft: its state was changed as it was made',
        };
  }

  return { writeArticle };
}
