import type { TypedUrgency, Urgency } from '../../../cases/typedUrgency.ts';
import { cut } from '../../../language/cut.ts';
import { type Sentence, sentencesOf } from '../../../reading/courtesy.ts';
import { type Part, type PartKind, type ReadText, readText } from '../../../reading/parts.ts';
import { isReplyTitle } from '../../../reading/quotedMail.ts';
import { urgencyField } from './urgencyField.ts';

/**
 * The urgency of what somebody typed, pasted or passed on, and the text without its words. Typed words have it at their beginning or
 * end; a mail, of its newest part alone, also in its subject, in a field of a form and in the first sentence that says something.
 * Nobody's older mail, signature, notice or log says how urgent this is.
 */
export function saidUrgency(text: string, urgency: Urgency): TypedUrgency {
  const read = readText(cut(text, longestRead));
  const begins = read.matter[0]?.from;
  // Nothing but a log says no urgency; a mark alone does.
  if (begins === undefined && read.parts.some(({ kind }) => machine.has(kind)))
    return { severity: null, rest: text, words: '' };
  if (begins === undefined) {
    const typed = urgency.typed(text);
    return typed.severity === null ? (inAsking(text, read, urgency) ?? typed) : typed;
  }
  const ends = read.parts.find((part) => part.from >= begins && isOthers(part, text))?.from ?? text.length;
  // Urgency alone over an older mail is the case: 「本番停止」
  return (
    inStretch(text, { from: 0, to: ends }, urgency, ends < text.length) ??
    inSubject(text, read, urgency) ??
    inField(text, read, urgency) ??
    inFirstSentence(text, read, urgency) ??
    inAsking(text, read, urgency) ?? { severity: null, rest: text, words: '' }
  );
}

const longestRead = 20_000;

/** What the newest mail's writer did not write as their own words; of addresses those that are whole lines: `On Friday Ken wrote:`. */
const isOthers = ({ kind, from, to }: Part, text: string): boolean =>
  foreign.has(kind) || (kind === 'address' && (text[from - 1] ?? '\n') === '\n' && (text[to] ?? '\n') === '\n');
const foreign: ReadonlySet<PartKind> = new Set(['signature', 'notice', 'quoted', 'log', 'trace', 'code']);

const machine: ReadonlySet<PartKind> = new Set(['log', 'trace', 'code']);

type Stretch = { from: number; to: number };

/** Of a stretch of the text; where it says nothing else its words stay, if they are to. */
function inStretch(text: string, { from, to }: Stretch, urgency: Urgency, stays = true): TypedUrgency | null {
  const own = text.slice(from, to);
  const whole = urgency.typed(own);
  // `This is urgent.` alone on its line.
  const typed = whole.severity === null ? urgency.typed(own.replace(/[.。]\s*$/u, '')) : whole;
  if (typed.severity === null) return null;
  if (own.length === text.length) return typed;
  const [before = '', after = ''] = [/^\s*/.exec(own)?.[0], /\s*$/.exec(own)?.[0]];
  const rest = stays && !/[\p{L}\p{N}]/u.test(typed.rest) ? own : `${before}${typed.rest}${after}`;
  return { ...typed, rest: `${text.slice(0, from)}${rest}${text.slice(to)}`.trim() };
}

/** The subject of the newest mail, or of the one that is passed on whole; that of an answer is an older mail's. */
function inSubject(text: string, { matter }: ReadText, urgency: Urgency): TypedUrgency | null {
  const [first] = matter;
  if (!first) return null;
  const found = [...text.slice(0, Math.min(first.to, first.from + 400)).matchAll(subject)].at(-1);
  const [, label = '', title = ''] = found ?? [];
  if (!found || isReplyTitle(title)) return null;
  const from = found.index + label.length;
  return inStretch(text, { from, to: from + title.length }, urgency);
}
const subject =
  /^([*>\s]{0,4}(?:subject|title|件名|題名|タイトル|表題|betreff|objet)\s*\*?\s*[:：][^\S\n]*(?:(?:fwd?|wg|tr|転送)\s*[:：][^\S\n]*)*)(\S[^\n]*)$/gimu;

/** A form stays as it was filled in. */
function inField(text: string, read: ReadText, urgency: Urgency): TypedUrgency | null {
  const field = urgencyField(text, read, urgency);
  return field && { ...field, rest: text };
}

/** The first sentence of matter, and what is said in courtesy before it: 「至急ご対応をお願いいたします。」 */
function inFirstSentence(text: string, read: ReadText, urgency: Urgency): TypedUrgency | null {
  const [first, ...others] = firstSentences(text, read);
  if (!first) return null;
  for (const each of [...courtesiesBefore(first, text, read), first]) {
    const found = inStretch(text, each, urgency, each === first && others.length === 0);
    if (found) return found;
  }
  return null;
}

/**
 * How soon one of the first two asks for something: 「お客様がお怒りです。至急…をお願いします」, 「会議に入れないので至急お願いします」. Its words
 * tell the matter, too, and stay whole.
 */
function inAsking(text: string, read: ReadText, urgency: Urgency): TypedUrgency | null {
  const [first, second] = firstSentences(text, read);
  for (const each of [...courtesiesBefore(first, text, read), first, second]) {
    const asked = each && urgency.asked(each.words);
    if (asked) return { ...asked, rest: text };
  }
  return null;
}

const firstSentences = (text: string, { matter }: ReadText): Sentence[] =>
  matter.slice(0, 4).flatMap(({ from, to }) => sentencesOf(text, from, Math.min(to, from + 600)));

const courtesiesBefore = (first: Sentence | undefined, text: string, { parts }: ReadText): Sentence[] =>
  parts
    .filter(({ kind, from }) => kind === 'greeting' && from < (first?.from ?? text.length))
    .flatMap(({ from, to }) => sentencesOf(text, from, to));
