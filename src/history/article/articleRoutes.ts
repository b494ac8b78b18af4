import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import { type Language, languages } from '../../language/language.ts';
import { visible } from '../../language/usual.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Sql } from '../../store/database.ts';
import { loadEvents } from '../../store/eventLog.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { Article, ModelFault } from '../../swarm/events.ts';
import { fold } from '../../swarm/evolve.ts';
import { recordedEventSchema } from '../../swarm/service/storedEvent.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import type { ClosedSwarm } from '../../swarm/state.ts';
import { readerOf, visibleTo } from '../reader.ts';
import {
  json,
  type personRoutes,
  problem,
  readBody,
  type TabAnswer,
  type TabRequest,
  type TabRoute,
} from '../routes/route.ts';
import { articleInHtml, articleInMarkdown } from './articleFile.ts';
import { draftOf, environmentOf, type NameOf } from './draft.ts';

export type ArticleNeeds = {
  database: Sql;
  snapshot: RegistrySnapshot;
  tenantId: string;
  swarms: Pick<Swarms, 'execute'>;
  /** Whether a language model may be told of cases to write articles; left out: there is none, or it may not. */
  modelWritesArticles?: boolean;
  /** The system into whose knowledge base the article of a case may go as a draft, by its name; null: into none. */
  knowledgeBaseOf?: (state: ClosedSwarm) => string | null;
};

/**
 * `GET` and `PUT /api/history/swarms/:id/article`. `saved` null: nobody has written it, and `article` is what the swarm's events
 * say. `language`: of its case. Instants are ISO, UTC.
 */
export type ArticleAnswer = {
  caseId: string;
  language: Language;
  article: Article;
  saved: { by: Person; at: string; version: number } | null;
  /** What a language model wrote in each language, for who edits it to take or leave; null: none may write of this case. */
  model: ModelArticles | null;
  /** What is, or may be, of it in the knowledge base of the case's system; null: it may not go there. */
  draft: SentDraft | null;
};

/**
 * The article as a draft in the system with this name: nobody has sent it; it waits (`isLate`: it could not be written at first); it is
 * there, `number` and `url` where that system told them; or it did not get there. Who sent it, and when (ISO, UTC).
 */
export type SentDraft = { system: string } & (
  | { status: 'none' }
  | { status: 'waits'; by: Person; at: string; isLate: boolean }
  | { status: 'there'; by: Person; at: string; number: string | null; url: string | null }
  | { status: 'lost'; by: Person; at: string }
);

/** `waits`: for which languages it is at it; `failed`: why nothing came. `at`: when it was written (ISO, UTC). */
export type ModelArticles = {
  waits: Language[];
  failed: Partial<Record<Language, ModelFault>>;
  wrote: Partial<Record<Language, { article: Article; at: string }>>;
};

const text = z
  .string()
  .max(20_000)
  .transform((written) => (visible(written) === '' ? '' : written));
/** One line, as every knowledge base has it. */
const title = z
  .string()
  .transform((written) => visible(written.replace(/\s+/gu, ' ')))
  .pipe(z.string().min(1).max(300));
const writtenSchema = z.strictObject({
  article: z.strictObject({
    title,
    ...{ problem: text, environment: text, cause: text, fix: text, found: text },
  }),
  basedOn: z.int().min(0),
});

