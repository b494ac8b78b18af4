import {
  type Asked,
  clock,
  type Form,
  type Groups,
  inKanji,
  iso,
  numberInKanji,
  type Told,
  type When,
  zoned,
} from './deadlineForm.ts';

const weekdays = '月火水木金土日';
const day = [
  `(?<week>今週|来週|再来週|次|今度)?の?(?<jw>[${weekdays}])曜日?`,
  String.raw`(?<![a-z\d])(?:令和|r)\s?(?<ey>\d{1,2}|元)\s?[年./]\s?(?<emo>\d{1,2})\s?[月./]\s?(?<ed>\d{1,2})\s?日?`,
  '(?<head>週明け|翌週明け|来週の?(?:頭|あたま|初め|はじめ|早々))',
  '(?<work>翌営業日)',
  String.raw`(?<![\d./])(?<yy>2\d)/(?<ymo>\d{1,2})/(?<yd>\d{1,2})(?![\d/])`,
  `(?<kmo>${inKanji})月(?<kd>${inKanji})日`,
  '(?<near>今日|本日|きょう|明日|あした|あす|明後日|あさって|翌日|今夜|今晩|明晩|明朝)',
  String.raw`(?:(?<jy>\d{4})\s?年\s?)?(?<jm>\d{1,2})\s?月\s?(?<jd>\d{1,2})\s?日`,
  iso,
  String.raw`(?<![\d./])(?<sm>\d{1,2})/(?<sd>\d{1,2})(?![\d/])`,
  String.raw`(?<!\d)(?<em>\d{1,2})\s?月\s?末日?`,
  '(?<end>今週末?|来週末?|今月末?日?|来月末日?|翌月末日?|月末日?|週末|年末|年度末|月内|週内|年内)',
  // 3日間 and 3日以内 are so many days, and so may 3日中 be.
  String.raw`(?<![\d月/.-]|[第数])(?:(?<om>今月|当月|来月|翌月)の?\s?)?(?<od>\d{1,2})\s?日(?![間以前後目\d]|おき|ごと|分|\s?(?:中|いっぱい))`,
].join('|');
const dayMarked = String.raw`(?:${day})(?:\s?\([${weekdays}]\))?`;
const half = '(?<half>午前|午後|早朝|未明|朝|夕方|深夜|夜中|夜|昼|[ap]m)の?';
const time = [
  String.raw`(?:(?<place>日本時間)の?\s?)?(?:${half}\s?)?(?<hj>\d{1,2})\s?時(?:\s?(?<mj>\d{1,2})\s?分|(?<halfPast>半))?${zoned.replace('<zone>', '<zone2>')}`,
  String.raw`(?:(?<place2>日本時間)の?\s?)?(?:${half.replace('<half>', '<half2>')})?${clock}${zoned}`,
  '(?<part>朝(?:一|イチ|いち)?|午前中?|正午|お?昼|夕方|深夜|夜|始業(?:時間?)?|終業(?:時間?)?|定時|営業時間内|eod|eob|cob)',
].join('|');
const when = String.raw`(?:(?:${dayMarked})(?:\s?の?\s?(?:${time}))?|(?<![\d:/.])(?:${time.replaceAll(/\?<(\w+)>/g, '?<$1_>')}))`;

/** With に something is to be done by then; without, something may as well go on till then. */
const by = '(?<by>に(?:は)?)';
const is = String.raw`(?:です|でお願い(?:いた)?します)(?=[。!\s]|$)`;
const bySaying = String.raw`(?:(?:遅くとも|遅くても|できれば|なるべく|必ず)、?\s?)?`;
const until = String.raw`${bySaying}${when}(?:\s?(?:頃|ごろ))?\s?(?:まで|迄)(?:${by}|(?<of>の)|${is})?`;
/** 中 is as good as まで after a day. */
const allDay = String.raw`${bySaying}(?:${dayMarked})(?:(?<=今日|本日|きょう|明日|あした|あす|明後日|あさって|今夜|今晩|曜日?|日|\([月火水木金土日]\)|今週|来週|今月)\s?中|いっぱい|(?<=[月週年]内))(?:${by}|(?![\p{Script=Han}\p{Script=Katakana}]))`;
const limit =
  '(?:(?:ご|御)?(?:回答|対応|復旧|作業|解決|提出|納品)(?:の)?)?(?:期限日?|期日|締め?切り?日?|〆切?り?日?|納期|デッドライン|(?<=回答|対応|復旧|作業|解決|提出|納品)(?:の)?希望(?:日時?|時刻)?)';
