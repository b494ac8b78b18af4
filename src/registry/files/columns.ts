import { instantIn } from '../../time/instants.ts';
import { zoneNamed } from '../../time/zone.ts';
import type { Calendar, CalendarLine } from '../calendar.ts';
import type { Engineer, Skill } from '../engineer.ts';
import type { Feed } from '../shifts/feed.ts';
import type { ShiftLine } from '../shifts/plannedShift.ts';
import type { SupportTeam } from '../team.ts';
import type { Technology } from '../technology.ts';
import { weekIn, weekText } from '../weekText.ts';
import {
  fromBoolean,
  fromList,
  plain,
  toBoolean,
  toDate,
  toDayKind,
  toDays,
  toLanguages,
  toLevel,
  toList,
  toNumber,
  toPlannedKind,
  toTime,
} from './cells.ts';
import type { Column } from './column.ts';
import {
  endInZoneOfLine,
  fromCalendars,
  inOwnZone,
  inZoneOfLine,
  inZoneOfPerson,
  technologyId,
  toCalendars,
  toDates,
  toFeedNames,
  unlessNone,
  untilInOwnZone,
} from './lineCells.ts';
import { calledAlso, otherTitles } from './otherTitles.ts';

const saidAt = (field: keyof NonNullable<Engineer['saidAt']>, name: string, ja: string): Column<Engineer> => ({
  ...{ name, ja, field: ['saidAt', field], read: inOwnZone, mayBeLeftOut: true },
  write: (of) => of.saidAt?.[field] ?? '',
});

