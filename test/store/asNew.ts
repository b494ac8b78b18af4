/** A session that may do all in what it looks after: of a PGlite, or of PostgreSQL with a schema and its queue's. */
export type Session = {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** Which rows of `pg_namespace` are looked after, as a condition. */
  spaces: string;
  /** Whether nobody else is in the server, so that its roles and settings are looked after, too. */
  isAlone: boolean;
};

/** `shape`: of all that was made beside rows. `rows`: of the tables that are not empty. `counted`: of the sequences. */
export type State = {
  shape: string;
  rows: { name: string; rows: string }[];
  counted: { name: string; last: string | null }[];
};

const named = "format('%I.%I', c.relnamespace::regnamespace::text, c.relname)";
const inSpaces = (column: string) => `${column} in (select oid from spaces)`;
const ofRelations = (column: string) => `${column} in (select oid from relations)`;

/** A relation without what a truncate changes, or the database notes on its own. */
const ofRelation = `relname, relnamespace, reltype, reloftype, relowner, relam, reltablespace, reltoastrelid, relhasindex,
  relpersistence, relkind, relnatts, relchecks, relhasrules, relhastriggers, relhassubclass, relrowsecurity,
  relforcerowsecurity, relispopulated, relreplident, relispartition, relacl, reloptions, relpartbound`;
const catalogs: [name: string, which: string][] = [
  ['pg_namespace', inSpaces('oid')],
  ['pg_proc', inSpaces('pronamespace')],
  ['pg_type', inSpaces('typnamespace')],
  ['pg_constraint', inSpaces('connamespace')],
  ['pg_trigger', ofRelations('tgrelid')],
  ['pg_policy', ofRelations('polrelid')],
  ['pg_rewrite', ofRelations('ev_class')],
  ['pg_attrdef', ofRelations('adrelid')],
  ['pg_attribute', ofRelations('attrelid')],
];
/** Rows of a catalogue that were written anew were altered, and have a later transaction. */
const writtenBy = (name: string, which: string): string =>
  `(select format('%s by %s', count(*), sum(xmin::text::bigint)) from ${name} where ${which})`;
const shapes = (isAlone: boolean): string =>
  [
    `(select sum(hashtextextended(row(oid, ${ofRelation})::text, 0)) from relations)::text`,
    ...catalogs.map(([name, which]) => writtenBy(name, which)),
    ...(isAlone
      ? [
          writtenBy('pg_authid', 'true'),
          "(select coalesce(jsonb_agg(to_jsonb(s)), '[]') from pg_db_role_setting s)::text",
        ]
      : []),
  ].join();

/** What is in the database, so that a later look tells whether it is as it was. */
export async function stateOf({ query, spaces, isAlone }: Session): Promise<State> {
  const { rows: found } = await query(
    `${looked(spaces)} select
      concat_ws(', ', ${shapes(isAlone)}) as shape,
      (select coalesce(json_agg(${named} order by c.oid), '[]') from relations c where ${isFilled}) as filled,
      (select coalesce(json_agg(json_build_object('name', ${named}, 'last', pg_sequence_last_value(c.oid)::text)
        order by c.oid), '[]') from relations c where c.relkind = 'S') as counted`,
  );
  const { shape, filled, counted } = found[0] as { shape: string; filled: string[]; counted: State['counted'] };
  const rows: State['rows'] = [];
  for (const name of filled) {
    const told = await query(`select jsonb_agg(to_jsonb(t) order by to_jsonb(t))::text as all from ${name} t`);
    // A table whose rows are all gone may keep their place.
    if (told.rows[0]?.['all']) rows.push({ name, rows: String(told.rows[0]['all']) });
  }
  return { shape, rows, counted };
}

/**
 * Takes out and puts back rows until all is as it was; false when more than rows was altered. Triggers and references
 * are not followed where rows go and come back: what they refer to does, too.
 */
export async function makeAsNew(session: Session, asNew: State): Promise<boolean> {
  await empty(
    session,
    asNew.rows.map(({ name }) => name),
  );
  const now = await stateOf(session);
  if (isLike(now, asNew)) return true;
  if (now.shape !== asNew.shape) return false;
  const { query } = session;
  await query('set session_replication_role to replica');
  for (const { name, rows } of asNew.rows) {
    if (now.rows.some((each) => each.name === name && each.rows === rows)) continue;
    await query(`delete from ${name}`);
    const from = `jsonb_populate_recordset(null::${name}, $1)`;
    await query(`insert into ${name} overriding system value select * from ${from}`, [rows]);
  }
  for (const { name, last } of asNew.counted) {
    if (now.counted.some((each) => each.name === name && each.last === last)) continue;
    await query('select setval($1::regclass, coalesce($2::bigint, 1), $2::bigint is not null)', [name, last]);
  }
  await query('reset session_replication_role');
  return isLike(await stateOf(session), asNew);
}

/**
 * Empties all tables but some. A truncate makes the files of a table and of its indexes anew, and the disk must have them: of
 * ten tables that takes a tenth of a second, in which thousands of rows are deleted. What was deleted keeps its place,
 * though, until there is too much of it.
 */
async function empty({ query, spaces }: Session, but: readonly string[]): Promise<void> {
  const { rows } = await query(
    `${looked(spaces)} select ${named} as name, pg_relation_size(c.oid) > 256 * 1024 as large from relations c where ${isFilled}`,
  );
  const filled = (rows as { name: string; large: boolean }[]).filter(({ name }) => !but.includes(name));
  const large = filled.filter((each) => each.large).map(({ name }) => name);
  if (large.length > 0) await query(`truncate ${large.join()} restart identity cascade`);
  const small = filled.filter((each) => !each.large).map(({ name }) => `delete from ${name};`);
  if (small.length === 0) return;
  await query(`do $$ begin perform set_config('session_replication_role', 'replica', true); ${small.join(' ')} end $$`);
}

const looked = (spaces: string): string => `with spaces as (select oid from pg_namespace where ${spaces}),
  relations as (select * from pg_class where ${inSpaces('relnamespace')})`;
const isFilled = "c.relkind = 'r' and pg_relation_size(c.oid) > 0";

const isLike = (one: State, other: State): boolean => JSON.stringify(one) === JSON.stringify(other);
