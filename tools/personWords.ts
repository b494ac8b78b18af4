import type { ErasedCounts } from '../src/composition/personalData.ts';
import type { Language } from '../src/language/language.ts';
import type { Part, SwarmDataOf } from '../src/swarm/forgetting/personalData.ts';
import { forgottenWords } from '../src/teams/forgotten.ts';

export type PersonWords = {
  help: string;
  noId(given: string): string;
  nothing(person: string): string;
  would(person: string, counts: ErasedCounts): string;
  erased(person: string, counts: ErasedCounts): string;
  held(person: string, swarms: readonly SwarmDataOf[]): string;
  /** Bots run: what they write until they have heard is erased afterwards. */
  waiting(seconds: number): string;
  nothingSince(person: string): string;
  erasedAgain(person: string, counts: ErasedCounts): string;
  heldAgain(person: string, swarms: readonly SwarmDataOf[]): string;
  inUse(message: string): string;
};

/** What stands in history in place of the name of somebody whose data was erased, in the language of the case. */
export const formerly: Record<Language, string> = forgottenWords.person;

const linesOf = (labels: Record<keyof ErasedCounts, string>, counts: ErasedCounts, separator: string): string =>
  Object.entries(labels)
    .map(([key, label]) => `  ${label}${separator}${counts[key as keyof ErasedCounts]}`)
    .join('\n');

const swarmLines = (swarms: readonly SwarmDataOf[], parts: Record<Part, string>, comma: string): string =>
  swarms
    .map(({ caseId, title, parts: held }) => `  ${caseId}  ${title ?? '—'}  (${held.map((p) => parts[p]).join(comma)})`)
    .join('\n');

const labelsEn: Record<keyof ErasedCounts, string> = {
  engineers: 'registry entries deleted',
  skills: 'skills deleted, confirmed or refused',
  presences: 'presences deleted',
  mailboxes: 'mailbox settings deleted',
  chats: 'personal chats forgotten',
  lookUps: 'directory answers deleted',
  peopleCards: 'places of cards about people who left or joined forgotten',
  policyChanges: 'changes of the policy rewritten',
  dataRequests: 'requests for exports and erasures rewritten',
  imports: 'records of imports rewritten',
  requests: 'problems sent to support contacts deleted or rewritten',
  teamsJoined: 'notes on host teams they were added to deleted',
  growth: 'what they share of their record, and what they were told of it, deleted',
  swarms: 'swarms told with a pseudonym instead',
  events: 'events rewritten in them',
  invitations: 'invitations rewritten in them',
  credits: 'past cases that no longer say who solved them',
  pastTexts: 'past cases whose words named them',
  cases: 'cases of case systems rewritten',
  jobs: 'queued or finished jobs deleted',
};

const partsEn: Record<Part, string> = {
  coordinates: 'coordinates',
  owns: 'owns the case',
  sits: 'is in it',
  invited: 'is invited',
  planned: 'is in the plan',
  credited: 'credited',
  named: 'named',
};

const en: PersonWords = {
  help: `npm run person -- show <Entra id>             what is stored of a person, as JSON
npm run person -- erase <Entra id>            what an erasure would change; changes nothing
npm run person -- erase <Entra id> --yes      erase it: all or nothing, for good

What swarms found out stays; in place of the person stands "${formerly.en}", and their own notes go.

Reads DATABASE_URL or DATA_FOLDER, and MICROSOFT_APP_TENANT_ID (env/.env is read, too).`,
  noId: (given) =>
    `'${given}' is no Entra object id. One looks like 5c0ffee5-1111-4222-8333-444455556666; the Entra admin centre shows it on the user's page.`,
  nothing: (person) => `Nothing is stored of ${person}.`,
  would: (person, counts) =>
    `Erasing ${person} would come to:\n${linesOf(labelsEn, counts, ': ')}\nNothing was changed. To erase for good, add --yes.`,
  erased: (person, counts) =>
    `Erased ${person}:\n${linesOf(labelsEn, counts, ': ')}\nNot reached: messages, cards and channels in Teams, the case system, logs, and backups of the database. Take the person out of the files you import, too.`,
  held: (person, swarms) =>
    `${person} has a part in swarms that may still go on:\n${swarmLines(swarms, partsEn, ', ')}\nNothing was changed. Hand coordination over if somebody else is to finish the swarm, and resolve or close it; take the person out of a plan, or let it lapse. Then run this again.`,
  waiting: (seconds) =>
    `Bots are running. Waiting ${seconds} seconds until all of them have taken it over, to erase what they write of the person until then…`,
  nothingSince: (person) => `Nothing was written of ${person} since.`,
  erasedAgain: (person, counts) =>
    `Bots had written of ${person} since; that is erased too:\n${linesOf(labelsEn, counts, ': ')}`,
  heldAgain: (person, swarms) =>
    `A bot that had not heard of it has named ${person} since in swarms that may still go on:\n${swarmLines(swarms, partsEn, ', ')}\nThese were not changed. Take the person out of the plan, or let it lapse; resolve or close the swarm. Then run this again.`,
  inUse: (message) => `${message}\nStop the bot, run this again, and start the bot.`,
};

