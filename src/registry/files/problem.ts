import { inspect } from 'node:util';
import type { z } from 'zod';
import type { Language } from '../../language/language.ts';

/** One thing wrong in a registry file. `line` counts from 1; null when it cannot be told. */
export type RegistryProblem = {
  file: string;
  line: number | null;
  /** The field, e.g. `engineers[3].hours.from`, or a CSV column; empty when it is the line or file as a whole. */
  path: string;
  code: ProblemCode;
  /** What was expected and what came, short and as written, in no language: `1..5`, `ja | en`. */
  expected: string;
  came: string;
};

export const problemCodes = [
  'not-utf8',
  'shift-jis',
  'utf-16',
  'unreadable',
  'unknown-file',
  'missing',
  'unknown-field',
  'wrong-value',
  'twice',
  'unknown-technology',
  'unknown-person',
  'circle',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

const sentences: Record<Language, Record<ProblemCode, (of: RegistryProblem) => string>> = {
  en: {
    'not-utf8': () => 'The file is not UTF-8 text. Save it as UTF-8 (in Excel: "CSV UTF-8") and import it again.',
    'shift-jis': () => 'The file is Shift_JIS. Save it as UTF-8 (in Excel: "CSV UTF-8") and import it again.',
    'utf-16': () => 'The file is UTF-16. Save it as UTF-8 (in Excel: "CSV UTF-8") and import it again.',
    unreadable: ({ expected, came }) => `This cannot be read: ${came}. Expected: ${expected}.`,
    'unknown-file': ({ expected, came }) => `It is not clear what this file holds (${came}). Expected: ${expected}.`,
    missing: ({ expected }) => `This is missing. Expected: ${expected}.`,
    'unknown-field': ({ expected, came }) => `There is no field "${came}". Fields: ${expected}.`,
    'wrong-value': ({ expected, came }) => `Expected: ${expected}. Came: ${came}.`,
    twice: ({ expected, came }) => `"${came}" is here a second time; the first is in line ${expected}.`,
    'unknown-technology': ({ came }) => `There is no technology "${came}", neither here nor in the registry.`,
    'unknown-person': ({ came }) => `There is no engineer "${came}", neither here nor in the registry.`,
    circle: ({ came }) => `The technology is its own parent: ${came}.`,
  },
  ja: {
    'not-utf8': () =>
      'ファイルが UTF-8 ではありません。UTF-8 で保存し直して（Excel では「CSV UTF-8」）、再度取り込んでください。',
    'shift-jis': () =>
      'ファイルが Shift_JIS です。UTF-8 で保存し直して（Excel では「CSV UTF-8」）、再度取り込んでください。',
    'utf-16': () => 'ファイルが UTF-16 です。UTF-8 で保存し直して（Excel では「CSV UTF-8」）、再度取り込んでください。',
    unreadable: ({ expected, came }) => `読み取れません: ${came}。期待する内容: ${expected}。`,
    'unknown-file': ({ expected, came }) => `ファイルの内容を判別できません（${came}）。期待する内容: ${expected}。`,
    missing: ({ expected }) => `値がありません。期待する内容: ${expected}。`,
    'unknown-field': ({ expected, came }) => `「${came}」という項目はありません。使える項目: ${expected}。`,
    'wrong-value': ({ expected, came }) => `期待する値: ${expected}。実際の値: ${came}。`,
    twice: ({ expected, came }) => `「${came}」が重複しています。最初は ${expected} 行目です。`,
    'unknown-technology': ({ came }) => `技術「${came}」は、このファイルにも登録簿にもありません。`,
    'unknown-person': ({ came }) => `エンジニア「${came}」は、このファイルにも登録簿にもありません。`,
    circle: ({ came }) => `技術の親が循環しています: ${came}。`,
  },
};

/** The problem as a line for people: file, line, field, what is wrong and what to do. */
export function problemSentence(problem: RegistryProblem, language: Language): string {
  const { file, line, path } = problem;
  const place = [file, line === null ? '' : language === 'ja' ? `${line} 行目` : `line ${line}`, path];
  return `${place.filter((part) => part !== '').join(', ')}: ${sentences[language][problem.code](problem)}`;
}

/** What came, short enough for a report. */
export function cameAs(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** An issue of zod in words of no language. `came` is the value at the issue's path. */
export function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `length >= ${issue.minimum}`
        : `>= ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `length <= ${issue.maximum}`
        : `<= ${issue.maximum}`;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'invalid_format':
      return issue.format === 'datetime' ? '2026-11-20T09:00:00+09:00' : issue.message;
    default:
      return issue.message;
  }
}
