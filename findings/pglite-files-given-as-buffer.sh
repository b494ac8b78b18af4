#!/bin/sh
# Two PGlites in memory that begin from one dump read by Node are one database: each finds what the other wrote.
#
# Versions:  @electric-sql/pglite 0.5.16
# Expected:  A file system of one's own (a class that extends MemoryFS, given to PGlite as `fs`) fills the memory with
#            FS.writeFile; the bytes are copied, as the call's option `canOwn`, false unless told, promises.
# Happens:   Emscripten copies with `slice`. Of a Uint8Array that is a copy, of a Node Buffer it is a view: the file is
#            the caller's memory from then on, and a second database filled from the same Buffer works on the first
#            one's pages. Wrapped as a Uint8Array the same bytes are copied.
# Why it matters: One image is read once and many tests' databases begin from it. They see each other's tables and rows,
#            in an order that depends on what was flushed when: tests fail, or worse pass, by what ran before them.
# Source:    https://emscripten.org/docs/api_reference/Filesystem-API.html (FS.writeFile);
#            https://nodejs.org/api/buffer.html#bufslicestart-end (a view, not compatible with Uint8Array's).
#
# Output seen (Node 24.21.0 and 22.18.0):
#   given as a Buffer:      the file after the caller's bytes changed is "new", the caller's bytes after the file changed are "own"
#   given as a Uint8Array:  the file after the caller's bytes changed is "old", the caller's bytes after the file changed are "new"
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
  @electric-sql/pglite@0.5.16 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { PGlite } from '@electric-sql/pglite';

const pglite = await PGlite.create();
const { FS } = pglite.Module;
const asBuffer = Buffer.from('old');
const asArray = new Uint8Array(Buffer.from('old'));
for (const [name, bytes] of [['Buffer:    ', asBuffer], ['Uint8Array:', asArray]]) {
  const path = `/tmp/${name.length}-${bytes.constructor.name}`;
  FS.writeFile(path, bytes);
  bytes.set(Buffer.from('new'));
  const file = FS.readFile(path, { encoding: 'utf8' });
  const stream = FS.open(path, 'r+');
  FS.write(stream, new Uint8Array(Buffer.from('own')), 0, 3, 0);
  FS.close(stream);
  const own = Buffer.from(bytes).toString();
  console.log(`given as a ${name}  the file after the caller's bytes changed is "${file}", the caller's bytes after the file changed are "${own}"`);
}
await pglite.close();
PROBE

now=$(TZ=UTC LC_ALL=en_US.UTF-8 node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
