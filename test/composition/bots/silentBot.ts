/** Signs in as the bot does, three times, with its own log; prints the lines, then whether the bot can speak. */
import pino from 'pino';
import { createOperators } from '../../../src/composition/operators.ts';
import { readConfig } from '../../../src/settings/config.ts';
import { createCredential } from '../../../src/settings/identity.ts';

const read = readConfig(process.env);
if (!read.ok) throw new Error('The settings are not whole');
const lines: unknown[] = [];
const log = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
const operators = createOperators({ log, database: 'localhost/swarm' });
const credential = createCredential(read.config, operators.signedIn);
for (let tries = 0; tries < 3; tries++)
  await credential.getToken('https://api.botframework.com/.default').catch(() => null);
console.log(JSON.stringify({ lines, canSignIn: operators.canSignIn() }));
