/**
 * All commands of an administrator behind one name, for the built bot and its image: `node dist/tools.js registry import …` is
 * what `npm run registry -- import …` is where the sources are. Each is loaded when it is asked for.
 */
const commands: Record<string, () => Promise<unknown>> = {
  registry: () => import('./registry.ts'),
  pastcases: () => import('./pastCases.ts'),
  cases: () => import('./cases.ts'),
  person: () => import('./person.ts'),
  backup: () => import('./backup.ts'),
};

const [asked = ''] = process.argv.splice(2, 1);
const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
if (command) await command();
else {
  console.error(`Which command? One of: ${Object.keys(commands).join(', ')}. Each tells with --help what it takes.`);
  process.exitCode = 2;
}
