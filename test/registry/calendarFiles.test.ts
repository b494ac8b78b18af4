import { describe, expect, test } from '@jest/globals';
import type { Calendar } from '../../src/registry/calendar.ts';
import { calendarsState } from '../../src/registry/calendarsState.ts';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { readRegistryFiles, registryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot, type Registry } from '../../src/registry/snapshot.ts';
import { engineer } from './sample.ts';

const known = (calendars: Calendar[] = []): Registry => ({ technologies: [], engineers: [], skills: [], calendars });
const read = (files: Record<string, string>, registry = known()) =>
  readRegistryFiles(
    Object.entries(files).map(([name, text]) => ({ name, content: new TextEncoder().encode(text) })),
    createSnapshot(registry),
  );
const calendars = (...of: Parameters<typeof read>): Calendar[] => {
  const reading = read(...of);
  return reading.ok ? (reading.registry.calendars ?? []) : [];
};
const problems = (...of: Parameters<typeof read>): string[] => {
  const reading = read(...of);
  return reading.ok ? [] : reading.problems.map((each) => problemSentence(each, 'en'));
};
const head = 'id,name_en,on,from,until\n';
const days = 'calendar,date,to_date,kind,name_ja\n';
const dates = (of: Calendar[]) => of.flatMap((each) => each.days.map(({ date, kind }) => `${date} ${kind}`));

const office: Calendar = {
  ...{ id: 'office', name: { en: 'Office', ja: '本社' }, on: ['jp'], from: '2026-01-01', until: '2026-12-31' },
  days: [
    { date: '2026-12-28', kind: 'half', name: { en: 'Half', ja: '半日' }, from: '09:00', to: '13:00' },
    { date: '2026-12-31', kind: 'company', name: { en: 'Closing', ja: '年末' } },
  ],
};

describe('a calendar in a file', () => {
  test('holds single days and spans, their kinds in either language, a name in one', () => {
    const read = calendars({
      'c.csv': `${head}office,Office,jp,2026-01-01,R9.12.31\n`,
      'd.csv': `${days}office,2026年12月29日,2027/1/3,会社休日,年末年始\noffice,2026-12-28,,半日,仕事納め\noffice,2026-02-14,,班,調休\n`,
    });
    expect(dates(read)).toEqual([
      '2026-02-14 worked',
      '2026-12-28 half',
      ...['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map(
        (d) => `${d} company`,
      ),
    ]);
    expect(read[0]).toMatchObject({ until: '2027-12-31', on: ['jp'] });
    expect(read[0]?.days[0]?.name).toEqual({ en: '調休', ja: '調休' });
  });

  test.each(['json', 'csv'] as const)('comes back from %s as it was', (format) => {
    const registry = { ...known([office]), engineers: [engineer('a', { calendars: ['office'] })] };
    expect(readRegistryFiles(registryFiles(registry, format))).toEqual({ ok: true, registry });
  });

  test('that brings the next year leaves this one as it is', () => {
    const next = {
      'c.csv': `${head}office,Office,jp,2027-01-01,2027-12-31\n`,
      'd.csv': `${days}office,2027-12-29,,,年末\n`,
    };
    const [after] = calendars(next, known([office]));
    expect(after).toMatchObject({ from: '2026-01-01', until: '2027-12-31' });
    expect(dates(after ? [after] : [])).toEqual(['2026-12-28 half', '2026-12-31 company', '2027-12-29 company']);
  });

  test('is corrected for the span that the file speaks of', () => {
    const again = {
      'c.csv': `${head}office,Office,jp,2026-12-01,2026-12-31\n`,
      'd.csv': `${days}office,2026-12-30,,,年末\n`,
    };
    expect(dates(calendars(again, known([office])))).toEqual(['2026-12-30 company']);
  });

  test('that the registry has takes single days without being described again', () => {
    expect(dates(calendars({ 'd.csv': `${days}office,2026-08-13,2026-08-14,,お盆\n` }, known([office])))).toEqual([
      ...['2026-08-13 company', '2026-08-14 company', '2026-12-28 half', '2026-12-31 company'],
    ]);
  });

  test('is refused by name where it cannot be', () => {
    const c = `${head}office,Office,jp,2026-01-01,2026-12-31\n`;
    expect(
      problems({
        'c.csv': c,
        'd.csv': `${days}office,2026-01-01,2035-12-31,,ten years\noffice,2027-01-01,,,beyond\nhome,2026-05-01,,,x\njp,2026-05-01,,,x\noffice,2026-05-01,,,x\noffice,2026-04-30,2026-05-02,,x\noffice,5/1/2026,,,x\noffice,2026-06-01,,maybe,x\n`,
      }),
    ).toEqual([
      'd.csv, line 2, to_date: "2035-12-31" cannot be taken. It should be a date from 2026-01-01 to 2026-03-03.',
      'd.csv, line 3, date: "2027-01-01" cannot be taken. It should be a date from 2026-01-01 to 2026-12-31.',
      'd.csv, line 4, calendar: There is no calendar "home", neither here nor in the registry. Of countries there are jp, us and ie.',
      'd.csv, line 5, calendar: "jp" is the calendar of a country. Make one of your own that stands on it (column on: jp), and put the day there.',
      'd.csv, line 7, date: "2026-05-01" is here a second time; the first is in line 6.',
      'd.csv, line 8, date: "5/1/2026" cannot be taken. It should be a date such as 2026-12-29.',
      'd.csv, line 9, kind: "maybe" cannot be taken. It should be one of public, company, half, worked.',
    ]);
    expect(problems({ 'c.csv': `${head}Tokyo Office,x,,2026-01-01,2026-12-31\n` })).toEqual([
      'c.csv, line 2, id: "Tokyo Office" cannot be taken. It should be an id of lower case letters, digits and -.',
    ]);
    expect(problems({ 'c.csv': `${head}a,x,home,2026-01-01,2025-12-31\n` })).toEqual([
      'c.csv, line 2, on: There is no calendar "home", neither here nor in the registry. Of countries there are jp, us and ie.',
      'c.csv, line 2, until: "2025-12-31" cannot be taken. It should be a date from 2026-01-01 on.',
    ]);
  });
});

