#!/bin/sh
# Within a group pg-boss takes the job whose random id is smallest: neither the urgent one nor the oldest.
#
# Versions:  pg-boss 12.35.0 on @electric-sql/pglite 0.5.16 (PostgreSQL 18.6)
# Expected:  Jobs come by priority, then by age; the package's types say that no fetch is otherwise. With
#            groupConcurrency 1 that holds for which job of the group comes first, too.
# Happens:   With a batch above 1 the candidates are picked by priority and age, and then of each group those of the
#            smallest ids are kept: the statement numbers a group's jobs by id. Ids are random, so the order of a group
#            is a lottery; below the ids are given, to make it plain.
# Why it matters: A group is there to keep steps of one thing apart, so people send its steps in order: an "open" that
#            comes after its "close" undoes it. And an urgent job waits behind every other of its group.
# Source:    pg-boss 12.35.0 dist/types.d.ts (what it says of `priority` in fetch) and dist/plans.js (group_ranking);
#            https://timgit.github.io/pg-boss/#/./api/jobs (priority).
#
# Output seen (Node 24.21.0 and 22.18.0):
#   no groups, batch of 1:         1st (urgent), 2nd, 3rd
#   one of a group, batch of 1:    1st (urgent), 2nd, 3rd
#   one of a group, batch of 10:   3rd, 2nd, 1st (urgent)
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
  pg-boss@12.35.0 @electric-sql/pglite@0.5.16 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';

const database = await PGlite.create();
const boss = new PgBoss({ db: fromPglite(database), backend: 'pglite', schedule: false, supervise: false });
await boss.start();

let nth = 0;
/** Sends three jobs, the first of them urgent, fetches and completes until none is left, and tells in what order. */
async function tell(name, options, fetching) {
  const queue = `queue-${++nth}`;
  await boss.createQueue(queue);
  const [largest, middle, smallest] = ['c', 'b', 'a'].map((start) => `${start}0000000-0000-4000-8000-00000000000${nth}`);
  await boss.send(queue, { name: '1st (urgent)' }, { id: largest, priority: 10, ...options });
  await boss.send(queue, { name: '2nd' }, { id: middle, ...options });
  await boss.send(queue, { name: '3rd' }, { id: smallest, ...options });
  const names = [];
  for (let jobs = await boss.fetch(queue, fetching); jobs.length > 0; jobs = await boss.fetch(queue, fetching)) {
    names.push(...jobs.map((job) => job.data.name));
    await boss.complete(queue, jobs.map((job) => job.id));
  }
  console.log(`${`${name}:`.padEnd(30)} ${names.join(', ')}`);
}

const group = { id: 'case 42' };
await tell('no groups, batch of 1', {}, { batchSize: 1 });
await tell('one of a group, batch of 1', { group }, { batchSize: 1, groupConcurrency: 1 });
await tell('one of a group, batch of 10', { group }, { batchSize: 10, groupConcurrency: 1 });
await boss.stop({ graceful: false });
await database.close();
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
