#!/bin/sh
# A bot's message is sent four times when the answer is lost, and the options against it do nothing.
#
# Versions:  botframework-connector 4.23.3 (with @azure/core-rest-pipeline 1.25.1)
# Expected:  A POST that may have been stored is not sent again by itself; at least noRetryPolicy, which the reference
#            lists for switching the retries off, and retryOptions with no retries stop it.
# Happens:   On 5xx the client posts the same activity four times within some six seconds, as it comes and with either
#            option alike: it moved to another HTTP pipeline, and the option stayed in the types alone.
# Why it matters: The connector may have stored the message before it answered 503: people see the same card up to four
#            times, and whoever counts on its own retries multiplies them.
# Source:    https://learn.microsoft.com/javascript/api/botframework-connector/connectorclientoptions (noRetryPolicy),
#            botbuilder-stdlib's lib/azureCoreHttpCompat/interfaces.d.ts.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   as it comes:                       4 copies in the conversation, then RestError 503
#   noRetryPolicy: true:               4 copies in the conversation, then RestError 503
#   retryOptions: { maxRetries: 0 }:   4 copies in the conversation, then RestError 503
#   pipeline.removePolicy(...):        1 copy in the conversation, then RestError 503
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
  botframework-connector@4.23.3 @azure/core-rest-pipeline@1.25.1 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { createServer } from 'node:http';
import connector from 'botframework-connector';

/** Stores each message, and then the way back is out of order. */
const stored = new Map();
const service = createServer((request, response) => {
  request.resume().on('end', () => {
    const conversation = request.url.split('/')[3];
    stored.set(conversation, (stored.get(conversation) ?? 0) + 1);
    response.writeHead(503).end();
  });
});
service.listen(0, '127.0.0.1', async () => {
  const baseUri = `http://127.0.0.1:${service.address().port}`;
  const credentials = { signRequest: async (request) => request };
  const ways = [
    ['as it comes', {}],
    ['noRetryPolicy: true', { noRetryPolicy: true }],
    ['retryOptions: { maxRetries: 0 }', { retryOptions: { maxRetries: 0 } }],
    ['pipeline.removePolicy(...)', {}, (client) => client.pipeline.removePolicy({ name: 'defaultRetryPolicy' })],
  ];
  const lines = ways.map(async ([name, options, prepare], nth) => {
    const client = new connector.ConnectorClient(credentials, { baseUri, ...options });
    prepare?.(client.client);
    const said = await client.conversations.sendToConversation(`c${nth}`, { type: 'message', text: 'Room opened' }).then(
      () => 'resolved',
      (error) => `${error.name} ${error.statusCode}`,
    );
    const copies = stored.get(`c${nth}`);
    return `${`${name}:`.padEnd(34)} ${copies} ${copies === 1 ? 'copy' : 'copies'} in the conversation, then ${said}`;
  });
  console.log((await Promise.all(lines)).join('\n'));
  service.close();
});
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
