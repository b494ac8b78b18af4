import { type Asked, type Form, type Groups, inKanji, numberInKanji, type Told, type When } from './deadlineForm.ts';

type Unit = Extract<Asked, { kind: 'in' }>['unit'];

const english = ['an?|one|the', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const units: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:分|m)/, 'minutes'],
  [/^(?:時|h)/, 'hours'],
  [/^(?:週|w(?!orking))/, 'weeks'],
  [/./, 'days'],
];

/** Only for what is to be done, not for what happens within it: between the two stands what it is done to, at most. */
const toBeDone =
  '(?:復旧|対応|回答|解決|返答|返信|連絡|修正|直[しすせ]|見て|確認|調[査べ]|作業|実施|完了|更新|移行|お願|ご|くださ|下さ|ほし|欲し|必要|希望)';
const happens = 'ので|ため|から|切れ|落ち|止ま|失敗|発生|再発|エラー|なる|なり|され|[。!?\\n]';
const ja = String.raw`(?:今から|あと|これから)?(?<count>\d{1,3}|${inKanji}|半)\s?(?<unit>分|時間|hours?|hrs?|h|min|営業日|日|週)間?\s?以内(?:に|の|で|、)?(?=(?:(?!${happens}).){0,30}?${toBeDone})`;
const en = String.raw`(?<=\b(?:fix|fixed|resolve|resolved|solve|solved|restore|restored|answer|reply|respond|response|need|needed|help|back|up|done|ready|expected|required|must|please)\b[^.!?\n]{0,40}\s)(?:within(?: the next)?|in the next) (?<count>\d{1,3}|${english.join('|')}|half an)\s?(?<unit>minutes?|mins?|hours?|hrs?|h|(?:business |working )?days?|weeks?)(?!\w)(?! (?:of|after))`;

/** It was mended within an hour: that is history. */
const isHistory = ({ before }: Told): boolean =>
  /\b(?:was|were|been|got|not|cannot|\w+n['’]t)\b[^.!?\n]{0,20}$/.test(before);
/** 修正後30分以内に再発した: past, as told after it. */
const isPast = ({ after }: Told): boolean =>
  /^[^。!?\n]{0,30}(?:ました|でした|だった|[れしっいき]た)(?:[。!?\n]|$)/.test(after);

function read({ count = '', unit = '' }: Groups): When | null {
  const [, name = 'days'] = units.find(([pattern]) => pattern.test(unit)) ?? [];
  const said = (day: Asked): When => ({ day, time: null, zone: null });
  if (count === '半' || count === 'half an')
    return name === 'hours' ? said({ kind: 'in', unit: 'minutes', count: 30 }) : null;
  if (/^(?:営業|business|working)/.test(unit))
    return said({ kind: 'days-of-work', count: numberOf(count), isToTheHour: true });
  return said({ kind: 'in', unit: name, count: numberOf(count) });
}

function numberOf(count: string): number {
  if (/^\d/.test(count)) return Number(count);
  const place = english.findIndex((word) => new RegExp(`^(?:${word})$`).test(count));
  return place >= 0 ? place + 1 : numberInKanji(count);
}

/** How people say within how long something is to be done. */
export const withinForms: Form[] = [
  { pattern: new RegExp(ja, 'gu'), isNone: isPast, read },
  { pattern: new RegExp(en, 'gu'), isNone: isHistory, read },
];
