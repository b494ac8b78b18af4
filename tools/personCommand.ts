import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ErasedPerson } from '../src/cases/pseudonym.ts';
import { erasePerson, isEmpty, readPersonalData, type Whose } from '../src/composition/personalData.ts';
import type { Language } from '../src/language/language.ts';
import { readStoreConfig } from '../src/settings/config.ts';
import { describeProblems } from '../src/settings/configProblem.ts';
import { FolderInUse } from '../src/store/connection/folderLock.ts';
import { openDatabase } from '../src/store/database.ts';
import { tellable } from '../src/store/tellable.ts';
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
  /** Waits so many milliseconds. */
  pause(ms: number): Promise<unknown>;
};

/**
 * Bots look every 30 seconds what others changed, and then read a large registry anew: until then one that runs may name
 * the person in what it writes.
 */
const botsFollowWithin = 45_000;

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
          // A bot that runs has sessions at any time: it looks into its queue every two seconds.
          return (await database.isAlone()) ? 0 : eraseAgain(whose, erasure.person, needs);
        default:
          return erasure satisfies never;
      }
    } finally {
      await database.close();
    }
  } catch (error) {
    const message = tellable(error);
    needs.complain(error instanceof FolderInUse ? words.inUse(message) : message);
    return 1;
  }
}

/** Erases what bots that had not heard of the erasure wrote of the person since; gives the exit code. */
async function eraseAgain(whose: Whose, known: ErasedPerson, needs: PersonNeeds): Promise<number> {
  const words = personWords[needs.language];
  const { person } = whose;
  needs.print(words.waiting(botsFollowWithin / 1000));
  await needs.pause(botsFollowWithin);
  const at = new Date(needs.clock()).toISOString();
  const erasure = await erasePerson(whose, { forReal: true, formerly, at, known });
  switch (erasure.kind) {
    case 'held':
      needs.complain(words.heldAgain(person, erasure.swarms));
      return 1;
    case 'erased':
      needs.print(words.erasedAgain(person, erasure.counts));
      return 0;
    default:
      needs.print(words.nothingSince(person));
      return 0;
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
