import type { Case } from '../cases/case.ts';
import { matchesOf } from '../reading/matches.ts';
import { readCase } from '../reading/readCase.ts';
import type { Technology } from '../registry/technology.ts';
import { aliasesOf } from '../registry/writings.ts';
import { createAliasIndex } from './aliases.ts';
import type { CaseText } from './detection.ts';
import { onceOfText } from './onceOfText.ts';
import { isOrdinary } from './ordinaryWords.ts';
import { comparable, comparableWords, spanInOriginal } from './text.ts';
import { wellKnownIn } from './wellKnownProducts.ts';

/** What a case names that is in no registry, as it is written there, in the order of its words; five at most. */
export type UnknownNames = (text: CaseText) => string[];

/**
 * Names of products that no technology of the registry is called by: `Cisco ASA`, `AudioCodes`, サイボウズ. By rule and
 * from the matter alone: a name has capitals where its sentence has none, and is written as no ordinary word is
 * (FortiGate), or stands where products stand: before a model (Cisco ASA), before what kind of thing it is (Zscaler
 * proxy), after what is done with one (put Zscaler in front), and in Japanese as a Latin word in prose. A katakana word
 * is one only beside another product, with which it is named in one breath. Rather none than an ordinary word. What everybody
 * knows for a product is one wherever it stands (wellKnownProducts.ts).
 */
export function createUnknownNames(technologies: readonly Technology[]): UnknownNames {
  const index = createAliasIndex(technologies);
  const words = new Set(
    technologies.flatMap((each) =>
      [each.name.en, each.name.ja, ...aliasesOf(each)].flatMap((words) => comparableWords(words).split(' ')),
    ),
  );
  const isOfRegistry = (word: string): boolean => words.has(comparableWords(word).trim());
  const phrases = technologies.flatMap((each) =>
    [each.name.en, each.name.ja, ...aliasesOf(each)].map((words) => ` ${comparableWords(words).trim()} `),
  );
  /** `Azure Synapse` is no name of a registry that says Azure of one thing and Synapse of another. */
  const isNamedThere = (name: string): boolean => {
    const own = comparableWords(name).trim();
    return own.includes(' ') ? phrases.some((words) => words.includes(` ${own} `)) : words.has(own);
  };

  function* namesIn(written: string, tells: (offset: number) => boolean): Generator<string> {
    const text = comparable(written);
    const known = index.hits(text).map(({ from, to }) => spanInOriginal(text, from, to));
    for (const sentence of written.matchAll(/[^\n。！？!?]+?(?:[。！？!?\n]|\.(?=\s|$)|$)/gu)) {
      const { 0: words, index: start } = sentence;
      const spans = known.flatMap(({ start: from, end }) =>
        from >= start && end <= start + words.length ? [{ from: from - start, to: end - start }] : [],
      );
      const isNew = ({ from, to }: Span) => !spans.some((each) => from < each.to && each.from < to);
      const usual = usualWidth(words);
      const nameAt = ({ from, to }: Span) => words.slice(from, to);
      const found = [
        ...[...latinNames(usual, spans, isOfRegistry), ...katakanaNames(words, spans)].filter(
          (span) => !nameAt(span).split(/\s/).every(isOfRegistry),
        ),
        ...[...wellKnownIn(usual)].filter((span) => !isNamedThere(nameAt(span))),
      ];
      for (const span of found.sort((a, b) => a.from - b.from))
        if (isNew(span) && tells(start + span.from)) yield nameAt(span);
    }
  }

  return onceOfText(({ title, description, product }) => {
    const { text, titleWeight } = readCase(title, description);
    const found = [
      ...(titleWeight < 1 ? [] : namesIn(title, () => true)),
      ...namesIn(description, (offset) => text.weightAt(offset) === 1 && text.matterBefore(offset) < openingLength),
      ...productsOf(product).filter((each) => index.hits(comparable(each)).length === 0),
    ];
    const byWords = new Map(found.map((name) => [comparableWords(name).trim(), name]));
    // `Cisco` is told by `Cisco ASA`, and `Meraki` by `Cisco Meraki`.
    const isPartOf = (words: string, other: string) => other.startsWith(`${words} `) || other.endsWith(` ${words}`);
    const all = [...byWords].filter(([words]) => ![...byWords.keys()].some((other) => isPartOf(words, other)));
    return all.map(([, name]) => name).slice(0, mostNames);
  });
}

