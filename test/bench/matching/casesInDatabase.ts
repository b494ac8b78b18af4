import type pg from 'pg';
import { z } from 'zod';
import type { PastCaseSource } from '../../../src/skills/evidence/keptEvidence.ts';
import type { CutCase, PastCase } from '../../../src/skills/evidence/pastCase.ts';
import { bytesOfTerms, termsOfBytes } from '../../../src/skills/evidence/termBytes.ts';
import { termsOf } from '../../../src/skills/evidence/terms.ts';

const rowsAPage = 2000;

/** So many made cases in a table of their own, as the product keeps them, to be loaded from there. */
export async function casesInDatabase(
  client: pg.Client,
  make: (number: number) => PastCase,
  size: number,
): Promise<PastCaseSource & { drop(): Promise<void> }> {
  const schema = `bench_scale_${process.pid}`;
  await client.query(`create schema ${schema}`);
  await client.query(`set search_path to ${schema}`);
  await client.query(
    'create table past (closed_at timestamptz, id text, credits jsonb, technologies text[], terms bytea, primary key (closed_at, id))',
  );
  await client.query('alter table past alter terms set storage external');
  for (let from = 0; from < size; from += rowsAPage) {
    const cases = Array.from({ length: Math.min(rowsAPage, size - from) }, (_, at) => make(from + at));
    await client.query(
      `insert into past select c, i, k::jsonb, array[t], b
       from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::bytea[]) as given (c, i, k, t, b)`,
      [
        cases.map(({ closedAt }) => new Date(closedAt).toISOString()),
        cases.map(({ id }) => id),
        cases.map(({ credits }) => JSON.stringify(credits)),
        cases.map(({ technologies }) => technologies[0]),
        cases.map(({ title, text }) => Buffer.from(bytesOfTerms(termsOf(title, text)))),
      ],
    );
  }
  await client.query('analyze past');
  const page = async (where: string, order: string, parameters: unknown[]): Promise<Row[]> => {
    const { rows } = await client.query({
      text: `select closed_at::text, extract(epoch from closed_at)::float8, id, credits, technologies, terms from past ${where} ${order}`,
      values: parameters,
      rowMode: 'array',
    });
    return rows.map((each) => row.parse(each));
  };
  return {
    count: async () => size,
    newest: async (count) => (await page('', 'order by closed_at desc, id desc limit $1', [count])).map(cutCase),
    async *all() {
      const first = 'order by closed_at, id limit $1';
      let rows = await page('', first, [rowsAPage]);
      while (rows.length > 0) {
        const [last] = rows.slice(-1);
        // The next page is on its way while this one is taken in.
        const next = page('where (closed_at, id) > ($2::timestamptz, $3)', first, [rowsAPage, last?.[0], last?.[2]]);
        yield rows.map(cutCase);
        rows = await next;
      }
    },
    async drop() {
      await client.query(`drop schema ${schema} cascade`);
    },
  };
}

const row = z.tuple([
  z.string(),
  z.number(),
  z.string(),
  z.array(z.object({ person: z.string(), weight: z.number() })),
  z.array(z.string()),
  z.instanceof(Buffer),
]);
type Row = z.infer<typeof row>;

function cutCase([, seconds, id, credits, technologies, bytes]: Row): CutCase {
  const terms = termsOfBytes(bytes);
  if (!terms) throw new Error(`The terms of case ${id} are of another version`);
  return { id, closedAt: seconds * 1000, credits, technologies, terms };
}
