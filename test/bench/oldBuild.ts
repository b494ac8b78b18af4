import { execFile } from 'node:child_process';
import { access, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** An older version of this repository, checked out beside it. `main`: the file that starts its bot. */
export type OldBuild = { folder: string; main: string; remove(): Promise<void> };

/** The commit before the one that brought a migration (`0011`); the newest one, if not said. */
export async function beforeMigration(number?: string): Promise<string> {
  const files = (await readdir(join(root, 'src/store/migrations'))).filter((name) => name.endsWith('.sql')).sort();
  const file = join('src/store/migrations', files.findLast((name) => name.startsWith(number ?? '')) ?? '');
  const { stdout } = await run('git', ['log', '--format=%h', '--diff-filter=A', '-1', '--', file], { cwd: root });
  const parent = await run('git', ['rev-parse', '--short', `${stdout.trim()}~1`], { cwd: root });
  return parent.stdout.trim();
}

/** Builds the bot of a commit, with the packages of this version; of one that had no build yet its sources start. */
export async function buildOf(commit: string): Promise<OldBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'swarm-old-'));
  await run('git', ['worktree', 'add', '--detach', '--force', folder, commit], { cwd: root });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const hasBuild = await access(join(folder, 'tools/serverBuild.ts')).then(
    () => true,
    () => false,
  );
  return {
    folder,
    main: hasBuild ? await built(folder) : join(folder, 'src/main.ts'),
    async remove() {
      await run('git', ['worktree', 'remove', '--force', folder], { cwd: root });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function built(folder: string): Promise<string> {
  const build = pathToFileURL(join(folder, 'tools/serverBuild.ts')).href;
  return runIn(
    folder,
    `const { builtServer } = await import(${JSON.stringify(build)}); console.log(await builtServer())`,
  );
}

/** Runs code in the folder of an older version; gives what it wrote. */
export async function runIn(folder: string, code: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });
  return stdout.trim();
}
