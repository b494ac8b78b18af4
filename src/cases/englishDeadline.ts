import { type Asked, clock, type Form, type Groups, iso, type Told, type When, zoned } from './deadlineForm.ts';

const names = 'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const dates = [
  iso,
  String.raw`(?:the )?(?<d1>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<m1>${months})(?![a-z])(?:,? (?<y1>\d{4}))?`,
  String.raw`(?<m2>${months})\.? (?<d2>\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,? (?<y2>\d{4}))?`,
  String.raw`(?<sm>\d{1,2})/(?<sd>\d{1,2})(?:/(?<sy>\d{4}))?(?![\d/])`,
  String.raw`(?<dd>\d{1,2})\.(?<dm>\d{1,2})\.(?<dy>\d{4})(?!\d)`,
].join('|');
const near = [
  '(?<work>(?:the )?next (?:business|working) day|nbd)',
  '(?<near>today|tonight|the day after tomorrow|tomorrow|tomm?orr?ow|tmrw|tmr|tmw|2moro|2morrow|tonite|2nite|this(?= (?:morning|afternoon|evening)))',
  String.raw`(?<week>this |next |the coming )?(?<name>${names})(?![\w.]*\.[a-z])(?: (?:of )?(?<week2>this|next) week)?`,
].join('|');
const nearDay = `(?:(?:the )?end of )?(?:${near})(?: (?<slot>morning|afternoon|evening|night))?`;
const day = [
  // The date says more than the day of the week beside it.
  String.raw`(?:(?:${names}),? (?:the )?)?(?:${dates})(?: \((?:${names})\))?`,
  nearDay,
  '(?:the )?end of (?:the |this )?(?<end>next week|next month|next year|week|month|year)',
  `(?:the )?(?:end|last day) of (?<em>${months})(?![a-z])`,
  '(?:(?:the )?last day of (?:the |this )?|(?:this )?)(?<end2>next month|month|month[- ]?end|eom|eow)',
  // The 24th of no month: where nothing follows that it could be the 24th of.
  String.raw`(?:the )?(?<od>\d{1,2})(?:st|nd|rd|th)(?: of (?<om>this|next|the) month)?(?=\s*(?:$|[^\p{L}\p{N}\s]|\d|(?:at|please|pls|or|so|because|but|and|if|noon|midday|eod|cob|eob)\b))`,
].join('|');
/** What may follow a time of four digits. */
const sayOn =
  'today|tonight|tomorrow|tmrw|tmr|tmw|2moro|2morrow|on|at|please|pls|or|so|because|but|and|if|local|utc|gmt|jst';