describe('an iCalendar file', () => {
  const ics = (...events: string[]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...events.map((each) => `BEGIN:VEVENT\r\n${each}\r\nEND:VEVENT`),
      'END:VCALENDAR',
    ].join('\r\n');
  const event = (uid: string, start: string, end: string, summary: string, more = '') =>
    `UID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:${start}\r\n${end && `DTEND;VALUE=DATE:${end}\r\n`}SUMMARY:${summary}${more}`;
  const table = { 'c.csv': `${head}tokyo,Tokyo,jp,2026-01-01,2027-12-31\n` };

  test('brings its all-day events into the calendar of its name: the end is the day after the last', () => {
    const text = ics(
      event('1', '20261229', '20270104', '年末年始'),
      event('2', '20260214', '', '春节 班'),
      event('3', '20261228', '20261229', '仕事納め 半日'),
      event('4', '20261123', '20261124', '勤労感謝の日', '\r\nCATEGORIES:Holiday'),
    );
    expect(dates(calendars({ ...table, 'Tokyo.ics': text }))).toEqual([
      ...['2026-02-14 worked', '2026-11-23 public', '2026-12-28 half'],
      ...['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map(
        (date) => `${date} company`,
      ),
    ]);
  });

  const days = (...events: string[]) => dates(calendars({ ...table, 'tokyo.ics': ics(...events) }));

  test('leaves out what was cancelled, and says so', () => {
    const text = ics(
      event('1', '20260813', '', '夏季休業', '\r\nSTATUS:CANCELLED'),
      event('2', '20260814', '', 'Canceled: Founder Day'),
      event('3', '20260817', '', '創立記念日'),
    );
    const reading = read({ ...table, 'tokyo.ics': text });
    expect(reading).toMatchObject({
      ok: true,
      cancelled: [{ file: 'tokyo.ics', names: ['夏季休業', 'Canceled: Founder Day'] }],
    });
    expect(dates(calendars({ ...table, 'tokyo.ics': text }))).toEqual(['2026-08-17 company']);
    const back = text.replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:CANCEL');
    expect(problems({ ...table, 'tokyo.ics': back })).toEqual([expect.stringContaining('takes events back')]);
  });

  test.each([
    [
      'worked',
      [
        'Working Saturday',
        'Saturday is a working day',
        'Make-up day',
        '振替出勤日',
        '土曜出勤',
        '国慶節 補班',
        '春节 班',
        '臨時営業日',
      ],
    ],
    ['half', ['Diwali (half day)', 'Half-day', '仕事納め 半日', '午後休']],
    ['public', ['Public Holiday', 'Independence Day holiday', '祭日', '振替休日']],
    [
      'company',
      [
        'Non-working day',
        'Not a working day: Onam',
        '出勤なし',
        'Company Holiday',
        '全休',
        '定休日',
        '休業',
        '夏季休暇',
      ],
    ],
  ] as const)('and a table alike have a day %s by how it is called', (kind, names) => {
    for (const [at, name] of names.entries()) {
      expect([name, days(event(`${at}`, '20260815', '', name))]).toEqual([name, [`2026-08-15 ${kind}`]]);
      const row = { 'd.csv': `calendar,date,to_date,kind,name_ja\ntokyo,2026-08-15,,${name},x\n` };
      expect([name, dates(calendars({ ...table, ...row }))]).toEqual([name, [`2026-08-15 ${kind}`]]);
    }
  });

  test('loses no day: neither of a span that another event is within, nor of two events with one UID', () => {
    const summer = event('1', '20260813', '20260816', 'お盆休み');
    for (const within of ['20260813', '20260814', '20260815'])
      for (const events of [
        [summer, event('2', within, '', '休み半日')],
        [event('2', within, '', '休み半日'), summer],
      ])
        expect(days(...events)).toEqual(
          ['13', '14', '15'].map((day) => `2026-08-${day} ${within.endsWith(day) ? 'half' : 'company'}`),
        );
    expect(days(event('1', '20260813', '', 'a'), event('1', '20260820', '', 'b'))).toEqual([
      ...['2026-08-13 company', '2026-08-20 company'],
    ]);
    // Changed since: the later SEQUENCE is the event.
    expect(days(event('1', '20260813', '', 'a'), event('1', '20260820', '', 'b', '\r\nSEQUENCE:1'))).toEqual([
      '2026-08-20 company',
    ]);
    const day = 'tokyo.ics: "2026-08-13" is here a second time; the first is in the same file.';
    expect(
      problems({
        ...table,
        'tokyo.ics': ics(event('1', '20260813', '', '出勤日'), event('2', '20260813', '', 'お盆休み')),
      }),
    ).toEqual([day]);
  });

  test('is refused by name where a date cannot be, is missing, or comes again, and where its name is of no calendar', () => {
    const one = (...events: string[]) => problems({ ...table, 'tokyo.ics': ics(...events) });
    expect(one(event('1', '20261345', '', 'x'), event('2', '20260813', '', 'y'))).toEqual([
      'tokyo.ics: "20261345" cannot be taken. It should be a date such as 2026-12-29.',
    ]);
    expect(one('UID:1\r\nSUMMARY:x', event('2', '20260813', '', 'y'))).toEqual([
      'tokyo.ics, DTSTART: This is missing. It should be a date such as 2026-12-29.',
    ]);
    expect(one(event('1', '20260813', '', 'x', '\r\nRDATE;VALUE=DATE:20260820'))).toEqual([
      'tokyo.ics: "x" comes again by a rule. Write each day off by its date, as it was announced.',
    ]);
    const reading = read({ '本社.ics': ics(event('1', '20260813', '', 'x')) });
    expect(reading.ok ? [] : reading.problems.map((each) => problemSentence(each, 'ja'))).toEqual([
      '本社.ics: 休日は、ファイル名と同じ ID のカレンダーに入ります。「本社.ics」はカレンダーの ID になりません。英小文字、数字、- からなる ID をファイル名にしてください（例: tokyo-office.ics）。',
    ]);
  });

  test('that is none, or tells what is no day off, is refused by name', () => {
    const one = (text: string) => problems({ ...table, 'tokyo.ics': text });
    expect(one('<!DOCTYPE html><title>Sign in</title>')).toEqual([
      'tokyo.ics: This is no iCalendar file: "<!DOCTYPE html><title>Sign in</title>". It begins with BEGIN:VCALENDAR; a page to sign in or to download from does not.',
    ]);
    expect(one(ics(event('1', '20260101', '20360101', 'ten years')))).toEqual([
      'tokyo.ics, to_date: "2035-12-31" cannot be taken. It should be a date from 2026-01-01 to 2026-03-03.',
    ]);
    expect(one(ics(event('1', '20260101', '', 'always', '\r\nRRULE:FREQ=YEARLY')))).toEqual([
      'tokyo.ics: "always" comes again by a rule. Write each day off by its date, as it was announced.',
    ]);
    expect(
      one(
        ics(
          'UID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T090000Z\r\nDTEND:20260101T100000Z\r\nSUMMARY:Meeting',
        ),
      ),
    ).toEqual(['tokyo.ics: "Meeting" has a time of day. A day off is an event of the whole day.']);
    expect(one(`BEGIN:VCALENDAR\r\n${'X'.repeat(2_000_001)}`)).toEqual([
      'tokyo.ics: The file is too big for a list of days off: at most two million letters and 2000 events.',
    ]);
    expect(problems({ 'home.ics': ics(event('1', '20260101', '', 'x')) })).toEqual([
      'home.ics, calendar: There is no calendar "home", neither here nor in the registry. Of countries there are jp, us and ie.',
    ]);
  });
});

