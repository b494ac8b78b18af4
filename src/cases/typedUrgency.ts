import { type Language, languages } from '../language/language.ts';
import { type Severity, severities } from './case.ts';
import {
  asking,
  because,
  begged,
  forHelp,
  goesOn,
  hastily,
  marks,
  onward,
  pleas,
  said,
  together,
  waits,
} from './urgencyAround.ts';
import { urgencyWords } from './urgencyWords.ts';

/** Words of an organisation's own for a severity, or of ours that are to mean another one there. */
export type OwnUrgencyWords = Partial<Record<Severity, readonly string[] | undefined>>;

/** The urgency that stands at the beginning or the end of a text, null when none; the text without it; and its words as written. */
export type TypedUrgency = { severity: Severity | null; rest: string; words: string };

/** How urgency is typed in one organisation. */
export type Urgency = {
  typed(text: string): TypedUrgency;
  /**
   * What a sentence says by how soon it asks for something, 「至急…をお願いします」, `we urgently need …`, 「開けないので至急です」; null when it
   * does not.
   */
  asked(sentence: string): (Pick<TypedUrgency, 'words'> & { severity: Severity }) | null;
  /** What to show people of the words there are. */
  shown: Record<Severity, Record<Language, string[]>>;
};

/** Urgency as shipped, but for an organisation's own words. */
export function createUrgency(own: OwnUrgencyWords = {}): Urgency {
  const listed = severities.flatMap((severity) =>
    (own[severity] ?? []).map((word) => ({ severity, word: comparable(word.trim()), told: word.trim() })),
  );
  const named = (word: string): Severity | null =>
    listed.find((each) => each.word === comparable(word))?.severity ?? null;
  const ours = severities.map((severity) => {
    const words = listed.filter((each) => each.severity === severity).map(({ word }) => literally(word));
    return words.length > 0 ? [formOf(severity, words)] : [];
  });
  const forms = [...ours.flat(), ...shippedForms];
  // Japanese writes no spaces within a sentence; in capitals a word is called out: URGENT VPN down.
  const japanese = listed.filter(({ word }) => /[^\x20-\x7e]/.test(word)).map(({ word }) => literally(word));
  const latin = listed.filter(({ word }) => /^[a-z ]+$/.test(word)).map(({ word }) => word.toUpperCase());
  const spaced = new RegExp(
    `^[${marks}\\s]*(${[...japanese, '[大超最]?至急|大?急ぎ|[大超]?特急(?:案件|対応)?|[超最]?緊急|最(?:優先|重要)', '(?:本番|全社|全面)(?:環境)?(?:停止|ダウン)(?:中)?', '(?:重大|本番|大規模)障害(?!\\s*(?:対応|報告|手順|訓練|記録))'].join('|')})\\s+`,
  );
  const capitals = new RegExp(
    `^(${[...latin, 'URGENT|ASAP|EMERGENCY|CRITICAL'].join('|')})\\s+(?=.*[a-z\\u3040-\\u9fff])`,
    'u',
  );

  function opening(text: string): Mark | null {
    const signs = comparable(text.slice(0, 80));
    for (const { severity, start } of forms)
      for (const pattern of start) {
        const found = pattern.exec(signs)?.[0];
        if (found !== undefined) return { severity, rest: text.slice(found.length) };
      }
    const [called, word = ''] = spaced.exec(signs) ?? capitals.exec(text) ?? [];
    if (called === undefined) return null;
    const severity = named(word) ?? (/緊急|停止|ダウン|障害|最|EMERGENCY|CRITICAL/.test(word) ? 'critical' : 'high');
    return { severity, rest: text.slice(called.length) };
  }

  function closing(text: string): Mark | null {
    const from = Math.max(0, text.length - 60);
    const signs = comparable(text.slice(from));
    for (const { severity, end } of forms)
      for (const pattern of end) {
        const found = pattern.exec(signs);
        if (found && from + found.index > 0) return { severity, rest: text.slice(0, from + found.index) };
      }
    return null;
  }

  function typed(text: string): TypedUrgency {
    let rest = text.trim();
    let severity: Severity | null = null;
    let words = '';
    for (let marks = 0; marks < 4; marks++) {
      const mark: Mark | null = opening(rest) ?? (marks === 0 || severity !== null ? closing(rest) : null);
      if (!mark) break;
      // Of two the worse one: 【至急】【影響なし】 is asked for at once.
      if (severity === null || severities.indexOf(mark.severity) < severities.indexOf(severity)) {
        severity = mark.severity;
        words = markWords(
          rest.endsWith(mark.rest) ? rest.slice(0, -mark.rest.length || undefined) : rest.slice(mark.rest.length),
        );
      }
      rest = mark.rest.trim();
    }
    return { severity, rest: severity === null ? text : rest, words };
  }

  function asked(sentence: string): { severity: Severity; words: string } | null {
    const signs = comparable(sentence.slice(0, longestAsking)).replace(/\s+$/u, '');
    for (const { severity, asks, reasoned } of shippedForms) {
      const found = asks.exec(signs.slice(0, 80)) ?? reasoned.exec(signs);
      if (!found) continue;
      const [whole] = found;
      const words = found.groups?.['asked'] ?? whole;
      const written = markWords(sentence.slice(whole.length - words.length, whole.length));
      return { severity: named(written) ?? severity, words: written };
    }
    return null;
  }

  /** Where one of ours means another severity now, it is shown under that. */
  const shownAs = (severity: Severity, language: Language): string[] => {
    const shipped = severities.flatMap((each) =>
      urgencyWords[each][language].shown.filter((word) => (typed(`${word} x`).severity ?? each) === severity),
    );
    const theirs = listed.filter((each) => each.severity === severity).map(({ told }) => `${told}:`);
    return [...new Set([...theirs, ...shipped])];
  };
  const inBoth = (severity: Severity) => ({ en: shownAs(severity, 'en'), ja: shownAs(severity, 'ja') });
  let shown: Urgency['shown'] | null = null;
  return {
    typed,
    asked,
    // Made when somebody asks for help: it reads each word there is.
    get shown() {
      shown ??= { critical: inBoth('critical'), high: inBoth('high'), normal: inBoth('normal'), low: inBoth('low') };
      return shown;
    },
  };
}

