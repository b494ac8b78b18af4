import { compatible } from '../language/compatible.ts';
import { smallTalk } from './smallTalk.ts';

/**
 * Whether words that past cases share say nothing of what a case is about: function words and what every case is told with
 * (can, find, stop, 確認, 発生), one letter or one ideograph, numbers, places (名古屋拠点).
 */
export const saysNothing = (words: string): boolean => isOf(words, emptyWords);

/** Whether they are none that could speak for a technology: empty words, or small talk (smallTalk.ts) such as asap, 至急. */
export const isNoEvidence = (words: string): boolean => isOf(words, talk);

type Lists = { english: ReadonlySet<string>; han: ReadonlySet<string>; katakana: ReadonlySet<string> };

function isOf(words: string, lists: Lists): boolean {
  const read = compatible(words).trim();
  if (Array.from(read).length <= 1) return true;
  const pieces = read.match(/[A-Za-z0-9']+(?:-[A-Za-z0-9']+)*|[\u30a1-\u30fa\u30fc]+|[\u3400-\u9fff々]+/g) ?? [];
  return pieces.every((piece) => {
    if (/^[\d-]+$/.test(piece) || piece.length <= 1) return true;
    if (/^[A-Za-z']+$/.test(piece)) return lists.english.has(piece.toLowerCase());
    if (/^[\u3400-\u9fff々]+$/.test(piece)) return isEmptyHan(piece, lists.han);
    return lists.katakana.has(piece);
  });
}

/** Made of empty words alone, or a piece of one: the index knows Han by two characters. */
function isEmptyHan(piece: string, han: ReadonlySet<string>): boolean {
  if (piece.length === 1 || han.has(piece)) return true;
  const rest = [...han].reduce((left, word) => left.replaceAll(word, ' '), piece).replaceAll(' ', '');
  return rest.length <= 1;
}

const english: ReadonlySet<string> = new Set([
  ...(
    'a about above after again all also am an and any anyone are as at be because been before being below between both but by can could did do does ' +
    'doing down during each ever every few find for found from further get gets give go goes got had has have having he help her here him his how i if in ' +
    'into is it its just know knows last let like look made make many may me might more most much must my need needs new next no nor not now of off old on ' +
    'once one only or other our out over own per please put same see seen set she should show since so some somebody someone start started still stop ' +
    'stopped such take than thanks that the their them then there these they this those through to today too try tried two under until up us use used user ' +
    'users using very want was way we week well were what when where which while who whom why will with within without work working works would yes ' +
    'yesterday yet you your case issue issues problem problems question customer support'
  ).split(' '),
  // Where people are says nothing: the world's zones name their cities.
  ...Intl.supportedValuesOf('timeZone').flatMap((zone) => zone.toLowerCase().split('/').at(-1)?.split('_') ?? []),
]);

const han: ReadonlySet<string> = new Set(
  (
    '確認 発生 対応 問題 場合 原因 調査 以下 以上 利用 使用 時間 今回 現在 本日 昨日 今朝 先日 毎日 毎週 可能 必要 方法 内容 状況 状態 事象 現象 結果 ' +
    '件名 担当 部署 社内 社外 弊社 御社 貴社 当社 拠点 本社 支社 支店 支部 工場 営業所 事業所 事務所 全員 一部 複数 最初 最後 以前 以降 前回 次回 同様 ' +
    '特定 突然 急遽 停止 開始 実施 実行 依頼 連絡 報告 相談 質問 回答 ' +
    '北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 ' +
    '奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄 札幌 仙台 横浜 川崎 相模原 浜松 名古屋 堺 神戸 ' +
    '北九州 那覇 金沢 高松 松山 盛岡 宇都宮 前橋 水戸 甲府 豊田 品川 新宿 渋谷 丸の内'
  ).split(' '),
);

const emptyWords: Lists = { english, han, katakana: new Set() };
const talk: Lists = {
  english: new Set([...english, ...smallTalk.english]),
  han: new Set([...han, ...smallTalk.han]),
  katakana: smallTalk.katakana,
};
