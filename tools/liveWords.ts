import type { SolvedProgress } from '../src/cases/systems/bringSolved.ts';
import type { CaseSystemKey, Trouble } from '../src/cases/systems/caseSystem.ts';
import type { Language } from '../src/language/language.ts';

/** What `npm run pastcases -- import --live` says. */
export type LiveWords = {
  nothingDone: string;
  notConnected(system: string): string;
  noRule(key: CaseSystemKey): string;
  none(system: string, key: CaseSystemKey): string;
  first(system: string, key: CaseSystemKey): string;
  rules(rules: readonly string[]): string;
  noneRestricted: string;
  hidden: string;
  confirm(system: string): string;
  needsYes: string;
  declined: string;
  progress(so: SolvedProgress): string;
  did(system: string, done: SolvedProgress): string;
  unknown(people: readonly string[]): string;
  strange(products: readonly string[]): string;
  odd(count: number, why: readonly string[]): string;
  more(count: number): string;
  stopped(system: string, why: string): string;
  goOn: string;
  trouble(trouble: Trouble): string;
};

const en: LiveWords = {
  nothingDone: 'Nothing was done',
  notConnected: (system) => `${system} is not connected: see docs/case-systems.md for its settings.`,
  noRule: (key) =>
    `${key}: nothing says which cases are confidential. Name the column under "restricted" in CASE_MAPPING_FILE (docs/case-systems.md), or say --none-restricted when none is.`,
  none: (system, key) => `${system} (${key}) tells of no solved case.`,
  first: (system, key) => `${system} (${key}), the first solved cases:`,
  rules: (rules) => `Restricted, so that no word of them is kept: ${rules.join('; ')}`,
  noneRestricted: 'No case is taken for restricted, as you confirmed.',
  hidden: '(restricted)',
  confirm: (system) => `Import all solved cases of ${system}? (yes/no) `,
  needsYes: 'Nothing was changed. Say --yes to import them.',
  declined: 'Nothing was changed.',
  progress: ({ seen, solved, waitingUntil }) =>
    `… ${solved} solved of ${seen} cases${waitingUntil === null ? '' : `, waiting until ${waitingUntil.slice(11, 19)} UTC`}`,
  did: (system, { solved, taken, unchanged, restricted }) =>
    `${system}: ${solved} solved cases, ${taken} new or changed, ${unchanged} unchanged, ${restricted} restricted.`,
  unknown: (people) =>
    `Nobody in Entra has these addresses, and nobody is credited with their cases: ${people.join(', ')}`,
  strange: (products) =>
    `No technology goes by these products: ${products.join(', ')}. Add them to one as aliases, or under "products" in CASE_MAPPING_FILE, and import again.`,
  odd: (count, why) => `Rows that could not be read, and were left out: ${count} (${why.join('; ')}).`,
  more: (count) => `and ${count} more`,
  stopped: (system, why) => `${system} did not answer to the end: ${why}`,
  goOn: 'What was brought in stays. Run the same again: it goes on where it was.',
  trouble(trouble) {
    switch (trouble.kind) {
      case 'forbidden':
        return `the account may not read this (${trouble.detail}).`;
      case 'busy':
        return `it takes no more calls until ${trouble.until}.`;
      case 'broken':
        return trouble.detail;
      default:
        return trouble satisfies never;
    }
  },
};

const ja: LiveWords = {
  nothingDone: '何も実行していません',
  notConnected: (system) => `${system} は接続されていません。設定は docs/case-systems.md をご覧ください。`,
  noRule: (key) =>
    `${key}: 取扱注意のケースを見分ける設定がありません。CASE_MAPPING_FILE の "restricted" に列を指定するか (docs/case-systems.md)、取扱注意のケースがまったくない場合は --none-restricted を指定してください。`,
  none: (system, key) => `${system} (${key}) に解決済みケースはありません。`,
  first: (system, key) => `${system} (${key}) の最初の解決済みケース:`,
  rules: (rules) => `取扱注意として本文を保存しないケース: ${rules.join('、')}`,
  noneRestricted: 'ご確認のとおり、取扱注意のケースはないものとして扱います。',
  hidden: '(取扱注意)',
  confirm: (system) => `${system} の解決済みケースをすべて取り込みますか? (yes/no) `,
  needsYes: '何も変更していません。取り込むには --yes を指定してください。',
  declined: '何も変更していません。',
  progress: ({ seen, solved, waitingUntil }) =>
    `… ${seen} 件中、解決済み ${solved} 件${waitingUntil === null ? '' : `、${waitingUntil.slice(11, 19)} (UTC) まで待機中`}`,
  did: (system, { solved, taken, unchanged, restricted }) =>
    `${system}: 解決済み ${solved} 件、追加または変更 ${taken} 件、変更なし ${unchanged} 件、取扱注意 ${restricted} 件`,
  unknown: (people) =>
    `次のアドレスの人は Entra にいないため、そのケースは解決者なしで取り込みました: ${people.join('、')}`,
  strange: (products) =>
    `次の製品は、スキル台帳の技術に当てはまりません: ${products.join('、')}。技術の別名か、CASE_MAPPING_FILE の "products" に追加して、もう一度取り込んでください。`,
  odd: (count, why) => `読み取れないため取り込まなかった行: ${count} 件 (${why.join('、')})`,
  more: (count) => `ほか ${count} 件`,
  stopped: (system, why) => `${system} から最後まで応答を得られませんでした: ${why}`,
  goOn: '取り込んだ分は保存されています。もう一度実行すると、続きから取り込みます。',
  trouble(trouble) {
    switch (trouble.kind) {
      case 'forbidden':
        return `アカウントに読み取りの権限がありません (${trouble.detail})。`;
      case 'busy':
        return `${trouble.until} まで呼び出しを受け付けません。`;
      case 'broken':
        return trouble.detail;
      default:
        return trouble satisfies never;
    }
  },
};

export const liveWords: Record<Language, LiveWords> = { en, ja };
