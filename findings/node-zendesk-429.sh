#!/bin/sh
# A note that Zendesk refused counts as written: node-zendesk resolves with an Error when told how long to wait.
#
# Versions:  node-zendesk 6.0.1
# Expected:  A 429 rejects, with Retry-After or without it; all the more with it, since Zendesk sends it with each 429.
# Happens:   Without Retry-After the promise rejects. With it the promise RESOLVES, and the Error is the value of
#            `result`, where otherwise the ticket is. Its message speaks of 200 requests a minute, whatever the plan.
# Why it matters: `await client.tickets.update(...)` comes back as if the internal note were on the ticket. It is not,
#            and no catch, log or retry ever hears of it. It happens just when much is going on.
# Source:    https://developer.zendesk.com/api-reference/introduction/rate-limits/ (429 with Retry-After);
#            blakmatrix/node-zendesk issue 126 (2016) told of the fixed sentence, not of the resolving.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   429 without Retry-After: rejected, Error "Request processing failed: Zendesk Error (429): Too Many Requests"
#   429 with Retry-After 30: RESOLVED, result is Error "Zendesk rate limits 200 requests per minute"
#   notes on the tickets: 0
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
  node-zendesk@6.0.1 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { createServer } from 'node:http';
import zendesk from 'node-zendesk';

const notes = [];
const service = createServer((request, response) => {
  request.resume().on('end', () => {
    const wait = request.url.includes('/2.') ? { 'Retry-After': '30' } : {};
    response.writeHead(429, { 'Content-Type': 'application/json', ...wait });
    response.end('{"error":"TooManyRequests"}');
  });
});
service.listen(0, '127.0.0.1', async () => {
  const endpointUri = `http://127.0.0.1:${service.address().port}/api/v2`;
  const client = zendesk.createClient({ endpointUri, subdomain: 'example', username: 'bot@example.com', token: 't' });
  const note = { ticket: { comment: { body: 'A swarm works on it', public: false } } };
  const write = (id) =>
    client.tickets.update(id, note).then(
      ({ result }) => `RESOLVED, result is ${result instanceof Error ? `Error "${result.message}"` : 'the ticket'}`,
      (error) => `rejected, ${error.constructor.name} "${error.message}"`,
    );
  console.log(`429 without Retry-After: ${await write(1)}`);
  console.log(`429 with Retry-After 30: ${await write(2)}`);
  console.log(`notes on the tickets: ${notes.length}`);
  service.close();
});
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