const named = String.raw`(?:${limit}(?:は|が|:|=|\s)?\s?)${when}(?:まで|迄)?(?:${is})?`;
/** 24日締切, 月曜17時〆, 明日が回答期限: the word after the day. */
const namedAfter = String.raw`${when}(?:\s?(?:まで|迄))?\s?(?:が|に|で)?\s?${limit}(?:厳守)?(?:です|となります|になります|なので|のため|でお願い(?:いた)?します)?(?![\p{L}\p{N}])`;
/** 12/5必着, 17時厳守. */
const strict = String.raw`${when}(?:\s?(?:まで|迄)に?)?\s?(?:必着|厳守|必達)(?:です|で(?:の)?|の)?`;
/** Something begins then, and the case is to be solved before. */
const beforeThat = String.raw`(?:(?:ので|から|ため|が)、?それまで|、それまで|。[^。\n]{0,12}それまで)`;
const begins = String.raw`${when}\s?(?:(?:に|から)(?=[^。！？\n]{0,40}に間に合)|[にがは](?=[^。！？\n]{0,40}${beforeThat})|から(?=[^。！？\n]{0,40}${beforeThat}))`;
/** What it is to be solved for says more than the day, and stays: 「月曜のリリースまでに」 */
const toCome = String.raw`${when}\s?(?:開始|スタート)?の\s?[\p{Script=Han}\p{Script=Katakana}ーおa-z\d ]{0,14}?(?:リリース|デモ|会議|ミーティング|mtg|打ち?合わ?せ|監査|切り?替え?|本番|移行|公開|稼働|カットオーバー|発表|プレゼン|商談|説明会|研修|訪問|検収|レビュー|定例|[告強朝示]会|イベント|セミナー|納品|出荷|検査|試験)(?:開始)?\s?(?:(?:まで|迄)(?:${by}|(?<of>の))?|(?<inTime>に間に合(?:わせ|う(?:よう|ため))|の?前に))`;

const ofAnother =
  /(?:から|より|[〜~]|\d\s?[-–]|毎[日朝晩週月]?の?|平日の?|昨日?の?|今|翌|先[週月]の?|前日の?|去年の?|いつも)\s?$/u;
/** A certificate's day is none of the case's. */
const ofAThing =
  /(?:有効|使用|利用|試用|保存|保持|契約|保証|サポートの?|証明書の|ライセンスの|パスワードの|シークレットの)$/u;
const ofAThingNamed = /(?:有効|使用|利用|試用|保存|保持|契約|保証)期[限間](?:は|が|:|=)?\s?$/u;
const ofHours = /(?:営業|受付|窓口|サポート|勤務|業務|会議|メンテナンス|保守|稼働)[^。!?\n]{0,8}$/u;
const goingOn = /^、?(?:動|使え|正常|問題な|できて|繋が|つなが|確認し|試し)/u;
const topic = /[はが]\s?$/u;
const topicToDo = /(?:復旧|対応|回答|解決|修正|返[答信]|連絡|完了|納品|期限|締|納期|希望|目標)[^。!?\n]{0,6}$/u;
const wanted =
  /た[いく]|ほし|欲し|くださ|下さ|願|必要|頼|希望|要望|急|待|間に合|助か|求め|(?:いただ|頂)[けき]ま[すせ](?!んで)|べき|ないと|なければ|ねば/u;
const mending = /復旧|回答|対応|解決|修正|直[しすせ]|返[答信]|連絡|完了|納品/u;
/** 17時までに終わった, 17時までに終わらない, 17時までに作ったファイル. */
const happened =
  /(?:[ただ]|ない|ません)(?:が|のに|けど|けれど|ので|ため|ものの)?$|[しれっいき][ただ](?=[\p{Script=Han}\p{Script=Katakana}a-z])/u;
