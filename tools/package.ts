import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { filledPackage, packageValues } from './appPackage.ts';
import { appPackageFaults } from './appPackageFaults.ts';

/** `npm run package`: appPackage/build/swarm.zip, which an administrator uploads to Teams. */
const read = packageValues(process.env);
if (!read.ok) fail('The app package needs these variables (env/.env.example explains them):', read.faults);

const files = filledPackage(read.values);
const faults = appPackageFaults(files);
if (faults.length > 0) fail('Teams would refuse this package:', faults);

const build = new URL('../appPackage/build/', import.meta.url);
mkdirSync(build, { recursive: true });
const zip = new URL('swarm.zip', build);
// A fixed date, so that the same values make the same bytes.
writeFileSync(zip, zipSync(files, { level: 9, mtime: new Date('2026-01-01T00:00:00') }));
console.log(`${fileURLToPath(zip)}: version ${read.values.APP_VERSION} for ${read.values.BOT_DOMAIN}`);

function fail(headline: string, lines: string[]): never {
  console.error([headline, ...lines.map((line) => `  ${line}`)].join('\n'));
  process.exit(1);
}
