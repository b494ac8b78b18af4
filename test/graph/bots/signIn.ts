/** Reads the config and signs in as the bot does; prints who the token is for, or why there is none. */
import { readConfig } from '../../../src/settings/config.ts';
import { describeProblems } from '../../../src/settings/configProblem.ts';
import { createCredential } from '../../../src/settings/identity.ts';

const read = readConfig(process.env);
if (!read.ok) {
  console.log(describeProblems(read.problems));
} else {
  try {
    const granted = await createCredential(read.config).getToken('https://graph.microsoft.com/.default');
    console.log(Buffer.from(granted?.token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error).split('\n')[0] }));
  }
}
