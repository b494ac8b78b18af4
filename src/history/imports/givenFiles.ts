import { z } from 'zod';
import type { RegistryFile } from '../../registry/files/excel/workbook.ts';

/** Which files a body holds, one after the other: `[{"name":"engineers.csv","bytes":1234}]`. */
export const filesSchema = z.string().transform((text, context) => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = null;
  }
  const parsed = z
    .array(z.strictObject({ name: z.string().min(1).max(255), bytes: z.int().min(0) }))
    .min(1)
    .max(20)
    .safeParse(content);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'is no list of at most 20 files, each with its name and bytes' });
  return z.NEVER;
});

/** The files that a body holds; null: it is longer or shorter than they are. */
export function filesIn(body: Uint8Array, files: readonly { name: string; bytes: number }[]): RegistryFile[] | null {
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) !== body.length) return null;
  let at = 0;
  return files.map(({ name, bytes }) => {
    at += bytes;
    return { name, content: body.subarray(at - bytes, at) };
  });
}