/** What of a mark people would call its words: 至急 of 【至急】, without what sets it off. */
const markWords = (mark: string): string => mark.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').slice(0, 60);

type Mark = { severity: Severity; rest: string };
type Form = { severity: Severity; asks: RegExp; reasoned: RegExp; start: RegExp[]; end: RegExp[] };

/** Words that tell of urgency wherever they stand in brackets; "CPU (high)" is of a CPU, and a service that is down may be a printer's. */
const unmistakable = /urgent|asap|emergency|rush|hurry|production|when|convenience|急|なるはや|本番|手/;
/** Words that ask for haste also where they end a line behind no more than a space: `AKS down asap`, 「AKS が落ちた 至急」. */
const hasty = /^asap$|when|至急|急ぎ/;

/** Any of them, and what is called out twice: 「至急至急」. */
const repeated = (words: readonly string[]): string => `(?<word>${words.join('|')})(?:[ ,、・!]{0,2}\\k<word>)*`;

function formOf(
  severity: Severity,
  called: readonly string[],
  labelled: readonly string[] = [],
  adverbs: readonly string[] = [],
): Form {
  const any = `${said}${repeated([...labelled, ...called])}`;
  const after = String.raw`[\s:;|、,。.${marks}-]*(?:(?<=[\s,])but\s+)?`;
  const end = called.filter((word) => word.length > 1);
  const calledOut = ['(?!)', ...end.filter((word) => unmistakable.test(word))].join('|');
  const waiting = severity === 'low' ? waits : '';
  // 急ぎではありません says the opposite of 急ぎで.
  const adverb = `(?:${['(?!)', ...adverbs].join('|')})(?!で?は|で?も|す|な|しょ|じゃ)`;
  const hastened = ['(?!)', ...end.filter((word) => /急|なるはや/.test(word))].join('|');
  const asks = new RegExp(String.raw`^${adverb}(?:[\s、]*${asking}|(?<=[a-z])[\s,]+(?=\S))`);
  return {
    severity,
    asks,
    reasoned: new RegExp(
      String.raw`^${because}(?<asked>(?:${hastened})${begged}(?=\s*[。.!]*$)|${adverb}(?=[\s、]*${asking}))`,
    ),
    start: [
      new RegExp(String.raw`^[${marks}\s]*[\[(<【《〈「『〔{]\s*${any}${begged}\s*[\])>】》〉」』〕}]${after}`),
      new RegExp(
        String.raw`^[${marks}\s]*${any}${begged}${waiting}${goesOn}(?:${forHelp}|\s*[:;|。${marks}]+|\s+[-–—]+\s|\s*[、,]\s|[、]|(?<=が|けど|けれど|けれども)\s|\s*[・&]\s*(?=${together})|\.\s|,?\s+(?=but\s)|\s+\/\s|\s*\n|\s{2,}|\s*$)${after}`,
      ),
      new RegExp(String.raw`^[${marks}\s]*${any}${begged}${onward}${after}`),
      ...(labelled.length > 0
        ? [
            new RegExp(
              String.raw`^[${marks}\s]*(?:[【\[](?=[^】\]\n]{1,10}[】\]]))?(?:${labelled.join('|')})(?:\s*[:;|!,、/-]+|\s)${after}`,
            ),
          ]
        : []),
      asks,
    ],
    end: [
      new RegExp(
        String.raw`(?<![がはをのに「])\s*[${marks}#→⇒]{1,3}\s*${pleas}${hastily}(?:${calledOut})${begged}[。.!\s${marks}]*$`,
      ),
      new RegExp(
        String.raw`(?<=[。.!\n)\]】])\s*[\[(【]?\s*${said}${repeated(end)}${begged}${waiting}\s*[\])】]?[。.!\s]*$`,
      ),
      new RegExp(String.raw`(?:\s*[,、]|\s[-–—]+)\s*${pleas}(?:${calledOut})${begged}${waiting}[。.!\s]*$`),
      new RegExp(String.raw`\s*[\[(【<《〔]\s*(?:${calledOut})${begged}\s*[\])】>》〕][。.!\s]*$`),
      new RegExp(
        String.raw`\s+${pleas}${hastily}(?:${['(?!)', ...end.filter((word) => hasty.test(word))].join('|')})${begged}[。.!\s]*$`,
      ),
    ],
  };
}

const shippedForms = severities.flatMap((severity) =>
  languages.map((language) => {
    const { called, labelled, adverbs } = urgencyWords[severity][language];
    return formOf(severity, called, labelled, adverbs);
  }),
);

/** Of a longer sentence only so much is read. */
const longestAsking = 160;

/** A word as it stands, in a pattern. */
const literally = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Usual width and small letters, sign for sign, so that places stay. */
const comparable = (text: string): string =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[｜]/g, '|')
    .replace(/\u3000/g, '\n')
    .toLowerCase();

/** As shipped. */
export const shippedUrgency: Urgency = createUrgency();

/** By words of an organisation that may be others at the next reading. */
export function livingUrgency(own: () => OwnUrgencyWords = () => ({})): Urgency {
  let made = { own: own(), urgency: createUrgency(own()) };
  const now = (): Urgency => {
    if (made.own !== own()) made = { own: own(), urgency: createUrgency(own()) };
    return made.urgency;
  };
  return {
    typed: (text) => now().typed(text),
    asked: (sentence) => now().asked(sentence),
    get shown() {
      return now().shown;
    },
  };
}
