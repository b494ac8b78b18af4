import { existsSync, readFileSync } from 'node:fs';
import { create, insertMultiple, search } from '@orama/orama';
import { sql } from 'drizzle-orm';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { bestSwarms } from '../../../src/history/search/best.ts';
import { createSearchReader } from '../../../src/history/search/searchQuery.ts';
import { swarmFilterSchema } from '../../../src/history/swarms/filter.ts';
import { listSwarms } from '../../../src/history/swarms/swarmList.ts';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import type { Database } from '../../../src/store/database.ts';
import { searchableWords, tokensOf } from '../../../src/swarm/service/searchWords.ts';
import { solved, store } from '../../history/past.ts';
import { engines } from '../../store/databases.ts';

/**
 * How well the search of the history finds: each article is a past swarm, its title is asked, and its own article is to be
 * found. Twice: as it is, and with the article kept without its title, so that the words of the question need not stand in it.
 * `npm run bench:relevance -- FOLDER` with `ms-support-en.jsonl` and `ja-support/azure-paas.jsonl` in it, on PostgreSQL.
 */
type Article = { title: string; text: string };
type Find = (words: string) => Promise<number[]> | number[];

const folder = process.argv[2] ?? '';
const mostAsked = 100;
const articleSchema = z.object({ title: z.string().min(1), text: z.string().min(1) });
const sets = { en: 'ms-support-en.jsonl', ja: 'ja-support/azure-paas.jsonl' };
const opened: (Database & { drop(): Promise<void> })[] = [];
const tell = (line: string) => process.stdout.write(`${line}\n`);

for (const [language, file] of Object.entries(sets)) {
  const path = `${folder}/${file}`;
  if (!existsSync(path)) throw new Error(`There is no ${path}: name the folder with the articles`);
  const articles = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => articleSchema.parse(JSON.parse(line)));
  const step = Math.max(1, Math.floor(articles.length / mostAsked));
  const asked = articles.flatMap(({ title }, at) => (at % step === 0 ? [{ title, at }] : [])).slice(0, mostAsked);
  for (const isTitled of [true, false]) {
    const kept = articles.map(({ title, text }) => ({ title: isTitled ? title : '', text: text.slice(0, 4000) }));
    tell(
      `${language}, ${articles.length} articles ${isTitled ? 'as they are' : 'without their titles'}, ${asked.length} asked`,
    );
    for (const [name, found] of Object.entries(await findersOf(kept, language))) {
      const places: number[] = [];
      const began = performance.now();
      for (const { title, at } of asked) places.push((await found(title)).indexOf(at));
      const share = (most: number) =>
        (places.filter((place) => place >= 0 && place < most).length / places.length).toFixed(3);
      const mrr = places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / places.length;
      const each = ((performance.now() - began) / places.length).toFixed(1);
      tell(`  ${name.padEnd(26)} @1 ${share(1)}  @3 ${share(3)}  @10 ${share(10)}  MRR ${mrr.toFixed(3)}  ${each} ms`);
    }
    for (const each of opened.splice(0)) await each.drop();
  }
}

async function findersOf(articles: readonly Article[], language: string): Promise<Record<string, Find>> {
  return {
    ...(await swarmFinders(articles)),
    ...miniSearch(articles),
    ...(await orama(articles)),
    ...(await postgres(articles, language)),
  };
}

async function swarmFinders(articles: readonly Article[]): Promise<Record<string, Find>> {
  const database = await stored(articles);
  opened.push(database);
  const read = createSearchReader(createSnapshot({ technologies: [], engineers: [], skills: [] }));
  const reader = { personId: 'lead', lead: true };
  const queryOf = (words: string) => ({
    ...{ tenantId: 'tenant', reader, groups: read(words) },
    filter: swarmFilterSchema.parse({ words }),
  });
  const numbers = (rows: { swarmId: string }[]) => rows.map(({ swarmId }) => Number(swarmId.slice(1)));
  return {
    'Swarm, best first': async (words) => numbers(await bestSwarms(database.sql, queryOf(words))),
    'Swarm before (all, newest)': async (words) =>
      numbers(await listSwarms(database.sql, { ...queryOf(words), sort: 'newest', after: null, limit: 200 })),
  };
}

