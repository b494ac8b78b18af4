import { textOfMarkup } from '../../reading/markup.ts';
import { append } from '../../registry/append.ts';
import { type KnownRegistry, mailProblem } from '../../registry/files/check.ts';
import type { GivenFile } from '../../registry/files/excel/workbook.ts';
import { fieldsNamed, valueAt } from '../../registry/files/json.ts';
import type { Mails } from '../../registry/files/mails.ts';
import { createNames } from '../../registry/files/names.ts';
import {
  anyValue,
  cameAs,
  type Expectation,
  expectationOf,
  expectationOfCell,
  type RegistryProblem,
} from '../../registry/files/problem.ts';
import { mostProblems, tellUnstorable, tooMany } from '../../registry/files/table.ts';
import { atOnce } from '../../time/pauses.ts';
import { type ImportedCase, importedCaseSchema } from './importedCase.ts';
import type { KeptPastCase } from './pastCases.ts';
import { type RawCase, rawCasesIn } from './rawCases.ts';

/** All cases of the files, or everything that is wrong with them, by file and line. */
export type PastCaseReading = { ok: true; cases: KeptPastCase[] } | { ok: false; problems: RegistryProblem[] };

/**
 * Reads solved cases from JSON (`{ "pastCases": [] }`, or a case a line), CSV or an opened workbook. Technologies must be in the
 * registry, and no case closed after `now`, in milliseconds: beside one of the year 9999, which some systems write for none, all others
 * are ancient.
 */
export const readPastCaseFiles = (...of: Parameters<typeof pastCaseSteps>): PastCaseReading =>
  atOnce(pastCaseSteps(...of));

/** The same, case by case: whoever answers people meanwhile goes on between the steps. */
export function* pastCaseSteps(
  files: readonly GivenFile[],
  known: KnownRegistry,
  now: number,
  { mails = new Map(), zone = 'UTC' }: { mails?: Mails; zone?: string } = {},
): Generator<void, PastCaseReading> {
  const problems: RegistryProblem[] = [];
  const names = createNames({ known, mails, zone });
  const raws: RawCase[] = [];
  for (const given of files) {
    append(raws, yield* rawCasesIn(given, names, problems));
    yield;
  }
  const first = new Map<string, RawCase['placeOf']>();
  const caseIn = ({ part, isRow, record: recordIn, placeOf }: RawCase): KeptPastCase[] => {
    const record = recordIn();
    const tell = (path: readonly PropertyKey[], code: RegistryProblem['code'], expected: Expectation, came: string) =>
      problems.push({ ...part, ...placeOf(path), code, expected, came: cameAs(came) });
    if (tellUnstorable(record, tell)) return [];
    const read = importedCaseSchema.safeParse(record);
    if (!read.success) {
      for (const issue of read.error.issues) {
        const came = valueAt(record, issue.path);
        if (issue.code === 'unrecognized_keys') tell([], 'unknown-field', fields, issue.keys.join(', '));
        else {
          const expected = isRow ? expectationOfCell(issue) : expectationOf(issue);
          const code = expected.kind === 'technology-id' ? 'unknown-technology' : 'wrong-value';
          tell(issue.path, came === undefined ? 'missing' : code, expected, cameAs(came));
        }
      }
      return [];
    }
    const { id, technologies, closedAt } = read.data;
    if (Date.parse(closedAt) > now + aheadAtMost)
      tell(['closedAt'], 'wrong-value', { kind: 'not-after', instant: new Date(now).toISOString() }, closedAt);
    // Excel shows a long number rounded and saves it so: several cases would be one.
    if (roundedNumber.test(id)) tell(['id'], 'rounded-number', anyValue, id);
    const before = first.get(id);
    if (before) tell(['id'], 'twice', { kind: 'first', line: before([]).line }, id);
    first.set(id, placeOf);
    for (const each of technologies)
      if (!known.technology(each)) tell(['technologies'], 'unknown-technology', anyValue, each);
    const solvedBy = read.data.solvedBy.map((each) => names.person(each));
    for (const each of solvedBy) {
      const mail = mailProblem({ ...part, ...placeOf(['solvedBy']) }, '', each, mails);
      if (mail) problems.push(mail);
      // Who has left has an id still; a name that is nobody's would be credited and asked for ever, and never found.
      else if (!/^[\w.{}-]+$/.test(each)) tell(['solvedBy'], 'unknown-person', anyValue, each);
    }
    return [keptOf({ ...read.data, solvedBy })];
  };
  const cases: KeptPastCase[] = [];
  for (const raw of raws) {
    // Where something stands is looked for only where it is told.
    if (problems.length >= mostProblems) tooMany(problems, { ...raw.part, ...raw.placeOf([]) });
    if (problems.length > mostProblems) break;
    cases.push(...caseIn(raw));
    yield;
  }
  return problems.length === 0 ? { ok: true, cases } : { ok: false, problems };
}

const roundedNumber = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i;

/** Another system's clock may be ahead, and times may be written as of another zone. */
const aheadAtMost = 86_400_000;

const fields = fieldsNamed(Object.keys(importedCaseSchema.shape));

function keptOf({ solvedBy, closedAt, restricted, ...told }: ImportedCase): KeptPastCase {
  const hidden = restricted ? { title: '', text: '', rootCause: '', fix: '', url: null } : {};
  // Case systems export what people write as HTML or wiki markup, as their webhooks send it; what is kept is plain text.
  const plain = { text: textOfMarkup(told.text), rootCause: textOfMarkup(told.rootCause), fix: textOfMarkup(told.fix) };
  const credits = [...new Set(solvedBy)].map((each) => ({ person: each, weight: 1 }));
  return { ...told, ...plain, ...hidden, closedAt: Date.parse(closedAt), credits, swarmId: null };
}
