import type { Case } from '../cases/case.ts';
import { namedInPassing } from '../reading/addresses.ts';
import { deniedPart } from '../reading/denial.ts';
import { type ReadCase, readCase } from '../reading/readCase.ts';
import { createFamily } from '../registry/family.ts';
import type { Technology, TechnologyId } from '../registry/technology.ts';
import { type AliasHit, type AliasIndex, createAliasIndex } from './aliases.ts';
import type { DetectedTechnology, DetectionEvidence } from './detectedTechnology.ts';
import { type DetectionSettings, defaultDetectionSettings } from './detectionSettings.ts';
import { isNoEvidence } from './emptyWords.ts';
import { settle, withKin } from './kinship.ts';
import { besideOlderSubject, inOlderSubject, isSaid } from './olderSubject.ts';
import { onceOfText } from './onceOfText.ts';
import { comparable, isJapanese, spanInOriginal } from './text.ts';

/** What is read of a case. */
export type CaseText = Pick<Case, 'title' | 'description' | 'product'>;

/**
 * Says which technologies a case is about, surest first; nothing when nothing is sure enough. Pure: the same text
 * gives the same answer.
 */
export type Detector = (text: CaseText) => DetectedTechnology[];

/**
 * What else speaks of a case's technologies beside the registry's words: those it finds itself, how far these are heard where words
 * name another, 0..1, and how sure, 0..1, it is of those that the words name, all that it knows weighed.
 */
export type SecondVoice = (text: CaseText) => {
  found: DetectedTechnology[];
  besideNames?: number;
  confidences(named: readonly Named[]): ReadonlyMap<TechnologyId, number>;
};

/** A technology that words of a case name, and how sure they are of it by themselves, 0..1. */
export type Named = { technology: TechnologyId; confidence: number; words: readonly string[] };

/**
 * A detector by the registry's own words. Made once for a registry (about half a second for 2,000 technologies with
 * 20 aliases each) and used for every case (well under a millisecond for a usual one).
 *
 * Parents: a technology found implies its ancestors weakly. An ancestor is told beside a descendant only when it is
 * surer; when the descendant is about as sure, the more specific one stands for both and gains from the ancestor's own words. Two or more
 * unsure children of one parent speak for the parent together.
 *
 * A name that several technologies share (VPN, Exchange) is the name of their family: where one of them is named by
 * words of its own it means that one, else it speaks for each in part, and for none when they are many.
 *
 * `learned` is a second voice, such as what past cases taught: it says how sure what the words name is, and finds more by
 * itself, before it is settled what is sure enough to be told. Where no words name one, an older mail's subject is read; where
 * nothing is sure, the surest is told as a guess (isGuess).
 */
export function createDetector(
  technologies: readonly Technology[],
  settings: DetectionSettings = defaultDetectionSettings,
  learned: SecondVoice = () => ({ found: [], confidences: () => new Map() }),
): Detector {
  const index = createAliasIndex(technologies);
  const family = createFamily(technologies);
  /** What the words say, before anything is believed or settled. */
  const spoken = onceOfText(({ title, description, product }) => {
    const evidence = new Map<number, Weighed[]>();
    const weigh = (place: number, weighed: Weighed) => {
      const known = evidence.get(place);
      if (known) known.push(weighed);
      else evidence.set(place, [weighed]);
    };
    if (product) for (const [place, each] of inProduct(index, product, settings)) weigh(place, each);
    const read = readCase(title, description);
    const works: [number, Weighed, meant: number][] = [];
    const denied: [number, Weighed][] = [];
    const judge = createJudge();
    const readText = (written: string, source: 'title' | 'description') => {
      for (const [place, each, meant] of inText(index, { written, source, judge }, read, settings))
        if (meant === 0) denied.push([place, each]);
        else if (meant < 1) works.push([place, each, meant]);
        else weigh(place, each);
    };
    readText(title, 'title');
    readText(description, 'description');
    // Where nothing else is named, what a case begins with fails on another side: 「BLOB の一覧はできるけれど削除ができない」.
    const isAlone = evidence.size === 0;
    for (const [place, each, meant] of works)
      weigh(place, isAlone && isOpening(each.evidence, read) ? each : { ...each, weight: each.weight * meant });
    if (evidence.size === 0)
      for (const [place, each] of denied.filter(([, { evidence }]) => isOpening(evidence, read)))
        weigh(place, { ...each, weight: each.weight * settings.denied.alone });
    const speaksAgainst = new Set(denied.flatMap(([place]) => (evidence.has(place) ? [] : [technologies[place]?.id])));

    const found = [...meantOf(evidence)].flatMap(([place, weighed]) => {
      const technology = technologies[place];
      return technology ? [detected(technology, weighed, settings)] : [];
    });
    return { named: withKin(found, family, settings), speaksAgainst, isBare: isBare(index, title, description) };
  });
  return (text) => {
    const { named: found, speaksAgainst, isBare } = spoken(text);
    const taught = learned(text);
    const known = taught.found
      .filter(({ technology }) => family.technology(technology) !== undefined)
      // Of "AKS down" past cases know no more than its name says.
      .filter(({ technology }) => !isBare || found.some((each) => each.technology === technology))
      .map((each) => {
        const beside = found.length > 0 && !found.some(({ technology }) => technology === each.technology);
        const denied = speaksAgainst.has(each.technology) ? settings.denied.learned : 1;
        return { ...each, confidence: each.confidence * denied * (beside ? (taught.besideNames ?? 1) : 1) };
      });
    const sure = taught.confidences(found.map((each) => ({ ...each, words: wordsOf(each) })));
    const all = together(found, sure, known);
    const told = settle(all, family, settings);
    if (told.some(isSaid)) return told;
    const passedOn = settle(inOlderSubject(text, spoken), family, settings).filter(
      ({ technology }) => !speaksAgainst.has(technology),
    );
    if (passedOn.length > 0) return besideOlderSubject(passedOn, told);
    if (told.length > 0) return told;
    // Past cases that know nothing better silence no name.
    if (known.length === 0) return settle(found, family, settings);
    const guessed = all.filter(({ technology }) => !speaksAgainst.has(technology));
    return settle(guessed, family, { ...settings, atLeast: settings.guessedFrom }).slice(0, 1);
  };
}

