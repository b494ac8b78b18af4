import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Language } from '../src/cases/case.ts';
import { readStoreConfig } from '../src/config.ts';
import { describeProblems } from '../src/configProblem.ts';
import { openDatabase } from '../src/store/database.ts';
import { FolderInUse } from '../src/store/folderLock.ts';
import { erasePerson, isEmpty, readPersonalData } from './personalData.ts';
import { formerly, personWords } from './personWords.ts';

export type PersonNeeds = {
  environment: Readonly<Record<string, string | undefined>>;
  language: Language;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** What was asked for. */
  print(line: string): void;
  /** What went wrong. */
  complain(line: string): void;
  open?: typeof openDatabase;
};

/**
 * Runs `show` or `erase`; gives the exit code: 0 done (also when nothing is stored of the person), 1 refused (nothing was
 * changed), 2 not understood. Of the environment it reads only where the data is.
 */
export async function runPersonCommand(args: readonly string[], needs: PersonNeeds): Promise<number> {
  const words = personWords[needs.language];
  const asked = read(args);
  if (!asked) {
    needs.complain(words.help);
    return 2;
  }
  // Ids are looked for inside of texts: what could be a word must not come here.
  if (!z.guid().safeParse(asked.person).success) {
    needs.complain(words.noId(asked.person));
    return 2;
  }
  const config = readStoreConfig(needs.environment);
  if (!config.ok) {
    needs.complain(describeProblems(config.problems, 'Nothing was done'));
    return 1;
  }
  const { person, forReal } = asked;
  try {
    const { database: location, tenantId } = config.config;
    const database = await (needs.open ?? openDatabase)(location);
    try {
      const whose = { database, tenantId, person };
      if (asked.kind === 'show') {
        const held = await readPersonalData(whose);
        if (isEmpty(held)) needs.complain(words.nothing(person));
        else needs.print(JSON.stringify({ person, ...held }, null, 2));
        return 0;
      }
      const at = new Date(needs.clock()).toISOString();
      const erasure = await erasePerson(whose, { forReal, formerly, at });
      switch (erasure.kind) {
        case 'nothing':
          needs.print(words.nothing(person));
          return 0;
        case 'held':
          needs.complain(words.held(person, erasure.swarms));
          return 1;
        case 'would-erase':
          needs.print(words.would(person, erasure.counts));
          return 0;
        case 'erased':
          needs.print(words.erased(person, erasure.counts));
          return 0;
        default:
          return erasure satisfies never;
      }
    } finally {
      await database.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    needs.complain(error instanceof FolderInUse ? words.inUse(message) : message);
    return 1;
  }
}

function read(args: readonly string[]): { kind: 'show' | 'erase'; person: string; forReal: boolean } | null {
  try {
    const options = { yes: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [kind, id, ...more] = positionals;
    const person = id?.trim().toLowerCase();
    if ((kind !== 'show' && kind !== 'erase') || !person || more.length > 0 || (kind === 'show' && values.yes))
      return null;
    return { kind, person, forReal: values.yes };
  } catch {
    return null;
  }
}