const mostNames = 5;
/** In units of matter: further down a text goes into how, and names settings, tools and states. */
const openingLength = 400;
type Span = { from: number; to: number };

/** The product field is what somebody says it is about; longer words are none of a product. */
const productsOf = (product: Case['product']): string[] =>
  (product ?? '')
    .split(/[,、;；]/)
    .map((each) => each.trim())
    .filter((each) => /\p{L}{2}/u.test(each) && each.length <= 60);

/** Sign for sign, so that places stay. */
const usualWidth = (text: string): string =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** One capitalised word, and what of capitals and figures follows it: `Cisco ASA 5506`, `Citrix Workspace`. */
const capitalised =
  /(?<![\p{Script=Latin}\p{N}._/\\@#<-])(?:[a-z]{2})?\p{Lu}\p{Script=Latin}*\p{Ll}\p{Script=Latin}*(?: (?:\p{Lu}[\p{Script=Latin}\p{N}-]*|\d{3,5}[A-Z]?)(?![\p{Script=Latin}\p{N}])){0,3}(?![\p{Script=Latin}\p{N}_/\\@:=(]|\.\w)/gu;

function* latinNames(
  sentence: string,
  known: readonly Span[],
  isOfRegistry: (word: string) => boolean,
): Generator<Span> {
  const isJapanese = kana.test(sentence);
  // In a title in which all words are large, a large one says nothing.
  if (!isJapanese && isAllLarge(sentence, known)) return;
  for (const { 0: found, index: from } of matchesOf(capitalised, sentence)) {
    const parts = found.split(' ');
    const first = parts[0] ?? '';
    const cut = known.find((each) => each.from > from && each.from < from + found.length);
    const own = cut ? sentence.slice(from, cut.from).trim() : found;
    const to = from + own.length;
    const [before, after] = [sentence.slice(0, from), sentence.slice(to)];
    // What stands at a known name is a part of it: `Exchange Online Autodiscover`, `Microsoft Teams`.
    if (known.some((each) => /^[\s]?$/.test(sentence.slice(each.to, from)) && each.to <= from)) continue;
    if (known.some((each) => each.from >= to && sentence.slice(to, each.from) === ' ')) continue;
    if (first.length < 4 || isOrdinary(first) || isOfRegistry(first) || !hasOwnShape(first)) continue;
    const isMade = inCapitals.test(first) || oddBeginning.test(first);
    const isModel = / (?:[A-Z]{2,}|[A-Z]*\d[\w-]*)/.test(found.slice(first.length));
    if (isJapanese) {
      if (isMade || isModel || own.includes(' ') || isBeside({ from, to }, sentence, known) || madeOrJoined.test(after))
        yield { from, to };
    } else if (
      isMade ||
      (isModel && !isFirst(before)) ||
      kindAfter.test(after) ||
      (!isFirst(before) && doneBefore.test(before))
    )
      yield { from, to };
  }
}

const kana = /[\u3041-\u30ff]/u;
const isFirst = (before: string): boolean => !/\p{L}/u.test(before);
/** FortiGate, AudioCodes, pfSense; not `iOS`, which is all but one letter. */
const inCapitals = /\p{Ll}\p{Lu}\p{L}*\p{Ll}|^\p{Lu}{2,}\p{Ll}{2,}/u;
/** No word of English begins so: Zscaler, Nginx. */
const oddBeginning =
  /^(?!(?:b[lrwy]|c[hlrwyz]|d[jrwy]|f[jlry]|g[hlnrwy]|h[y]|k[hlnrwy]|l[ly]|m[cy]|n[y]|p[fhlnrsty]|r[hy]|s[chjklmnpqrtvwy]|t[hrswy]|v[y]|w[hry]|x|y|z[hwy])|mc)[bcdfghjklmnpqrstvwz]{2}\p{Ll}/iu;
const kindAfter =
  /^(?:'s)? (?:\w+ )?(?:firewalls?|routers?|switch(?:es)?|appliances?|prox(?:y|ies)|agents?|gateways?|tunnels?|devices?|controllers?|plug-?ins?|connectors?|add-?ins?|phones?|printers?|load balancers?|antivirus|scanners?|SBCs?|VPN)\b/iu;
const doneBefore =
  /\b(?:us(?:e|ed|es|ing)|behind|via|through|put|install(?:ed|ing)?|deploy(?:ed|ing)?|replac(?:ed|ing)|upgrad(?:ed|ing)|migrat(?:ed|ing) (?:from|to)|integrat(?:ed|ing) with|running|called|product|vendor)(?: (?:the|our|a|an|new|old|their|latest))* $/iu;

function isAllLarge(sentence: string, known: readonly Span[]): boolean {
  const rest = known.reduce(
    (text, { from, to }) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to),
    sentence,
  );
  const words = (rest.match(/(?<![\p{L}\p{N}])\p{L}{4,}/gu) ?? []).slice(1);
  return words.length > 2 && words.filter((word) => /^\p{Lu}/u.test(word)).length * 2 > words.length;
}

/** iPhone is its owner's; NotReady and AuthorizationFailure are states, PodDisruptionBudget and GetItem are of programs. */
const hasOwnShape = (word: string): boolean =>
  !/^\p{Lu}(?:\p{Lu}\p{Ll}|s$)/u.test(word) &&
  !word.split(/(?=\p{Lu})/u).every(isOrdinary) &&
  (word.match(/\p{Lu}\p{Ll}/gu) ?? []).length < 3 &&
  !ofPrograms.test(word) &&
  !/(?:ant|ent|al|ed|ing|able|ive|ary|ly|tion|ment|ness|ity|ous|ful)s?$/u.test(word);
const ofPrograms =
  /^(?:Not|No|Get|Set|Is|On|Add|New|Remove|Test|Start|Stop|Create|Delete|Update|Invalid|Unknown|Mso|Max|Min|Last|First|User|Auto|Pre|Post)\p{Lu}|\p{Ll}(?:Failure|Failed|Fail|Ready|Error|Exception|Denied|Found|Off|Timeout|Expired|Invalid|Required|Disabled|Enabled|Id|IDs?|Name|Key|Type|Status|State|Code|Policy|Set|Role|User|Request|Response|Service|Services|Host|Provider|Manager|Handler|Client|Server|Info|List|Count|Limit|Size|Path|File|Mode|Level|Value|Data|Time|Date|Event|Log|Class|Object|String|Item|Group|Config|Store|Connection|Session|Task|Job|Pull|Loop|Killed|Normal|Token|Url|URL|Account|Version|Option|Options|Settings)$/u;

/** A katakana word in one breath with a product that is known: サイボウズと Outlook. */
function* katakanaNames(sentence: string, known: readonly Span[]): Generator<Span> {
  for (const { 0: word, index: from } of sentence.matchAll(/[ァ-ヺー][ァ-ヺー・]{3,}/gu)) {
    const to = from + word.length;
    if (!isOrdinary(word) && (isBeside({ from, to }, sentence, known) || made.test(sentence.slice(to))))
      yield { from, to };
  }
}

const made = /^\s?社?製/u;
/** 「kaonaviと連携できない」 */
const madeOrJoined = /^\s?(?:社?製|(?:との?|への?|から)\s?(?:の)?(?:連携|連動|統合|同期|移行))/u;
/** Whether it is named together with a known product, and with nothing else of its own. */
const isBeside = ({ from, to }: Span, sentence: string, known: readonly Span[]): boolean =>
  known.some(
    (each) =>
      (each.from >= to && joined.test(sentence.slice(to, each.from))) ||
      (each.to <= from &&
        joined.test(sentence.slice(each.to, from)) &&
        /^\s?(?:の(?!\p{Script=Han})|を|が|に|は|で|間)/u.test(sentence.slice(to))),
  );
const joined = /^\s?(?:と|や|及び|および|、|\/|／|&|＆)\s?(?:の)?\s?$/u;
