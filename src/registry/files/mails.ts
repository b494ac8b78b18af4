import type { RegistryProblem } from './problem.ts';

/** Whose mail addresses were looked up in Entra: the id of who has it, or null for nobody. Addresses in lower case. */
export type Mails = ReadonlyMap<string, string | null>;

/** The person with a mail address in Entra; null: nobody. Throws when that cannot be told now. */
export type FindPerson = (mail: string) => Promise<{ id: string } | null>;

/** A file with more is asked to have ids: each is a call to Graph, and somebody waits for the answer. */
export const mostLookedUp = 500;

/** Who has a mail address cannot be told at this moment: nothing was read, and the same files may be sent again. */
export class DirectoryAway extends Error {
  constructor(cause: unknown) {
    super('Whose mail addresses are in the file cannot be looked up in Microsoft Entra now', { cause });
  }
}

/**
 * Reads files once more with the people of the mail addresses in them, looked up. Only a file in which nothing else is
 * wrong is worth the asking. Throws DirectoryAway where that cannot be told now.
 */
export async function readWithMails<Reading extends { ok: true } | { ok: false; problems: RegistryProblem[] }>(
  read: (mails: Mails) => Reading | Promise<Reading>,
  findPerson: FindPerson,
): Promise<Reading> {
  const first = await read(new Map());
  if (first.ok) return first;
  const asked = new Set(first.problems.flatMap(({ code, came }) => (code === 'mail-address' ? [came] : [])));
  const isAllThatIsWrong = first.problems.every(({ code }) => code === 'mail-address');
  if (!isAllThatIsWrong || asked.size > mostLookedUp) return first;
  const mails = new Map<string, string | null>();
  for (const mail of asked) {
    const found = await findPerson(mail).catch((cause: unknown) => {
      throw new DirectoryAway(cause);
    });
    mails.set(mail, found?.id ?? null);
  }
  return read(mails);
}
