import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const lists = {
  mineTitle: 'あなたのスウォーム',
  mineSpoken: (leading, inside, asked) =>
    `コーディネーターを務めるスウォームは ${leading} 件、参加中は ${inside} 件、回答待ちの招待は ${asked} 件です。`,
  leading: 'コーディネーターを務めているスウォーム',
  inside: '参加中のスウォーム',
  askedOf: '回答待ちの招待',
  askedHint: (until) => `回答期限 ${until}`,
  mineEmpty:
    '参加中のスウォームも、回答待ちの招待もありません。/swarm に続けてケース番号を入力すると、スウォームを計画できます。',
  openCard: (number) => `${number} のカードを開く`,
  cardOpened: 'カードを下の新しいメッセージで開きました。',
  since: (moment) => `${moment} から`,
  historyTitle: (words) => `「${words}」の過去のスウォーム`,
  historyTitleAll: '過去のスウォーム',
  historySpoken: (count) => `${count} 件のスウォームが見つかりました。`,
  historyEmpty: '該当するスウォームはありません。語を減らすか、別の表記でお試しください。',
  historyScope:
    '検索できるのは、自分が関わったスウォームと、組織で共有されている解決済みスウォームの原因と解決方法です。リーダーは、取扱注意のものを除くすべてを検索できます。',
  askSolvers: '解決した人に聞く',
  historyMore: (count) => `ほかに ${count} 件あります。語を加えると絞り込めます。`,
  whoTitle: (technology) => spaced`${technology} に詳しい人`,
  whoSpoken: (technology, owners) => spaced`${technology} のオーナー: ${owners}。`,
  owners: 'オーナー',
  others: 'そのほかの人 (レベル順)',
  learners: '習得を希望している人',
  noOwner: 'この技術のオーナーはいません。',
  nobodyKnows: 'この技術をスキルに登録している人はいません。',
  whoSeveralTitle: (asked) => `「${asked}」に当てはまる技術が複数あります`,
  fitsSeveral: (asked, among) => `「${asked}」に当てはまる技術が複数あります: ${among}`,
  whoUnknownTitle: (asked) => `「${asked}」という技術は登録されていません`,
  whoUnknown: '表記を確認するか、より広い名前でお試しください。',
  ownedBy: (owners) => `オーナー: ${owners}`,
  ownerless: 'オーナーなし',
  whoSeveralHint: (name) => `それぞれに詳しい人は、名前を指定すると確認できます: /swarm who ${name}`,
  level: (level) => `レベル ${level}`,
  atWork: (until) => `${until} まで勤務`,
  backAt: (moment) => `勤務時間外、次の勤務は ${moment} から`,
  away: (until) => `${until}まで不在`,
  load: (live, most) => `参加中 ${live} 件 (上限\u00a0${most}\u00a0件)`,
} satisfies Messages['lists'];
