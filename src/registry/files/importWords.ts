import type { Language } from '../../language/language.ts';
import type { Calendar } from '../calendar.ts';
import type { LeftBehind } from '../leftBehind.ts';
import type { KeptWord, OwnField } from '../ownWords.ts';
import type { CancelledDays } from './icalendar.ts';
import type { MarkRead } from './skillMap.ts';

/** What is told of an import beside its counts, at the terminal and in the tab: each a sentence. */
export type ImportWords = {
  /** A calendar of the files, with how many days it tells of. */
  calendar(calendar: Calendar): string;
  /** What a mark of a skill map becomes. */
  mark(read: MarkRead): string;
  cancelled(of: CancelledDays): string;
  /** What somebody said themselves stays, whatever the files say. */
  kept(word: KeptWord): string;
  /** What somebody owned who leaves, and who could take it over. */
  leftBehind(of: LeftBehind): string;
  deputiesLeftOut(names: readonly string[], count: number): string;
  /** People of the files who have left the organisation. */
  leftOut(names: readonly string[], count: number): string;
};

/** Whose later date in a file counts more than what the person said. */
const columns: Record<OwnField, string> = {
  hours: 'hours_said_at',
  languages: 'languages_said_at',
  reads: 'reads_said_at',
  mostSwarms: 'most_swarms_said_at',
  awayUntil: 'away_until_said_at',
  anyHour: 'any_hour_said_at',
  asking: 'asking_said_at',
};

const fieldsInEnglish: Record<OwnField, string> = {
  hours: 'working hours and zone',
  languages: 'languages',
  reads: 'the language they read',
  mostSwarms: 'most swarms at once',
  awayUntil: 'away until',
  anyHour: 'asked at any hour',
  asking: 'how they want to be asked',
};

const fieldsInJapanese: Record<OwnField, string> = {
  hours: '勤務時間とタイムゾーン',
  languages: '対応できる言語',
  reads: '表示言語',
  mostSwarms: '同時スウォーム上限',
  awayUntil: '不在期限',
  anyHour: '時間外の依頼',
  asking: '依頼の受け方',
};

const en: ImportWords = {
  calendar: ({ id, from, until, days }) =>
    `Calendar ${id}: ${days.length} ${days.length === 1 ? 'day' : 'days'} from ${from} to ${until}. What lies outside is unknown.`,
  cancelled: ({ file, names }) =>
    `${file}: cancelled, so left out (${names.length}): ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}.`,
  mark: ({ mark, level, cells }) =>
    `The mark ${mark} becomes ${level === null ? 'no skill' : `level ${level}`} (${cells} ${cells === 1 ? 'cell' : 'cells'}).`,
  leftBehind: ({ technology, by, owners, couldTakeOver }) =>
    `${by.join(', ')} leaves ${technology.en} with ${owners.length === 0 ? 'no owner' : `one owner, ${owners.join(', ')}`}. ${
      couldTakeOver.length === 0
        ? 'Nobody else solves its usual cases alone.'
        : `Who could take it over: ${couldTakeOver.map(({ name, level }) => `${name} (level ${level})`).join(', ')}.`
    }`,
  kept: ({ name, field, said }) =>
    `Kept as ${name} set it: ${fieldsInEnglish[field]} (on ${said.slice(0, 10)}). Only a later ${columns[field]} in the file changes it.`,
  deputiesLeftOut: (names, count) =>
    `Deputies in the files count for nobody (${count}: ${names.join(', ')}${count > names.length ? ', …' : ''}). Who acts for somebody is named by themselves, in /swarm skills.`,
  leftOut: (names, count) =>
    `Left out, since they have left the organisation (${count}): ${names.join(', ')}${count > names.length ? ', …' : ''}. The notice of who left brings them back.`,
};

const ja: ImportWords = {
  calendar: ({ id, from, until, days }) =>
    `カレンダー ${id}: ${from} から ${until} までの ${days.length} 日。期間外の休日は不明として扱われます。`,
  cancelled: ({ file, names }) =>
    `${file}: キャンセルされた予定を除きました（${names.length} 件）: ${names.slice(0, 5).join('、')}${names.length > 5 ? ' …' : ''}`,
  mark: ({ mark, level, cells }) =>
    `記号 ${mark} は${level === null ? 'スキルなし' : `レベル ${level} `}になります（${cells} か所）。`,
  leftBehind: ({ technology, by, owners, couldTakeOver }) =>
    `${by.join('、')} さんが抜けると、${technology.ja} のオーナーは${owners.length === 0 ? 'いなくなります' : ` ${owners.join('、')} さんだけになります`}。${
      couldTakeOver.length === 0
        ? '一人で対応できる人はほかにいません。'
        : `引き継げそうな人: ${couldTakeOver.map(({ name, level }) => `${name} さん（レベル ${level}）`).join('、')}。`
    }`,
  kept: ({ name, field, said }) =>
    `${name} さんの設定を維持します: ${fieldsInJapanese[field]}（${said.slice(0, 10)} に本人が設定）。変更するには、ファイルの ${columns[field]} にそれより後の日時を指定してください。`,
  deputiesLeftOut: (names, count) =>
    `ファイルの代理人は反映されません（${count} 人: ${names.join('、')}${count > names.length ? '、…' : ''}）。代理人は、本人が /swarm skills で指定します。`,
  leftOut: (names, count) =>
    `組織を離れているため除きました（${count} 人）: ${names.join('、')}${count > names.length ? '、…' : ''}。戻すには、退職者のお知らせから操作してください。`,
};

export const importWords: Record<Language, ImportWords> = { en, ja };