const past = /[ただ](?:が|のに|けど|けれど|ので|ため|ものの)?$/u;
const state = /(?:ない|ません|ます|[たるい]|です|中|有効|正常|停止)(?:が|のに|けど|けれど|ので|ため|ものの)?$/u;
const negative = /(?:ない|ません|中)$/u;

/** 17時まで動いていた, 17時まで使えない, 受付は17時まで are none; 17時までに, 17時まで: and 17時まで待つ are. */
function isGoingOn({ groups, before, after }: Told): boolean {
  if (ofAnother.test(before) || ofAThingNamed.test(before) || goingOn.test(after)) return true;
  const clause = (/^[^。、，,!?\n:;】)」\]]*/u.exec(after)?.[0] ?? '').trim();
  if (groups['by'] !== undefined) return happened.test(clause) && !wanted.test(clause);
  if (/^(?:も|しか|だけ)/u.test(clause)) return true;
  if (clause.startsWith('は')) return !/待/u.test(clause);
  if (groups['of'] !== undefined) return !mending.test(clause);
  if (clause === '' || clause === 'だ') return ofHours.test(before) || (topic.test(before) && !topicToDo.test(before));
  if (wanted.test(clause) || (mending.test(clause) && !negative.test(clause) && !past.test(clause))) return false;
  return state.test(clause);
}

/** 月曜の会議前に落ちる is none; 月曜の会議前に直したい is. */
const isNotToCome = (told: Told): boolean =>
  isGoingOn(told) ||
  isHabit(told) ||
  (told.groups['inTime'] !== undefined && !wanted.test(told.after) && !mending.test(told.after));

/** 15時の会議前に毎回落ちる, but not 会議前に必ず直してほしい. */
const isHabit = ({ after }: Told): boolean =>
  /^\s?、?(?:毎[回日朝週度]|いつも|必ず[^。!?\n、]{0,30}?(?:る|た|ない)(?:(?!前)[\p{Script=Han}\p{Script=Katakana}a-z]|ので|から|のに|、))/u.test(
    after,
  );

/** それまで may as well be how it was before: 「15時に落ちた。それまでは動いていた」, 「それまで使えていたVPNを直したい」 */
function isHistory({ after }: Told): boolean {
  const then = /それまで、?([^。!?\n]*)/u.exec(after)?.[1]?.trim();
  if (then === undefined || then === '' || then === 'に') return false;
  const [first = ''] = then.split('、');
  if (!/^[にの]/u.test(then) && (wasSo.test(first) || !(wanted.test(first) || mending.test(first)))) return true;
  return then.startsWith('は') || !(wanted.test(then) || (mending.test(then) && !past.test(then)));
}
const wasSo = /[ただ](?:[\p{Script=Han}\p{Script=Katakana}a-z]|の|が|け|$)/u;

const isOfAThing = ({ before, after }: Told): boolean => ofAThing.test(before) || /^(?:でした|だった)/u.test(after);

/** 証明書は24日が期限です: what ends then is named before. */
const isOfAThingBefore = (told: Told): boolean =>
  isOfAThing(told) || ofAThingSaid.test(told.before) || ofAnother.test(told.before);
const ofAThingSaid =
  /(?:証明書|ライセンス|ライセンシー|契約|保証|サブスクリプション|パスワード|シークレット|トークン|キャンペーン|ドメイン)[^。!?\n]{0,12}$/u;

function read(groups: Groups): When | null {
  const of = (name: string): string | undefined => groups[name] ?? groups[`${name}_`];
  const asked = askedIn(groups);
  const part = of('part');
  const hour = of('hj') ?? of('h');
  const near = groups['near'] ?? '';
  if (hour !== undefined) {
    const said = of('half') ?? of('half2') ?? (/[夜晩]/u.test(near) ? '夜' : undefined);
    const minute = of('halfPast') ? 30 : Number(of('mj') ?? of('m') ?? 0);
    const named = of('zone') ?? of('zone2') ?? of('place') ?? of('place2') ?? null;
    return { day: asked, time: { hour: hourOf(Number(hour), said), minute }, zone: named };
  }
  if (part !== undefined) return { day: asked, time: parts(part), zone: null };
  return asked ? { day: asked, time: near === '明朝' ? parts('朝') : null, zone: null } : null;
}

