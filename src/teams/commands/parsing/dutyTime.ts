import type { DutyTime } from './request.ts';

/**
 * Of when somebody asks who is on call, and their question without it: "who's on call for SQL this weekend", 「明日の AKS の当番は」. `when`
 * null: of now. `bare`: without signs at its ends.
 */
export function dutyTimeIn(bare: string): { said: string; when: DutyTime | null } {
  for (const { when, named } of times) {
    const said = bare.replace(named, '');
    if (said !== bare) return { said: said.trim(), when };
  }
  return { said: bare, when: null };
}

const english = (words: string): RegExp =>
  new RegExp(` (?:(?:on|for|over|during) )?(?:${words})(?= (?:for|on) |$)`, 'iu');
/** A word of time that may also name something (週末バッチ) stands before の or は. */
const japanese = (words: string, mayName = ''): RegExp =>
  new RegExp(
    `(?<=^|[のはがを、\\s])(?:(?:${words})(?:の|は|、|に)?|(?:${mayName || '(?!)'})(?:の|は|、|に))\\s?(?=[^\\s表])`,
    'u',
  );

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const daysJa = '月火水木金土日';

/** The longer ones first. */
const times: readonly { when: DutyTime; named: RegExp }[] = [
  { when: 'tomorrow-night', named: english('tomorrow (?:night|evening)') },
  { when: 'tomorrow-night', named: japanese('(?:明日|あした|あす)の(?:夜|晩)|明晩') },
  { when: 'tonight', named: english('tonight|this (?:evening|night)|overnight|after hours') },
  { when: 'tonight', named: japanese('今夜|今晩|(?:今日|本日)の?(?:夜|晩)', '夜間?') },
  { when: 'tomorrow', named: english('tomorrow') },
  { when: 'tomorrow', named: japanese('明日|あした|あす') },
  { when: 'weekend', named: english('(?:this |the |next |the next |the coming )?week ?end') },
  { when: 'weekend', named: japanese('今週末|今度の週末', '週末|土日') },
  { when: 'next-week', named: english('next week') },
  { when: 'next-week', named: japanese(`来週(?:の?[${daysJa}]曜日?)?`) },
  { when: 'this-week', named: english('this week') },
  { when: 'this-week', named: japanese('今週') },
  { when: 'this-month', named: english('this month') },
  { when: 'this-month', named: japanese('今月') },
  ...days.flatMap((when, at) => [
    { when, named: english(`(?:(?:this|next) )?${when}`) },
    { when, named: japanese(`(?:今週の?|今度の)?${daysJa[at]}曜日?`) },
  ]),
];