/** The article of a resolved swarm, for who may see the swarm itself: to read, to write, and as files. */
export function articleRoutes(person: ReturnType<typeof personRoutes>, needs: ArticleNeeds): TabRoute[] {
  const { database, snapshot, tenantId, swarms, modelWritesArticles = false, knowledgeBaseOf = () => null } = needs;

  async function resolvedFor(id: string | undefined, caller: Person): Promise<ClosedSwarm | null> {
    // No id holds a NUL, and the database takes one for a fault of ours.
    const swarmId = (id ?? '').replaceAll('\0', '');
    const reader = readerOf(snapshot, caller.id) ?? { personId: caller.id, lead: false };
    const [visible] = await database
      .select({ swarmId: swarm.swarmId })
      .from(swarm)
      .where(and(eq(swarm.swarmId, swarmId), visibleTo(tenantId, reader)));
    if (!visible) return null;
    const state = fold((await loadEvents(database, swarmId)).map((each) => recordedEventSchema.parse(each)));
    // What is forgotten has no words left.
    return state.status === 'resolved' && !state.forgotten ? state : null;
  }

  const nameOf = (id: string, language: Language) => snapshot.technology(id)?.name[language] ?? id;
  const answerOf = (state: ClosedSwarm): ArticleAnswer => {
    const { article: saved } = state;
    return {
      caseId: state.case.id,
      language: state.case.language,
      article: saved?.article ?? draftOf(state, nameOf),
      saved: saved && { by: saved.by, at: saved.at, version: saved.version },
      model: modelWritesArticles && !state.case.restricted ? modelArticlesOf(state, nameOf) : null,
      draft: sentDraftOf(state, state.case.restricted ? null : knowledgeBaseOf(state)),
    };
  };

  const read = async ({ params }: TabRequest, caller: Person): Promise<TabAnswer> => {
    const state = await resolvedFor(params.id, caller);
    return state ? json(200, answerOf(state)) : none();
  };

  const write = async ({ params, body }: TabRequest, caller: Person): Promise<TabAnswer> => {
    const given = readBody(writtenSchema, body);
    if (!given.ok) return given.answer;
    const state = await resolvedFor(params.id, caller);
    if (!state) return none();
    const origin = { actor: { kind: 'person', person: caller } as const, cause: 'tab' };
    const { ok, ...written } = await swarms.execute(state.swarmId, { type: 'WriteArticle', ...given.value }, origin);
    if (ok && written.state.status === 'resolved') return json(200, answerOf(written.state));
    const refusal = 'refusal' in written ? written.refusal : null;
    if (refusal?.code === 'article-changed')
      return problem(409, 'article-changed', `${refusal.by.name} has saved the article meanwhile.`);
    return problem(403, 'not-in-swarm', 'Only who was in the swarm, or a lead, may write its article.');
  };

  const send = async ({ params, body }: TabRequest, caller: Person): Promise<TabAnswer> => {
    const given = readBody(sentSchema, body);
    if (!given.ok) return given.answer;
    const state = await resolvedFor(params.id, caller);
    if (!state) return none();
    if (state.case.restricted || knowledgeBaseOf(state) === null)
      return problem(403, 'no-knowledge-base', 'The article of this case goes into no knowledge base.');
    const origin = { actor: { kind: 'person', person: caller } as const, cause: 'tab' };
    const { ok, ...sent } = await swarms.execute(state.swarmId, { type: 'SendArticle', ...given.value }, origin);
    if (ok && sent.state.status === 'resolved') return json(200, answerOf(sent.state));
    const refusal = 'refusal' in sent ? sent.refusal : null;
    if (refusal?.code === 'article-changed' || refusal?.code === 'article-not-saved')
      return problem(409, refusal.code, 'It is not the article that is saved: read that one first.');
    return problem(403, 'not-in-swarm', 'Only who was in the swarm, or a lead, may send its article.');
  };

  const writeByModel = async ({ params, body }: TabRequest, caller: Person): Promise<TabAnswer> => {
    const given = readBody(languageSchema, body);
    if (!given.ok) return given.answer;
    const state = await resolvedFor(params.id, caller);
    if (!state) return none();
    if (!modelWritesArticles) return problem(403, 'no-model', 'There is no language model for this.');
    const origin = { actor: { kind: 'person', person: caller } as const, cause: 'tab' };
    const command = { type: 'AskModel', of: 'article', language: given.value.language } as const;
    const { ok, state: now } = await swarms.execute(state.swarmId, command, origin);
    return ok && now.status === 'resolved'
      ? json(200, answerOf(now))
      : problem(403, 'not-in-swarm', 'Only who was in the swarm, or a lead, may have its article written.');
  };

  const file =
    (kind: 'md' | 'html') =>
    async ({ params }: TabRequest, caller: Person): Promise<TabAnswer> => {
      const state = await resolvedFor(params.id, caller);
      if (!state) return none();
      const { article, language } = answerOf(state);
      const content = kind === 'md' ? articleInMarkdown(article, language) : articleInHtml(article, language);
      return {
        status: 200,
        headers: { 'Content-Disposition': `attachment; filename="article.${kind}"` },
        body: { type: `text/${kind === 'md' ? 'markdown' : 'html'}; charset=utf-8`, content },
      };
    };

  const path = '/api/history/swarms/:id/article';
  return [
    person('engineer', 'GET', path, read),
    person('engineer', 'PUT', path, write, { bodyLimit: 256 * 1024 }),
    person('engineer', 'PUT', `${path}/draft`, send, { bodyLimit: 1024 }),
    person('engineer', 'PUT', `${path}/model`, writeByModel, { bodyLimit: 1024 }),
    person('engineer', 'GET', `${path}/markdown`, file('md')),
    person('engineer', 'GET', `${path}/html`, file('html')),
  ];
}

const sentSchema = z.strictObject({ basedOn: z.int().min(1) });

function sentDraftOf({ articleDraft: draft, troubles }: ClosedSwarm, system: string | null): SentDraft | null {
  if (system === null) return null;
  if (draft === null) return { system, status: 'none' };
  const { by, at } = draft;
  switch (draft.status) {
    case 'waits':
      return { system, status: 'waits', by, at, isLate: troubles.some(({ step }) => step === 'send-article') };
    case 'there':
      return { system, status: 'there', by, at, number: draft.number ?? null, url: draft.url ?? null };
    default:
      return { system, status: 'lost', by, at };
  }
}

const languageSchema = z.strictObject({ language: z.enum(languages) });

/** Where a model wrote no environment, it is that of the record: whoever takes the article loses nothing of their draft. */
export function modelArticlesOf(state: ClosedSwarm, nameOf: NameOf): ModelArticles {
  const { model } = state;
  const failed = model.failed.filter(({ of }) => of === 'article');
  return {
    waits: model.asked.filter(({ of }) => of === 'article').map(({ language }) => language),
    failed: Object.fromEntries(failed.map(({ language, why }) => [language, why])),
    wrote: Object.fromEntries(
      languages.flatMap((language) => {
        const { article, at } = model.articles[language] ?? {};
        // With somebody who is named in the swarm and erased its words go: what is left is none.
        if (!article?.title || !at) return [];
        const environment = article.environment || environmentOf(state, nameOf, language);
        return [[language, { article: { ...article, environment }, at }]];
      }),
    ),
  };
}

const none = (): TabAnswer => problem(404, 'not-found', 'There is no such resolved swarm, or you may not see it.');
