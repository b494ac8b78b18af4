/** A name with the usual one of kanji that are one in names: 髙橋 and 高橋, 渡邊 and 渡辺. */
export const withUsualKanji = (name: string): string =>
  name.replace(/\p{Script=Han}/gu, (kanji) => usualKanji.get(kanji) ?? kanji);

/** Of each group the first is what is compared. */
const usualKanji = new Map(
  [
    ...[
      '高髙',
      '崎﨑嵜',
      '浜濱濵',
      '吉𠮷',
      '辺邊邉',
      '斉斎齋齊',
      '沢澤',
      '広廣',
      '国國',
      '島嶋嶌',
      '徳德',
      '恵惠',
      '真眞',
    ],
    ...[
      '桜櫻',
      '竜龍',
      '瀬瀨',
      '条條',
      '富冨',
      '栄榮',
      '関關',
      '黒黑',
      '塩鹽',
      '柳栁',
      '渕淵',
      '増增',
      '蔵藏',
      '隆隆',
      '豊豐',
      '礼禮',
    ],
  ].flatMap((group) => {
    const [usual = '', ...others] = group;
    return others.map((other): [string, string] => [other, usual]);
  }),
);
