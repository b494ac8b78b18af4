#!/bin/sh
# "IST" is India to luxon and Israel to PostgreSQL, and "+09:00" is east for one and west for the other.
#
# Versions:  luxon 3.7.2, @electric-sql/pglite 0.5.16 (PostgreSQL 18.6)
# Expected:  A zone that IANAZone.isValidZone accepts, and so new Intl.DateTimeFormat of Node, means the same place in
#            SQL's AT TIME ZONE, or PostgreSQL refuses it.
# Happens:   09:00 on one day in "IST" is 03:30 or 07:00 UTC, in "BST" (Bangladesh here, Britain there) 03:00 or 08:00,
#            in "+09:00" 00:00 or 18:00: PostgreSQL takes abbreviations from its own list and signs as POSIX does. CAT
#            it does not know at all, and the statement fails.
# Why it matters: Zones of people come from files and mailboxes. Checked by isValidZone they go into the database,
#            where a query counts somebody's hours in another country, half a day away, without a word; or one person's
#            "CAT" makes the query fail for all.
# Source:    https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES and
#            datetime-posix-timezone-specs.html; luxon's IANAZone.isValidZone; ECMA-402 (offsets as zone names).
#
# Output seen (Node 24.21.0 and 22.18.0):
#   zone        isValidZone  09:00 there is, in UTC: luxon  PostgreSQL
#   Asia/Tokyo  true         2026-11-28 00:00               2026-11-28 00:00
#   IST         true         2026-11-28 03:30               2026-11-28 07:00
#   BST         true         2026-11-28 03:00               2026-11-28 08:00
#   +09:00      true         2026-11-28 00:00               2026-11-28 18:00
#   CAT         true         2026-11-28 07:00               time zone "CAT" not recognized
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
  luxon@3.7.2 @electric-sql/pglite@0.5.16 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { PGlite } from '@electric-sql/pglite';
import { DateTime, IANAZone } from 'luxon';

const database = await PGlite.create();
const line = (...cells) => console.log(cells.map((cell, n) => String(cell).padEnd([12, 13, 31, 0][n])).join(''));
line('zone', 'isValidZone', '09:00 there is, in UTC: luxon', 'PostgreSQL');
for (const zone of ['Asia/Tokyo', 'IST', 'BST', '+09:00', 'CAT']) {
  const luxon = DateTime.fromISO('2026-11-28T09:00', { zone }).toUTC().toFormat('yyyy-MM-dd HH:mm');
  const sql = `select to_char((timestamp '2026-11-28 09:00' at time zone $1) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at`;
  const postgres = await database.query(sql, [zone]).then(
    ({ rows }) => rows[0].at,
    (error) => error.message,
  );
  line(zone, IANAZone.isValidZone(zone), luxon, postgres);
}
await database.close();
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
