#!/bin/sh
# A drizzle transaction resolves, with its value, although PostgreSQL has rolled it back.
#
# Versions:  drizzle-orm 0.45.4, pg 8.23.1; PostgreSQL is @electric-sql/pglite 0.5.14 behind
#            @electric-sql/pglite-socket 0.2.17 (the same on a PostgreSQL 15.20 server)
# Expected:  `db.transaction(work)` resolves when what `work` did is committed, and rejects when it is not.
# Happens:   One statement in it fails and its error is caught inside, as one does with a duplicate that is no harm.
#            From there PostgreSQL ends the transaction, whatever comes. It answers COMMIT with the tag ROLLBACK and no
#            error; neither pg nor drizzle looks at the tag, and the promise resolves as if all were stored.
# Why it matters: "Stored" is told to people, and jobs are sent, for rows that do not exist. Nothing is logged.
# Source:    https://www.postgresql.org/docs/18/sql-commit.html (the tag of an aborted transaction);
#            https://orm.drizzle.team/docs/transactions.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   transaction() resolved: "both invited"
#   rows in the table: 0
#   PostgreSQL's answer to COMMIT of the same: ROLLBACK
set -eu
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 18) ? 0 : 1)' ||
  { echo 'Node 22.18 or later must be on PATH' >&2; exit 2; }
seen=$(sed -n '/^# Output seen/,/^[^#]/s/^#   //p' "$0")
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
trap 'exit 130' INT TERM
cd "$temp"
echo '{ "private": true }' > package.json
npm install --save-exact --ignore-scripts --no-audit --no-fund --loglevel=error \
  drizzle-orm@0.45.4 pg@8.23.1 @electric-sql/pglite@0.5.14 @electric-sql/pglite-socket@0.2.17 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';

const engine = await PGlite.create();
await engine.exec('create table invitation (expert text primary key)');
const server = new PGLiteSocketServer({ db: engine, host: '127.0.0.1', port: 0 });
await server.start();
const pool = new pg.Pool({ connectionString: `postgresql://postgres@${server.getServerConn()}/postgres`, max: 1 });
const db = drizzle(pool);

const told = await db
  .transaction(async (tx) => {
    await tx.execute(sql`insert into invitation values ('sato')`);
    await tx.execute(sql`insert into invitation values ('sato')`).catch(() => 'invited already, no harm');
    return 'both invited';
  })
  .then(
    (value) => `resolved: "${value}"`,
    (error) => `rejected: ${error.message}`,
  );
console.log(`transaction() ${told}`);
const { rows } = await pool.query('select count(*) from invitation');
console.log(`rows in the table: ${rows[0].count}`);

const client = await pool.connect();
await client.query('begin');
await client.query("insert into invitation values ('sato')");
await client.query("insert into invitation values ('sato')").catch(() => 'no harm');
console.log(`PostgreSQL's answer to COMMIT of the same: ${(await client.query('commit')).command}`);
client.release();
await pool.end();
await server.stop();
await engine.close();
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
