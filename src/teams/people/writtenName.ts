import { compatible } from '../../language/compatible.ts';
import { withUsualKanji } from '../../language/usualKanji.ts';

/**
 * The mail address in what somebody typed or pasted for a person: `田中 健二 <kenji@contoso.example>`, `mailto:…`,
 * `sip:…`, a link; in usual signs. Null where there is none, or more than one.
 */
export function mailIn(typed: string): string | null {
  const found = compatible(typed)
    .replace(/\p{Cf}/gu, '')
    // From where its signs begin: tried from each of them, a long word would take time by its square.
    .match(/(?<![\p{L}\p{N}._%+'’#-])[\p{L}\p{N}._%+'’#-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu);
  const all = new Set((found ?? []).map((mail) => mail.toLowerCase()));
  return all.size === 1 ? (found?.[0] ?? null) : null;
}

/**
 * The people that are typed with commas, と, `and`, & or a stroke between, or each with an @ before it, as written; `"Tanaka, Kenji" <mail>`,
 * `Tanaka, K.` and, where semicolons stand between people, `Tanaka, Kenji` are one. Twenty at most.
 */
export function peopleTyped(typed: string): string[] {
  return (
    typed
      .replace(joined, '、')
      .replace(mentionedToo, '、@')
      .split(/[;；]/)
      .map((each, _at, { length }) => (length > 1 ? each.replace(surnameFirst, '"$&"') : each))
      .join(';')
      .match(
        /(?:"[^"\n]*"|(?<!\p{Script=Latin})\p{Script=Latin}+, ?\p{Script=Latin}+\.?\s*(?=<[^>\n]{0,300}@)|(?<!\p{Script=Latin})\p{Script=Latin}+, ?\p{Script=Latin}\.?(?=\s*(?:$|[,、;]))|[^,、，;；\n"]|")+/gu,
      ) ?? []
  )
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, 20);
}

/**
 * Between two people: `Ken and Yumiko`, 佐藤さんと Tanaka, ケンとユミコ, 渡辺/斎藤. What stands behind a stroke may as well be a
 * department (田中/営業部), and と may stand within a name in hiragana.
 */
const joined =
  /(?<=\p{Script=Han}|[ァ-ヺー]|\p{Script=Latin}\.?|さん|様|氏)(?:\s?(?:と|および|及び|ならびに)\s?(?=\p{Script=Han}|[ァ-ヺ]|\p{Script=Latin})|\s(?:and|plus)\s(?:also\s)?|(?:\s[&+]|\s?[＆＋])\s?(?=\p{L})|(?:\s?[/／]\s?|(?<=\p{Script=Han}|さん|様|氏)\s?[・･]\s?)(?=\p{Script=Han}{1,5}(?:さん|様|氏)?(?:$|[,、/／・･;\n])(?<!部|課|室|係|社|店|局|部門|本部|支社|担当|チーム)))/giu;

/** The next who is mentioned, with nothing but a blank before the @. */
const mentionedToo = /(?<=[^\s,、;；])\s+@(?=\p{L})/gu;
/** `Tanaka, Kenji` alone, as Outlook lists people. */
const surnameFirst = /(?<=^\s*)[\p{Script=Latin}'’-]+, ?[\p{Script=Latin}'’-]+(?=\s*$)/u;

/** A name as it is compared: as a whole in its order, and its parts in none. */
export type FoldedName = { whole: string; parts: readonly string[] };

/**
 * A name without width, case, spaces, accents, marks of a mention, what stands in brackets and what politeness adds; of
 * kanji that are one in names (髙 and 高) each is the usual one. Without parts when no name is left. Names come again and
 * again: theirs are kept.
 */
export function foldedName(written: string): FoldedName {
  const known = folded.get(written);
  if (known) return known;
  if (folded.size >= mostNames) folded.clear();
  const parts = partsOf(written);
  const name = { whole: parts.join(''), parts };
  folded.set(written, name);
  return name;
}
const folded = new Map<string, FoldedName>();
const mostNames = 10_000;

/** Whether two names are one, whatever part comes first. */
export const isSameName = (one: FoldedName, other: FoldedName): boolean =>
  one.whole === other.whole ||
  (one.parts.length === other.parts.length && one.parts.length > 1 && includesParts(one, other));

/** Whether a name holds what was typed: a piece of it, or some of its parts. */
export const holdsName = (name: FoldedName, typed: FoldedName): boolean =>
  name.whole.includes(typed.whole) || (isLatin(typed) && (includesParts(name, typed) || includesInitials(name, typed)));

const isLatin = ({ whole }: FoldedName): boolean => /^\p{Script=Latin}+$/u.test(whole);
const includesParts = (name: FoldedName, some: FoldedName): boolean =>
  some.parts.every((part) => name.parts.includes(part));
/** As that, with letters for parts that begin so: `Tanaka, K.` */
const includesInitials = (name: FoldedName, some: FoldedName): boolean =>
  some.parts.some((part) => part.length > 1 && name.parts.includes(part)) &&
  some.parts.every((part) => name.parts.some((each) => (part.length === 1 ? each.startsWith(part) : each === part)));

function partsOf(written: string): string[] {
  const plain = compatible(written)
    .replace(/\p{Cf}|<\/?at[^>]*>/gu, '')
    .replace(/^[\s@"]+|\([^)]*\)|\/.*$|"/gu, '')
    .trim()
    // A sign-in as Windows shows it, and what stands before a name in a letter.
    .replace(
      /^[\p{L}\d.-]{1,60}\\(?=\p{L})|^(?:mr|mrs|ms|miss|dr|prof|sir|herr|frau|mme|sr|sra)(?:\.\s?|\s)(?=\p{L})/iu,
      '',
    );
  return (
    withUsualKanji(plain.replace(honorific, ''))
      .toLowerCase()
      .normalize('NFD')
      .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
      .normalize('NFC')
      // Half of those who type a reading do so in katakana.
      .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
      // ü is written ue where there is none.
      .replace(/([aou])e/gu, '$1')
      .replace(/['’‘`.]/gu, '')
      .split(/[\s,・‐-―-]+/u)
      .filter((part) => part !== '')
  );
}

const honorific =
  /\s?(?:様宛|宛|さん|さま|様|殿|君|くん|ちゃん|氏|先生|先輩|社長|部長|次長|課長|係長|主任)$|^(?:さん|様|氏)$|(?<=\p{L})(?: (?:san|sama)$|-(?:san|sama)(?![\p{L}-]))/iu;