/** Whether a few words name something and say nothing else of a matter. */
function isBare(index: AliasIndex, title: string, description: string): boolean {
  if (title.length + description.length > longestBare) return false;
  const told = description.startsWith(title) ? [description] : [title, description];
  let isNamed = false;
  const rest = told.map((written) => {
    const text = comparable(written);
    let left = written;
    for (const { from, to } of index.hits(text)) {
      const { start, end } = spanInOriginal(text, from, to);
      left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end);
      isNamed = true;
    }
    return left;
  });
  return isNamed && isNoEvidence(rest.join(' '));
}
/** Of letters, title and text together: what is longer says more. */
const longestBare = 120;

/** The words that spoke, as written, each once. */
const wordsOf = ({ evidence }: DetectedTechnology): string[] => [...new Set(evidence.map(({ words }) => words))];

/** The product field is the case system's own word, and stands whatever else is said. */
function together(
  named: readonly DetectedTechnology[],
  sure: ReadonlyMap<TechnologyId, number>,
  taught: readonly DetectedTechnology[],
): DetectedTechnology[] {
  const all = new Map(
    named.map((each) => {
      const confidence = sure.get(each.technology) ?? each.confidence;
      const stands = each.evidence.some(({ kind }) => kind === 'product');
      return [each.technology, { ...each, confidence: stands ? Math.max(each.confidence, confidence) : confidence }];
    }),
  );
  for (const each of taught) {
    const known = all.get(each.technology);
    const evidence = [...(known?.evidence ?? []), ...(known && each.confidence < shownBeside ? [] : each.evidence)];
    all.set(each.technology, { ...each, confidence: known?.confidence ?? each.confidence, evidence });
  }
  return [...all.values()];
}

/** Words that past cases know are shown beside a name when they say this much. */
const shownBeside = 0.15;

/** `shared`: by words that are a name of other technologies too. */
type Weighed = { weight: number; words: string; shared: boolean; evidence: DetectionEvidence };

/** The evidence without the shared names of those technologies beside which another of the name is named itself. */
function meantOf(evidence: ReadonlyMap<number, Weighed[]>): Map<number, Weighed[]> {
  const isNamed = (weighed: readonly Weighed[]) => weighed.some(({ shared }) => !shared);
  const taken = new Set([...evidence.values()].filter(isNamed).flatMap((all) => all.map(({ words }) => words)));
  const meant = new Map<number, Weighed[]>();
  for (const [place, weighed] of evidence) {
    const kept = isNamed(weighed) ? weighed : weighed.filter(({ words }) => !taken.has(words));
    if (kept.length > 0) meant.set(place, kept);
  }
  return meant;
}

/** A whole name in the product field is believed as it is; a name among other words a little less. */
function* inProduct(index: AliasIndex, product: string, settings: DetectionSettings): Generator<[number, Weighed]> {
  const whole = index.named(product);
  const evidence = (start: number, end: number): DetectionEvidence => ({
    kind: 'product',
    source: 'product',
    start,
    end,
    words: product.slice(start, end),
  });
  for (const place of whole)
    yield [
      place,
      {
        weight: settings.place.product / whole.length,
        words: product,
        shared: whole.length > 1,
        evidence: evidence(0, product.length),
      },
    ];
  if (whole.length > 0) return;
  const text = comparable(product);
  for (const { from, to, alias } of index.hits(text)) {
    const { start, end } = spanInOriginal(text, from, to);
    const weight = settings.place.product * 0.9 * alias.specificity;
    yield [alias.technology, { weight, words: alias.words, shared: alias.shared, evidence: evidence(start, end) }];
  }
}

