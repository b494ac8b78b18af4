#!/bin/sh
# A server that never heard of restify stops answering: creating a restify server changes every server of the process.
#
# Versions:  restify 12.0.0
# Expected:  restify.createServer() gives a server, and leaves the plain node:http servers of the same process alone: a port
#            for metrics, for health, a stand-in of a test.
# Happens:   `response.writeHead(...)`, which by Node's documentation gives the response back so that `.end(...)` can follow,
#            gives nothing on every server of the process from then on, also on one that was listening before. The handler
#            throws a TypeError. The order of imports decides: the same handler works in every test that has no restify.
# Why it matters: the second port of a bot (Prometheus, a probe) works alone and fails in production, in code that is right by
#            the documentation of Node and that no line of restify's user touches.
# Source:    https://nodejs.org/api/http.html#responsewriteheadstatuscode-statusmessage-headers ("Returns a reference to the
#            ServerResponse, so that calls can be chained"); restify documents its own response alone.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   before restify:               200 ok
#   after createServer():         TypeError in the plain server's handler
#   written without chaining:     200 ok
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
  restify@12.0.0 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { createServer } from 'node:http';

const ways = {
  '/chained': (response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok'),
  '/apart': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.end('ok');
  },
};
const thrown = [];
const plain = createServer((request, response) => {
  try {
    ways[request.url](response);
  } catch (error) {
    thrown.push(error.constructor.name);
    response.end();
  }
});
plain.listen(0, '127.0.0.1', async () => {
  const ask = async (path) => {
    const answer = await fetch(`http://127.0.0.1:${plain.address().port}${path}`);
    const text = await answer.text();
    const error = thrown.pop();
    return error ? `${error} in the plain server's handler` : `${answer.status} ${text}`;
  };
  console.log(`before restify:               ${await ask('/chained')}`);
  const { default: restify } = await import('restify');
  restify.createServer();
  console.log(`after createServer():         ${await ask('/chained')}`);
  console.log(`written without chaining:     ${await ask('/apart')}`);
  plain.closeAllConnections();
  plain.close();
});
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
