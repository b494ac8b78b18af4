/** A day as people say it. `week`: 0 this one, 1 the next, null the next such day; months and days of the week from 1. */
export type Asked =
  | { kind: 'days'; count: number }
  | { kind: 'weekday'; weekday: number; week: number | null }
  | { kind: 'end-of'; unit: 'week' | 'month'; ahead: number }
  | { kind: 'date'; year: number | null; month: number; day: number }
  | { kind: 'in'; unit: 'hours' | 'days'; count: number };

/** What a deadline says of its day and time; `zone` as it was abbreviated. */
export type When = {
  day: Asked | null;
  time: { hour: number; minute: number } | 'end-of-work' | null;
  zone: string | null;
};

/** Words that tell a deadline: where they stand (UTF-16, end exclusive), and what they say. */
export type DeadlineWords = { when: When; from: number; to: number };

/** Of a longer text only so much is looked through. */
const mostText = 4000;

/** All deadlines that a text tells, in both languages, in their order. */
export function deadlinesIn(text: string): DeadlineWords[] {
  const signs = comparable(text.slice(0, mostText));
  const found: DeadlineWords[] = [];
  for (const { pattern, isNone, isMatter, read } of forms)
    for (const match of signs.matchAll(pattern)) {
      const { index, 0: words } = match;
      const before = signs.slice(Math.max(0, index - 30), index);
      if (isNone(before, signs.slice(index + words.length, index + words.length + 16))) continue;
      const when = read(match.groups ?? {});
      // What is told of something else, which is what is to be done before, is matter.
      if (when) found.push({ when, from: index, to: isMatter ? index : index + words.length });
    }
  return found.toSorted((one, other) => one.from - other.from || other.to - one.to);
}

/** Usual width and small letters, sign for sign, so that places stay. */
const comparable = (text: string): string =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[A-Z]/g, (sign) => sign.toLowerCase());

type Groups = Record<string, string | undefined>;
type Form = {
  pattern: RegExp;
  /** Whether what stands before or after says that it is no deadline. */
  isNone: (before: string, after: string) => boolean;
  read: (groups: Groups) => When | null;
  /** Its words tell of more than the deadline, and stay where they are. */
  isMatter?: boolean;
};

const iso = String.raw`(?<iy>\d{4})[-/.](?<im>\d{1,2})[-/.](?<id>\d{1,2})`;
const clock = String.raw`(?<h>\d{1,2}):(?<m>\d\d)(?::\d\d)?`;
const zone = '(?<zone>z|utc|gmt|[a-z]{2,4}t)(?![a-z])';

// Japanese.

const weekdays = '月火水木金土日';
const jaDay = [
  `(?<week>今週|来週|再来週|次)?の?(?<jw>[${weekdays}])曜日?`,
  '(?<near>今日|本日|きょう|明日|あした|あす|明後日|あさって|翌日)',
  String.raw`(?:(?<jy>\d{4})\s?年\s?)?(?<jm>\d{1,2})\s?月\s?(?<jd>\d{1,2})\s?日`,
  iso,
  String.raw`(?<![\d./])(?<sm>\d{1,2})/(?<sd>\d{1,2})(?![\d/])`,
  '(?<end>今週末?|来週末?|今月末?|来月末|月末|週末)',
].join('|');
const jaDayMarked = String.raw`(?:${jaDay})(?:\s?\([${weekdays}]\))?`;
const half = '(?<half>午前|午後|朝|夕方|夜|昼)の?';
const jaTime = [
  String.raw`(?:${half}\s?)?(?<hj>\d{1,2})\s?時(?:\s?(?<mj>\d{1,2})\s?分|(?<halfPast>半))?`,
  String.raw`(?:${half.replace('<half>', '<half2>')})?${clock}(?:\s?${zone})?`,
  '(?<part>朝(?:一|イチ|いち)?|午前中?|正午|お?昼|夕方|夜|始業(?:時)?|終業(?:時)?|定時|営業時間内)',
].join('|');
const jaWhen = String.raw`(?:(?:${jaDayMarked})(?:\s?の?\s?(?:${jaTime}))?|(?<![\d:/.])(?:${jaTime.replaceAll(/\?<(\w+)>/g, '?<$1_>')}))`;
const jaForms = [
  // Named as one, or told by まで; 中 is as good as that after a day.
  String.raw`(?:(?:回答|対応|復旧|作業|解決)?(?:期限|締め?切り?|〆切り?|納期)(?:は|が|:|=|\s)?\s?)${jaWhen}(?:まで|迄)?`,
  String.raw`${jaWhen}\s?(?:まで|迄)(?:に(?:は)?|には)?`,
];

const jaNone = (before: string, after: string): boolean =>
  /(?:から|より|〜|~|毎[日朝晩週月]?の?|平日の?|昨日の?|先週の?|前日の?|いつも)\s?$/u.test(before) ||
  /^(?:は|、)?(?:動|使え|正常|問題な|できて|繋が|つなが|確認し|試し|の(?:間|期間|データ|ログ|時間))/u.test(after);

