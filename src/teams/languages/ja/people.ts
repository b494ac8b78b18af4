import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const people = {
  leftTitle: (name) => spaced`${name} さんが組織を離れました`,
  why: {
    deleted: 'Entra のアカウントが削除されました。',
    disabled: 'Entra のアカウントが無効になりました。',
    group: 'サポート担当者として登録されている Entra のグループから外れました。',
  },
  notAsked:
    '今後は候補に表示されず、依頼も送信されません。依頼中または参加中だったスウォームでは、ほかの担当者を探します。',
  coordinates: (name) =>
    spaced`次のスウォームは、${name} さんがコーディネーターのまま進行中です。それぞれ引き継ぎ先を決めてください。`,
  ownCases: (name) =>
    spaced`あなたの次のケースのスウォームは、${name} さんがコーディネーターでした。ご自身で引き受けるか、引き継ぎ先を決めてください。`,
  owned: (name) => spaced`${name} さんがオーナーだった技術を引き継ぐ方`,
  stillOwned: (names) => `現在のオーナー: ${names}`,
  nobodyOwns: 'オーナー不在',
  leaveOpen: '今は決めない',
  heir: (name, level) => spaced`${name} さん (レベル ${level})`,
  noHeir: 'ほかにレベル 3 以上の方がいません。',
  save: 'オーナーを保存',
  ownedBy: (name, by) => spaced`新しいオーナー: ${name} さん (${by} さんが決定)`,
  staysOpen: (by) => spaced`未定 (${by} さんが決定)`,
  mistake: (until) => spaced`間違いの場合や復帰する場合は、${until} までボタン 1 つですべて元に戻せます。`,
  bringBack: (name) => spaced`${name} さんを元に戻す`,
  backTitle: (name) => spaced`${name} さんが復帰しました`,
  backLine: (until) =>
    spaced`Entra のアカウントが再び有効になりました。ボタン 1 つで、スキル、勤務時間、シフト、オーナーの技術をすべて元に戻せます。${until} を過ぎると消去されます。`,
  broughtBack: (name) => spaced`${name} さんの登録内容をすべて元に戻しました。`,
  tooLate: '元に戻せません。登録内容が消去されたか、すでに元に戻っています。',
  othersDecide: (name) =>
    spaced`${name} さんが組織を離れました。オーナーだった技術の引き継ぎ先は、現在はほかのリーダーが決めます。`,
  coordinatesNone: (name) => spaced`${name} さんは、これらのスウォームのコーディネーターではなくなりました。`,
  saved: '保存しました。',
  savedAlready: 'すでに決定されています。',
  notYours: 'この操作は、チームのリーダーだけが行えます。',
  youOwn: (technologies, by) =>
    spaced`今後は、あなたが ${technologies} のオーナーです (${by} さんが決定)。違う場合は ${by} さんに伝えるか、/swarm skills で変更してください。`,
  joinedTitle: (name) => spaced`${name} さんが新しく加わりました`,
  joinedLine: 'アカウントが作成されたばかりで、あなたが上司として登録されています。',
  joinedTeam: (team) => spaced`チーム ${team} に加わりました。`,
  adding:
    'Swarm にはまだ登録されていません。追加すると、あなたと同じチーム、勤務時間、言語、カレンダーで登録されます。スキルは空のままで、本人が登録します。',
  add: (name) => spaced`${name} さんを追加`,
  isAdded: (name) =>
    spaced`${name} さんを登録しました。Swarm から本人に連絡することはありません。スキルを登録できるよう、次のリンクを送ってください。`,
  joinedOver: '対応は不要になりました。加わってから日数がたったか、ほかのリーダーの担当になりました。',
  theirSkills: '本人がスキルと勤務時間を登録するページ',
} satisfies Messages['people'];
