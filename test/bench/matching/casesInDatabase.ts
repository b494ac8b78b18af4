import pg from 'pg';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import { bytesOfTerms } from '../../../src/evidence/terms/termBytes.ts';
import { termsOf } from '../../../src/evidence/terms/terms.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';

const rowsAPage = 2000;

/** The tenant whose past cases are made. */
export const scaleTenant = 'scale';

/**
 * The product's own tables in a schema of their own, with so many made cases. A schema that holds as many already is
 * taken as it is: see `--keep`.
 */
export async function casesInDatabase(
  url: string,
  schema: string,
  make: (number: number) => PastCase,
  size: number,
): Promise<Database> {
  const database = await openDatabase({ kind: 'postgres', url, schema });
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
  await client.connect();
  try {
    const { rows } = await client.query('select count(*)::int as cases from past_case');
    if (rows[0]?.cases === size) return database;
    await client.query('truncate past_case, past_case_revision');
    await client.query('insert into past_case_revision values ($1, 1)', [scaleTenant]);
    for (let from = 0; from < size; from += rowsAPage) {
      const cases = Array.from({ length: Math.min(rowsAPage, size - from) }, (_, at) => make(from + at));
      await client.query(
        `insert into past_case (tenant_id, case_id, closed_at, title, text, terms, technologies, credits, root_cause, fix, revision)
         select $1, id, closed, title, words, terms, array[technology], credits::jsonb, '', '', 1
         from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[])
           as given (id, closed, title, words, terms, technology, credits)`,
        [
          scaleTenant,
          cases.map(({ id }) => id),
          cases.map(({ closedAt }) => new Date(closedAt).toISOString()),
          cases.map(({ title }) => title),
          cases.map(({ text }) => text),
          cases.map(({ title, text }) => Buffer.from(bytesOfTerms(termsOf(title, text)))),
          cases.map(({ technologies }) => technologies[0]),
          cases.map(({ credits }) => JSON.stringify(credits)),
        ],
      );
    }
    await client.query('vacuum analyze past_case');
    return database;
  } finally {
    await client.end();
  }
}
