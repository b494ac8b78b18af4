import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const gaps = {
  askTitle: (technology) => spaced`${technology} を依頼できる人がいません`,
  intro: (coordinator) =>
    spaced`${coordinator} さんのスウォームで必要ですが、依頼できる人が残っていません。この分野のリーダーまたはオンコール担当として、どうするかを決めてください。`,
  tried: (asked, declined, silent, unreached) => {
    const became = [
      ...(declined > 0 ? [`辞退 ${declined} 人`] : []),
      ...(silent > 0 ? [`回答なし ${silent} 人`] : []),
      ...(unreached > 0 ? [`連絡がつかない ${unreached} 人`] : []),
    ];
    return `依頼した人 ${asked} 人${became.length > 0 ? `: ${became.join('、')}` : ''}`;
  },
  nobodyAsked: '登録されている人の中に、依頼できる人がいませんでした。',
  name: '人を指名する',
  little: '一覧には、多少でも知識のある人や、習得を希望している人が先に並びます。',
  before: {
    declined: (person) => `${person} (辞退)`,
    left: (person) => `${person} (参加を取りやめ)`,
    expired: (person) => `${person} (回答なし)`,
    unreachable: (person) => `${person} (連絡不可)`,
  },
  askThem: 'この人に依頼する',
  elsewhere: 'ほかのチームや社外に問い合わせる',
  elsewhereField: '問い合わせ先と方法',
  elsewhereHint: '例: ネットワーク チームの受付、またはベンダーの窓口',
  tell: (coordinator) => spaced`${coordinator} さんに伝える`,
  without: 'この技術なしで続ける',
  answeredTitle: (technology) => spaced`${technology} の担当者不在について回答しました`,
  named: (person) => spaced`${person} さんに依頼します。`,
  told: (words) => `問い合わせ先: ${words}`,
  goesWithout: 'この技術の担当者なしで続けます。',
  thanks: (coordinator) => spaced`${coordinator} さんに伝えました。ありがとうございました。`,
  alsoAsked: 'この技術のリーダーまたはオンコール担当がいる場合は、対応をその人にも確認します。',
  wereAsked: (person) => spaced`${person} さんにも対応を確認しています。`,
  leadAsked: (person) => spaced`${person} さんに対応を確認中`,
  noticeTitle: (person, technology) => spaced`${technology} の担当者不在について ${person} さんから回答がありました`,
  noticeWithout: '技術は、スウォームのカードから除外できます。',
} satisfies Messages['gaps'];
