import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const thanks = {
  give: 'お礼を伝える',
  intro: '相手にはチャットで届き、相手の「私の記録」に残ります。ほかの人には見えません。',
  whom: '伝える相手',
  words: 'お礼の言葉',
  wordsHint: '例: トレースのおかげで原因の見当がつきました',
  send: 'お礼を送る',
  praise: 'お客様の感謝を届ける',
  praiseIntro: (people) => spaced`解決に協力した ${people}に届きます。`,
  praiseWords: 'お客様の言葉 (任意)',
  sendPraise: '届ける',
  atEnd: '協力した人へのお礼の言葉 (任意)',
  atEndHint: '本人だけに届きます',
  title: (person, caseId) => spaced`ケース ${caseId} について ${person} さんからお礼です`,
  line: '解決へのご協力は、あなたの記録に残ります。',
  praiseTitle: (caseId) => `ケース ${caseId} のお客様からの感謝です`,
  praiseLine: {
    words: (person) => spaced`${person} さんが、お客様の言葉をあなたに届けました。`,
    none: (person) => spaced`お客様はあなたの対応に満足されています。${person} さんからお伝えします。`,
  },
  gave: {
    thanks: (people) => spaced`${people}にお礼を伝えました。`,
    praise: (people) => spaced`お客様の感謝を ${people}に届けました。`,
  },
  got: {
    thanks: (person) => spaced`${person} さんからお礼が届いています。`,
    praise: (person) => spaced`${person} さんがお客様の感謝をあなたに届けました。`,
  },
} satisfies Messages['thanks'];
