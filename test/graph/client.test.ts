import type { AddressInfo } from 'node:net';
import type { AccessToken } from '@azure/identity';
import { afterEach, describe, expect, test } from '@jest/globals';
import restify, { type Request, type Response } from 'restify';
import { z } from 'zod';
import { createGraphClient, type GraphClient } from '../../src/graph/client/client.ts';
import { GraphFailure, held, setbackOf } from '../../src/graph/client/errors.ts';
import { createPace } from '../../src/graph/client/pace.ts';
import { openUnreachable } from '../unreachable.ts';

const now = Date.parse('2026-11-20T09:00:00Z');
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Served = { url: string; seen: { url: string; authorization: string | undefined }[] };

/** A server that answers everything with `answer`: what no well-behaved Graph says. */
async function serve(answer: (request: Request, response: Response) => unknown): Promise<Served> {
  const server = restify.createServer();
  const seen: Served['seen'] = [];
  const take = async (request: Request, response: Response): Promise<void> => {
    seen.push({ url: request.url ?? '', authorization: request.headers.authorization });
    await answer(request, response);
  };
  server.get('/*', take);
  server.post('/*', take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`, seen };
}

const token: AccessToken = { token: 'the.token.of', expiresOnTimestamp: now + 3_600_000 };
const clientOf = (baseUrl: string): GraphClient =>
  createGraphClient({
    credential: { getToken: async () => token },
    baseUrl,
    pace: createPace(() => now),
    clock: () => now,
  });

async function failureOf(calling: Promise<unknown>): Promise<GraphFailure> {
  const failure = await calling.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof GraphFailure)) throw new Error(`No GraphFailure: ${String(failure)}`);
  return failure;
}

describe('a call of Graph', () => {
  test('carries the token', async () => {
    const { url, seen } = await serve((_request, response) => response.json(200, { value: 1 }));
    const client = clientOf(url);
    expect((await client.send({ method: 'GET', path: '/users' })).body).toEqual({ value: 1 });
    await client.send({ method: 'POST', path: '/users?$select=id', body: {} });
    expect(seen).toEqual([
      { url: '/v1.0/users', authorization: 'Bearer the.token.of' },
      { url: '/v1.0/users?$select=id', authorization: 'Bearer the.token.of' },
    ]);
  });

  test('never takes the token to another address', async () => {
    const elsewhere = await serve((_request, response) => response.json(200, {}));
    const { url } = await serve((_request, response) => {
      response.setHeader('Location', `${elsewhere.url}/v1.0/users`);
      response.send(302);
    });
    const client = clientOf(url);
    expect((await failureOf(client.send({ method: 'GET', path: '/users' }))).status).toBeNull();
    await expect(client.send({ method: 'GET', path: `/https://${elsewhere.url}/v1.0/users` })).rejects.toThrow(
      'Not a path',
    );
    await expect(client.send({ method: 'GET', path: `${elsewhere.url}/v1.0/users` })).rejects.toThrow('Not a path');
    expect(elsewhere.seen).toEqual([]);
  });

  test('that takes too long is given up, and may have been done', async () => {
    const { url } = await serve(() => new Promise(() => {}));
    const failure = await failureOf(clientOf(url).send({ method: 'POST', path: '/teams', body: {}, timeout: 50 }));
    expect(failure).toMatchObject({
      status: null,
      message: expect.stringContaining('gave no answer within 0.05 s'),
      passes: true,
    });
  });

  test('that nobody answers passes, and says which host it is, why, and what to do', async () => {
    const { cases, close } = await openUnreachable();
    closing.push(() => void close());
    for (const { why, address, told } of cases) {
      const failure = await failureOf(clientOf(address).send({ method: 'GET', path: '/users' }));
      expect({ why, status: failure.status, passes: failure.passes }).toEqual({ why, status: null, passes: true });
      expect(failure.message).toMatch(told);
      // The coordinator's card and the log say the same.
      expect(setbackOf(failure, 'ask-administrator')).toMatchObject({
        kind: 'wait',
        cause: `Graph gave no answer: ${failure.message}`,
      });
    }
  });

  test('may end in a page of some proxy', async () => {
    const { url } = await serve((_request, response) =>
      response.sendRaw(502, '<html>Bad Gateway</html>', { 'Content-Type': 'text/html' }),
    );
    expect(await failureOf(clientOf(url).send({ method: 'GET', path: '/users' }))).toMatchObject({
      status: 502,
      passes: true,
    });
  });

  test('that is accepted without a body is a success', async () => {
    const { url } = await serve((_request, response) => {
      response.sendRaw(202, '', { 'Content-Type': 'application/json', Location: '/teams/t/operations/o' });
    });
    const answer = await clientOf(url).send({ method: 'POST', path: '/teams', body: {} });
    expect([answer.status, answer.body, answer.headers.get('location')]).toEqual([202, null, '/teams/t/operations/o']);
  });

  test('that brings what cannot be read may have been done', async () => {
    const { url } = await serve((_request, response) =>
      response.sendRaw(201, '{"id":"19:', { 'Content-Type': 'application/json' }),
    );
    const answer = await clientOf(url).send({ method: 'POST', path: '/teams', body: {} });
    const failure = await failureOf((async () => held(z.object({ id: z.string() }), answer))());
    expect(failure).toMatchObject({
      status: null,
      isAmbiguous: true,
      message: 'an answer with status 201 cannot be read',
    });
    expect(setbackOf(failure, 'ask-administrator')).toMatchObject({ kind: 'wait', advice: 'try-again' });
  });
});

describe('how long Graph says to wait', () => {
  const waitFor = async (retryAfter: string) => {
    const { url } = await serve((_request, response) => {
      response.setHeader('Retry-After', retryAfter);
      response.json(429, {});
    });
    return (await failureOf(clientOf(url).send({ method: 'GET', path: '/users' }))).retryAt;
  };

  test('is a number of seconds, or a date', async () => {
    expect(await waitFor('30')).toBe('2026-11-20T09:00:30.000Z');
    expect(await waitFor('2.128')).toBe('2026-11-20T09:00:02.128Z');
    expect(await waitFor('Fri, 20 Nov 2026 09:02:00 GMT')).toBe('2026-11-20T09:02:00.000Z');
    expect(await waitFor('Fri, 20 Nov 2026 08:00:00 GMT')).toBe('2026-11-20T09:00:00.000Z');
  });

  test('is not believed when it makes no sense', async () => {
    expect(await waitFor('soon')).toBeNull();
    expect(await waitFor('99999999999999')).toBeNull();
    expect(await waitFor('86401')).toBeNull();
    expect(await waitFor('-5')).toBeNull();
    expect(await waitFor('0x10')).toBeNull();
    expect(await waitFor('Infinity')).toBeNull();
    expect(await waitFor('Fri, 27 Nov 2026 09:02:00 GMT')).toBeNull();
  });
});