const hours = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const time = [
  String.raw`${clock}\s?(?<ap>[ap]m\b|[ap]\.m\.?)?`,
  String.raw`(?<h2>\d{1,2})\s?(?<ap2>[ap]m\b|[ap]\.m\.?|o'?clock)`,
  String.raw`(?<h6>\d{1,2})\.(?<m6>[0-5]\d)\s?(?<ap6>[ap]m\b|[ap]\.m\.?)`,
  String.raw`(?<quarter>half past|(?:a )?quarter (?:past|after|to|before)) (?<h7>\d{1,2}|${hours.join('|')})(?![\d:])(?:\s?(?<ap7>[ap]m\b|[ap]\.m\.?))?`,
  // 17h and 18h30, as the continent writes them.
  String.raw`(?<h4>\d{1,2})h(?<m4>[0-5]\d)?(?!\w)`,
  // 0900 and 1700 hrs; four digits alone may be a year or a count.
  String.raw`(?<h5>0\d|1[0-8]|2[1-3])(?<m5>[0-5]\d)(?: ?(?:hrs|hours?|h)\b|(?! ?[\p{L}%])|(?= (?:${sayOn})\b))`,
  '(?<part>eod|eob|cob|end of (?:the )?(?:business )?day|close of business|noon|midday|midnight)',
].join('|');
/** A bare hour says something beside a day only. */
const bare = String.raw`${time}|(?<h3>\d{1,2})(?![\d/:%]|\.\d|\s?(?:st|nd|rd|th|users|people|servers|hours|minutes|percent)\b)`;
const renamed = (pattern: string, mark: string): string => pattern.replaceAll(/\?<(\w+)>/g, `?<$1${mark}>`);
const ends = String.raw`(?!\w|-\w|['’]s\b)`;
const dayFirst = `(?:${day})(?:(?:,? (?:at )?|t)(?:${bare})${zoned})?`;
const timeFirst = `(?:${renamed(time, '_')})${renamed(zoned, '_')}(?:,? (?:on |of )?(?:${renamed(day, '_')})${renamed(zoned, '_2')}| that day)?`;
const hourFirst = String.raw`(?<hourFirst>\d{1,2}) (?:on )?${renamed(nearDay, '_3')}`;
const when = `(?:${timeFirst}|${dayFirst}|${hourFirst})${ends}`;
const sure = `(?:needed |due |wanted |required )(?:by|before|until|till?)(?: at)?:?|due(?: on|(?: date)?:)?|not? later than|deadline(?: is| of)?:?`;
const told = String.raw`(?<![\p{L}\d])(?:(?<sure>${sure})|(?<by>by)(?: at)?|(?:before|until|till?)(?: at| (?:the|our|a|their|his|her) (?:[a-z-]+ ){0,2}(?:meeting|demo|go-?live|launch|release|review|audit|presentation|visit|event|cut-?over|opening|hearing|exam|shift|inspection)(?: on| at)?)?)\s+(?:the latest )?${when}(?:,? (?:at )?(?:the )?(?:very )?latest)?`;
/** `AKS is down, COB Friday`: needs no other word where it stands alone. */
const alone = String.raw`(?<![\p{L}\d])(?<part_>eod|eob|cob|close of business)(?: (?:on )?(?:${renamed(nearDay, '_')}))?${renamed(zoned, '_2')}${ends}`;
const standsThere = String.raw`(?=\s*(?:$|[^\p{L}\p{N}\s]|(?:please|pls|or|so|because|but|and|if|as|we|i|need|must|thanks|thx)\b))`;
/** `latest Thursday`, `Thursday latest`; the latest Friday update is none. */
const latest = String.raw`(?<![\p{L}\d]|\b(?:the|an?|our|your|their|its|this) )(?<by>(?:at (?:the )?)?(?:very )?latest)(?: by| on)? ${when}${standsThere}`;
const atLatest = String.raw`(?<![\p{L}\d])(?<by>)${when},? (?:at )?(?:the )?(?:very )?latest${standsThere}`;
const events = 'meeting|demo|go-?live|review|audit|presentation|visit|event|opening|hearing|exam|inspection';
const changes = 'launch|release|cut-?over|migration|upgrade';
/** What is to come is to be solved for: "by tomorrow's demo"; "broken by Monday's release" is history. */
const forIt = String.raw`(?<![\p{L}\d])(?:before|in time for|ahead of|by|for) (?:the |our |their |a )?`;
const toCome = String.raw`${forIt}(?:${near})(?:['’]s)? (?:[a-z-]+ ){0,2}(?:${events}|${changes})(?!\w|-\w)`;
const toComeOn = `${forIt}(?:[a-z-]+ ){0,2}(?:${events}|${changes}) (?:on |at )?${when}`;
/** Something begins then, and the case is to be solved before. */
const begins = String.raw`(?<=\b(?:${events}|${changes}|starts?|begins?|opens?|launch(?:es)?|live|due|ends?|expires?|closes?|runs? out) (?:is )?(?:on |at )?)${when}(?=[^.!?\n]{0,60}\b(?:before(?: then| that)?|by then)\s*(?:$|[.!?]))`;

const over =
  /\b(?:worked|fine|ok|okay|was|were|had|ran|from|between|since|every|daily|expires?|valid)\b[^.!?,;]{0,18}$/;