const byTheirNames = {
  technologies: [
    { name: 'id', ja: 'ID', field: ['id'], read: plain, write: (of: Technology) => of.id },
    { name: 'name_en', ja: '名前（英語）', field: ['name', 'en'], read: plain, write: (of) => of.name.en },
    { name: 'name_ja', ja: '名前（日本語）', field: ['name', 'ja'], read: plain, write: (of) => of.name.ja },
    {
      name: 'aliases_en',
      ja: '別名（英語）',
      field: ['aliases', 'en'],
      read: toList,
      write: (of) => fromList(of.aliases.en),
    },
    {
      name: 'aliases_ja',
      ja: '別名（日本語）',
      field: ['aliases', 'ja'],
      read: toList,
      write: (of) => fromList(of.aliases.ja),
    },
    { name: 'parent', ja: '親', field: ['parent'], read: unlessNone(technologyId), write: (of) => of.parent ?? '' },
  ] satisfies Column<Technology>[],
  engineers: [
    { name: 'id', ja: 'ID', field: ['id'], read: plain, write: (of: Engineer) => of.id },
    { name: 'name', ja: '名前', field: ['name'], read: plain, write: (of) => of.name },
    { name: 'reading', ja: '読み', field: ['reading'], read: unlessNone(plain), write: (of) => of.reading ?? '' },
    { name: 'mail', ja: 'メールアドレス', field: ['mail'], read: unlessNone(plain), write: (of) => of.mail ?? '' },
    { name: 'zone', ja: 'タイムゾーン', field: ['zone'], read: plain, write: (of) => of.zone },
    {
      name: 'days',
      ja: '曜日',
      field: ['hours', 'days'],
      read: toDays,
      write: (of) => of.hours.days.join('|'),
      whenEmpty: [],
    },
    { name: 'from', ja: '開始', field: ['hours', 'from'], read: toTime, write: (of) => of.hours.from },
    { name: 'to', ja: '終了', field: ['hours', 'to'], read: toTime, write: (of) => of.hours.to },
    {
      name: 'calendars',
      ja: 'カレンダー',
      field: ['calendars'],
      read: toCalendars,
      write: (of) => fromCalendars(of.calendars),
    },
    { name: 'languages', ja: '言語', field: ['languages'], read: toLanguages, write: (of) => of.languages.join('|') },
    {
      name: 'most_swarms',
      ja: '同時スウォーム上限',
      field: ['mostSwarms'],
      read: toNumber,
      write: (of) => String(of.mostSwarms),
    },
    {
      name: 'away_until',
      ja: '不在期限',
      field: ['awayUntil'],
      read: untilInOwnZone,
      write: (of) => of.awayUntil ?? '',
    },
    {
      ...{ name: 'team', ja: 'チーム', field: ['team'] },
      read: (cell) => cell.normalize('NFKC').toLowerCase(),
      write: (of) => of.team ?? '',
    },
    { name: 'outside', ja: '社外の連絡先', field: ['outside'], read: plain, write: (of) => of.outside ?? '' },
    { name: 'lead', ja: 'リード', field: ['lead'], read: toBoolean, write: (of) => fromBoolean(of.lead) },
    {
      name: 'any_hour',
      ja: '時間外の依頼',
      field: ['anyHour'],
      read: toBoolean,
      write: (of) => (of.anyHour === undefined ? '' : fromBoolean(of.anyHour)),
    },
    {
      ...{ name: 'week', ja: '曜日別の勤務時間', field: ['asking', 'week'], mayBeLeftOut: true, expects: 'week' },
      read: (cell) => weekIn(cell) ?? cell,
      write: (of) => (of.asking?.week ? weekText(of.asking.week, 'en') : ''),
    },
    {
      ...{ name: 'not_before', ja: '依頼の開始時刻', field: ['asking', 'notBefore'], mayBeLeftOut: true },
      read: toTime,
      write: (of) => of.asking?.notBefore ?? '',
    },
    {
      ...{ name: 'focus', ja: '集中時間', field: ['asking', 'focus'], mayBeLeftOut: true, expects: 'week' },
      read: (cell) => weekIn(cell) ?? cell,
      write: (of) => (of.asking?.focus ? weekText(of.asking.focus, 'en') : ''),
    },
    {
      ...{ name: 'quiet', ja: '依頼を控える期間', field: ['asking', 'quiet'], mayBeLeftOut: true },
      read: toDates,
      write: (of) => (of.asking?.quiet ? `${of.asking.quiet.from}/${of.asking.quiet.until}` : ''),
    },
    {
      ...{ name: 'only_critical', ja: '最高緊急度のみ', field: ['asking', 'onlyCritical'], mayBeLeftOut: true },
      read: toBoolean,
      write: (of) => (of.asking?.onlyCritical === undefined ? '' : fromBoolean(of.asking.onlyCritical)),
    },
    {
      ...{ name: 'most_asks_a_week', ja: '週の依頼の上限', field: ['asking', 'mostAWeek'], mayBeLeftOut: true },
      read: toNumber,
      write: (of) => (of.asking?.mostAWeek === undefined ? '' : String(of.asking.mostAWeek)),
    },
    { name: 'reads', ja: '表示言語', field: ['reads'], read: plain, write: (of) => of.reads ?? '' },
    {
      name: 'hours_said_at',
      ja: '勤務時間の本人申告日時',
      field: ['hoursSaidAt'],
      read: inOwnZone,
      write: (of) => of.hoursSaidAt ?? '',
    },
    saidAt('languages', 'languages_said_at', '言語の本人申告日時'),
    saidAt('reads', 'reads_said_at', '表示言語の本人申告日時'),
    saidAt('mostSwarms', 'most_swarms_said_at', '同時スウォーム上限の本人申告日時'),
    saidAt('awayUntil', 'away_until_said_at', '不在期限の本人申告日時'),
    saidAt('anyHour', 'any_hour_said_at', '時間外の依頼の本人申告日時'),
    saidAt('asking', 'asking_said_at', '依頼の受け方の本人申告日時'),
  ] satisfies Column<Engineer>[],
  skills: [
    { name: 'person', ja: '担当者', field: ['person'], read: plain, write: (of: Skill) => of.person },
    { name: 'technology', ja: '技術', field: ['technology'], read: technologyId, write: (of) => of.technology },
    { name: 'level', ja: 'レベル', field: ['level'], read: toLevel, write: (of) => String(of.level) },
    { name: 'owner', ja: 'オーナー', field: ['owner'], read: toBoolean, write: (of) => fromBoolean(of.owner) },
    {
      name: 'wants_to_learn',
      ja: '学習希望',
      field: ['wantsToLearn'],
      read: toBoolean,
      write: (of) => fromBoolean(of.wantsToLearn),
    },
    {
      name: 'confirmed_at',
      ja: '確認日時',
      field: ['confirmedAt'],
      read: inZoneOfPerson,
      write: (of) => of.confirmedAt ?? '',
    },
  ] satisfies Column<Skill>[],
  teams: [
    { name: 'id', ja: 'ID', field: ['id'], read: plain, write: (of: SupportTeam) => of.id },
    { name: 'name_en', ja: '名前（英語）', field: ['name', 'en'], read: plain, write: (of) => of.name.en },
    { name: 'name_ja', ja: '名前（日本語）', field: ['name', 'ja'], read: plain, write: (of) => of.name.ja },
    { name: 'leads', ja: 'チームのリード', field: ['leads'], read: toList, write: (of) => fromList(of.leads) },
    { name: 'deputies', ja: 'リードの代理', field: ['deputies'], read: toList, write: (of) => fromList(of.deputies) },
    {
      ...{ name: 'host_teams', ja: 'ホスト チーム', field: ['hostTeams'] },
      ...{ read: toList, write: (of) => fromList(of.hostTeams) },
    },
    {
      ...{ name: 'technologies', ja: '担当技術', field: ['technologies'] },
      read: (cell, { names }) => toList(cell).map(names.technology),
      write: (of) => fromList(of.technologies),
    },
    { name: 'sites', ja: '拠点', field: ['sites'], read: toList, write: (of) => fromList(of.sites) },
    { name: 'languages', ja: '言語', field: ['languages'], read: toLanguages, write: (of) => of.languages.join('|') },
    {
      ...{ name: 'most_asks_a_day', ja: '1 日の依頼の上限', field: ['mostAsksADay'], read: toNumber },
      write: (of) => (of.mostAsksADay === undefined ? '' : String(of.mostAsksADay)),
    },
    {
      ...{ name: 'closed_until', ja: '受付停止期限', field: ['closedUntil'] },
      read: (cell) => instantIn(cell, 'UTC') ?? cell,
      write: (of) => of.closedUntil ?? '',
    },
  ] satisfies Column<SupportTeam>[],
  calendars: [
    { name: 'id', ja: 'ID', field: ['id'], read: plain, write: (of: Calendar) => of.id },
    { name: 'name_en', ja: '名前（英語）', field: ['name', 'en'], read: plain, write: (of) => of.name.en },
    { name: 'name_ja', ja: '名前（日本語）', field: ['name', 'ja'], read: plain, write: (of) => of.name.ja },
    { name: 'on', ja: '基になるカレンダー', field: ['on'], read: toList, write: (of) => fromList(of.on) },
    { name: 'from', ja: '開始日', field: ['from'], read: toDate, write: (of) => of.from },
    { name: 'until', ja: '最終日', field: ['until'], read: toDate, write: (of) => of.until },
  ] satisfies Column<Calendar>[],
  calendarDays: [
    { name: 'calendar', ja: 'カレンダー', field: ['calendar'], read: plain, write: (of: CalendarLine) => of.calendar },
    { name: 'date', ja: '日付', field: ['date'], read: toDate, write: (of) => of.date },
    { name: 'to_date', ja: '終わりの日付', field: ['last'], read: toDate, write: (of) => of.last ?? '' },
    { name: 'kind', ja: '種類', field: ['kind'], read: toDayKind, write: (of) => of.kind },
    { name: 'name_en', ja: '名前（英語）', field: ['name', 'en'], read: plain, write: (of) => of.name.en },
    { name: 'name_ja', ja: '名前（日本語）', field: ['name', 'ja'], read: plain, write: (of) => of.name.ja },
    { name: 'from', ja: '開始', field: ['from'], read: toTime, write: (of) => of.from ?? '' },
    { name: 'to', ja: '終了', field: ['to'], read: toTime, write: (of) => of.to ?? '' },
  ] satisfies Column<CalendarLine>[],
  shifts: [
    { name: 'person', ja: '担当者', field: ['person'], read: plain, write: (of: ShiftLine) => of.person },
    {
      ...{ name: 'zone', ja: 'タイムゾーン', field: ['zone'] },
      read: (cell) => zoneNamed(cell),
      write: (of) => of.zone ?? '',
    },
    { name: 'kind', ja: '種類', field: ['kind'], read: toPlannedKind, write: (of) => of.kind },
    {
      ...{ name: 'from', ja: '開始', field: ['from'], expects: 'rota-time' },
      read: inZoneOfLine,
      write: (of) => of.from,
    },
    { ...{ name: 'to', ja: '終了', field: ['to'], expects: 'rota-time' }, read: endInZoneOfLine, write: (of) => of.to },
    {
      ...{ name: 'technology', ja: '技術', field: ['technology'] },
      read: technologyId,
      write: (of) => of.technology ?? '',
    },
    {
      ...{ name: 'every_weeks', ja: '繰り返し（週）', field: ['everyWeeks'] },
      read: toNumber,
      write: (of) => (of.everyWeeks === undefined ? '' : String(of.everyWeeks)),
    },
    { name: 'until', ja: '最終日', field: ['until'], read: toDate, write: (of) => of.until ?? '' },
  ] satisfies Column<ShiftLine>[],
  feeds: [
    { name: 'id', ja: 'ID', field: ['id'], read: plain, write: (of: Feed) => of.id },
    {
      ...{ name: 'address', ja: 'アドレス', field: ['address'] },
      // How calendars give out what is read by https.
      read: (cell) => cell.replace(/^webcals?:/i, 'https:'),
      write: (of) => of.address ?? '',
    },
    { name: 'kind', ja: '種類', field: ['kind'], read: toPlannedKind, write: (of) => of.kind },
    { name: 'person', ja: '担当者', field: ['person'], read: plain, write: (of) => of.person ?? '' },
    {
      ...{ name: 'technology', ja: '技術', field: ['technology'] },
      read: technologyId,
      write: (of) => of.technology ?? '',
    },
    {
      ...{ name: 'zone', ja: 'タイムゾーン', field: ['zone'], expects: 'zone-name' },
      read: (cell) => zoneNamed(cell),
      write: (of) => of.zone,
    },
    {
      ...{ name: 'names', ja: '予定表での名前', field: ['names'], expects: 'feed-names' },
      read: toFeedNames,
      write: (of) => fromList((of.names ?? []).map(({ written, person }) => `${written}=${person}`)),
    },
  ] satisfies Column<Feed>[],
};

