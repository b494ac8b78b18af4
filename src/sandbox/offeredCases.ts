import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Case, caseSchema, type Person } from '../cases/case.ts';
import { sign } from '../cases/webhook.ts';

/** A line of `--cases FILE.jsonl`: text that nobody wrote for this product. What else stands in it is left alone. */
const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  path: z.string().optional(),
  title: z.string().min(1),
  text: z.string().default(''),
});

/**
 * Reads cases from lines of JSON with `title` and `text`, and their `id` or `path`. They get short ids to type (`R1`,
 * `R2`, …); where each comes from stands in its text. Throws, naming the line, when one does not fit.
 */
export async function readOfferedCases(file: string, owner: Person, at: string): Promise<Case[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const read = lineSchema.safeParse(parsed(line));
    if (!read.success) throw new Error(`${file}, line ${index + 1}: ${z.prettifyError(read.error)}`);
    const { title, text } = read.data;
    return caseSchema.parse({
      id: `R${index + 1}`,
      title: title.slice(0, 300),
      description: text.slice(0, 50_000),
      language: /[\u3040-\u30ff\u4e00-\u9fff]/.test(title + text.slice(0, 200)) ? 'ja' : 'en',
      owner,
      created: at,
    });
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Sends cases to the bot as a case system does: one signed call each. Throws what the bot answers to a bad one. */
export async function offerCases(cases: readonly Case[], bot: { address: string; secret: string }): Promise<void> {
  for (const each of cases) {
    const body = JSON.stringify({ case: each, version: 1 });
    const response = await fetch(`${bot.address}/api/cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign(bot.secret, body, Date.now()) },
      body,
    });
    if (!response.ok) throw new Error(`Case ${each.id} was not taken: ${response.status} ${await response.text()}`);
  }
}
