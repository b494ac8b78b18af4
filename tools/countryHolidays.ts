import Holidays from 'date-holidays';
import type { Language } from '../src/language/language.ts';

type Name = Record<Language, string>;
/** A country's public holidays as the product keeps them: of each name its dates. */
export type CountryHolidays = { name: Name; from: string; until: string; days: { name: Name; dates: string }[] };

/** The years that are kept: Japan's are right in all of them (people-and-time.md 1.2). */
const years = { from: 2016, until: 2030 };

/**
 * The public holidays of the countries that the product brings along, by date-holidays (its data is CC-BY-3.0). A day in
 * lieu is one where the law makes it one: Japan's 振替休日, the days that the United States' government observes. Irish
 * law gives none: who works from Monday to Friday gets another day from the firm, whose calendar says which.
 */
export function countryHolidays(): Record<'jp' | 'us' | 'ie', CountryHolidays> {
  return { jp: holidaysOf('JP'), us: holidaysOf('US'), ie: holidaysOf('IE') };
}

function holidaysOf(country: keyof typeof countryNames): CountryHolidays {
  const known = new Holidays(country);
  const days = new Map<string, { name: Name; dates: string[] }>();
  // A day in lieu of the first of January may be of the year before.
  for (let year = years.from; year <= years.until + 1; year++)
    for (const { date, type, name, substitute } of known.getHolidays(year, 'en')) {
      const local = date.slice(0, 10);
      if (type !== 'public' || local < `${years.from}-01-01` || local > `${years.until}-12-31`) continue;
      const told = nameOf(country, name, local, substitute === true);
      const same = days.get(told.en) ?? { name: told, dates: [] };
      if (!same.dates.includes(local)) same.dates.push(local);
      days.set(told.en, same);
    }
  for (const each of missing[country]) days.set(each.name.en, each);
  const sorted = [...days.values()].map(({ name, dates }) => ({ name, dates: dates.toSorted().join(' ') }));
  return {
    name: countryNames[country],
    from: `${years.from}-01-01`,
    until: `${years.until}-12-31`,
    days: sorted.sort((a, b) => (a.dates < b.dates ? -1 : 1)),
  };
}

function nameOf(country: keyof typeof countryNames, name: string, date: string, isSubstitute: boolean): Name {
  const plain = name.replaceAll('’', "'").replace(/ \(substitute day\)$/, '');
  const told = names[country][plain];
  if (!told) throw new Error(`date-holidays has a name for ${date} that is not known here: ${name}`);
  // The law renamed it in 2020.
  if (country === 'JP' && plain === 'Sports Day' && date < '2020')
    return { en: 'Health and Sports Day', ja: '体育の日' };
  if (!isSubstitute) return told;
  if (country === 'JP') return { en: 'Substitute holiday', ja: '振替休日' };
  return { en: `${told.en}, observed`, ja: `${told.ja}の振替休日` };
}

const countryNames = {
  JP: { en: 'Public holidays of Japan', ja: '日本の祝日' },
  US: { en: 'Federal holidays of the United States', ja: '米国の連邦祝日' },
  IE: { en: 'Public holidays of Ireland', ja: 'アイルランドの祝日' },
};

/**
 * What the package does not have. Of the United States the days on which Veterans Day is observed (a Saturday's on Friday,
 * a Sunday's on Monday: 5 U.S.C. 6103(b), Executive Order 11582). Of Ireland 18 March 2022 (S.I. 50/2022).
 */
const missing: Record<keyof typeof countryNames, { name: Name; dates: string[] }[]> = {
  JP: [],
  US: [
    {
      name: { en: 'Veterans Day, observed', ja: '退役軍人の日の振替休日' },
      dates: ['2017-11-10', '2018-11-12', '2023-11-10', '2028-11-10', '2029-11-12'],
    },
  ],
  IE: [{ name: { en: 'Day of Remembrance and Recognition', ja: '追悼と感謝の日' }, dates: ['2022-03-18'] }],
};

const name = (en: string, ja: string): Name => ({ en, ja });
/** By the package's English name: as the Cabinet Office, the OPM and Citizens Information call them, and in Japanese. */
const names: Record<keyof typeof countryNames, Record<string, Name>> = {
  JP: {
    "New Year's Day": name("New Year's Day", '元日'),
    'Coming of Age Day': name('Coming of Age Day', '成人の日'),
    'Foundation Day': name('National Foundation Day', '建国記念の日'),
    "Emperor's Birthday": name("Emperor's Birthday", '天皇誕生日'),
    'Spring Equinox Day': name('Vernal Equinox Day', '春分の日'),
    'Showa Day': name('Showa Day', '昭和の日'),
    'Constitution Day': name('Constitution Memorial Day', '憲法記念日'),
    'Greenery Day': name('Greenery Day', 'みどりの日'),
    "Children's Day": name("Children's Day", 'こどもの日'),
    'Marine Day': name('Marine Day', '海の日'),
    'Mountain Day': name('Mountain Day', '山の日'),
    'Respect-for-the-Aged Day': name('Respect for the Aged Day', '敬老の日'),
    'Autumnal Equinox Day': name('Autumnal Equinox Day', '秋分の日'),
    'Coronation Day': name('Accession of the Emperor', '天皇の即位の日'),
    'Enthronement Ceremony Day': name('Enthronement Ceremony', '即位礼正殿の儀'),
    'Sports Day': name('Sports Day', 'スポーツの日'),
    'Culture Day': name('Culture Day', '文化の日'),
    'Labor Thanksgiving Day': name('Labor Thanksgiving Day', '勤労感謝の日'),
    "Citizens' Holiday": name("Citizens' Holiday", '国民の休日'),
  },
  US: {
    "New Year's Day": name("New Year's Day", '元日'),
    'Martin Luther King Jr. Day': name('Martin Luther King Jr. Day', 'キング牧師記念日'),
    "Washington's Birthday": name("Washington's Birthday", 'ワシントン誕生日'),
    'Memorial Day': name('Memorial Day', '戦没将兵追悼記念日'),
    Juneteenth: name('Juneteenth', 'ジューンティーンス'),
    'Independence Day': name('Independence Day', '独立記念日'),
    'Labour Day': name('Labor Day', 'レイバー・デー'),
    'Columbus Day': name('Columbus Day', 'コロンブス・デー'),
    'Veterans Day': name('Veterans Day', '退役軍人の日'),
    'Thanksgiving Day': name('Thanksgiving Day', '感謝祭'),
    'Christmas Day': name('Christmas Day', 'クリスマス'),
  },
  IE: {
    "New Year's Day": name("New Year's Day", '元日'),
    "St. Brigid's Day": name("St Brigid's Day", '聖ブリジッドの日'),
    "St. Patrick's Day": name("St Patrick's Day", '聖パトリックの日'),
    'Easter Monday': name('Easter Monday', 'イースター・マンデー'),
    'First Monday in May': name('May Day', 'メーデー'),
    'First Monday in June': name('June Holiday', '6 月の祝日'),
    'First Monday in August': name('August Holiday', '8 月の祝日'),
    'Last Monday in October': name('October Holiday', '10 月の祝日'),
    'Christmas Day': name('Christmas Day', 'クリスマス'),
    "St. Stephen's Day": name("St Stephen's Day", '聖ステファノの日'),
  },
};
