import { type Language, languages } from '../language/language.ts';
import { type Severity, severities } from './case.ts';

/**
 * How people type urgency, by language; the first of each list is what help shows. `labelled`: as good as a name of the
 * level, so that a space after it will do. `called`: ordinary words, which say it only before a colon, a dash or the
 * like, in brackets or as a sentence of their own: "critical: …", 【至急】, not "the critical path" or 緊急連絡先.
 * Patterns are of usual signs in small letters.
 */
const urgencyWords: Record<
  Severity,
  Record<'en' | 'ja', { shown: string[]; called: string[]; labelled?: string[] }>
> = {
  critical: {
    en: {
      shown: ['CRITICAL:', 'Sev A', 'P1:'],
      called: [
        'critical',
        'emergency',
        'p[01]',
        '(?:production|prod|business|service) (?:is )?down',
        '(?:major )?outage',
      ],
      labelled: [
        'sev(?:erity)?[ .-]?[0a1](?!\\w)',
        'prio(?:rity)?[ .:-]{0,2}[1a](?!\\w)',
        'priority[ :-]{0,2}critical',
      ],
    },
    ja: {
      shown: ['【緊急】', '本番停止:'],
      called: [
        '緊急',
        '最優先',
        '重大',
        '(?:本番|業務|全社|全面|サービス|システム)(?:環境)?(?:停止|ダウン)(?:中)?',
        '致命的',
      ],
      labelled: ['(?:重要度|優先度|緊急度|重大度)[ :]{0,2}(?:[a1](?!\\w)|最高|緊急|重大)'],
    },
  },
  high: {
    en: {
      shown: ['URGENT:', 'ASAP:', 'Sev B'],
      called: ['urgent', '(?:very|extremely) urgent', 'asap', 'high(?: priority| impact)?', 'important', 'p2'],
      labelled: ['sev(?:erity)?[ .-]?[b2](?!\\w)', 'prio(?:rity)?[ .:-]{0,2}[2b](?!\\w)', 'priority[ :-]{0,2}high'],
    },
    ja: {
      shown: ['【至急】', '業務影響大:'],
      called: ['大?至急', '(?:お|大)?急ぎ', '高', '重要', '(?:業務|顧客)?影響(?:が)?(?:大|あり)(?:きい)?'],
      labelled: ['(?:重要度|優先度|緊急度|重大度)[ :]{0,2}(?:[b2](?!\\w)|高)'],
    },
  },
  normal: {
    en: {
      shown: ['Sev C'],
      called: ['normal', 'medium', 'p3'],
      labelled: [
        'sev(?:erity)?[ .-]?[c3](?!\\w)',
        'prio(?:rity)?[ .:-]{0,2}[3c](?!\\w)',
        'priority[ :-]{0,2}(?:normal|medium)',
      ],
    },
    ja: {
      shown: ['優先度: 中'],
      called: ['通常', '中'],
      labelled: ['(?:重要度|優先度|緊急度|重大度)[ :]{0,2}(?:[c3](?!\\w)|中|通常)'],
    },
  },
  low: {
    en: {
      shown: ['no rush:', 'no impact:'],
      called: [
        'low(?: priority| impact)?',
        'p[45]',
        'no (?:rush|hurry|impact)',
        'not urgent',
        'minor',
        'when(?:ever)? you have time',
      ],
      labelled: ['sev(?:erity)?[ .-]?[d45](?!\\w)', 'prio(?:rity)?[ .:-]{0,2}[45d](?!\\w)', 'priority[ :-]{0,2}low'],
    },
    ja: {
      shown: ['急ぎません:', '影響なし:'],
      called: [
        ...[
          '低',
          '(?:お)?急ぎ(?:ません|では(?:ありません|ないです|ない))',
          '(?:業務|顧客)?(?:への)?影響(?:は)?(?:なし|無し|ありません)',
        ],
        ...['軽微', '(?:お)?時間(?:の|が)(?:ある|あり)(?:とき|時|ます時)(?:に|で)?'],
      ],
      labelled: ['(?:重要度|優先度|緊急度|重大度)[ :]{0,2}(?:[d45](?!\\w)|低)'],
    },
  },
};

/** Words of an organisation's own for a severity, or of ours that are to mean another one there. */
export type OwnUrgencyWords = Partial<Record<Severity, readonly string[] | undefined>>;

/** How urgency is typed in one organisation. */
export type Urgency = {
  /** The urgency that somebody typed at the beginning or the end of a text, null when none, and the text without it. */
  typed(text: string): { severity: Severity | null; rest: string };
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
  const spaced = new RegExp(`^(${[...japanese, '大?至急|大?急ぎ|緊急'].join('|')})\\s+`);
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
    const severity = named(word) ?? (/緊急|EMERGENCY|CRITICAL/.test(word) ? 'critical' : 'high');
    return { severity, rest: text.slice(called.length) };
  }

  function closing(text: string): Mark | null {
    const from = Math.max(0, text.length - 60);
    const signs = comparable(text.slice(from));
    for (const { severity, end } of forms) {
      const found = end.exec(signs);
      if (found && from + found.index > 0) return { severity, rest: text.slice(0, from + found.index) };
    }
    return null;
  }

  function typed(text: string): { severity: Severity | null; rest: string } {
    let rest = text.trim();
    let severity: Severity | null = null;
    for (let marks = 0; marks < 4; marks++) {
      const mark: Mark | null = opening(rest) ?? (marks === 0 || severity !== null ? closing(rest) : null);
      if (!mark) break;
      // Of two the worse one: 【至急】【影響なし】 is asked for at once.
      if (severity === null || severities.indexOf(mark.severity) < severities.indexOf(severity))
        severity = mark.severity;
      rest = mark.rest.trim();
    }
    return { severity, rest: severity === null ? text : rest };
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
  return {
    typed,
    shown: { critical: inBoth('critical'), high: inBoth('high'), normal: inBoth('normal'), low: inBoth('low') },
  };
}

type Mark = { severity: Severity; rest: string };
type Form = { severity: Severity; start: RegExp[]; end: RegExp };

const begged =
  '(?:[ ,、]{0,2}(?:please|pls|(?:ご|御)?対応|(?:を|で)?(?:お|御)?願い?(?:いた|致)?(?:し)?ます|です|でお願いします|を要する))*';

function formOf(severity: Severity, called: readonly string[], labelled: readonly string[] = []): Form {
  const any = `(?:${[...labelled, ...called].join('|')})`;
  const after = String.raw`[\s:|、,。.!*-]*`;
  return {
    severity,
    start: [
      new RegExp(String.raw`^[*!\s]*[\[(<【《〈「『〔{]\s*${any}${begged}\s*[\])>】》〉」』〕}]${after}`),
      new RegExp(
        String.raw`^[*!\s]*${any}${begged}(?:\s*[:|!。*]+|\s+[-–—]+\s|\s*[、,]\s|[、]|\s*\n|\s{2,}|\s*$)${after}`,
      ),
      ...(labelled.length > 0
        ? [new RegExp(String.raw`^[*!\s]*(?:${labelled.join('|')})(?:\s*[:|!,、-]+|\s)${after}`)]
        : []),
    ],
    end: new RegExp(
      String.raw`(?<=[。.!\n)\]】])\s*[\[(【]?\s*(?:${called.filter((word) => word.length > 1).join('|')})${begged}\s*[\])】]?[。.!\s]*$`,
    ),
  };
}

const shippedForms = severities.flatMap((severity) =>
  languages.map((language) => {
    const { called, labelled = [] } = urgencyWords[severity][language];
    return formOf(severity, called, labelled);
  }),
);

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