describe('a calendar in the registry', () => {
  const withOffice = { ...known([office]), engineers: [engineer('a', { calendars: ['office'] }), engineer('b')] };
  const dayOff = (snapshot: ReturnType<typeof createSnapshot>, date: string) =>
    snapshot.listed('a')?.rota.days?.on(date)?.name.ja;

  test('counts for everyone who names it, from when it changes', () => {
    const snapshot = createSnapshot(withOffice);
    expect([dayOff(snapshot, '2026-12-31'), dayOff(snapshot, '2026-11-23')]).toEqual(['年末', '勤労感謝の日']);
    expect(snapshot.registry()).toEqual(withOffice);
    snapshot.apply([{ kind: 'calendar', calendar: { ...office, days: [] } }]);
    expect(dayOff(snapshot, '2026-12-31')).toBeUndefined();
    expect(dayOff(snapshot, '2026-11-23')).toBe('勤労感謝の日');
    snapshot.apply([{ kind: 'calendar-gone', id: 'office' }]);
    expect(snapshot.listed('a')?.rota.days?.knows('2026-11-23')).toBe(false);
  });

  test('is told to administrators before it ends, and so is who has none', () => {
    const state = (at: string) => calendarsState(createSnapshot(withOffice), Date.parse(at));
    expect(state('2026-10-01T00:00:00Z')).toEqual({ until: '2026-12-31', ending: [], differing: [], without: 1 });
    expect(state('2026-11-15T00:00:00Z').ending).toEqual([{ id: 'office', until: '2026-12-31' }]);
    expect(calendarsState(createSnapshot(known()), 0)).toEqual({ until: null, ending: [], differing: [], without: 0 });
  });

  test('that disagrees with another of the same person’s counts where it is the later one, and administrators are told', () => {
    const days = [
      { date: '2026-11-03', kind: 'worked' as const, name: { en: 'We work', ja: '出勤日' } },
      { date: '2026-11-23', kind: 'company' as const, name: { en: 'Closed', ja: '休業' } },
      { date: '2026-12-28', kind: 'half' as const, name: { en: 'Half', ja: '半日' } },
    ];
    const site = { ...office, id: 'site', on: [], days };
    const closed = { date: '2026-12-28', kind: 'company' as const, name: { en: 'Closed', ja: '休業' } };
    const team = { ...office, id: 'team', on: [], days: [closed] };
    const of = (calendars: string[]) =>
      createSnapshot({ ...known([site, team]), engineers: [engineer('a', { calendars })] });
    expect(of(['jp', 'site']).listed('a')?.rota.days?.on('2026-11-03')?.kind).toBe('worked');
    expect(of(['site', 'jp']).listed('a')?.rota.days?.on('2026-11-03')?.kind).toBe('public');
    const differing = (calendars: string[], at = '2026-10-01T00:00:00Z') =>
      calendarsState(of(calendars), Date.parse(at)).differing;
    expect(differing(['jp', 'site', 'team'])).toEqual([
      { date: '2026-11-03', calendars: ['jp', 'site'] },
      { date: '2026-12-28', calendars: ['site', 'team'] },
    ]);
    expect(differing(['jp', 'site'], '2026-12-01T00:00:00Z')).toEqual([]);
    expect(differing(['jp'])).toEqual([]);
  });
});
