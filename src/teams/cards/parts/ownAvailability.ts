import type { Belonging } from '../../../registry/belonging.ts';
import type { Engineer } from '../../../registry/engineer.ts';
import type { HoursProposal } from '../../../registry/ownHours.ts';
import { weekText } from '../../../registry/weekText.ts';
import { listed, messages, named, type Reader } from '../../languages/language.ts';
import { day } from '../../languages/moment.ts';
import { apart, bold, buttons, type Element, execute, fact, subtle, text } from './elements.ts';
import { short } from './text.ts';

/** When one can be asked, in which languages, and which of it is one’s own word. */
export function availabilityLines(engineer: Engineer, { team, calendars }: Belonging, reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  const daysOff = calendars.map((each) => short(named(each, reader), 60));
  const { hours, asking, zone } = engineer;
  const line = asking?.week
    ? skills.weekLine(short(weekText(asking.week, reader.language), 300), zone)
    : skills.hoursLine(workDays(hours.days, reader), hours.from, hours.to, zone);
  const source = engineer.hoursSaidAt ? skills.hoursOwn(day(engineer.hoursSaidAt, reader)) : skills.hoursGiven;
  const away =
    engineer.awayUntil && engineer.awayUntil > reader.at
      ? skills.away(day(engineer.awayUntil, { ...reader, zone: engineer.zone }))
      : skills.notAway;
  return [
    fact(skills.hours, line),
    text(subtle(source), { spacing: 'None' }),
    ...(engineer.anyHour ? [text(skills.anyHour, { spacing: 'None' })] : []),
    fact(skills.calendars, daysOff.length > 0 ? listed(daysOff, reader) : skills.noCalendars),
    ...(team ? [fact(skills.ownTeam, short(named(team, reader), 60))] : []),
    ...(engineer.asking?.onlyCritical ? [text(skills.onlyCriticalToggle, { spacing: 'None' })] : []),
    ...(engineer.asking?.mostAWeek ? [fact(skills.mostAWeek, String(engineer.asking.mostAWeek))] : []),
    fact(
      skills.speaks,
      listed(
        engineer.languages.map((each) => skills.languageNames[each]),
        reader,
      ),
    ),
    fact(skills.reads, skills.languageNames[engineer.reads ?? reader.language]),
    fact(skills.mostSwarms, String(engineer.mostSwarms)),
    text(away, { spacing: 'Small' }),
    ...ownWords(engineer, reader),
  ];
}

/** What of the rest is the person's own word, and since when. */
function ownWords({ saidAt = {} }: Engineer, reader: Reader): Element[] {
  const { skills, common } = messages(reader.language);
  const names = {
    languages: skills.speaks,
    reads: skills.reads,
    mostSwarms: skills.mostSwarms,
    awayUntil: skills.absence,
    anyHour: skills.anyHourLabel,
    asking: skills.asking,
  };
  const said = (['languages', 'reads', 'mostSwarms', 'awayUntil', 'anyHour', 'asking'] as const).flatMap((field) => {
    const at = saidAt[field];
    return at === undefined ? [] : [skills.saidOn(names[field], day(at, reader))];
  });
  return said.length === 0 ? [] : [text(subtle(skills.ownWords(said.join(common.separator))), { spacing: 'None' })];
}

/** One tap answers; the hours stay as they are without it. */
export function outlookLines(proposal: HoursProposal | null, reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  if (!proposal) return [];
  const { zone, hours, since } = proposal;
  const line = skills.hoursLine(workDays(hours.days, reader), hours.from, hours.to, zone);
  return [
    text([bold(skills.outlookHours), apart, line], { spacing: 'Medium' }),
    text(subtle(skills.outlookHoursIntro(day(since, reader))), { spacing: 'None' }),
    buttons(
      [
        execute('take-hours', skills.takeHours, { proposedSince: since }),
        execute('keep-hours', skills.keepHours, { proposedSince: since }),
      ],
      { spacing: 'Small' },
    ),
  ];
}

/** `Mon to Fri`; days that do not follow each other are listed. */
function workDays(days: number[], reader: Reader): string {
  const { skills } = messages(reader.language);
  const sorted = days.toSorted((a, b) => a - b);
  const names = sorted.map((each) => skills.days[each - 1] ?? '');
  const [first, last] = [names[0], names.at(-1)];
  if (!first || !last) return skills.noDays;
  const isRun = sorted.length > 2 && Number(sorted.at(-1)) - Number(sorted[0]) === sorted.length - 1;
  return isRun ? skills.dayRange(first, last) : listed(names, reader);
}