const sorted = /\b(?:work(?:s|ing)|been|sorted|ordered|grouped)\b[^.!?]{0,18}$/;
const promised = /\b(?:promised|asked|need(?:s|ed)?|must|wants?|please|pls|should)\b[^.!?]{0,18}$/;
const again = /^\s*(?:every|each|daily)\b/;
const wanted =
  /\b(?:need(?:s|ed)?|wants?|wanted|must|should|ha(?:s|ve) to|got to|please|pls|plz|kindly|fix(?:ed)?|solved?|resolved?|resolution|restored?|repair(?:ed)?|recover(?:ed)?|answer(?:ed)?|reply|respond|response|back|finish(?:ed)?|completed?|done|ready|help|asap|urgent|requires?|required|expect(?:s|ed)?|promised|wait(?:s|ing)?|go(?:es)? live|deliver(?:ed)?|get|can (?:you|we|someone)|would like|hope|advise)\b|^\s*(?:migrate|renew|replace|move|rotate|reset|restart|set up|extend|release|unlock|enable|install)\b/;
const mending =
  /\b(?:need(?:s|ed)?|fix(?:ed)?|solved?|resolved?|restored?|repair(?:ed)?|recover(?:ed)?|answer(?:ed)?|reply|respond|wait(?:s|ing)?)\b|\b(?:have|has|got)(?: time)?\s*$/;
