import type { DoctorFact } from '../../telemetry/doctorFact.ts';
import { messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
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
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { short } from './parts/text.ts';

/** What can be checked; `name` says of what: a permission, a team, a case system. */
export type DoctorSubject =
  | { code: 'database' | 'queue' | 'registry' | 'graph-sign-in' | 'connector-sign-in' | 'app-in-catalog' | 'clock' }
  | { code: 'permission' | 'host-team' | 'app-in-team' | 'case-source'; name: string };

/** One check: how it went, and what was found; null when there is nothing to tell. */
export type DoctorCheck = { subject: DoctorSubject; result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact | null };

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

function checkLines({ subject, result, fact }: DoctorCheck, reader: Reader, detail: Detail): Element {
  const { doctor } = messages(reader.language);
  const line = text([
    coloured(`${signs[result]} ${doctor.result[result]}`, colours[result]),
    apart,
    bold(subjectName(subject, reader)),
    subtle(fact ? `${apart}${short(factText(fact, reader), detail.words)}` : ''),
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

/** What was found, in the reader's language; only what another system said is as it came. */
function factText(fact: DoctorFact, reader: Reader): string {
  const { fact: words } = messages(reader.language).doctor;
  switch (fact.code) {
    case 'engine':
      return fact.name;
    case 'permissions':
      return words.permissions(fact.count);
    case 'granted-as':
      return words['granted-as'](fact.permission);
    case 'catalogue-id':
      return words['catalogue-id'](fact.id);
    case 'clock-skew':
      return fact.seconds === 0
        ? words.clockRight
        : words[fact.seconds > 0 ? 'clockAhead' : 'clockBehind'](Math.abs(fact.seconds));
    case 'channels-taken':
      return words['channels-taken'](fact.taken, fact.most);
    case 'no-answer':
      return words['no-answer'](fact.seconds);
    case 'error':
      return fact.message;
    case 'granted':
    case 'not-granted':
    case 'team-archived':
    case 'channels-unlisted':
    case 'installed':
    case 'not-installed':
      return words[fact.code];
    default:
      return fact satisfies never;
  }
}
