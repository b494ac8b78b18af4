import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { lookAtEndpoint } from '../../src/http/endpoint.ts';
import { makeCertificate } from '../../src/sandbox/doors/certificate.ts';
import { makeTempFolder } from '../../src/sandbox/tempFolder.ts';
import { startProcess } from '../sandbox/bots/runProcess.ts';

let close = async () => {};
afterEach(() => close());

/** A bot's address over https, with a certificate that is good for a week and that nobody trusts unless told to. */
async function address(status: number) {
  const certificate = await makeCertificate(await makeTempFolder('sandbox'));
  const server = createServer({ key: certificate.key, cert: certificate.certificate }, (_request, response) => {
    response.statusCode = status;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = async () => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, trusted: { NODE_EXTRA_CA_CERTS: certificate.file } };
}

async function lookedAt(url: string, environment: Record<string, string>, now = Date.now()): Promise<unknown> {
  const { firstLine, stop } = await startProcess('../../http/lookAtEndpoint.ts', {
    ...environment,
    ...{ URL_TO_LOOK_AT: url, NOW: String(now) },
  });
  await stop();
  return JSON.parse(firstLine);
}

test('a certificate that is not trusted, or ends soon, or an address where something else answers is named', async () => {
  const { url, trusted } = await address(200);
  expect(await lookAtEndpoint(url, Date.now())).toMatchObject({ result: 'failed', fact: { code: 'error' } });
  expect(await lookedAt(url, trusted)).toMatchObject({ result: 'failed', fact: { code: 'certificate', days: 6 } });
  const longBefore = Date.now() - 30 * 86_400_000;
  expect(await lookedAt(url, trusted, longBefore)).toMatchObject({
    result: 'ok',
    fact: { code: 'certificate', days: 36 },
  });
  await close();
  const other = await address(404);
  expect(await lookedAt(other.url, other.trusted)).toEqual({
    result: 'failed',
    fact: { code: 'answered', status: 404 },
  });
  await close();
  // Our own network may keep us from it where Microsoft has no trouble.
  expect(await lookAtEndpoint(other.url, Date.now())).toMatchObject({ result: 'unknown', fact: { code: 'error' } });
  expect(await lookAtEndpoint('http://127.0.0.1:3978', 0)).toEqual({ result: 'ok', fact: { code: 'own-machine' } });
});