const negative = /\b(?:no|not|never|cannot|\w+n['’]t)\b[^.!?,;:]{0,40}$|\bneeds?\s*$/;
const symptom = /\bwhy\b|^(?!.*\bif\b).*\bd(?:o|oes|id)(?: not|n['’]t)\b[^.!?]{0,30}$/;
/** Files changed before Monday are matter, unless somebody wants them changed. */
const made =
  /(?<!\b(?:be|get|it|them|this|that) )\b(?:created|modified|deleted|changed|sent|received|edited|updated|added|uploaded|saved|scheduled|issued|started|stopped)\s*$/;
/** `Due date: Monday shows as Sunday`: what a program has there. */
const dueAsShown = /^due(?: date)?:$/;
const shown = /^ (?:is|was|shows?|appears?|displays?)\b/;
const toMake = /\b(?:need|must|have|get|want)/;
const atStart = /(?:^|[^\p{Script=Latin}\p{N}\s]|\n)\s*$/u;
const atEnd = /^[^\S\n]*(?:$|\n|[^\p{Script=Latin}\p{N}\s])/u;

/**
 * `by` tells a deadline with a word of wanting, or at either end of what is said; `before` and `until` tell as well how
 * long something went on, and do so only with a word of mending, or alone.
 */
function isNone({ groups, before, after, words, next }: Told): boolean {
  const said = sentence(before);
  const rest = /^[^.!?\n]{0,60}/.exec(after)?.[0] ?? '';
  if (dueAsShown.test(groups['sure'] ?? '') && shown.test(after)) return true;
  if (again.test(after) || (over.test(before) && !promised.test(before)) || isName(groups, words, next)) return true;
  if (symptom.test(said) || (made.test(said) && !toMake.test(said))) return true;
  const isWanted = wanted.test(said) || wanted.test(rest);
  if (sorted.test(before) && !isWanted) return true;
  if (groups['sure'] !== undefined) return false;
  if (groups['by'] === undefined) {
    const isTold = mending.test(said) || (isWanted && /^before/i.test(words)) || standsAlone({ before, after });
    if (atStart.test(before) && /^\s*(?:please|pls)\b/.test(rest)) return false;
    return negative.test(said) || !isTold;
  }
  if (isWanted) return false;
  const isFirst = atStart.test(before);
  if (groups['hourFirst'] !== undefined) return !isFirst;
  return !(atEnd.test(after) || (isFirst && !/\b(?:had|was|were)\b/.test(rest)));
}

const standsAlone = ({ before, after }: Pick<Told, 'before' | 'after'>): boolean =>
  atStart.test(before) && atEnd.test(after);

const isNoneAlone = ({ before, after }: Told): boolean =>
  !atEnd.test(after) || !(atStart.test(before) || wanted.test(sentence(before)));

const isWantedAround = ({ before, after }: Pick<Told, 'before' | 'after'>): boolean =>
  wanted.test(sentence(before)) || wanted.test(/^[^.!?\n]{0,60}/.exec(after)?.[0] ?? '');

const isNoneLatest = (told: Told): boolean => isNone(told) || !isWantedAround(told);

const isNoneToCome = ({ before, after, words }: Told): boolean => {
  const said = sentence(before);
  if (symptom.test(said) || brought.test(before)) return true;
  if (/^for\b/i.test(words) && !forWhich.test(said)) return true;
  return !isWantedAround({ before, after });
};
const brought =
  /\b(?!(?:fixed|needed|solved|restored|resolved|sorted|completed|finished|required|unlocked|enabled)\b)\w+(?:ed|en)\s*$|\b(?:br[eo]ke|hit|reset|fine|fails|slow|down|wrong|missing)\s*$/;

/** `ready for tomorrow's demo`, `need the VPN for it`; `the link for tomorrow's meeting` is a thing's own. */
const forWhich =
  /(?:^|[,;:()–—-])\s*$|\b(?:fix(?:ed)?|needed|ready|work(?:s|ing)?|done|up|back|running|solved|restored|resolved|repaired|required|available|online|it|this|them|again|urgent|please)\s*$|(?:\b(?:needs?|wants?|requires?)|\b(?:please|pls|kindly|(?:can|could) (?:you|we|someone)) (?:provide|get|give|send|prepare|open|enable|create|set up|install|extend|make)) (?!help\b)[^.!?,;:]{1,40}$/;

/** It begins then, and something is wanted before; `it worked before that` is history. */
const isHistory = (told: Told): boolean => wasBefore.test(told.after) || !isWantedAround(told);
const wasBefore = /^[^.!?\n]{0,60}?\b(?:worked|was|were|had|did|used|than)\b[^.!?,;\n]{0,30}\bbefore\b/;

/** What was said of the sentence so far. */
const sentence = (before: string): string => before.split(/[.!?]\s|\n/).at(-1) ?? '';

/** Sun and Sat are names of other things, too: before a word with a capital, or written small within a sentence. */
function isName(
  { name, week, week2, slot, h, h2, h3, h4, h5, h6, part }: Groups,
  words: string,
  next: string,
): boolean {
  if (name === undefined || !/^(?:mon|wed|sat|sun)$/.test(name)) return false;
  if ([week, week2, slot, h, h2, h3, h4, h5, h6, part].some((each) => each !== undefined) || atEnd.test(next))
    return false;
  return /^\s+\p{Lu}/u.test(next) || !new RegExp(`${name[0]?.toUpperCase()}${name.slice(1)}`).test(words);
}

function read(groups: Groups): When | null {
  const of = (name: string): string | undefined =>
    groups[name] ?? groups[`${name}_`] ?? groups[`${name}_2`] ?? groups[`${name}_3`];
  const asked = askedIn(of);
  if (asked === 'unsure') return null;
  const named = of('zone') ?? null;
  const part = of('part');
  if (part !== undefined) {
    if (part === 'midnight') return { day: asked, time: { hour: 24, minute: 0 }, zone: named };
    return { day: asked, time: /noon|midday/.test(part) ? { hour: 12, minute: 0 } : 'end-of-work', zone: named };
  }
  const slot = of('slot') ?? (/^(?:to|2)ni(?:ght|te)/.test(of('near') ?? '') ? 'night' : undefined);
  const quarter = of('quarter');
  if (quarter !== undefined) return { day: asked, time: quarterOf(quarter, of('h7') ?? '', of('ap7')), zone: named };
  const hour = of('h') ?? of('h2') ?? of('h3') ?? of('h4') ?? of('h5') ?? of('h6') ?? of('hourFirst');
  if (hour === undefined) return asked && { day: asked, time: slots[of('slot') ?? ''] ?? null, zone: named };
  if (Number(hour) > 24) return null;
  const marked = (of('ap') ?? of('ap2') ?? of('ap6'))?.replaceAll('.', '');
  const minute = of('m') ?? of('m4') ?? of('m5') ?? of('m6');
  const isClock = minute !== undefined || of('h4') !== undefined;
  return {
    day: asked,
    time: { hour: hourOf(Number(hour), marked, isClock, slot), minute: Number(minute ?? 0) },
    zone: named,
  };
}

const slots: Record<string, { hour: number; minute: number }> = {
  morning: { hour: 9, minute: 0 },
  afternoon: { hour: 17, minute: 0 },
  evening: { hour: 21, minute: 0 },
};

/** `half past three`, `quarter to 5` */
function quarterOf(quarter: string, told: string, marked: string | undefined): { hour: number; minute: number } {
  const hour = hourOf(
    hours.includes(told) ? hours.indexOf(told) + 1 : Number(told),
    marked?.replaceAll('.', ''),
    false,
    undefined,
  );
  if (/to|before/.test(quarter)) return { hour: hour === 0 ? 23 : hour - 1, minute: 45 };
  return { hour, minute: quarter.startsWith('half') ? 30 : 15 };
}

/** Nobody says 3 of the night without am. */
function hourOf(hour: number, marked: string | undefined, isClock: boolean, slot: string | undefined): number {
  if (marked === 'am' || marked === 'pm') return (hour % 12) + (marked === 'pm' ? 12 : 0);
  if (slot === 'morning') return hour;
  if (slot === 'night' && hour === 12) return 24;
  if (slot !== undefined) return hour < 12 ? hour + 12 : hour;
  return !isClock && hour >= 1 && hour <= 6 ? hour + 12 : hour;
}

function askedIn(of: (name: string) => string | undefined): Asked | null | 'unsure' {
  if (of('work') !== undefined) return { kind: 'days-of-work', count: 1, isToTheHour: false };
  const nearBy = of('near');
  if (nearBy !== undefined)
    return { kind: 'days', count: nearBy.startsWith('the day') ? 2 : /^today|^(?:to|2)ni|^this/.test(nearBy) ? 0 : 1 };
  const name = of('name');
  if (name !== undefined) {
    const week = of('week')?.trim() ?? of('week2');
    const weekday = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3)) + 1;
    return { kind: 'weekday', weekday, week: week === 'next' ? 1 : week === 'this' ? 0 : null };
  }
  if (of('im') !== undefined) return dated(of('iy'), Number(of('im')), of('id'));
  const month = of('m1') ?? of('m2');
  if (month !== undefined) return dated(of('y1') ?? of('y2'), monthOf(month), of('d1') ?? of('d2'));
  // With full stops the day stands first everywhere.
  if (of('dd') !== undefined) return dated(of('dy'), Number(of('dm')), of('dd'));
  const endOf = of('em');
  if (endOf !== undefined) return { kind: 'end-of-named', month: monthOf(endOf) };
  const end = of('end') ?? of('end2');
  if (end !== undefined) {
    const unit = /week|eow/.test(end) ? 'week' : end.endsWith('year') ? 'year' : 'month';
    return { kind: 'end-of', unit, ahead: end.startsWith('next') ? 1 : 0 };
  }
  const ofMonth = of('od');
  if (ofMonth !== undefined) {
    const month = of('om');
    return { kind: 'of-month', day: Number(ofMonth), ahead: month === undefined ? null : month === 'next' ? 1 : 0 };
  }
  const [one, other] = [Number(of('sm')), Number(of('sd'))];
  if (of('sm') === undefined) return null;
  // 5/6 is another day in Dublin than in Boston.
  if (one <= 12 && other <= 12 && one !== other) return 'unsure';
  return one <= 12 ? dated(of('sy'), one, String(other)) : dated(of('sy'), other, String(one));
}

const dated = (year: string | undefined, month: number, day: string | undefined): Asked => ({
  kind: 'date',
  year: year === undefined ? null : Number(year),
  month,
  day: Number(day),
});
const monthOf = (name: string): number =>
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(name.slice(0, 3)) + 1;

/** How deadlines are told in English. */
export const englishForms: Form[] = [
  { pattern: new RegExp(told, 'gu'), isNone, read },
  { pattern: new RegExp(alone, 'gu'), isNone: isNoneAlone, read },
  { pattern: new RegExp(latest, 'gu'), isNone: isNoneLatest, read },
  { pattern: new RegExp(atLatest, 'gu'), isNone: isNoneLatest, read },
  { pattern: new RegExp(toCome, 'gu'), isNone: isNoneToCome, read, isMatter: true },
  { pattern: new RegExp(toComeOn, 'gu'), isNone: isNoneToCome, read, isMatter: true },
  { pattern: new RegExp(begins, 'gu'), isNone: isHistory, read, isMatter: true },
];
