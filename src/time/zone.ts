import { IANAZone } from 'luxon';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';

/**
 * Whether a zone means one place to everybody: an Area/City name of the IANA list, or UTC. Node takes more (IST, +09:00),
 * which PostgreSQL reads as another place, turned round, or not at all.
 */
export function isZone(zone: string): boolean {
  if (zone === 'UTC' || found.has(zone)) return true;
  const isOne = areaAndCity.test(zone) && IANAZone.isValidZone(zone);
  if (isOne && found.size < mostFound) found.add(zone);
  return isOne;
}

/** To ask Intl takes a quarter of a millisecond, and a registry names the same few for each of its people. */
const found = new Set<string>();
const mostFound = 2000;

/**
 * `Asia/Tokyo`, `America/Argentina/Buenos_Aires`. US/Eastern, GB, Japan and their like are left to their cities, and so is
 * `Etc/GMT-9`: it is nowhere, and its sign is the reverse of what people write.
 */
const areaAndCity =
  /^(africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)(\/[\w+-]+){1,2}$/i;

/** Signs of the longest text that can name a zone; what is longer is not looked at. */
const longest = 100;

/** The zone that a text names: an IANA name in any case or width, or Windows' name of it; else the text itself. */
export function zoneNamed(text: string): string {
  if (text.length > longest) return text;
  const name = text.normalize('NFKC').trim();
  const known = knownZones.get(name.toLowerCase());
  if (known !== undefined) return known;
  if (isZone(name)) return name;
  return windowsZones.get(name.toLowerCase()) ?? text;
}

/**
 * The zones that somebody may have meant by what is none: the places that go by an abbreviation or that are at an
 * offset, or what a name was replaced by. None when there is nothing to propose.
 */
export function zonesMeantBy(text: string): string[] {
  if (text.length > longest) return [];
  // As Japanese Windows has them: 東京 (標準時).
  const name = text
    .normalize('NFKC')
    .trim()
    .replace(/\s*\((?:標準時|夏時間)\)$/, '');
  if (/^(z|zulu|uct|universal|(etc\/)?(gmt[+-]?0?|greenwich))$/i.test(name)) return ['UTC', 'Europe/London'];
  const places = wellKnown.filter(([, ...names]) => names.some((each) => each === name.toUpperCase()));
  if (places.length > 0) return places.map(([zone]) => zone);
  const minutes = offsetIn(name);
  if (minutes === 0) return ['UTC', 'Europe/London'];
  if (minutes !== null) {
    const said = wellKnown.filter(([zone, ...names]) => namesPlace(name, [zone.split('/').at(-1) ?? '', ...names]));
    const there = placesAt(minutes);
    const both = said.flatMap(([zone]) => (there.includes(zone) ? [zone] : []));
    return (both.length > 0 ? both : there).slice(0, 4);
  }
  if (!IANAZone.isValidZone(name)) return [];
  const [, hours] = /^etc\/gmt([+-][1-9]\d?)$/i.exec(name) ?? [];
  // As its clocks are, then as somebody may have written it who did not know that its sign is turned round.
  if (hours !== undefined)
    return [-60 * Number(hours), 60 * Number(hours)].flatMap((east) => placesAt(east).slice(0, 2));
  const now = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  return isZone(now) ? [now] : [];
}

