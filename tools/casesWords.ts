import type { Become } from '../src/cases/systems/reading.ts';
import type { WritingStop } from '../src/cases/systems/stops.ts';
import type { Language } from '../src/language/language.ts';

type Unread = Exclude<Become, { kind: 'case' }>;
type Field =
  | 'id'
  | 'title'
  | 'description'
  | 'customer'
  | 'product'
  | 'severity'
  | 'language'
  | 'restricted'
  | 'owner'
  | 'created'
  | 'url';

/** What `npm run cases` says. */
export const casesWords: Record<
  Language,
  {
    help: string;
    nothingDone: string;
    noSystem: string;
    from(system: string): string;
    field: Record<Field, string>;
    none: string;
    yes: string;
    no: string;
    characters(count: number): string;
    columnMissing(column: string): string;
    choiceUnknown(column: string, value: string): string;
    kept: string;
    notStopped(system: string): string;
    goesOn(system: string, stop: WritingStop): string;
    unread(unread: Unread): string;
  }
> = {
  en: {
    help: `npm run cases -- try NUMBER|ADDRESS    say what would become of a case of a connected system
npm run cases -- go-on dynamics|servicenow|zendesk
                                       let notes be written there again, after one of them could be seen by customers

The first reads the settings of the bot (env/.env is read, too) and asks the systems as /swarm NUMBER does. Keeps nothing.`,
    nothingDone: 'Nothing was done',
    noSystem: 'No case system is connected: set DYNAMICS_URL, SERVICENOW_URL or ZENDESK_URL (docs/case-systems.md).',
    from: (system) => `From ${system} this case would be swarmed:`,
    field: {
      id: 'number',
      title: 'title',
      description: 'description',
      customer: 'customer',
      product: 'product',
      severity: 'urgency',
      language: 'language',
      restricted: 'restricted',
      owner: 'owner',
      created: 'created',
      url: 'address',
    },
    none: '-',
    yes: 'yes',
    no: 'no',
    characters: (count) => `${count} characters`,
    columnMissing: (column) =>
      `! The system does not tell of the column ${column}: it is not there, or the account may not read it.`,
    choiceUnknown: (column, value) => `! The mapping has no word for ${value} in the column ${column}.`,
    kept: 'Nothing was kept.',
    notStopped: (system) => `Writing to ${system} is not stopped.`,
    goesOn: (system, { caseId, note, at }) =>
      `Writing to ${system} goes on; what waits is written within the hour. It was stopped at ${at} for a note in case ${caseId}: ${note}.`,
    unread(unread) {
      switch (unread.kind) {
        case 'not-asked':
          return 'No connected system has numbers or addresses like this: see "numbers" in CASE_MAPPING_FILE.';
        case 'not-found':
          return `${unread.systems.join(', ')}: there is no case ${unread.caseId}, or the account may not see it.`;
        case 'forbidden':
          return `${unread.system}: the account may not read case ${unread.caseId}.`;
        case 'busy':
          return `${unread.system} takes no more calls until ${unread.until}.`;
        case 'broken':
          return `${unread.system} gave no answer that can be used.`;
        case 'closed':
          return `${unread.system}: case ${unread.caseId} is resolved, closed or merged.`;
        case 'ownerless':
          return `${unread.system}: case ${unread.caseId} has no person who owns it${unread.group === null ? '' : `, but the group ${unread.group}`}. "owner" in CASE_MAPPING_FILE may say who takes such cases.`;
        default:
          return unread satisfies never;
      }
    },
  },
  ja: {
    help: `npm run cases -- try 番号|アドレス    接続済みのシステムのケースがどのように取り込まれるかを表示します
npm run cases -- go-on dynamics|servicenow|zendesk
                                           メモが顧客に公開されたために停止した記入を再開します

1 つ目は、ボットの設定 (env/.env も読みます) を使い、/swarm 番号 と同じ手順で問い合わせます。何も保存しません。`,
    nothingDone: '何も実行していません',
    noSystem:
      'ケース管理システムが接続されていません。DYNAMICS_URL、SERVICENOW_URL、または ZENDESK_URL を設定してください (docs/case-systems.md)。',
    from: (system) => `${system} のケースは、次の内容でスウォームになります:`,
    field: {
      id: '番号',
      title: '件名',
      description: '内容',
      customer: '顧客',
      product: '製品',
      severity: '緊急度',
      language: '言語',
      restricted: '取扱注意',
      owner: '担当者',
      created: '作成日時',
      url: 'アドレス',
    },
    none: '-',
    yes: 'はい',
    no: 'いいえ',
    characters: (count) => `${count} 文字`,
    columnMissing: (column) =>
      `! 列 ${column} がシステムから返されません。列が存在しないか、アカウントに権限がありません。`,
    choiceUnknown: (column, value) => `! 列 ${column} の値 ${value} に対応する設定がありません。`,
    kept: '何も保存していません。',
    notStopped: (system) => `${system} への記入は停止していません。`,
    goesOn: (system, { caseId, note, at }) =>
      `${system} への記入を再開しました。待機中のメモは 1 時間以内に記入されます。停止の原因は、ケース ${caseId} のメモでした (${note}、${at})。`,
    unread(unread) {
      switch (unread.kind) {
        case 'not-asked':
          return 'このような番号またはアドレスのシステムは接続されていません。CASE_MAPPING_FILE の "numbers" を確認してください。';
        case 'not-found':
          return `${unread.systems.join('、')}: ケース ${unread.caseId} がないか、アカウントに閲覧の権限がありません。`;
        case 'forbidden':
          return `${unread.system}: アカウントにケース ${unread.caseId} を読み取る権限がありません。`;
        case 'busy':
          return `${unread.system} は ${unread.until} まで呼び出しを受け付けません。`;
        case 'broken':
          return `${unread.system} から使用できる応答がありません。`;
        case 'closed':
          return `${unread.system}: ケース ${unread.caseId} は解決済み、クローズ済み、または統合済みです。`;
        case 'ownerless':
          return `${unread.system}: ケース ${unread.caseId} の担当者が決まっていません${unread.group === null ? '' : ` (グループ ${unread.group})`}。代わりの担当者は CASE_MAPPING_FILE の "owner" で指定できます。`;
        default:
          return unread satisfies never;
      }
    },
  },
};
