/** Looks at the bot's own sign-ins as the doctor does, with the real identity library; prints what it found. */
import { checkWithin } from '../../../src/graph/doctor/checking.ts';
import { signInChecks } from '../../../src/graph/doctor/signIns.ts';
import { readConfig } from '../../../src/settings/config.ts';
import { createCredential } from '../../../src/settings/identity.ts';

const read = readConfig(process.env);
if (read.ok) {
  const { config } = read;
  const checks = await Promise.all(
    signInChecks({
      credential: createCredential(config),
      ...{ appId: config.app.id, connectorScope: config.bot.oauthScope, publicUrl: config.publicUrl },
      check: checkWithin(30_000),
    }),
  );
  console.log(JSON.stringify(checks.map(({ code, result }) => `${result} ${code}`)));
}
