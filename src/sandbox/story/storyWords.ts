import type { Language } from '../../language/language.ts';

const en = {
  types: (name: string, caseId: string) => `${name} owns case ${caseId} and types to the bot:`,
  plan: 'The plan. Nobody has been disturbed yet.',
  presses: (name: string, button: string) => `${name} presses ${button}.`,
  invited: (name: string) => `${name} gets an invitation.`,
  accepts: (name: string, button: string, told: string) => `${name} presses ${button}. The card says: ${told}`,
  needNotAnswer: (name: string) => `${name} need not answer: others have come.`,
  noRoom: 'the channel did not open',
  room: (name: string) => `The channel ${name} is open.`,
  resolves: (name: string) => `Solved. ${name} resolves the swarm in its channel.`,
  offered: (name: string) => `Some in this critical swarm have not been heard. Swarm offers ${name} to ask them first.`,
  archived: 'The outcome is posted and the channel archived.',
  notArchived: 'The channel is not archived yet.',
  recurs: (name: string) => `${name}, a lead, is told that this cause has come for the third time.`,
  stuck: (why: string) => `The story stops here: ${why}`,
  wire: { updated: 'card updated', deleted: 'message deleted', sent: 'message sent', opened: 'conversation opened' },
};

/** What the story in the terminal says beside the cards. */
export type StoryWords = typeof en;

const ja: StoryWords = {
  types: (name, caseId) => `${name} さんはケース ${caseId} の担当者です。ボットに次のように入力します:`,
  plan: '計画が届きました。まだ誰にも依頼していません。',
  presses: (name, button) => `${name} さんが ${button} を押します。`,
  invited: (name) => `${name} さんに招待が届きました。`,
  accepts: (name, button, told) => `${name} さんが ${button} を押します。カードの表示: ${told}`,
  needNotAnswer: (name) => `${name} さんは回答不要になりました。ほかの人が参加したためです。`,
  noRoom: 'チャネルが作成されませんでした',
  room: (name) => `チャネル ${name} が開きました。`,
  resolves: (name) => `解決しました。${name} さんがチャネルでスウォームを解決済みにします。`,
  offered: (name) =>
    `緊急のケースで、まだ発言のない参加者がいます。先に尋ねるかどうかを、Swarm が ${name} さんに確認します。`,
  archived: '結果が投稿され、チャネルがアーカイブされました。',
  notArchived: 'チャネルはまだアーカイブされていません。',
  recurs: (name) => `同じ原因が 3 回目であることが、リーダーの ${name} さんに伝えられます。`,
  stuck: (why) => `デモはここで止まりました: ${why}`,
  wire: { updated: 'カードを更新', deleted: 'メッセージを削除', sent: 'メッセージを送信', opened: '会話を開始' },
};

export const storyWords: Record<Language, StoryWords> = { en, ja };
