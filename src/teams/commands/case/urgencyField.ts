import { type Severity, severities } from '../../../cases/case.ts';
import type { Urgency } from '../../../cases/typedUrgency.ts';
import type { ReadText } from '../../../reading/parts.ts';
import { fieldsOf, formField } from './formField.ts';

/** A level in a field of a form, and the field as written. */
type Field = { severity: Severity; words: string };

/**
 * The urgency that a field of a form tells: `Severity: A`, 【重要度】A, 「３．影響　全社」; the worst of
 * several. Null where none does: `Impact: high CPU on all nodes` goes on about something else.
 */
export function urgencyField(text: string, read: ReadText, urgency: Urgency): Field | null {
  const fields = fieldsOf(text, read).flatMap((line) => fieldIn(line, urgency) ?? []);
  return (
    fields.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))[0] ?? null
  );
}

function fieldIn(line: string, urgency: Urgency): Field | null {
  const { name: label, value, spaced } = field.exec(line)?.groups ?? {};
  if (label === undefined || value === undefined) return null;
  const isImpact = /impact|影響/i.test(label);
  // `Ticket severity`, `User impact`
  const name = label.split(' ').at(-1);
  // `2 - High`, 「高（業務停止中）」
  // Behind no more than a space it is the whole value: `Severity column (critical) is empty` is no field.
  const pieces =
    spaced === undefined
      ? value.split(/[（(）)、,。.;；/／|]|\s[-–—]\s/u)
      : [value.replace(/\s?(?:（[^（）]{1,30}）|\([^()]{1,30}\))$/u, '')];
  for (const piece of pieces.map((each) => each.trim()).filter(isShort)) {
    // 「影響：全社」 is 「全社影響」.
    const read = [`${name}:${piece}`, piece, ...(isImpact ? [`${piece}影響`, `${piece} affected`] : [])];
    for (const words of read) {
      const { severity, rest } = urgency.typed(words);
      if (severity !== null && rest === '') return { severity, words: trimmed(line) };
    }
  }
  return null;
}

const isShort = (piece: string): boolean => piece !== '' && piece.length <= 30;
/** Without what sets a line or its label off. */
const trimmed = (line: string): string =>
  line
    .replaceAll('**', '')
    .replace(/^[^\p{L}]+|[^\p{L}\p{N}]+$/gu, '')
    .slice(0, 60);

const names =
  '(?:(?:case|ticket|incident|issue) )?(?:sev(?:erity)?|prio(?:rity)?|urgency)|(?:(?:customer|client|business|user|service|prod(?:uction)?) )?impact|重要度|優先度|緊急度|緊急性|重大度|深刻度|(?:(?:業務|顧客|お客様|利用者|ユーザー?)(?:への)?)?影響(?:範囲|度)?';
const field = formField(names);
