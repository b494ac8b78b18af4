import { z } from 'zod';
import { textOfMarkup } from '../../reading/markup.ts';

const comment = z.looseObject({
  author_id: z.union([z.number(), z.string()]).nullish(),
  public: z.boolean().nullish(),
  created_at: z.string().nullish(),
  plain_body: z.string().nullish(),
  body: z.string().nullish(),
  html_body: z.string().nullish(),
});
const commented = z.looseObject({
  requester_id: z.union([z.number(), z.string()]).nullish(),
  requester: z.looseObject({ id: z.union([z.number(), z.string()]).nullish() }).nullish(),
  comments: z.array(z.unknown()).nullish(),
});
const ownField = z.object({ id: z.union([z.number(), z.string()]), value: z.unknown() });

/**
 * A record of JSON as a row: `metric_set.solved_at` for what lies deeper, lists as several values, `custom_fields.360001` for
 * a tenant's own. `fix`: the last public comment of a ticket that its requester did not write, since Zendesk has no field for
 * what solved it.
 */
export function flatRecord(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  const add = (name: string, value: unknown): void => {
    if (value === null || value === undefined || value === '') return;
    const held = values.get(name);
    if (held) held.push(String(value));
    else values.set(name, [String(value)]);
  };
  const put = (name: string, value: unknown, depth: number): void => {
    if (Array.isArray(value)) {
      if (/(?:^|\.)(?:custom_)?fields$/.test(name))
        for (const each of value) {
          const own = ownField.safeParse(each);
          if (own.success) put(`custom_fields.${own.data.id}`, own.data.value, depth + 1);
        }
      else for (const each of value) if (typeof each !== 'object') add(name, each);
    } else if (typeof value === 'object' && value !== null) {
      if (depth < deepest) for (const [key, inner] of Object.entries(value)) put(`${name}.${key}`, inner, depth + 1);
    } else add(name, value);
  };
  for (const [name, value] of Object.entries(record)) if (name !== 'comments') put(name, value, 0);
  const said = lastAnswer(record);
  if (said !== null) values.set('fix', [said]);
  return values;
}

const deepest = 3;

function lastAnswer(record: unknown): string | null {
  const read = commented.safeParse(record);
  if (!read.success || !read.data.comments) return null;
  const requester = String(read.data.requester_id ?? read.data.requester?.id ?? '');
  const answers = read.data.comments.flatMap((each) => {
    const { data } = comment.safeParse(each);
    return data && data.public !== false && String(data.author_id ?? '') !== requester ? [data] : [];
  });
  // Exports have them in order; where they tell when, that counts.
  const [last] = answers.sort((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''));
  // The first comment is the description, also where an agent wrote it on the telephone.
  const isAlone = read.data.comments.length < 2;
  const text = last?.plain_body || last?.body || textOfMarkup(last?.html_body ?? '');
  return isAlone || !text ? null : text;
}