function readJapanese(groups: Groups): When | null {
  const of = (name: string): string | undefined => groups[name] ?? groups[`${name}_`];
  const day = japaneseDay(groups);
  const part = of('part');
  const hour = of('hj') ?? of('h');
  const said = of('half') ?? of('half2');
  if (hour !== undefined) {
    const minute = of('halfPast') ? 30 : Number(of('mj') ?? of('m') ?? 0);
    return { day, time: { hour: halved(Number(hour), said), minute }, zone: of('zone') ?? null };
  }
  if (part !== undefined) return { day, time: parts(part), zone: null };
  return day ? { day, time: null, zone: null } : null;
}

const halved = (hour: number, said: string | undefined): number =>
  said !== undefined && /午後|夕方|夜/u.test(said) && hour < 12 ? hour + 12 : hour;

function parts(part: string): When['time'] {
  if (/^朝|^始業/u.test(part)) return { hour: 9, minute: 0 };
  if (/午前|正午|昼/u.test(part)) return { hour: 12, minute: 0 };
  if (part === '夕方') return { hour: 17, minute: 0 };
  return part === '夜' ? { hour: 21, minute: 0 } : 'end-of-work';
}

function japaneseDay({ week, jw, near, jy, jm, jd, iy, im, id, sm, sd, end }: Groups): Asked | null {
  if (jw !== undefined)
    return { kind: 'weekday', weekday: weekdays.indexOf(jw) + 1, week: week ? (weeks[week] ?? null) : null };
  if (near !== undefined) return { kind: 'days', count: nearDays[near] ?? 1 };
  if (jm !== undefined) return { kind: 'date', year: jy ? Number(jy) : null, month: Number(jm), day: Number(jd) };
  if (im !== undefined) return { kind: 'date', year: Number(iy), month: Number(im), day: Number(id) };
  if (sm !== undefined) return { kind: 'date', year: null, month: Number(sm), day: Number(sd) };
  if (end === undefined) return null;
  return { kind: 'end-of', unit: end.includes('月') ? 'month' : 'week', ahead: end.startsWith('来') ? 1 : 0 };
}
const weeks: Record<string, number> = { 今週: 0, 来週: 1, 再来週: 2 };
const nearDays: Record<string, number> = { 今日: 0, 本日: 0, きょう: 0, 明後日: 2, あさって: 2 };

// English.

const names = 'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const enDay = [
  '(?<near>today|tonight|tomorrow|the day after tomorrow)',
  String.raw`(?<week>this |next |the coming )?(?<name>${names})(?![\w.]*\.[a-z])`,
  iso,
  String.raw`(?:the )?(?<d1>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<m1>${months})(?:,? (?<y1>\d{4}))?`,
  String.raw`(?<m2>${months}) (?<d2>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<y2>\d{4}))?`,
  String.raw`(?<sm>\d{1,2})/(?<sd>\d{1,2})(?![\d/])`,
  '(?:the )?end of (?:the |this )?(?<end>next week|next month|week|month)',
].join('|');
const enTime = [
  String.raw`${clock}\s?(?<ap>am|pm)?`,
  String.raw`(?<h2>\d{1,2})\s?(?<ap2>am|pm|o'?clock)`,
  '(?<part>eod|cob|end of (?:the )?(?:business )?day|close of business|noon|midday|midnight)',
].join('|');
/** A bare hour says something beside a day only. */
const enBare = String.raw`${enTime}|(?<h3>\d{1,2})(?![\d/:.%]|\s?(?:st|nd|rd|th|users|people|servers|hours|minutes|percent)\b)`;
const dayFirst = String.raw`(?:${enDay})(?:(?:,? (?:at )?|t)(?:${enBare})(?:\s?${zone})?)?`;
const renamed = (pattern: string, mark: string): string => pattern.replaceAll(/\?<(\w+)>/g, `?<$1${mark}>`);
const timeFirst = String.raw`(?:${renamed(enTime, '_')})(?:\s?${renamed(zone, '_')})?(?:,? (?:on |of )?(?:${renamed(enDay, '_')}))?`;
const enWhen = String.raw`(?:${timeFirst}|${dayFirst})(?![\w])`;
const enForm = String.raw`(?<![\p{L}\d])(?:(?:needed |due |wanted |required )?(?:by|before|until|till|til)(?: at)?|due(?: on)?|not? later than|deadline(?: is| of)?:?)\s+(?:the latest )?${enWhen}(?:,? at the latest)?`;

const enNone = (before: string): boolean =>
  /(?:\b(?:work(?:ed|s|ing)?|fine|ok|okay|was|were|been|had|ran|sorted|ordered|grouped|from|between|since|every|daily)\b[^.!?]{0,18})$/.test(
    before,
  );

