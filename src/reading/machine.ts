import { anyOf } from './anyOf.ts';
import type { Line } from './lines.ts';

/** What a machine wrote: lines of a log or a table, the frames of a stack trace, code and what was typed at a prompt. */
export type MachineKind = 'log' | 'trace' | 'code';

/**
 * Which lines of a paragraph a machine wrote. Some lines show it by themselves; others (a label and its value, columns, many
 * signs) only beside their like. What stands between such lines goes with them, and after a trace what is no sentence in Japanese.
 */
export function machineLines(paragraph: readonly Line[]): Map<Line, MachineKind> {
  const signs = paragraph.map(({ words }) => signOf(words));
  const found = new Map<Line, MachineKind>();
  const clear = signs.filter((sign) => sign !== null && sign !== 'weak').length;
  const weak = signs.filter((sign) => sign === 'weak').length;
  if (clear === 0 && (weak < 2 || weak * 2 < paragraph.length)) return found;
  const first = signs.findIndex((sign) => sign !== null);
  const last = signs.findLastIndex((sign) => sign !== null);
  const kind = signs.filter((sign) => sign !== 'weak').find((sign) => sign !== null) ?? 'log';
  const traced = signs.includes('trace');
  const enough = clear + weak >= 2;
  paragraph.forEach((line, at) => {
    const sign = signs[at] ?? null;
    const own = sign === null || sign === 'weak' ? (traced ? 'trace' : kind) : sign;
    if (sign !== null && sign !== 'weak') found.set(line, own);
    else if (sign === 'weak') {
      if (enough) found.set(line, own);
    } else if (enough && at > first && !hiragana.test(line.words.slice(0, 200))) {
      if (at < last || traced || labelled(paragraph, signs) || !/[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(line.words))
        found.set(line, own);
    } else if (enough && at > first && (at < last || labelled(paragraph, signs))) found.set(line, own);
  });
  return found;
}

/** An event told field by field, whose last field is told in sentences. */
const labelled = (paragraph: readonly Line[], signs: readonly unknown[]): boolean =>
  signs.filter((sign) => sign === 'weak').length >= 3 && paragraph.filter(({ words }) => field.test(words)).length >= 3;

function signOf(words: string): MachineKind | 'weak' | null {
  const said = proseAfterTime.test(words);
  if (traceLine.test(words)) return 'trace';
  if (!said && logLine.test(words)) return 'log';
  if (promptLine.test(words)) return 'code';
  if (encoded(words)) return 'log';
  if (hiragana.test(words)) return field.test(words) && / {2}/.test(words) ? 'weak' : null;
  if (/(?:[\w.-]+=(?:"[^"]{0,80}"|[^\s,;]+)[\s,;]+){2,}[\w.-]+=/.test(words)) return 'log';
  if (guid.test(words) && words.length < 140 && words.split(/\s+/, 12).length <= 8) return 'log';
  if (/\S {2,}\S.*\S {2,}\S/.test(words) || /\t.*\t/.test(words)) return 'weak';
  if (field.test(words) && /[:：]\s{2,}/.test(words)) return 'weak';
  if (/^[^,]*(?:,[^,\s][^,]*){3,}$/.test(words) && /\d/.test(words)) return 'weak';
  if (/^\+ /.test(words)) return 'weak';
  // What is set in bold has signs of its own: `**Customer:** Fabrikam`.
  const plain = words.replaceAll('**', '');
  if (
    plain.length >= 12 &&
    ratio(plain, /[{}[\]()<>|=;:"'`~#$%^&*_\\/+@-]/g) > 0.18 &&
    !/\p{L}{3,} \p{L}{3,} \p{L}{3,} \p{L}{3,}/u.test(words)
  )
    return 'weak';
  return null;
}

const hiragana = /[\u3041-\u309f]/;
const field = /^[^:：。]{1,40}[:：](?:\s|$)/;
const guid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i;

/** 「2026/3/3 10:12:00 に切れました」 is told by somebody. */
const proseAfterTime =
  /^\W{0,2}\d{4}[-/.]\d\d?[-/.]\d\d?[T ]?\d?\d?:?[\d:.]{0,12}\s*(?:に|頃|ごろ|から|より|まで|以降|時点|の|、|は|で)/;
const logLine = anyOf(
  [
    /^\W{0,3}(?:\d{1,3}>1? ?)?\d{4}[-/.]\d\d?[-/.]\d\d?[T ,]+\d\d?:\d\d:\d\d/u,
    /^\W?\d\d?[-/.](?:\d\d?|[A-Z][a-z]{2})[-/.]\d{2,4}[ ,]+\d\d?:\d\d:\d\d/u,
    /^(?:\w{3},? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) {1,2}\d{1,2},? (?:\d{4} )?\d\d:\d\d:\d\d/u,
    /^\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?\s/u,
    /^\S{3,40} \S+ \S+ \[\d\d\/\w{3}\/\d{4}/u,
    // "CRITICAL 2 DCs down" is called out by somebody.
    /^\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL(?! \d{1,3} [A-Za-z])|NOTICE)\]?(?:\s*[|\t]|\s{2,}|\s?\[|\s*\d)/u,
    /^#(?:Software|Fields|Version|Date|Remark): /u,
    /^[{[]\s*"[^"]{1,60}"\s*:.*[\]}],?$/u,
    /^\|--\w/u,
    /(?:\. ){4,}:?/u,
    /(?:\bbytes|バイト数) ?= ?\d+.*(?:ttl|time|時間)/u,
    /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/u,
    /^[0-9a-f]{4,16}[: ]{1,3}(?:[0-9a-f]{2,8}[ -]){4,}/u,
    /\b(?:logical|physical) reads \d+/u,
    /^(?:要求がタイムアウトしました|Request timed out)/u,
  ],
  'i',
);
const traceLine = anyOf(
  [
    /^at (?:async )?[\w$.<>`[\],+/]+\s?\(/u,
    /^at .{1,200}:\d+(?::\d+)?\)?$/u,
    /^at async /u,
    /^File "[^"]{1,300}", line \d+/u,
    /^Traceback \(/u,
    /^Caused by: /u,
    /^\.\.\. \d+ (?:more|common frames)/u,
    /^-{2,}> [\w.]+/u,
    /^--- End of/u,
    /^\+ (?:CategoryInfo|FullyQualifiedErrorId)\b/u,
    /^\+\s+~{2,}/u,
    /^(?:At|発生場所) (?:line:|行:|[A-Za-z]:\\)/u,
    /^goroutine \d+ \[/u,
    /^panic: /u,
    /\S\.(?:java|cs|py|jsx?|tsx?|go|rb|cpp|c|h|psm?1|php|rs|kt|scala):(?:line )?\d+/u,
    /^(?:[\w$]+[.:]+)+[\w$]*(?:Exception|Error|Fault|Timeout|Failure)\b(?:\s*[:(]|$)/u,
    /^[A-Z]\w*[a-z](?:Exception|Error): /u,
    /^[\w$]+(?:\.[\w$]+){2,}: /u,
    /^(?:Unhandled|Uncaught) \w*\s?(?:exception|error)/u,
    /^[A-Z][A-Za-z]+-[A-Z]\w+ : /u,
    /\w!\w[\w:]*\+0x[0-9a-f]+/u,
    // `NOT_FOUND: …`; of `CRITICAL: AKS down` and `SUMMARY: …` people are the writers.
    /^(?!(?:URGENT|CRITICAL|EMERGENCY|IMPORTANT|BLOCKER|BLOCKING|OUTAGE|ATTENTION|PRIORITY|SEVERITY|ESCALATION|ESCALATED|PRODUCTION|HIGHEST|MEDIUM|NORMAL|REMINDER|FOLLOWUP|REQUEST|QUESTION|PROBLEM|INCIDENT|UPDATE|ACTION|SUBJECT|SUMMARY|DESCRIPTION|SYMPTOMS?|IMPACT|CUSTOMER|PRODUCT|DEADLINE|EXPECTED|ACTUAL|RESULT|PLEASE):)[A-Z][A-Z_]{5,}: /u,
    /^[0-9a-f]{8}`?[0-9a-f]{8} /u,
  ],
  '',
);
const promptLine =
  /^(?:PS )?[A-Za-z]:\\[^>]{0,120}>|^(?:\$|#>) ?\w|^[\w.-]+@[\w.-]+[:~ ][^\s$#]{0,60}[$#] |^\$\w+(?:\.\w+)*$/;

/**
 * The rows of Markdown tables: `| server | status |`, and without the outer lines what stands in a paragraph around `--- | ---`. What
 * stands right below such rows is nobody's table.
 */
export function tableRows(paragraph: readonly Line[]): Line[] {
  const isRuled = paragraph.some(({ words }) => /^:?-{2,}:?\s*\|[\s|:-]*$/.test(words));
  return paragraph.filter(({ words }) => /^\|[^|]*\|[^|]*\|/.test(words) || (isRuled && words.includes('|')));
}

/** base64, hexadecimal: one long word of letters and figures that nobody says. */
function encoded(words: string): boolean {
  if (words.length < 40 || /\s/.test(words)) return false;
  return /^[A-Za-z0-9+/=_-]+$/.test(words) && (/\d/.test(words) || words.length > 64) && !/^https?:/.test(words);
}

const ratio = (words: string, of: RegExp): number => (words.match(of)?.length ?? 0) / words.length;
