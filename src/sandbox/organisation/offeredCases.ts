import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Case, caseSchema } from '../../cases/case.ts';
import { createStoredCases } from '../../cases/storedCases.ts';
import { sign } from '../../cases/webhook.ts';
import { cut } from '../../language/cut.ts';
import type { Sql } from '../../store/database.ts';
import { cannotBeKept, unstorablesIn } from '../../store/storable.ts';

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
export async function readOfferedCases(file: string, at: string): Promise<Omit<Case, 'owner'>[]> {
  const bytes = await readFile(file).catch((cause) => {
    throw new Error(`${file} cannot be read.`, { cause });
  });
  if (/^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2))) throw new Error(`${file} is UTF-16. Save it as UTF-8.`);
  const lines = bytes
    .toString('utf8')
    // Editors of Windows begin a file with a byte order mark.
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  if (lines.length === 0) throw new Error(`${file} holds no case. Each line is a JSON object with title and text.`);
  return lines.map(({ line, number }, index) => {
    const told = parsed(line, `${file}, line ${number}`);
    const [lost] = unstorablesIn(told);
    if (lost)
      throw new Error(`${file}, line ${number}, ${lost.path.join('.')} ${cannotBeKept[lost.code]}. Take it out.`);
    const read = lineSchema.safeParse(told);
    if (!read.success) {
      const wrong = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`);
      throw new Error(`${file}, line ${number} is no case: ${wrong.join('; ')}`);
    }
    const { title, text } = read.data;
    return offeredSchema.parse({
      id: `R${index + 1}`,
      title: cut(title, 300),
      description: cut(text, 50_000),
      language: /[\u3040-\u30ff\u4e00-\u9fff]/.test(title + cut(text, 200)) ? 'ja' : 'en',
      created: at,
    });
  });
}

/** Gives each case to somebody of the organisation who owns one of its language: cards come in that, then. */
export function withOwners(offered: readonly Omit<Case, 'owner'>[], known: readonly Case[]): Case[] {
  return offered.flatMap((each) => {
    const alike = known.find(({ language }) => language === each.language) ?? known[0];
    return alike ? [{ ...each, owner: alike.owner }] : [];
  });
}

const offeredSchema = caseSchema.omit({ owner: true });

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${where} is not JSON: ${line.slice(0, 60)}`, { cause });
  }
}

/** Keeps cases as if a case system had sent them before the bot began: thousands in some seconds. */
export async function keepCases(cases: readonly Case[], { database, tenantId }: { database: Sql; tenantId: string }) {
  const stored = createStoredCases({ database, clock: Date.now });
  for (const each of cases) await stored.save(tenantId, each, 1n);
}

/**
 * Sends cases to the bot as a case system does: one signed call each, as the given version of the case. Throws what
 * the bot answers to a bad one.
 */
export async function offerCases(
  cases: readonly Case[],
  bot: { address: string; secret: string },
  version = 1,
): Promise<void> {
  for (const each of cases) {
    const body = JSON.stringify({ case: each, version });
    const response = await fetch(`${bot.address}/api/cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign(bot.secret, body, Date.now()) },
      body,
    });
    if (!response.ok) throw new Error(`Case ${each.id} was not taken: ${response.status} ${await response.text()}`);
  }
}
