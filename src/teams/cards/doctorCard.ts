import { messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { short } from '../text.ts';
import {
  apart,
  bold,
  box,
  type Card,
  type Colour,
  card,
  coloured,
  type Element,
  subtle,
  text,
  title,
} from './elements.ts';
import { type Detail, fitted } from './fit.ts';

/** What can be checked; `name` says of what: a permission, a team, a case system. */
export type DoctorSubject =
  | { code: 'database' | 'queue' | 'registry' | 'graph-sign-in' | 'connector-sign-in' | 'app-in-catalog' | 'clock' }
  | { code: 'permission' | 'host-team' | 'app-in-team' | 'case-source'; name: string };

/** One check: how it went, and what was seen (plain words or an error message, in whatever language it came). */
export type DoctorCheck = { subject: DoctorSubject; result: 'ok' | 'failed' | 'unknown'; seen: string };

/** `/swarm doctor`: every check, the failed ones first, each with what to change. `at`: when it was checked. */
export function doctorCard(view: { checks: DoctorCheck[]; at: string }, reader: Reader): Card {
  const { doctor } = messages(reader.language);
  const order = { failed: 0, unknown: 1, ok: 2 };
  const checks = view.checks.toSorted((a, b) => order[a.result] - order[b.result]);
  const failed = checks.filter(({ result }) => result === 'failed').length;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: failed > 0 ? doctor.spokenBad(failed) : doctor.spokenGood,
      body: [
        title(doctor.title),
        text(bold(failed > 0 ? doctor.someBad(failed, checks.length) : doctor.allGood)),
        ...checks.slice(0, detail.people * 3).map((each) => checkLines(each, reader, detail)),
        text(subtle(doctor.checkedAt(moment(view.at, reader))), { spacing: 'Medium' }),
      ],
    }),
  );
}

const colours: Record<DoctorCheck['result'], Colour> = { ok: 'Good', failed: 'Attention', unknown: 'Warning' };
const signs: Record<DoctorCheck['result'], string> = { ok: '✓', failed: '✕', unknown: '?' };

function checkLines({ subject, result, seen }: DoctorCheck, reader: Reader, detail: Detail): Element {
  const { doctor } = messages(reader.language);
  const line = text([
    coloured(`${signs[result]} ${doctor.result[result]}`, colours[result]),
    apart,
    bold(subjectName(subject, reader)),
    subtle(seen ? `${apart}${short(seen, detail.words)}` : ''),
  ]);
  if (result !== 'failed') return box([line], undefined, { spacing: 'Small' });
  return box([line, text(doctor.todo(doctor.advice[subject.code]), { spacing: 'None' })], 'attention', {
    spacing: 'Small',
  });
}

function subjectName(subject: DoctorSubject, reader: Reader): string {
  const { check } = messages(reader.language).doctor;
  switch (subject.code) {
    case 'permission':
    case 'host-team':
    case 'app-in-team':
    case 'case-source':
      return check[subject.code](short(subject.name, 60));
    default:
      return check[subject.code];
  }
}
