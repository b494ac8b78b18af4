import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';
import pg from 'pg';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import type { Matcher } from './measure.ts';
import type { Task } from './sets.ts';

/**
 * Search libraries put to the same use: the 50 best past cases for the text vote for their labels by score. They rank
 * documents; the vote is ours. A question is cut to 300 characters for those that slow down with its length.
 */
export const libraries: Matcher[] = [
  {
    name: 'MiniSearch',
    learn(train, asks) {
      const index = new MiniSearch({ fields: ['title', 'text'], idField: 'number' });
      index.addAll(train.map((past, number) => ({ number, title: past.title, text: past.text })));
      return {
        rank({ title, text }) {
          const hits = index.search(`${title} ${text}`.slice(0, 300));
          return voted(
            train,
            asks,
            hits.slice(0, 50).map(({ id, score }) => ({ number: Number(id), score })),
          );
        },
      };
    },
  },
  {
    name: 'Orama',
    async learn(train, asks) {
      const index = create({ schema: { title: 'string', text: 'string' } as const });
      await insertMultiple(
        index,
        train.map((past, number) => ({ id: String(number), title: past.title, text: past.text })),
        1000,
      );
      return {
        async rank({ title, text }) {
          const { hits } = await search(index, { term: `${title} ${text}`.slice(0, 300), limit: 50, threshold: 1 });
          return voted(
            train,
            asks,
            hits.map(({ id, score }) => ({ number: Number(id), score })),
          );
        },
      };
    },
  },
  postgres('PostgreSQL full text', {
    prepare: `alter table past add words tsvector; update past set words = to_tsvector('english', body); create index on past using gin (words)`,
    find: `with asked as (select string_agg('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''', ' | ') as q
             from unnest(tsvector_to_array(to_tsvector('english', $1))) word)
           select number, ts_rank(words, to_tsquery('simple', q), 1) as score from past, asked
           where words @@ to_tsquery('simple', q) order by score desc limit 50`,
  }),
  postgres('PostgreSQL pg_trgm', {
    prepare:
      'create extension if not exists pg_trgm schema public; create index on past using gist (lead gist_trgm_ops(siglen=64))',
    find: `select number, public.similarity(lead, left($1, 120)) as score from past order by lead operator(public.<->) left($1, 120) limit 50`,
  }),
];

function voted(train: PastCase[], asks: Task['asks'], hits: { number: number; score: number }[]): string[] {
  const votes = new Map<string, number>();
  for (const { number, score } of hits) {
    const past = train[number];
    if (!past) continue;
    for (const label of asks === 'people' ? past.credits.map(({ person }) => person) : past.technologies)
      votes.set(label, (votes.get(label) ?? 0) + score);
  }
  return [...votes].sort((a, b) => b[1] - a[1]).map(([label]) => label);
}

/** In a schema of its own that is dropped after; memory there is the server's, so it is not counted. */
function postgres(name: string, sql: { prepare: string; find: string }): Matcher {
  return {
    name,
    async learn(train, asks) {
      const client = new pg.Client({
        connectionString: process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test',
      });
      await client.connect();
      const schema = `bench_matching_${process.pid}`;
      await client.query(
        `drop schema if exists ${schema} cascade; create schema ${schema}; set search_path to ${schema}, public`,
      );
      await client.query('create table past (number int primary key, body text not null, lead text not null)');
      for (let at = 0; at < train.length; at += 1000) {
        const part = train.slice(at, at + 1000);
        await client.query(
          'insert into past select n, b, left(b, 120) from unnest($1::int[], $2::text[]) as t (n, b)',
          [
            part.map((_, offset) => at + offset),
            part.map((past) => `${past.title} ${past.text}`.replaceAll('\u0000', ' ')),
          ],
        );
      }
      await client.query(sql.prepare);
      await client.query('analyze past');
      return {
        async rank({ title, text }) {
          const asked = `${title} ${text}`.replaceAll('\u0000', ' ').slice(0, 300);
          const { rows } = await client.query<{ number: number; score: number }>(sql.find, [asked]);
          return voted(train, asks, rows);
        },
        async close() {
          await client.query(`drop schema ${schema} cascade`);
          await client.end();
        },
      };
    },
  };
}