/** One swarm as the bot stores it, and as many like it as there are articles, each with an article's words. */
async function stored(articles: readonly Article[]): Promise<Database & { drop(): Promise<void> }> {
  const engine = engines.find(({ name }) => name === 'PostgreSQL') ?? engines[0];
  if (!engine) throw new Error('There is no database');
  const database = await engine.open();
  await store(database, { swarmId: 'like', from: '2026-10-01T00:00:00.000Z', happenings: solved() });
  for (const [at, { title, text }] of articles.entries()) {
    const proposedAt = new Date(Date.parse('2026-01-01T00:00:00.000Z') + ((at * 7919) % 90_000) * 60_000).toISOString();
    const words = searchableWords([title, text].filter((each) => each !== ''));
    const row = {
      swarm_id: `a${at}`,
      case_id: `A-${at}`,
      case_key: `a-${at}`,
      title,
      proposed_at: proposedAt,
      root_cause: null,
      fix: null,
    };
    await database.sql.execute(
      sql`insert into swarm select (jsonb_populate_record(t, ${JSON.stringify(row)}::jsonb)).* from swarm t where swarm_id = 'like'`,
    );
    await database.sql.execute(sql`insert into swarm_search (swarm_id, tenant_id, proposed_at, words, tokens)
      values (${`a${at}`}, 'tenant', ${proposedAt}::timestamptz, ${words}, array_to_tsvector(string_to_array(${tokensOf(words, [], proposedAt).join(' ')}, ' ')))`);
  }
  await database.sql.execute(sql`analyze`);
  return database;
}

function miniSearch(articles: readonly Article[]): Record<string, Find> {
  const index = new MiniSearch({ fields: ['title', 'text'], idField: 'number' });
  index.addAll(articles.map(({ title, text }, number) => ({ number, title, text })));
  const boosted = { boost: { title: 3 } };
  return { MiniSearch: (words) => index.search(words, boosted).map(({ id }) => Number(id)) };
}

async function orama(articles: readonly Article[]): Promise<Record<string, Find>> {
  const index = create({ schema: { title: 'string', text: 'string' } as const });
  await insertMultiple(
    index,
    articles.map(({ title, text }, number) => ({ id: String(number), title, text })),
    500,
  );
  return {
    Orama: async (term) => {
      const { hits } = await search(index, { term, limit: 50, threshold: 1, boost: { title: 3 } });
      return hits.map(({ id }) => Number(id));
    },
  };
}

async function postgres(articles: readonly Article[], language: string): Promise<Record<string, Find>> {
  const engine = engines.find(({ name }) => name === 'PostgreSQL') ?? engines[0];
  if (!engine) return {};
  const one = await engine.open();
  opened.push(one);
  const database = one.sql;
  const config = sql.raw(language === 'en' ? `'english'` : `'simple'`);
  await database.execute(sql`create table article (number int primary key, words tsvector not null)`);
  for (const [number, { title, text }] of articles.entries())
    await database.execute(sql`insert into article values (${number},
      setweight(to_tsvector(${config}, ${title}), 'A') || setweight(to_tsvector(${config}, ${text}), 'C'))`);
  return {
    'PostgreSQL ts_rank': async (words) => {
      const { rows } = await database.execute<{ number: number }>(sql`
        with asked as (select string_agg('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''', ' | ')::tsquery as q
          from unnest(tsvector_to_array(to_tsvector(${config}, ${words}))) word)
        select number from article, asked where words @@ q order by ts_rank(words, q, 1) desc limit 50`);
      return rows.map(({ number }) => number);
    },
  };
}
