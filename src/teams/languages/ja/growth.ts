import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const growth = {
  title: '私の記録',
  intro: '解決に協力したスウォームです。あなただけに表示されます。',
  empty: 'まだ記録がありません。参加したスウォームが解決すると、ここに残ります。',
  parts: {
    coordinator: 'コーディネーター',
    owner: '自分のケース',
    expert: '協力',
    learner: '学習のため同席',
  },
  credited: '解決に貢献',
  with: (people) => `一緒に対応: ${people}`,
  more: (count) => `ほか ${count} 人`,
  thanked: (person) => spaced`${person} さんからのお礼`,
  praised: (person) => spaced`お客様の感謝 (${person} さんより)`,
  all: 'すべて表示',
  restricted: '取扱注意のケース',
  sharing: 'リーダーに伝えること',
  sharingIntro: (leads) =>
    leads === null
      ? '月に一度、1 か月のまとめをお届けします。スキル台帳にあなたのリーダーが登録されていないため、何を選んでもほかの人には伝わりません。'
      : spaced`月に一度、1 か月のまとめをお届けします。リーダー (${leads}) には、ここで選んだことだけが伝わります。`,
  share: 'リーダーに伝える内容',
  shares: {
    nothing: '何も伝えない',
    sums: 'スウォームの件数と技術',
    thanks: '件数と技術に加えて、お礼の言葉',
  },
  monthlyLabel: '自分に届く内容',
  monthly: '1 か月のまとめを毎月受け取る',
  saveSharing: '保存',
  chosen: (day) => spaced`${day}に選択済みです。`,
  unchosen: 'まだ選んでいません。リーダーには何も伝わりません。',
  sharingSaved: '保存しました。次のまとめから反映されます。',
  monthTitle: (month) => `${month}のまとめ`,
  monthLine: (swarms) => `参加したスウォームのうち、${swarms} 件が解決しました。`,
  monthParts: {
    coordinator: (count) => `コーディネーター ${count} 件`,
    owner: (count) => `自分のケース ${count} 件`,
    expert: (count) => `協力 ${count} 件`,
    learner: (count) => `学習のための同席 ${count} 件`,
  },
  youDid: 'あなたの役割',
  theyDid: '役割',
  technologies: '技術',
  thanks: 'お礼',
  thankedTimes: (count) => `${count} 件`,
  thankYou: 'ご協力のおかげで、早く解決できました。ありがとうございました。',
  leadTitle: (person, month) => spaced`${person} さんの${month}のまとめ`,
  leadLine: (person, day) => spaced`${person} さんが${day}に、あなたに伝えることを選びました。ほかの人には届きません。`,
  leadSwarms: (swarms) => `解決したスウォーム ${swarms} 件`,
  skillTitle: (technology) => spaced`${technology} をスキルに加えませんか`,
  skillSatIn: (count, technology) =>
    spaced`${technology} のスウォームに ${count} 回同席し、${count > 1 ? 'いずれも' : ''}解決しました。`,
  skillLed: (count, technology) =>
    spaced`${technology} のスウォームで ${count} 回コーディネーターまたはケースの担当者を務め、${count > 1 ? 'いずれも' : ''}解決しました。`,
  skillAsk: 'ご希望であれば、あなたのスキルに加えます。レベル 1 や 2 では、ケースの解決の依頼は届きません。',
  skillLevels: { 1: 'レベル 1: 資料を読んだことがある', 2: 'レベル 2: 使ったことがある' },
  skillNo: '今は加えない',
  skillListed: (technology, level) =>
    spaced`${technology} をレベル ${level} でスキルに加えました。/swarm skills で変更できます。`,
  skillDeclined: (technology) => spaced`${technology} は加えません。/swarm skills でいつでも加えられます。`,
  skillAnswered: 'すでに回答済みです。登録内容は /swarm skills で確認できます。',
  careTitle: '依頼が多くなっています',
  care: {
    'own-limit': 'この 7 日間の依頼が、ご自身で決めた上限を超えています。',
    budget: 'この 4 週間の依頼が、無理のない回数を超えています。',
    'off-hours': 'この 4 週間に、勤務時間外の依頼が何度かありました。',
  },
  careKind: 'いつもご協力ありがとうございます。すべてを引き受ける必要はありません。次の方法があります。',
  careLimit: '1 週間に受ける依頼の上限を決められます。急がない依頼は、上限を超えると届かなくなります。',
  careLimitLabel: '1 週間の依頼の上限',
  careLimitSave: '上限を保存',
  careLimitSaved: (limit) => `保存しました。急ぎの場合を除き、依頼は 1 週間に ${limit} 件までです。`,
  careLimitMissing: '1 から 50 までの数を入力してください。',
  careSecond: (technologies) =>
    spaced`${technologies} のオーナーはあなただけです。もう 1 人のオーナーについて、リーダーに相談してください。依頼を分担できます。`,
  careHours: '/swarm skills で勤務時間と休みの日を確認してください。勤務時間外には、急ぎの依頼だけが届きます。',
  careLeadTitle: (person) => spaced`${person} さんへの依頼が多くなっています`,
  careLead: {
    'own-limit': (person) => spaced`この 7 日間の依頼が、${person} さんの決めた上限を超えています。`,
    budget: (person) => spaced`この 4 週間の ${person} さんへの依頼が、無理のない回数を超えています。`,
    'off-hours': (person) => spaced`この 4 週間に、${person} さんへの勤務時間外の依頼が何度かありました。`,
  },
  careLeadKind: (person) =>
    spaced`${person} さんにも、ご本人の勤務時間に同じことをお知らせします。まずは声をかけてみてください。`,
  careLeadSecond: (technologies) => spaced`最も効果があるのは、${technologies} にもう 1 人オーナーを決めることです。`,
  careLeadLimit: '1 週間の依頼の上限について相談してください。上限は本人が /swarm skills で設定できます。',
} satisfies Messages['growth'];
