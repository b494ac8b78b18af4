import type { Language } from '../../language/language.ts';
import { languageOf } from '../../reading/title.ts';

/**
 * What the stand-in writes where it is asked with sense: not a model's words, but of their shape and language. Sentences that are
 * often looked at have a true translation; of every other text it says in the reader's language what stands there.
 */
export function sensibleAnswer(given: unknown, language: Language): object {
  const record = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  if (Array.isArray(record.texts))
    return {
      texts: record.texts.map(({ id, text }: { id: number; text: string }) => ({
        id,
        text: translated(text, language),
      })),
    };
  return { record };
}

/** The lines of a summary of a record. */
export function summed(record: Readonly<Record<string, unknown>>, language: Language): string[] {
  const names = lineNames[language];
  return Object.entries(names).flatMap(([part, name]) => {
    const text = [record[part] ?? ''].flat().join(' ').replace(/\s+/g, ' ').trim();
    return text === '' ? [] : [name(inLanguage(text, language))];
  });
}

/** An article of a record, its parts as they stand there. */
export function articled(record: Readonly<Record<string, unknown>>, language: Language): object {
  const part = (name: string): string => inLanguage([record[name] ?? ''].flat().join('\n'), language);
  return {
    ...{ title: part('title') || '–', problem: part('problem'), environment: part('environment') },
    ...{ cause: part('cause'), fix: part('fix'), found: part('found') || part('tried') },
  };
}

/** What a case is about, by words that are often tried; and its problem. */
export function readAs(held: Readonly<Record<string, unknown>>, language: Language): object {
  const text = Object.values(held).flat().join(' ');
  const technologies = abouts.flatMap(([words, name]) => (words.test(text) ? [name] : []));
  const problem = inLanguage([held.problem || held.title || ''].flat().join(' '), language);
  return {
    technologies: technologies.length > 0 ? technologies : ['Azure VPN Gateway'],
    problem: problem.slice(0, 300),
  };
}

const abouts: readonly (readonly [RegExp, string])[] = [
  [/tunnel|branch|拠点|トンネル/i, 'Azure VPN Gateway'],
  [/sync(?:s|ed|ing)? .*users?|同期/i, 'Microsoft Entra Connect'],
  [/name(?:s)? .*resolv|名前解決/i, 'Azure DNS'],
];

const inLanguage = (text: string, language: Language): string => {
  const written = languageOf(text);
  return written === null || written === language ? text : translated(text, language);
};

function translated(text: string, language: Language): string {
  const known = sentences.find((pair) => pair.includes(text.trim()));
  if (known) return known[language === 'en' ? 0 : 1];
  const said = text.replace(/["“”「」\n]/g, ' ').slice(0, 180);
  return language === 'en' ? `In English this would read: “${said}”` : `日本語では次の内容です。「${said}」`;
}

const lineNames: Record<Language, Record<string, (text: string) => string>> = {
  en: {
    problem: (text) => `The problem: ${text}`,
    known: (text) => `What is known: ${text}`,
    tried: (text) => `What was tried: ${text}`,
    next: (text) => `What comes next: ${text}`,
    waitingFor: (text) => `It waits for: ${text}`,
    said: (text) => `Somebody said: ${text}`,
  },
  ja: {
    problem: (text) => `問題は次のとおりです: ${text}`,
    known: (text) => `わかっていること: ${text}`,
    tried: (text) => `試したこと: ${text}`,
    next: (text) => `次にすること: ${text}`,
    waitingFor: (text) => `待っているもの: ${text}`,
    said: (text) => `参加者の意見: ${text}`,
  },
};

/** English, Japanese. */
const sentences: readonly (readonly [string, string])[] = [
  ['It began with the new router on Monday.', '月曜日に新しいルーターへ交換してから発生しています。'],
  ['Rebooted the VPN gateway; no change.', 'VPN ゲートウェイを再起動しましたが、変化はありませんでした。'],
  ['Compare the IKE proposals of both sides.', '両側の IKE の設定値を比較します。'],
  ['The vendor’s answer about the firmware.', 'ファームウェアについてのベンダーの回答を待っています。'],
  ['What changed on Monday?', '月曜日に何が変わりましたか。'],
  ['The new router proposes IKEv1 only.', '新しいルーターは IKEv1 しか提案していませんでした。'],
  [
    'VPN Gateway drops after the Key Vault certificate was renewed',
    'Key Vault の証明書を更新した後、VPN Gateway が切断される',
  ],
  [
    'Since last night the site to site tunnel of VPN Gateway fails. The certificate is in Key Vault.',
    '昨夜から VPN Gateway のサイト間トンネルが接続できません。証明書は Key Vault にあります。',
  ],
  ['Set the router to IKEv2 and restart the tunnels.', 'ルーターを IKEv2 に設定し、トンネルを再起動します。'],
];
