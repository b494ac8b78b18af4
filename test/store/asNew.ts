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

/** What a truncate changes, or the database notes on its own. */
const changing = `'{relfilenode,relpages,reltuples,relallvisible,relfrozenxid,relminmxid}'::text[]`;
const catalogs: [name: string, which: string][] = [
  ['pg_namespace', inSpaces('oid')],
  ['pg_proc', inSpaces('pronamespace')],
  ['pg_type', inSpaces('typnamespace')],
  ['pg_constraint', inSpaces('connamespace')],
  ['pg_trigger', ofRelations('tgrelid')],
  ['pg_policy', ofRelations('polrelid')],
  ['pg_rewrite', ofRelations('ev_class')],
  ['pg_attrdef', ofRelations('adrelid')],
];
/** Rows of a catalogue that were written anew were altered. */
const shapes = (isAlone: boolean): string =>
  [
    `select oid, to_jsonb(c) - ${changing} from relations c`,
    ...catalogs.map(([name, which]) => `select oid, to_jsonb(xmin::text) from ${name} where ${which}`),
    `select attrelid, to_jsonb(array_agg(xmin::text order by attnum)) from pg_attribute
      where ${ofRelations('attrelid')} group by 1`,
    ...(isAlone
      ? ['select oid, to_jsonb(xmin::text) from pg_authid', 'select setdatabase, to_jsonb(s) from pg_db_role_setting s']
      : []),
  ].join(' union all ');

/** What is in the database, so that a later look tells whether it is as it was. */
export async function stateOf({ query, spaces, isAlone }: Session): Promise<State> {
  const { rows: found } = await query(
    `with spaces as (select oid from pg_namespace where ${spaces}),
      relations as (select * from pg_class where ${inSpaces('relnamespace')})
    select
      (select md5(string_agg(oid::text || made::text, ' ' order by oid, made::text))
        from (${shapes(isAlone)}) all_made(oid, made)) as shape,
      (select coalesce(json_agg(${named} order by c.oid), '[]') from relations c
        where c.relkind = 'r' and pg_relation_size(c.oid) > 0) as filled,
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
 * are not followed where rows come back: what they refer to does, too.
 */
export async function makeAsNew(session: Session, asNew: State): Promise<boolean> {
  const { query } = session;
  const filled = new Set(asNew.rows.map(({ name }) => name));
  const used = (await stateOf(session)).rows.map(({ name }) => name);
  const emptied = used.filter((name) => !filled.has(name));
  if (emptied.length > 0) await query(`truncate ${emptied.join()} restart identity cascade`);
  const now = await stateOf(session);
  if (isLike(now, asNew)) return true;
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

const isLike = (one: State, other: State): boolean => JSON.stringify(one) === JSON.stringify(other);