const labelsJa: Record<keyof ErasedCounts, string> = {
  engineers: 'スキル台帳のエントリの削除',
  skills: 'スキル（辞退したものを含む）の削除',
  presences: 'プレゼンスの削除',
  mailboxes: 'メールボックス設定の削除',
  chats: '個人チャットの連絡先の削除',
  lookUps: 'ディレクトリの検索結果の削除',
  peopleCards: '離任・加入を知らせたカードの所在の削除',
  policyChanges: '書き換えるポリシーの変更',
  dataRequests: '書き換えるエクスポートと消去の依頼',
  imports: '書き換える取り込みの記録',
  requests: '削除または書き換える、サポート窓口への相談',
  teamsJoined: 'ホスト チームへの追加記録の削除',
  growth: '記録の共有設定と通知履歴の削除',
  swarms: '仮名に置き換えるスウォーム',
  events: '書き換えるイベント',
  invitations: '書き換える招待',
  credits: '解決者の記録を削除する過去のケース',
  pastTexts: '文中の氏名を置き換える過去のケース',
  cases: '書き換えるケース管理システムのケース',
  jobs: 'ジョブ（待機中または完了済み）の削除',
};

const partsJa: Record<Part, string> = {
  coordinates: 'コーディネーター',
  owns: 'ケース所有者',
  sits: '参加中',
  invited: '招待中',
  planned: 'プランに含まれています',
  credited: '貢献者',
  named: '記載あり',
};

const ja: PersonWords = {
  help: `npm run person -- show <Entra ID>             保存されている個人データを JSON で表示します
npm run person -- erase <Entra ID>            消去した場合の変更内容を表示します（何も変更しません）
npm run person -- erase <Entra ID> --yes      消去します（すべて消去するか、まったく消去しないか。元に戻せません）

スウォームで得られた知見は残ります。氏名は「${formerly.ja}」に置き換わり、本人が書いた辞退のメモは消去されます。

DATABASE_URL または DATA_FOLDER と、MICROSOFT_APP_TENANT_ID を参照します（env/.env も読みます）。`,
  noId: (given) =>
    `'${given}' は Entra のオブジェクト ID ではありません。5c0ffee5-1111-4222-8333-444455556666 の形式です。Entra 管理センターのユーザーのページで確認できます。`,
  nothing: (person) => `${person} のデータは保存されていません。`,
  would: (person, counts) =>
    `${person} を消去した場合:\n${linesOf(labelsJa, counts, ': ')}\n何も変更していません。消去するには --yes を付けて実行してください（元に戻せません）。`,
  erased: (person, counts) =>
    `${person} を消去しました:\n${linesOf(labelsJa, counts, ': ')}\n対象外: Teams のメッセージ、カード、チャネル、ケース管理システム、ログ、データベースのバックアップ。取り込み用のファイルからも本人を削除してください。`,
  held: (person, swarms) =>
    `${person} は、終了していない次のスウォームに関わっています:\n${swarmLines(swarms, partsJa, '、')}\n何も変更していません。ほかの人が続ける場合はコーディネーターを引き継ぎ、スウォームを解決または終了してください。プランの場合は、本人をプランから外すか、プランが失効するまでお待ちください。その後、もう一度実行してください。`,
  waiting: (seconds) =>
    `ボットが実行中です。すべてのボットに反映されるまで ${seconds} 秒待ち、その間に書き込まれた本人のデータも消去します…`,
  nothingSince: (person) => `その後、${person} のデータは書き込まれていません。`,
  erasedAgain: (person, counts) =>
    `その間にボットが書き込んだ ${person} のデータも消去しました:\n${linesOf(labelsJa, counts, ': ')}`,
  heldAgain: (person, swarms) =>
    `消去が反映される前に、ボットが ${person} を、終了していない次のスウォームに加えました:\n${swarmLines(swarms, partsJa, '、')}\nこれらは変更していません。本人をプランから外すか、プランが失効するまでお待ちください。スウォームの場合は解決または終了してください。その後、もう一度実行してください。`,
  inUse: (message) =>
    `データフォルダーは別のプロセスが使用中です。\n  ${message}\nボットを停止してから再度実行し、その後ボットを起動してください。`,
};

export const personWords: Record<Language, PersonWords> = { en, ja };
