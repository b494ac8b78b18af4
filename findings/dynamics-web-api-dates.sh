#!/bin/sh
# DynamicsWebApi turns text that looks like a time into a Date, and forgets its offset on the way.
#
# Versions:  dynamics-web-api 2.5.0
# Expected:  A column of text comes back as text. A time with an offset, if it is read at all, is that instant, and
#            times of one kind come back as one type.
# Happens:   Any string of the form 2026-11-28T09:00:00Z becomes a Date, in whatever column it stands, a case's title
#            too. +09:00 is matched and ignored: the Date is nine hours late. With milliseconds the same time stays
#            text.
# Why it matters: A case named after an alert's time has a Date for a title, and code that calls a method of strings on
#            it fails; what a Japanese tool wrote as 9:00 is sorted and shown as 18:00.
# Source:    OData JSON Format 4.01, 7.1 (a time is a plain JSON string; its type is in the metadata, not in its
#            looks); the library's README speaks of no conversion.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   createdon    "2026-11-28T00:00:00Z"          -> Date 2026-11-28T00:00:00.000Z
#   title (text) "2026-11-28T09:00:00Z"          -> Date 2026-11-28T09:00:00.000Z
#   new_seen     "2026-11-28T09:00:00+09:00"     -> Date 2026-11-28T09:00:00.000Z
#   new_millis   "2026-11-28T09:00:00.000+09:00" -> string
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
  dynamics-web-api@2.5.0 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { createServer } from 'node:http';
import { DynamicsWebApi } from 'dynamics-web-api';

const row = {
  createdon: '2026-11-28T00:00:00Z',
  'title (text)': '2026-11-28T09:00:00Z',
  new_seen: '2026-11-28T09:00:00+09:00',
  new_millis: '2026-11-28T09:00:00.000+09:00',
};
const dataverse = createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json; odata.metadata=minimal' });
  response.end(JSON.stringify({ value: [row] }));
});
dataverse.listen(0, '127.0.0.1', async () => {
  const api = new DynamicsWebApi({
    serverUrl: `http://127.0.0.1:${dataverse.address().port}`,
    dataApi: { version: '9.2' },
    onTokenRefresh: async () => 'a token',
  });
  const { value } = await api.retrieveMultiple({ collection: 'incidents' });
  for (const [column, sent] of Object.entries(row)) {
    const got = value[0][column];
    const is = got instanceof Date ? `Date ${got.toISOString()}` : typeof got;
    console.log(`${column.padEnd(12)} ${JSON.stringify(sent).padEnd(31)} -> ${is}`);
  }
  dataverse.close();
});
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
