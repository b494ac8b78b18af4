import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const relay = {
  title: (caseId) => `ケース ${caseId} をどなたに引き継ぎますか`,
  titleToHelp: (caseId) => `ケース ${caseId} にどなたの参加をお願いしますか`,
  coordinatorEnds: (moment) => `あなたの勤務は ${moment} に終わりますが、スウォームはまだ続いています。`,
  expertEnds: (person, moment) =>
    spaced`勤務中のエキスパートは ${person} さんだけとなっており、その勤務は ${moment} に終わります。`,
  who: '引き継ぎの候補',
  whoHelps: '参加をお願いできる人',
  atWork: '現在勤務中',
  starts: (moment) => `${moment} から勤務`,
  covers: (technologies, covered, needed) => spaced`${technologies} に対応 (${needed} 件中 ${covered} 件)`,
  isIn: '参加中',
  ownsCase: 'ケースの担当者',
  speaks: 'ケースの言語に対応',
  ask: (person) => spaced`${person} さんに引き継ぎを依頼`,
  askToHelp: (person) => spaced`${person} さんに参加を依頼`,
  askOther: 'ほかの人に依頼…',
  whom: '依頼する相手',
  sendOther: '依頼する',
  unchanged: '承諾されるまでは何も変わりません。引き続きあなたがコーディネーターです。',
  nobody:
    'その時刻から 1 時間以内に勤務していて、必要な技術に対応できる人が、ほかに見つかりません。名前を指定して依頼する、ご自身で続ける、次の勤務まで待つ、のいずれかをお選びください。',
  nobodyToHelp:
    'その時刻から 1 時間以内に勤務していて、必要な技術に対応できる人が、ほかに見つかりません。名前を指定して依頼するか、次の勤務までお待ちください。',
  noteIntro: '状況メモも一緒に引き継がれます。変わったことがあれば書き直してください。',
  asked: (people) => spaced`${people} さんに依頼しました。`,
  askedToHelp: (people) => spaced`${people} さんに参加を依頼しました。`,
  over: (person) => spaced`現在のコーディネーターは ${person} さんです。`,
  refusedTitle: (person, caseId) => spaced`${person} さんはケース ${caseId} を引き継げません`,
  refused: 'ほかの人に依頼できます。',
  inviteTitle: 'スウォームの引き継ぎのお願い',
  invites: (coordinator) => spaced`${coordinator} さんがコーディネーターの引き継ぎをお願いしています。`,
  invitesUntil: (coordinator, moment) =>
    spaced`${coordinator} さんの勤務が ${moment} に終わるため、コーディネーターの引き継ぎをお願いしています。`,
  wouldCover: '対応をお願いする技術',
  comesWith: '承諾すると、状況メモを読み、チャネルに参加できます。',
  takeOver: '引き継ぐ',
} satisfies Messages['relay'];
