import type { z } from 'zod';

/** One wrong field of a body, by its path: `case.owner.id`. */
export type FieldError = { path: string; message: string };

/** What is wrong, in our own words: programmers of case systems read it. `content` is the body as it came. */
export function fieldErrorsOf(issue: z.core.$ZodIssue, content: unknown): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not a field of it' }));
  return [{ path: pathOf(issue.path), message: messageOf(issue, content) }];
}

function messageOf(issue: z.core.$ZodIssue, content: unknown): string {
  switch (issue.code) {
    case 'invalid_type': {
      const came = valueAt(content, issue.path);
      return came === undefined || came === null ? 'must be there' : (kinds[issue.expected] ?? 'is of another kind');
    }
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `is at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `has at most ${issue.maximum} characters` : `is at most ${issue.maximum}`;
    case 'invalid_value':
      return `is one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      if (issue.format === 'url') return 'is an address that begins with https://';
      return issue.format === 'datetime' ? 'is no date and time such as 2026-11-20T09:00:00+09:00' : issue.message;
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'is a text',
  boolean: 'is true or false',
  number: 'is a number',
  object: 'is an object with fields',
};

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = content;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}

/** A path as programmers write it: `case.owner.id`, `days[3]`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
