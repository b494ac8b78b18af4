import { framed, type Kind, type Noise } from './noise.ts';

/** Greetings of one to five lines, thanks, long silence: what stands before the matter, and what closes it. */
const ja: readonly (readonly [string, string])[] = [
  ['お世話になっております。', 'よろしくお願いいたします。'],
  [
    'いつもお世話になっております。\nノースウィンド商事 情報システム部の高田でございます。',
    'お手数をおかけいたしますが、何卒よろしくお願い申し上げます。',
  ],
  [
    'まことにお世話になっております。\n先日はお忙しい中、弊社までお越しいただきありがとうございました。\n取り急ぎ、メールにて失礼いたします。',
    '以上、ご査収のほどよろしくお願いいたします。',
  ],
  [
    'ご無沙汰しております。コントソの森です。\n前回の打ち合わせから半年ほど経ちましたが、皆さまお変わりありませんでしょうか。',
    'また近いうちに皆さんとお目にかかれることを楽しみにしております。',
  ],
  [
    'お疲れ様です。営業推進の橋本です。\n先ほど Teams のチャットで少しお話しした件です。',
    'お手すきの際にご確認いただけますと幸いです。急ぎではありません。',
  ],
  [
    '平素は格別のご高配を賜り、厚く御礼申し上げます。\nファブリカム株式会社 総務部 システム担当の宮坂と申します。\n突然のメールにて失礼いたします。\n御社のサポート窓口をご紹介いただき、ご連絡差し上げました。',
    'ご多用のところ恐縮ですが、ご教示いただけますと幸甚に存じます。',
  ],
  [
    '夜分に恐れ入ります。アダタムの木暮です。お電話がつながらなかったため、こちらに書かせていただきます。',
    '折り返しのお電話は明朝 9 時以降にお願いできますでしょうか。',
  ],
  [
    'お忙しいところ恐縮です。\n早速ではございますが、下記の件につきましてご相談させてください。',
    'ご不明な点がございましたら、遠慮なくお申し付けください。引き続きよろしくお願いいたします。',
  ],
  [
    'はじめまして。4 月に前任の大塚より業務を引き継ぎました、テイルスピン株式会社の有村です。\n不慣れなためご迷惑をおかけすることもあるかと存じますが、どうぞよろしくお願いいたします。',
    '長文となり申し訳ございません。どうぞよろしくお願い申し上げます。',
  ],
  ['関係者各位\n\nお疲れさまです。標記の件、共有いたします。', 'ご確認のほど、よろしくお願いします！'],
  [
    'サポートご担当者様\n\n先日の別件では迅速にご対応いただき、誠にありがとうございました。おかげさまで無事に解決いたしました。\n今回は新たに別のご相談です。',
    'いつも丁寧なサポートに感謝しております。',
  ],
  [
    'おはようございます。連休明け早々に申し訳ございません。\n担当者が出張中のため、代理でご連絡いたします。',
    'なお、本日 15 時以降は会議のため席を外しております。ご返信はメールでお願いいたします。',
  ],
];

const en: readonly (readonly [string, string])[] = [
  ['Hi,', 'Thanks'],
  ['Hello team,\n\nI hope this email finds you well.', 'Kind regards,\nMarta'],
  [
    'Good morning,\n\nThank you for taking my call earlier. As promised, I am putting it in writing.',
    'Many thanks in advance for your help, it is much appreciated.',
  ],
  [
    "Dear Support,\n\nMy name is Robin Castellan and I look after IT at Fabrikam's Leeds office.\nWe have not spoken before; a colleague gave me this address.",
    'Please do not hesitate to contact me should you need anything else.\n\nYours faithfully,',
  ],
  [
    "Hey all, long time no see! Hope you had a great summer. We pinged each other on Teams this morning, here's the whole story:",
    'Cheers, and let me know if a quick call is easier!',
  ],
  [
    'Hi there,\n\nSorry to bother you again. First of all thank you for the quick fix last week, everybody here was impressed.\nToday it is something else.',
    'Have a great weekend!',
  ],
  [
    'To whom it may concern,\n\nI am writing on behalf of my manager, who is travelling and only reads mail on a phone.',
    'I look forward to hearing from you at your earliest convenience.\n\nSincerely,',
  ],
  ['Morning!', 'Any help appreciated :-)'],
  [
    'Hello,\n\nI am not sure whether this is the right place to ask. If it is not, could you please forward this message to whoever can help?',
    'Thank you for your patience and understanding.',
  ],
  [
    'Happy new year everyone!\n\nAs discussed in the meeting yesterday, please find the details below.',
    'Let me know what you think.\nBest,\nD.',
  ],
  [
    'Dear all,\n\nApologies for the long message and for my English.',
    'Thanks & regards\n\nPlease reply to all so that my colleagues are kept in the loop.',
  ],
  [
    "Hi Priya, hi Tom,\n\nI'm back in the office after two weeks of leave and still working through my inbox, so bear with me if some of this was answered in another email.",
    'Talk soon. I will be out again from Thursday, so please call my mobile rather than writing.',
  ],
];

const noises = (pairs: typeof ja, spoken: 'ja' | 'en'): Noise[] =>
  pairs.map(([opens, closes], at) => framed(`greeting ${at + 1}`, [spoken], opens, closes));

export const greetings: Kind = { name: 'greetings', goal: 3, noises: [...noises(ja, 'ja'), ...noises(en, 'en')] };
