#!/bin/sh
# @azure/identity says "authentication required", without a status, when Entra refuses the client secret.
#
# Versions:  @azure/identity 4.14.1 (with @azure/msal-node 7.2.3; the certificate by selfsigned 5.5.0)
# Expected:  A refused secret is an AuthenticationError: the package exports it for just this, with statusCode and
#            errorResponse to tell a refusal from an outage (the reference of getToken names a third error,
#            CredentialUnavailableError). AuthenticationRequiredError is for interactive sign-in that may not ask.
# Happens:   A refused secret, an app that is gone and Entra out of order are all an AuthenticationRequiredError with
#            no statusCode and no errorResponse. Only error.cause, MSAL's own error, has a status.
# Why it matters: An ended secret looks like a passing outage: the caller waits and tries again, for ever, and nobody
#            tells the administrator, the only one who can help.
# Source:    https://learn.microsoft.com/javascript/api/@azure/identity/clientsecretcredential (getToken), the
#            package's dist/esm/errors.d.ts; the meaning of AuthenticationRequiredError in azure-identity's reference
#            for Python.
#
# Output seen (Node 24.21.0 and 22.18.0):
#   Entra answers 401 invalid_client:          AuthenticationRequiredError, statusCode undefined, cause.status 401
#   Entra answers 400 unauthorized_client:     AuthenticationRequiredError, statusCode undefined, cause.status 400
#   Entra answers 503 temporarily_unavailable: AuthenticationRequiredError, statusCode undefined, cause.status 503
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
  @azure/identity@4.14.1 @azure/msal-node@7.2.3 selfsigned@5.5.0 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

# The library takes an authority only over https: a certificate for this one run.
cat > certificate.mjs <<'CERTIFICATE'
import { writeFileSync } from 'node:fs';
import { generate } from 'selfsigned';

const names = { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] };
const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
  extensions: [{ name: 'basicConstraints', cA: true }, names],
});
writeFileSync('cert.pem', cert);
writeFileSync('key.pem', key);
CERTIFICATE
node certificate.mjs || exit 2
cat > probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { ClientSecretCredential } from '@azure/identity';

const tenant = '11111111-1111-4111-8111-111111111111';
const app = '22222222-2222-4222-8222-222222222222';
const answers = [
  [401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.'],
  [400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.'],
  [503, 'temporarily_unavailable', 'AADSTS90033: A transient error has occurred.'],
];
let [status, error, description] = answers[0];
const entra = createServer({ cert: readFileSync('cert.pem'), key: readFileSync('key.pem') }, (request, response) => {
  request.resume().on('end', () => {
    const here = `https://localhost:${entra.address().port}/${tenant}`;
    const isMetadata = request.url.includes('/.well-known/');
    response.writeHead(isMetadata ? 200 : status, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify(
        isMetadata
          ? {
              issuer: `${here}/v2.0`,
              authorization_endpoint: `${here}/oauth2/v2.0/authorize`,
              token_endpoint: `${here}/oauth2/v2.0/token`,
              jwks_uri: `${here}/discovery/v2.0/keys`,
            }
          : { error, error_description: description },
      ),
    );
  });
});
entra.listen(0, 'localhost', async () => {
  const authorityHost = `https://localhost:${entra.address().port}`;
  for ([status, error, description] of answers) {
    const options = { authorityHost, disableInstanceDiscovery: true };
    const credential = new ClientSecretCredential(tenant, app, 'a secret', options);
    const said = await credential.getToken('https://graph.microsoft.com/.default').then(
      () => 'a token',
      (e) => `${e.constructor.name}, statusCode ${e.statusCode}, cause.status ${e.cause?.status}`,
    );
    console.log(`${`Entra answers ${status} ${error}:`.padEnd(42)} ${said}`);
  }
  entra.close();
});
PROBE

now=$(NODE_EXTRA_CA_CERTS=cert.pem node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
