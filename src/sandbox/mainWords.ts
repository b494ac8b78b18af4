import type { Language } from '../language/language.ts';
import type { ShownNote } from './systems/shownToCustomers.ts';

const en = {
  help: `npm run sandbox [-- options]

  --at INSTANT         what the clock says at the start, with its zone: 2026-12-31T10:00+09:00 (now, if not said)
  --cases FILE.jsonl   offer the cases of a file too (a JSON object with title and text on each line)
  --no-story           do not play a swarm in the terminal
  --exit               end after the story instead of staying up
  --language en|ja     the language in which the story is told, and its case (as your terminal's, if not said)
  --model              with a stand-in for a language model, which translates and sums up (none, if not said)
  --system NAME        where the organisation keeps its cases: dynamics (if not said), servicenow or zendesk, read when somebody
                       names one; webhook: sent to the bot at its start
  --port N             port of the sandbox (any free one, if not said)
`,
  notInstant: (given: string) =>
    `--at is a date and a time with its zone, such as 2026-12-31T10:00+09:00, not ${given}.`,
  clock: (now: Date) => `The clock says ${now.toISOString()}.`,
  notLanguage: (given: string) => `--language is en or ja, not ${given}.`,
  notSystem: (given: string) => `--system is dynamics, servicenow, zendesk or webhook, not ${given}.`,
  notPort: (given: string) => `--port is a number up to 65535, not ${given}.`,
  taken: (port: unknown) => `Port ${port} is taken. Leave --port out for any free one, or end what listens there.`,
  what: 'Swarm, in a Microsoft 365 on this machine. Nothing leaves it.',
  building: { client: 'Building the browser client …', tab: 'Building the history tab …' },
  noTab: (why: string) => `The history tab was not built: ${why}`,
  past: 'Giving the organisation its past: eight weeks of swarms …',
  starting: 'Starting the bot …',
  offering: (count: number) => `Giving it ${count} more cases …`,
  offered: (cases: readonly WithId[], file: string, owner: string) =>
    `${cases.length} ${cases.length === 1 ? 'case' : 'cases'} of ${file}: ${typed(cases)}, as ${owner}`,
  stays: 'It stays up. Try it yourself:',
  browser: 'In the browser',
  twoWindows: 'two windows are two people',
  http: 'As a person, over HTTP',
  holds: (people: number, cases: number) => `${people} people, ${cases} cases`,
  bot: 'The bot',
  shownToCustomer: ({ caseNumber, text }: ShownNote) =>
    `A customer sees what was written for staff into case ${caseNumber}: “${text}”. The run counts as failed.`,
  end: 'Ctrl+C ends it.',
};

/** What `npm run sandbox` says beside its story. */
type MainWords = typeof en;

const ja: MainWords = {
  help: `npm run sandbox [-- オプション]

  --at 日時            開始時の時計（タイムゾーン付き: 2026-12-31T10:00+09:00。省略すると現在）
  --cases FILE.jsonl   ファイルのケースも使えるようにします（各行に title と text を持つ JSON オブジェクト）
  --no-story           端末でのデモを省きます
  --exit               デモの後、起動したままにせず終了します
  --language en|ja     デモとそのケースの言語（省略すると端末の言語）
  --model              言語モデルの代役を使い、翻訳と要約を試します（省略すると、言語モデルなし）
  --system 名前        ケースの管理場所: dynamics（省略時）、servicenow、zendesk は、番号が入力されたときに読み取ります。
                       webhook は、起動時にボットへ送信します
  --port N             サンドボックスのポート（省略すると空いているポート）
`,
  notInstant: (given) =>
    `--at には 2026-12-31T10:00+09:00 のように、タイムゾーン付きの日時を指定してください（指定された値: ${given}）。`,
  clock: (now) => `時計は ${now.toISOString()} を指しています。`,
  notLanguage: (given) => `--language には en か ja を指定してください（指定された値: ${given}）。`,
  notSystem: (given) =>
    `--system には dynamics、servicenow、zendesk、webhook のいずれかを指定してください（指定された値: ${given}）。`,
  notPort: (given) => `--port には 65535 までの数を指定してください（指定された値: ${given}）。`,
  taken: (port) =>
    `ポート ${port} は使用中です。--port を省略して空いているポートを使うか、使用中のプログラムを終了してください。`,
  what: 'このマシンで動く Microsoft 365 の中の Swarm です。外部には何も送信しません。',
  building: { client: 'ブラウザー用の画面をビルドしています …', tab: '履歴タブをビルドしています …' },
  noTab: (why) => `履歴タブをビルドできませんでした: ${why}`,
  past: '8 週間分の過去のスウォームを用意しています …',
  starting: 'ボットを起動しています …',
  offering: (count) => `ケースを ${count} 件追加しています …`,
  offered: (cases, file, owner) => `${file} のケース ${cases.length} 件: ${typed(cases)}（担当者: ${owner}）`,
  stays: '起動したままです。次の方法でお試しください:',
  browser: 'ブラウザーで',
  twoWindows: 'ウィンドウを 2 つ開くと 2 人になれます',
  http: 'HTTP で任意の人として',
  holds: (people, cases) => `${people} 人、ケース ${cases} 件`,
  bot: 'ボット',
  shownToCustomer: ({ caseNumber, text }) =>
    `社内向けのメモがケース ${caseNumber} のお客様に見えています:「${text}」。この実行は失敗とみなします。`,
  end: 'Ctrl+C で終了します。',
};

export const mainWords: Record<Language, MainWords> = { en, ja };

/** What to type for cases of these ids: the first, and the last where there are more. */
const typed = (cases: readonly WithId[]): string =>
  [...new Set([cases[0]?.id, cases.at(-1)?.id])].map((id) => `/swarm ${id}`).join(' … ');

type WithId = { id: string };
