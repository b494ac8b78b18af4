import { createHash } from 'node:crypto';
import type { Case, Person, Severity } from '../../cases/case.ts';
import { cut } from '../../language/cut.ts';
import type { Language } from '../../language/language.ts';
import { textOfMarkup } from '../../reading/markup.ts';
import { languageOf, titleOf } from '../../reading/title.ts';
import { cleaned } from '../cards/parts/text.ts';

/** A case told in free text. `at` is an ISO instant in UTC. */
export type FreeText = {
  text: string;
  tenantId: string;
  owner: Person;
  at: string;
  /** Chosen by hand (a dialog); a prefix in the text wins over none. */
  severity?: Severity;
  /** The reader's: of a text without prose. */
  readerLanguage?: Language;
  customer?: string | null;
  restricted?: boolean;
};

/**
 * The case that free text tells. Its id follows from tenant, owner and text, so that the same words delivered twice
 * (Teams does that, platform.md 2.4) are the same case. The severity is what the person typed before the text
 * ("critical: …", 「緊急：…」) and never guessed. Null when there are no words.
 */
export function caseFromText({ text, tenantId, owner, at, ...chosen }: FreeText): Case | null {
  const { severity, rest } = severityPrefix(textOfMarkup(cleaned(cut(text, mostRead))).trim());
  if (rest === '') return null;
  return {
    id: freeTextCaseId(tenantId, owner.id, rest),
    title: titleOf(rest),
    description: cut(rest, 50_000).toWellFormed(),
    customer: cut(chosen.customer?.trim() ?? '', 200) || null,
    product: null,
    severity: severity ?? chosen.severity ?? 'normal',
    language: languageOf(rest) ?? chosen.readerLanguage ?? 'en',
    restricted: chosen.restricted ?? false,
    owner,
    created: at,
    url: null,
  };
}

/** Markup can be several times as long as its words; what comes later is none of a case's. */
const mostRead = 150_000;

/** `T-` and twelve letters of the hash of tenant, owner and the text without regard to case, width and spaces. */
export function freeTextCaseId(tenantId: string, ownerId: string, text: string): string {
  const normalised = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const hash = createHash('sha256').update(`${tenantId}|${ownerId}|${normalised}`).digest();
  let bits = 0n;
  for (const byte of hash.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let letters = '';
  for (let index = 0; index < 12; index++) {
    letters += base32.charAt(Number(bits & 31n));
    bits >>= 5n;
  }
  return `T-${letters}`;
}
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const prefixes: Record<Severity, readonly string[]> = {
  critical: ['critical', 'sev1', 'p1', '緊急', '至急', '重大'],
  high: ['high', 'sev2', 'p2', '高', '重要度高'],
  normal: ['normal', 'sev3', 'p3', '通常', '中'],
  low: ['low', 'sev4', 'p4', '低'],
};
const severities = new Map<string, Severity>(
  Object.entries(prefixes).flatMap(([severity, words]) =>
    words.map((word): [string, Severity] => [word, severity as Severity]),
  ),
);

/** A severity only when a colon follows it: "critical path is slow" is not critical. */
export function severityPrefix(text: string): { severity: Severity | null; rest: string } {
  const match = /^[【[［]?([\p{L}\p{N}]{1,10})[】\]］]?\s*[:：]\s*([\s\S]+)$/u.exec(text);
  const severity = match?.[1] ? severities.get(match[1].normalize('NFKC').toLowerCase()) : undefined;
  return severity && match?.[2] ? { severity, rest: match[2].trim() } : { severity: null, rest: text };
}
