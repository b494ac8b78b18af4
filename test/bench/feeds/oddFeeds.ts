/** Texts that a feed may give out by fault or ill will, each as large as one may be (2 million letters, 5,000 events, 200 rules), by what is wrong. */
export function oddFeeds(now: number): Record<string, string> {
  const many = (count: number, of: (place: number) => string): string =>
    Array.from({ length: count }, (_, place) => of(place)).join('\r\n');
  const calendar = (events: string): string => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events}\r\nEND:VCALENDAR\r\n`;
  const event = (place: number, ...lines: string[]): string =>
    ['BEGIN:VEVENT', `UID:${place}`, `SUMMARY:On call - Engineer ${place}`, ...lines, 'END:VEVENT'].join('\r\n');
  const written = (hours: number): string =>
    new Date(now + hours * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+Z/g, '');
  const hours = (place: number, zone = ''): string[] => [
    `DTSTART${zone}:${written(place % 1000)}`,
    `DTEND${zone}:${written((place % 1000) + 9)}`,
  ];
  const always = ['DTSTART:20000101T090000Z', 'DTEND:20000101T180000Z'];
  const story = `DESCRIPTION:${'x'.repeat(200)}`;
  return {
    'a page for people': `<!doctype html>${'<p>Sign in</p>'.repeat(140_000)}`,
    'larger than may be': `BEGIN:VCALENDAR\r\n${'X-A:b\r\n'.repeat(300_000)}`,
    'lines of no meaning': calendar('X-A:b\r\n'.repeat(280_000)),
    'events that never end': `BEGIN:VCALENDAR\r\n${many(5000, (place) => `BEGIN:VEVENT\r\nUID:${place}\r\n${story}`)}`,
    'as many events as may be': calendar(
      many(5000, (place) => event(place, ...hours(place, ';TZID=Asia/Tokyo'), story)),
    ),
    'times without a zone': calendar(many(5000, (place) => event(place, ...hours(place)))),
    'zones that nobody knows': calendar(many(5000, (place) => event(place, ...hours(place, `;TZID=Nowhere ${place}`)))),
    'rules since the year 2000': calendar(
      many(200, (place) => event(place, ...always, 'RRULE:FREQ=DAILY;INTERVAL=20')),
    ),
    'rules that never come': calendar(
      many(200, (place) => event(place, ...always, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')),
    ),
    'rules that are none': calendar(many(5000, (place) => event(place, ...always, 'RRULE:FREQ=NEVER'))),
    'a rule that moves itself in a circle': calendar(
      many(4000, (place) => event(1, ...hours(place), `RECURRENCE-ID:${written(place + 1)}`, 'RRULE:FREQ=DAILY')),
    ),
    'a rule with exceptions without end': calendar(
      event(
        1,
        ...always,
        'RRULE:FREQ=DAILY',
        many(60_000, (place) => `EXDATE:${written(place - 50_000)}`),
      ),
    ),
    'events of ten years': calendar(
      many(5000, (place) => event(place, 'DTSTART:20200101T090000Z', 'DTEND:20300101T180000Z')),
    ),
  };
}
