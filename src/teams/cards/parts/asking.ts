import type { DayAhead } from '../../../availability/weekAhead.ts';
import type { Asking, Engineer } from '../../../registry/engineer.ts';
import { weekText } from '../../../registry/weekText.ts';
import { listed, messages, named, type Reader } from '../../languages/language.ts';
import { day } from '../../languages/moment.ts';
import { apart, type Element, execute, heading, type ShowAction, show, subtle, text } from './elements.ts';
import { longText } from './inputs.ts';
import { dayOff } from './reasons.ts';
import { short } from './text.ts';

/** The next seven days as they count for being asked: a line a day, with why it is not as the week has it. */
export function weekLines(week: readonly DayAhead[], reader: Reader): Element[] {
  const { skills, reasons } = messages(reader.language);
  if (week.length === 0) return [];
  return [
    heading(skills.weekAhead(day(reader.at, reader))),
    ...week.map(({ date, weekday, asked, kept, off, isKnown, isByShifts, onCall }) => {
      const span = ({ from, to }: { from: string; to: string }) => `${from}–${to}`;
      const why = [
        ...(off ? [dayOff(off, reader)] : []),
        ...(kept.length > 0 && !off ? [skills.focusTimes(listed(kept.map(span), reader))] : []),
        ...(isKnown ? [] : [reasons.calendarUnknown]),
        ...(isByShifts && asked.length > 0 ? [skills.byShifts] : []),
        ...onCall.map(({ technology, from, to }) =>
          skills.onCall(technology && short(named(technology, reader), 60), from, to),
        ),
      ];
      const times = asked.length > 0 ? listed(asked.map(span), reader) : skills.notAsked;
      return text(
        [
          subtle(
            `${skills.dayOf(skills.days[weekday - 1] ?? '', Number(date.slice(5, 7)), Number(date.slice(8)))}${apart}`,
          ),
          times,
          ...(why.length > 0 ? [subtle(`${apart}${listed(why, reader)}`)] : []),
        ],
        { spacing: 'Small' },
      );
    }),
  ];
}

/** How one wants to be asked: hours that differ by day, breaks, focus time, days without asks. */
export function askingForm({ asking = {} }: Engineer, reader: Reader): ShowAction {
  const { skills } = messages(reader.language);
  const shown = askingShown(asking, reader);
  const { week, focus, notBefore, quietFrom, quietUntil, onlyCritical, mostAWeek } = shown;
  const weekInput = (id: string, label: string, placeholder: string, value: string) =>
    longText(id, label, { placeholder, maxLength: 500, ...(value ? { value } : {}) });
  return show(
    skills.asking,
    [
      weekInput('week', skills.weekLabel, skills.weekHint, week),
      weekInput('focus', skills.focusLabel, skills.focusHint, focus),
      { type: 'Input.Time', id: 'notBefore', label: skills.notBeforeLabel, ...(notBefore ? { value: notBefore } : {}) },
      { type: 'Input.Date', id: 'quietFrom', label: skills.quietFromLabel, ...(quietFrom ? { value: quietFrom } : {}) },
      {
        type: 'Input.Date',
        id: 'quietUntil',
        label: skills.quietUntilLabel,
        ...(quietUntil ? { value: quietUntil } : {}),
      },
      {
        type: 'Input.Number',
        id: 'mostAWeek',
        label: skills.mostAWeekLabel,
        min: 1,
        max: 50,
        ...(mostAWeek === '' ? {} : { value: Number(mostAWeek) }),
      },
      {
        type: 'Input.Toggle',
        id: 'onlyCritical',
        label: skills.onlyCriticalLabel,
        title: skills.onlyCriticalToggle,
        value: onlyCritical,
        wrap: true,
      },
    ],
    [execute('save-asking', skills.saveAvailability, { shown }, 'positive')],
  );
}

/** What the form shows of somebody's wishes, as a client sends it back. */
export const askingShown = (
  { week, focus, notBefore = '', quiet, onlyCritical = false, mostAWeek }: Asking,
  { language }: Pick<Reader, 'language'>,
) => ({
  week: week ? weekText(week, language) : '',
  focus: focus ? weekText(focus, language) : '',
  notBefore,
  quietFrom: quiet?.from ?? '',
  quietUntil: quiet?.until ?? '',
  onlyCritical: onlyCritical ? ('true' as const) : ('false' as const),
  mostAWeek: mostAWeek === undefined ? '' : String(mostAWeek),
});