/**
 * The registry as CSV: one file a table, told apart by their columns, in any order, named in English or Japanese.
 * Cells are taken as people and Excel write them: ３ for 3, ○ or 有 for true, 2026年4月1日, R8.4.1 or a serial day for a
 * date (in the zone of the person), 月|火 for days, 日本語 for a language, a technology's name for its id.
 * Several values in one cell are separated by `|` (a `|` of a value is written `\|`). Empty cells take the default.
 *
 *   technologies  id, name_en, name_ja, aliases_en, aliases_ja, parent
 *   engineers     id, name, reading, mail, zone, days (1 Monday to 7 Sunday), from, to, calendars, languages,
 *                most_swarms, away_until, team, outside, lead, any_hour, reads, hours_said_at, languages_said_at, reads_said_at,
 *                most_swarms_said_at, away_until_said_at, any_hour_said_at; and as their own wishes week, not_before, focus,
 *                quiet, only_critical, most_asks_a_week, asking_said_at
 *   skills        person, technology, level, owner, wants_to_learn, confirmed_at
 *   teams         id, name_en, name_ja, leads, deputies, host_teams, technologies, sites, languages, most_asks_a_day, closed_until
 *   calendars     id, name_en, name_ja, on, from, until
 *   their days    calendar, date, to_date, kind (public, company, half, worked), name_en, name_ja, from, to
 *   shifts        person, zone, kind (shift, on-call, off), from, to, technology, every_weeks, until
 *   feeds         id, address, kind (shift, on-call), person, technology, zone, names
 */
export const tables = {
  ...byTheirNames,
  engineers: calledAlso<Column<Engineer>>(byTheirNames.engineers, otherTitles.engineers),
  skills: calledAlso<Column<Skill>>(byTheirNames.skills, otherTitles.skills),
  shifts: calledAlso<Column<ShiftLine>>(byTheirNames.shifts, otherTitles.shifts),
};