/** The night ends with the morning: 夜1時 is an hour of the next day. */
function hourOf(hour: number, said = ''): number {
  if (hour > 12) return hour;
  if (/夜/u.test(said) && (hour < 5 || hour === 12)) return hour === 12 ? 24 : hour + 24;
  if (/昼/u.test(said)) return hour < 6 ? hour + 12 : hour;
  return /午後|夕方|夜|pm/u.test(said) && hour < 12 ? hour + 12 : hour;
}

function parts(part: string): When['time'] {
  if (/^朝|^始業/u.test(part)) return { hour: 9, minute: 0 };
  if (/午前|正午|昼/u.test(part)) return { hour: 12, minute: 0 };
  if (part === '夕方') return { hour: 17, minute: 0 };
  if (part === '深夜') return { hour: 24, minute: 0 };
  return part === '夜' ? { hour: 21, minute: 0 } : 'end-of-work';
}

function askedIn(groups: Groups): Asked | null {
  const { week, jw, near, jy, jm, jd, iy, im, id, sm, sd, em, om, od, end, head, ey, emo, ed } = groups;
  const { work, yy, ymo, yd, kmo, kd } = groups;
  if (work !== undefined) return { kind: 'days-of-work', count: 1, isToTheHour: false };
  if (yy !== undefined) return { kind: 'date', year: 2000 + Number(yy), month: Number(ymo), day: Number(yd) };
  if (kmo !== undefined) return { kind: 'date', year: null, month: numberInKanji(kmo), day: numberInKanji(kd ?? '') };
  if (head !== undefined) return { kind: 'weekday', weekday: 1, week: 1 };
  if (ey !== undefined)
    return { kind: 'date', year: firstOfReiwa + (ey === '元' ? 1 : Number(ey)), month: Number(emo), day: Number(ed) };
  if (jw !== undefined)
    return { kind: 'weekday', weekday: weekdays.indexOf(jw) + 1, week: week ? (weeks[week] ?? null) : null };
  if (near !== undefined) return { kind: 'days', count: nearDays[near] ?? 1 };
  if (jm !== undefined) return { kind: 'date', year: jy ? Number(jy) : null, month: Number(jm), day: Number(jd) };
  if (im !== undefined) return { kind: 'date', year: Number(iy), month: Number(im), day: Number(id) };
  if (sm !== undefined) return { kind: 'date', year: null, month: Number(sm), day: Number(sd) };
  if (em !== undefined) return Number(em) >= 1 && Number(em) <= 12 ? { kind: 'end-of-named', month: Number(em) } : null;
  if (od !== undefined)
    return { kind: 'of-month', day: Number(od), ahead: om === undefined ? null : /^[来翌]/u.test(om) ? 1 : 0 };
  if (end === undefined) return null;
  // The business year of most Japanese companies ends with March.
  if (end === '年度末') return { kind: 'end-of-named', month: 3 };
  const unit = end.includes('月') ? 'month' : end.includes('年') ? 'year' : 'week';
  return { kind: 'end-of', unit, ahead: /^[来翌]/u.test(end) ? 1 : 0 };
}
/** The year before the first of the era: 令和8年 is 2026. */
const firstOfReiwa = 2018;
const weeks: Record<string, number> = { 今週: 0, 来週: 1, 再来週: 2 };
const nearDays: Record<string, number> = { 今日: 0, 本日: 0, きょう: 0, 今夜: 0, 今晩: 0, 明後日: 2, あさって: 2 };

/** How deadlines are told in Japanese. */
export const japaneseForms: Form[] = [
  { pattern: new RegExp(named, 'gu'), isNone: isOfAThing, read },
  { pattern: new RegExp(namedAfter, 'gu'), isNone: isOfAThingBefore, read },
  { pattern: new RegExp(strict, 'gu'), isNone: isOfAThing, read },
  { pattern: new RegExp(until, 'gu'), isNone: isGoingOn, read },
  { pattern: new RegExp(allDay, 'gu'), isNone: isGoingOn, read },
  { pattern: new RegExp(begins, 'gu'), isNone: isHistory, read, isMatter: true },
  { pattern: new RegExp(toCome, 'gu'), isNone: isNotToCome, read, isMatter: true },
];
