import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { pastCase } from '../../store/evidenceTables.ts';
import { pauses } from '../../time/pauses.ts';
import { bytesOfTerms, termsVersion } from '../terms/termBytes.ts';
import { termsOf } from '../terms/terms.ts';

/** Cases of one statement: it is over in some tens of milliseconds, and whoever writes a case waits no longer than that. */
const casesASlice = 200;

/**
 * Cuts past cases anew whose terms an older version of the program had cut, the newest first, a slice a statement, so that no
 * later start has to read their texts. A case that is written meanwhile keeps what was written; the revision stays, as no case has
 * become another. Cases that a newer version has cut stay as they are: versions that run side by side do not undo each other's.
 * Gives how many were cut; `isStopped` ends it early.
 */
export async function recutTerms(database: Sql, tenantId: string, isStopped: () => boolean): Promise<number> {
  const pause = pauses();
  let last: { closedAt: string; id: string } | undefined;
  let cut = 0;
  while (!isStopped()) {
    const beyond = last ? sql`and (closed_at, case_id) < (${last.closedAt}::timestamptz, ${last.id})` : sql``;
    const { rows } = await database.execute(sql`
      select case_id as id, closed_at::text as "closedAt", revision, title, text from ${pastCase}
      where tenant_id = ${tenantId} and not gone and octet_length(terms) > 0 and get_byte(terms, 0) < ${termsVersion}::int ${beyond}
      order by closed_at desc, case_id desc limit ${casesASlice}::int`);
    const older = sliceSchema.parse(rows);
    last = older.at(-1);
    if (!last) return cut;
    const anew: { id: string; revision: number; terms: string }[] = [];
    for (const { id, revision, title, text } of older) {
      anew.push({ id, revision, terms: Buffer.from(bytesOfTerms(termsOf(title, text))).toString('base64') });
      await pause();
    }
    await database.execute(sql`
      update ${pastCase} set terms = decode(given.terms, 'base64')
      from jsonb_to_recordset(${JSON.stringify(anew)}::jsonb) as given(id text, revision int, terms text)
      where tenant_id = ${tenantId} and case_id = given.id and ${pastCase.revision} = given.revision`);
    cut += older.length;
  }
  return cut;
}

const sliceSchema = z.array(
  z.object({ id: z.string(), closedAt: z.string(), revision: z.number(), title: z.string(), text: z.string() }),
);