function* inText(
  index: AliasIndex,
  { written, source, judge }: { written: string; source: 'title' | 'description'; judge: typeof deniedPart },
  read: ReadCase,
  settings: DetectionSettings,
): Generator<[place: number, weighed: Weighed, meant: number]> {
  const text = comparable(written);
  const hits = index.hits(text);
  if (hits.length === 0) return;
  // A title that is a name and nothing else (`/swarm VPN`) is no prose in which it might be an ordinary word.
  const whole = source === 'title' ? index.named(written).length : 0;
  const japanese = hasJapanese(text.plain);
  for (const [at, hit] of hits.entries()) {
    const { start, end } = spanInOriginal(text, hit.from, hit.to);
    const words = written.slice(start, end);
    const around = source === 'title' ? read.titleWeightAt(start) : read.text.weightAt(start);
    if (around === 0) continue;
    // An address that is itself a technology's: contoso.database.windows.net.
    const told = around === namedInPassing && hit.alias.words.includes('.') ? 1 : around;
    const meant = at < mostJudged ? judge(written, start, end) : 1;
    const weight =
      whole > 0
        ? (settings.place.product * told) / whole
        : placeOf(source, start, read, settings) * told * asWritten(hit, words, japanese, settings);
    const evidence: DetectionEvidence = { kind: 'alias', source, start, end, words };
    const { technology: place, shared } = hit.alias;
    yield [place, { weight, words: hit.alias.words, shared, evidence }, whole > 0 ? 1 : meant];
  }
}

/** `deniedPart`, once for each name of the last text: what is told in a line stands in title and description alike. */
function createJudge(): typeof deniedPart {
  let of = '';
  const judged = new Map<string, number>();
  return (written, from, to) => {
    if (written !== of) judged.clear();
    of = written;
    const place = `${from} ${to}`;
    const known = judged.get(place) ?? deniedPart(written, from, to);
    judged.set(place, known);
    return known;
  };
}

/** So many names of a text are read with their clauses; of what a long one repeats the rest says no more. */
const mostJudged = 200;

/** Whether words stand where a case begins: in its title, or in the first sentence of matter. */
const isOpening = ({ source, start }: DetectionEvidence, { opening }: ReadCase): boolean =>
  source === 'title' || (opening !== null && start >= opening.from && start < opening.to);

/** Under the title of an older mail the first sentence of matter says what the title should. */
function placeOf(
  source: 'title' | 'description',
  start: number,
  { text, opening, titleWeight }: ReadCase,
  { place, openingLength }: DetectionSettings,
): number {
  if (source === 'title') return place.title;
  if (titleWeight < 1 && opening && start >= opening.from && start < opening.to) return place.title;
  return text.matterBefore(start) < openingLength ? place.opening : place.description;
}

/**
 * The alias's specificity, seen with the words as they stand in the text. Capitals make an acronym of a short word
 * (`PAD`); small letters in English prose make an ordinary one of it (`pad`); in Japanese prose a Latin word is a name.
 */
function asWritten({ alias }: AliasHit, words: string, inJapanese: boolean, settings: DetectionSettings): number {
  if (!/^[a-z]+$/.test(alias.words)) return alias.specificity;
  if (/^[A-Z]{2,}s?$/.test(words)) return Math.max(alias.specificity, 0.9 * Math.min(1, alias.specificity * 2));
  if (inJapanese || /[A-Z]/.test(words)) return alias.specificity;
  return alias.specificity * settings.smallLetters;
}

function detected(technology: Technology, weighed: Weighed[], settings: DetectionSettings): DetectedTechnology {
  const bySurest = weighed.toSorted((a, b) => b.weight - a.weight);
  const repeated = new Map<string, number>();
  let doubt = 1;
  for (const { weight, words } of bySurest) {
    const times = repeated.get(words) ?? 0;
    repeated.set(words, times + 1);
    doubt *= 1 - Math.min(0.99, weight) * settings.repetition ** times;
  }
  return {
    technology: technology.id,
    name: technology.name,
    confidence: 1 - doubt,
    evidence: bySurest.slice(0, settings.mostEvidence).map((each) => each.evidence),
  };
}

const hasJapanese = (plain: string): boolean => {
  for (let at = 0; at < plain.length; at++) if (isJapanese(plain.charCodeAt(at))) return true;
  return false;
};
