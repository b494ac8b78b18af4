import { sql } from 'drizzle-orm';
import type { DoctorFact } from '../telemetry/doctorFact.ts';
import type { Database } from './database.ts';

/** As whom we are signed in to the database, and whether that role may do more there than anybody should. */
export async function lookAtDatabaseRole({
  sql: database,
  engine,
}: Pick<Database, 'sql' | 'engine'>): Promise<{ result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact }> {
  // Embedded, it is a folder of this process's own.
  if (engine === 'pglite') return { result: 'ok', fact: { code: 'own-process' } };
  try {
    const { rows } = await database.execute<{ name: string; powerful: boolean }>(sql`
      select rolname as name, rolsuper or rolcreaterole or rolreplication or rolbypassrls as powerful
      from pg_roles where rolname = current_user`);
    const [{ name, powerful } = { name: '', powerful: false }] = rows;
    return powerful
      ? { result: 'failed', fact: { code: 'role-all-powerful', name } }
      : { result: 'ok', fact: { code: 'role', name } };
  } catch (error) {
    return { result: 'unknown', fact: { code: 'error', message: error instanceof Error ? error.message : '' } };
  }
}