/** `+9`, `+0900`, `UTC+09:00`, `(UTC+09:00) Osaka, Tokyo` as minutes east; null when it is no offset. */
function offsetIn(name: string): number | null {
  const [, sign, hours, minutes = '0'] = /^\(?(?:utc|gmt)? ?([+-−])(\d{1,2})(?::?(\d\d))?(?:\) .*)?$/i.exec(name) ?? [];
  return sign === undefined ? null : (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
}

/** Whether a text such as `(UTC+09:00) Osaka, Tokyo` names one of some places behind its offset. */
const namesPlace = (text: string, places: readonly string[]): boolean =>
  places.some((place) => place.length > 1 && text.toLowerCase().includes(place.toLowerCase().replaceAll('_', ' ')));

const placesAt = (minutes: number): string[] =>
  wellKnown.flatMap(([zone]) => (offsetsOf(zone).includes(minutes) ? [zone] : []));

/** Minutes east in January and in July. */
const offsetsOf = (zone: string): number[] =>
  [0, 6].map((month) => IANAZone.create(zone).offset(Date.UTC(2026, month, 15)));

/** Where our readers work, with what a zone is called there in short: what to propose, not what is taken. */
const wellKnown: readonly (readonly [zone: string, ...names: string[]])[] = [
  ['Asia/Tokyo', 'JST', 'JAPAN', '日本', '日本時間', '日本標準時', '東京', '大阪'],
  ['Asia/Seoul', 'KST', 'ROK', '韓国', 'ソウル'],
  ['Asia/Kolkata', 'IST', 'インド', 'インド標準時'],
  ['Europe/Dublin', 'IST', 'EIRE', 'アイルランド'],
  ['Asia/Jerusalem', 'IST', 'IDT', 'ISRAEL'],
  ['Europe/London', 'BST', 'GB', '英国', 'イギリス', 'ロンドン'],
  ['Asia/Dhaka', 'BST', 'BDT', 'BDST'],
  ['America/New_York', 'EST', 'EDT', 'ET', 'EST5EDT', '米国東部'],
  ['America/Chicago', 'CST', 'CDT', 'CT', 'CST6CDT', '米国中部'],
  ['Asia/Shanghai', 'CST', 'PRC', 'CTT', '中国', '上海'],
  ['America/Denver', 'MST', 'MDT', 'MT', 'MST7MDT', '米国山地'],
  ['America/Phoenix', 'MST', 'PNT'],
  ['America/Los_Angeles', 'PST', 'PDT', 'PT', 'PST8PDT', '米国太平洋'],
  ['Asia/Manila', 'PHT', 'PST'],
  ['America/Halifax', 'AST', 'ADT'],
  ['Asia/Riyadh', 'AST'],
  ['America/Anchorage', 'AKST', 'AKDT', 'AST'],
  ['Pacific/Honolulu', 'HST'],
  ['America/St_Johns', 'NST', 'NDT', 'CNT'],
  ['America/Sao_Paulo', 'BRT', 'BET'],
  ['America/Argentina/Buenos_Aires', 'ART', 'AGT'],
  ['Europe/Berlin', 'CET', 'CEST', 'MET', 'MEZ', 'MESZ', 'ECT', 'ドイツ'],
  ['Europe/Paris', 'CET', 'CEST', 'ECT', 'フランス'],
  ['Europe/Athens', 'EET', 'EEST'],
  ['Europe/Lisbon', 'WET', 'WEST'],
  ['Europe/Moscow', 'MSK'],
  ['Europe/Istanbul', 'TRT', 'TURKEY'],
  ['Africa/Maputo', 'CAT'],
  ['Africa/Cairo', 'ART', 'EGYPT'],
  ['Africa/Johannesburg', 'SAST'],
  ['Africa/Lagos', 'WAT'],
  ['Africa/Nairobi', 'EAT'],
  ['Asia/Dubai', 'GST'],
  ['Asia/Karachi', 'PKT', 'PLT'],
  ['Asia/Kathmandu', 'NPT'],
  ['Asia/Bangkok', 'ICT', 'タイ'],
  ['Asia/Ho_Chi_Minh', 'ICT', 'VST', 'ベトナム'],
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Singapore', 'SGT', 'SST', 'シンガポール'],
  ['Asia/Hong_Kong', 'HKT', '香港'],
  ['Asia/Taipei', 'TST', 'CST', 'ROC', '台湾', '台北'],
  ['Australia/Sydney', 'AEST', 'AEDT', 'AET', 'EST'],
  ['Australia/Brisbane', 'AEST'],
  ['Australia/Adelaide', 'ACST', 'ACDT'],
  ['Australia/Darwin', 'ACST', 'ACT'],
  ['Australia/Perth', 'AWST'],
  ['Pacific/Auckland', 'NZST', 'NZDT', 'NZ', 'NST'],
];

/** What zones are called in short, as one writes it after a time: `JST`, `PT`. Countries' names are left out. */
export const zoneAbbreviations: readonly string[] = [
  ...new Set(
    wellKnown.flatMap(([, ...names]) => names.filter((name) => /^(?:[A-Z]{1,3}T|MSK|MEZ|MESZ|WIB)$/.test(name))),
  ),
];

/** For all the world (001): other territories' cities keep the same clocks. */
const windowsZones = new Map(
  WINDOWS_TO_IANA_MAP.flatMap(({ windowsName, territory, iana: [zone] }) =>
    territory === '001' && zone !== undefined && isZone(zone) ? [[windowsName.toLowerCase(), zone] as const] : [],
  ),
);
const knownZones = new Map([
  ...['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => [zone.toLowerCase(), zone] as const),
  // Other names of UTC: what cloud computers and many programs say.
  ...['etc/utc', 'etc/uct', 'etc/universal', 'etc/zulu'].map((name) => [name, 'UTC'] as const),
]);
