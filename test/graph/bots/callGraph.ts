/**
 * The bot's credential and Graph client, driven by lines: `GET /users` calls Graph, `roles` tells the token's, `minute`
 * lets a minute pass. Each line is answered by one of JSON.
 */
import { createInterface } from 'node:readline';
import { createGraphClient } from '../../../src/graph/client/client.ts';
import { GraphFailure, setbackOf } from '../../../src/graph/client/errors.ts';
import { unlimited } from '../../../src/graph/client/pace.ts';
import { readConfig } from '../../../src/settings/config.ts';
import { describeProblems } from '../../../src/settings/configProblem.ts';
import { createCredential } from '../../../src/settings/identity.ts';

const read = readConfig(process.env);
if (!read.ok) throw new Error(describeProblems(read.problems));
const sinceStart = performance.now.bind(performance);
let passed = 0;
performance.now = () => sinceStart() + passed;

const credential = createCredential(read.config);
const client = createGraphClient({
  credential,
  baseUrl: read.config.graphBaseUrl,
  pace: unlimited,
  clock: Date.now,
});

async function answer(line: string): Promise<unknown> {
  if (line === 'minute') {
    passed += 60_000;
    return null;
  }
  try {
    if (line === 'roles') return { roles: await client.roles() };
    const { status } = await client.send({ method: 'GET', path: line.replace('GET ', '') });
    return { status };
  } catch (failure) {
    if (!(failure instanceof GraphFailure)) throw failure;
    return { status: failure.status, setback: setbackOf(failure, 'try-again') };
  }
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(await answer(line)));
