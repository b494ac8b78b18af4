import type { Engineer, Skill } from '../engineer.ts';
import type { Technology } from '../technology.ts';
import { fromBoolean, fromList, plain, toBoolean, toList, toNumber, toTime } from './cells.ts';

/** One column of a table. `field` is where its value goes in the record; an empty cell is left out, or `whenEmpty`. */
export type Column<T> = {
  name: string;
  ja: string;
  field: [string] | [string, string];
  read: (cell: string) => unknown;
  write: (of: T) => string;
  whenEmpty?: unknown;
};

/**
 * The registry as CSV: one file a table, told apart by their columns, in any order, named in English or Japanese.
 * Several values in one cell are separated by `|` (a `|` of a value is written `\|`). Empty cells take the default.
 *
 *   technologies  id, name_en, name_ja, aliases_en, aliases_ja, parent
 *   engineers     id, name, zone, days (1 Monday to 7 Sunday), from, to, languages, most_swarms, away_until, lead,
 *                hours_said_at
 *   skills        person, technology, level, owner, wants_to_learn, confirmed_at
 */
export const tables = {
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
    { name: 'parent', ja: '親', field: ['parent'], read: plain, write: (of) => of.parent ?? '' },
  ] satisfies Column<Technology>[],
  engineers: [
    { name: 'id', ja: 'ID', field: ['id'], read: plain, write: (of: Engineer) => of.id },
    { name: 'name', ja: '名前', field: ['name'], read: plain, write: (of) => of.name },
    { name: 'zone', ja: 'タイムゾーン', field: ['zone'], read: plain, write: (of) => of.zone },
    {
      name: 'days',
      ja: '曜日',
      field: ['hours', 'days'],
      read: (cell) => toList(cell).map(toNumber),
      write: (of) => of.hours.days.join('|'),
      whenEmpty: [],
    },
    { name: 'from', ja: '開始', field: ['hours', 'from'], read: toTime, write: (of) => of.hours.from },
    { name: 'to', ja: '終了', field: ['hours', 'to'], read: toTime, write: (of) => of.hours.to },
    { name: 'languages', ja: '言語', field: ['languages'], read: toList, write: (of) => of.languages.join('|') },
    {
      name: 'most_swarms',
      ja: '同時スウォーム上限',
      field: ['mostSwarms'],
      read: toNumber,
      write: (of) => String(of.mostSwarms),
    },
    { name: 'away_until', ja: '不在期限', field: ['awayUntil'], read: plain, write: (of) => of.awayUntil ?? '' },
    { name: 'lead', ja: 'リード', field: ['lead'], read: toBoolean, write: (of) => fromBoolean(of.lead) },
    { name: 'reads', ja: '表示言語', field: ['reads'], read: plain, write: (of) => of.reads ?? '' },
    {
      name: 'hours_said_at',
      ja: '勤務時間の本人申告日時',
      field: ['hoursSaidAt'],
      read: plain,
      write: (of) => of.hoursSaidAt ?? '',
    },
  ] satisfies Column<Engineer>[],
  skills: [
    { name: 'person', ja: '担当者', field: ['person'], read: plain, write: (of: Skill) => of.person },
    { name: 'technology', ja: '技術', field: ['technology'], read: plain, write: (of) => of.technology },
    { name: 'level', ja: 'レベル', field: ['level'], read: toNumber, write: (of) => String(of.level) },
    { name: 'owner', ja: 'オーナー', field: ['owner'], read: toBoolean, write: (of) => fromBoolean(of.owner) },
    {
      name: 'wants_to_learn',
      ja: '学習希望',
      field: ['wantsToLearn'],
      read: toBoolean,
      write: (of) => fromBoolean(of.wantsToLearn),
    },
    { name: 'confirmed_at', ja: '確認日時', field: ['confirmedAt'], read: plain, write: (of) => of.confirmedAt ?? '' },
  ] satisfies Column<Skill>[],
};
