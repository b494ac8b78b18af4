import type { Person } from '../../cases/case.ts';
import type { Language } from '../../language/language.ts';
import { DirectoryAway } from '../../registry/files/mails.ts';
import type { RegistryProblem } from '../../registry/files/problem.ts';
import { problemSentence } from '../../registry/files/problemWords.ts';
import { problem, type TabAnswer, type TabRequest } from '../routes/route.ts';

const megabyte = 1024 * 1024;
/** For all routes that take files: as much as comes at once, with the line before them. */
export const fileLimits = { bodyLimit: 20 * megabyte + 256 * 1024, cost: 10, pool: 'imports' } as const;

/** Told of what is wrong with files. */
const mostTold = 200;

/** Files in which something is wrong: each with its line, in the reader's language. */
export function refusedFiles(problems: readonly RegistryProblem[], language: Language): TabAnswer {
  const fields = problems.slice(0, mostTold).map((each) => ({
    path: each.line === null ? each.file : `${each.file}:${each.line}`,
    message: problemSentence(each, language),
  }));
  return problem(422, 'not-imported', `${problems.length} problems; nothing was changed.`, fields);
}

/** Whoever has a mail address in the files is asked of Entra, which may not answer. */
export const whileDirectoryAnswers =
  (answer: (request: TabRequest, caller: Person) => Promise<TabAnswer>) =>
  (request: TabRequest, caller: Person): Promise<TabAnswer> =>
    answer(request, caller).catch((fault: unknown) => {
      if (!(fault instanceof DirectoryAway)) throw fault;
      return problem(503, 'directory-away', 'Mail addresses cannot be looked up now; send the same files again later.');
    });
