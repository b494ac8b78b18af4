import { z } from 'zod';
import type { RegistryFile } from '../../registry/files/excel/workbook.ts';
import { problem, readBody, type TabAnswer } from '../routes/route.ts';

/** Which files follow, one after the other: `[{"name":"engineers.csv","bytes":1234}]`. */
export const filesSchema = z
  .array(z.strictObject({ name: z.string().min(1).max(255), bytes: z.int().min(0) }))
  .min(1)
  .max(20);

type Files = z.infer<typeof filesSchema>;

/** The first line is no longer than this: twenty names and what else is asked take a tenth of it. */
const longestHead = 256 * 1024;
const lineFeed = 0x0a;

/**
 * What is asked of files, and the files. The body is one line of JSON (`schema`), then the files as they are: an address
 * has no room for many long names, for a kanji takes nine signs there.
 */
export function givenIn<T extends { files: Files }>(
  schema: z.ZodType<T>,
  body: Uint8Array,
): { ok: true; asked: T; files: RegistryFile[] } | { ok: false; answer: TabAnswer } {
  const end = body.subarray(0, longestHead).indexOf(lineFeed);
  if (end < 0) return { ok: false, answer: problem(400, 'bad-body', 'The body must begin with a line of JSON.') };
  const asked = readBody(schema, body.subarray(0, end));
  if (!asked.ok) return asked;
  const files = filesIn(body.subarray(end + 1), asked.value.files);
  return files ? { ok: true, asked: asked.value, files } : { ok: false, answer: notTheFiles };
}

/** The files that bytes hold; null: they are more or fewer than the files'. */
function filesIn(bytes: Uint8Array, files: Files): RegistryFile[] | null {
  if (files.reduce((sum, each) => sum + each.bytes, 0) !== bytes.length) return null;
  let at = 0;
  return files.map(({ name, bytes: length }) => {
    at += length;
    return { name, content: bytes.subarray(at - length, at) };
  });
}

const notTheFiles = problem(400, 'not-the-files', 'The body is not as long as the files that its first line names.');