function readEnglish(groups: Groups): When | null {
  const of = (name: string): string | undefined => groups[name] ?? groups[`${name}_`];
  const day = englishDay(of);
  if (day === 'unsure') return null;
  const part = of('part');
  const zoned = of('zone') ?? null;
  if (part !== undefined) {
    if (part === 'midnight') return { day, time: { hour: 24, minute: 0 }, zone: zoned };
    return { day, time: /noon|midday/.test(part) ? { hour: 12, minute: 0 } : 'end-of-work', zone: zoned };
  }
  const hour = of('h') ?? of('h2') ?? of('h3');
  if (hour === undefined) return day ? { day, time: null, zone: null } : null;
  const marked = of('ap') ?? of('ap2');
  return {
    day,
    time: { hour: hourOf(Number(hour), marked, of('m') !== undefined), minute: Number(of('m') ?? 0) },
    zone: zoned,
  };
}

/** Nobody says 3 of the night without am. */
const hourOf = (hour: number, marked: string | undefined, isClock: boolean): number => {
  if (marked === 'am' || marked === 'pm') return (hour % 12) + (marked === 'pm' ? 12 : 0);
  return !isClock && hour >= 1 && hour <= 6 ? hour + 12 : hour;
};

function englishDay(of: (name: string) => string | undefined): Asked | null | 'unsure' {
  const near = of('near');
  if (near !== undefined) return { kind: 'days', count: near === 'tomorrow' ? 1 : near.startsWith('the day') ? 2 : 0 };
  const name = of('name');
  if (name !== undefined) {
    const week = of('week')?.trim();
    const weekday = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3)) + 1;
    return { kind: 'weekday', weekday, week: week === 'next' ? 1 : week === 'this' ? 0 : null };
  }
  if (of('im') !== undefined) return dated(of('iy'), Number(of('im')), of('id'));
  const month = of('m1') ?? of('m2');
  if (month !== undefined) return dated(of('y1') ?? of('y2'), monthOf(month), of('d1') ?? of('d2'));
  const end = of('end');
  if (end !== undefined)
    return { kind: 'end-of', unit: end.endsWith('week') ? 'week' : 'month', ahead: end.startsWith('next') ? 1 : 0 };
  const [one, other] = [Number(of('sm')), Number(of('sd'))];
  if (of('sm') === undefined) return null;
  // 5/6 is another day in Dublin than in Boston.
  if (one <= 12 && other <= 12 && one !== other) return 'unsure';
  return one <= 12 ? dated(undefined, one, String(other)) : dated(undefined, other, String(one));
}

const dated = (year: string | undefined, month: number, day: string | undefined): Asked => ({
  kind: 'date',
  year: year === undefined ? null : Number(year),
  month,
  day: Number(day),
});
const monthOf = (name: string): number =>
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(name.slice(0, 3)) + 1;

/** So much time from now: only for what is to be done, not for what happens within it. */
const jaWithin = String.raw`(?<count>\d{1,3})\s?(?<unit>時間|日|営業日)以内に?(?=(?:ご|御)?(?:復旧|対応|回答|解決|返答|返信|連絡|直|修正|お願い))`;
const enWithin = String.raw`(?<=\b(?:fix|fixed|resolve|resolved|solve|solved|restore|restored|answer|reply|respond|response|needed|help|back)\b[^.!?\n]{0,24}\s)within (?<count>\d{1,3}|an|one|two) (?<unit>hours?|days?)(?! (?:of|after))`;
const within = ({ count = '', unit = '' }: Groups): When => ({
  day: {
    kind: 'in',
    unit: /時間|hour/.test(unit) ? 'hours' : 'days',
    count: count === 'two' ? 2 : /^\d/.test(count) ? Number(count) : 1,
  },
  time: null,
  zone: null,
});

const allDay = String.raw`(?:${jaDayMarked})(?<=今日|本日|きょう|明日|あした|あす|明後日|あさって|曜日?|日|今週|来週|今月)\s?中(?:に(?:は)?|には)?(?![\p{Script=Han}\p{Script=Katakana}])`;

/** Something begins then, and the case is to be solved before. */
const jaBefore = String.raw`${jaWhen}\s?(?:に|から)(?=[^。！？\n]{0,40}(?:に間に合|。[^。\n]{0,12}それまで))`;
const enBefore = String.raw`(?<=\b(?:starts?|begins?|opens?|launch(?:es)?|live|due) (?:on |at )?)${enWhen}(?=[^.!?\n]{0,60}\bbefore(?: then| that)?\s*(?:$|[.!?]))`;

const forms: Form[] = [
  ...jaForms.map((form) => ({ pattern: new RegExp(form, 'gu'), isNone: jaNone, read: readJapanese })),
  { pattern: new RegExp(allDay, 'gu'), isNone: jaNone, read: readJapanese },
  { pattern: new RegExp(enForm, 'gu'), isNone: enNone, read: readEnglish },
  { pattern: new RegExp(jaBefore, 'gu'), isNone: () => false, read: readJapanese, isMatter: true },
  { pattern: new RegExp(enBefore, 'gu'), isNone: () => false, read: readEnglish, isMatter: true },
  { pattern: new RegExp(jaWithin, 'gu'), isNone: () => false, read: within },
  { pattern: new RegExp(enWithin, 'gu'), isNone: () => false, read: within },
];
