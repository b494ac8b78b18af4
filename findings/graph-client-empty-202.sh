#!/bin/sh
# Microsoft's Graph client calls a success an error when the answer is 202 and empty.
#
# Versions:  @microsoft/microsoft-graph-client 3.0.7
# Expected:  A 202 is a success. Graph's reference shows it for creating a shared channel: no body, Content-Length 0, a
#            Content-Location to follow, and Content-Type application/json. `post` resolves, with nothing.
# Happens:   `post` rejects with a GraphError whose statusCode is 202, the success itself, because an empty text is no
#            JSON. Content-Location, the only way to the new channel, is lost with the answer.
# Why it matters: The channel is being made. Who tries again after the error makes a second one, or is told that the
#            name is taken.
# Source:    https://learn.microsoft.com/graph/api/channel-post (the answers for shared channels);
#            microsoftgraph/msgraph-sdk-javascript issue 156 told of the same in sendMail, in 1.5.2, in 2019.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   Graph made 1 channel and answered 202
#   post() rejected: GraphError, statusCode 202, "Unexpected end of JSON input"
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
  @microsoft/microsoft-graph-client@3.0.7 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { createServer } from 'node:http';
import { Client } from '@microsoft/microsoft-graph-client';

let made = 0;
const graph = createServer((request, response) => {
  request.resume().on('end', () => {
    made += 1;
    const operation = "/teams('t')/operations('o')";
    response.writeHead(202, { 'Content-Type': 'application/json', 'Content-Length': 0, 'Content-Location': operation });
    response.end();
  });
});
graph.listen(0, '127.0.0.1', async () => {
  const client = Client.init({
    baseUrl: `http://127.0.0.1:${graph.address().port}/`,
    customHosts: new Set(['127.0.0.1']),
    authProvider: (done) => done(null, 'a token'),
  });
  const outcome = await client.api('/teams/t/channels').post({ displayName: 'Case 42', membershipType: 'shared' }).then(
    () => 'resolved',
    (error) => `rejected: ${error.constructor.name}, statusCode ${error.statusCode}, "${error.message}"`,
  );
  console.log(`Graph made ${made} channel and answered 202\npost() ${outcome}`);
  graph.close();
});
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
