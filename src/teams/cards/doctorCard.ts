import type { DoctorFact } from '../../telemetry/doctorFact.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
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
  | {
      code:
        | 'database'
        | 'database-role'
        | 'queue'
        | 'registry'
        | 'endpoint'
        | 'graph-sign-in'
        | 'connector-sign-in'
        | 'tab-sign-in'
        | 'app-in-catalog'
        | 'people'
        | 'guests'
        | 'policies'
        | 'calendars'
        | 'feeds'
        | 'leavers'
        | 'model'
        | 'past-cases'
        | 'clock';
    }
  | {
      code:
        | 'permission'
        | 'host-team'
        | 'team-owner'
        | 'team-permissions'
        | 'app-in-team'
        | 'feed'
        | 'shifts'
        | 'case-source'
        | 'case-changes'
        | 'case-writing';
      name: string;
    };

/** One check: how it went, and what was found; null when there is nothing to tell. */
export type DoctorCheck = { subject: DoctorSubject; result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact | null };

/** `/swarm doctor`: every check, the failed ones first, each with what to change. `at`: when it was checked. */
export function doctorCard(view: { checks: DoctorCheck[]; at: string }, reader: Reader): Card {
  const { doctor } = messages(reader.language);
  const order = { failed: 0, unknown: 1, ok: 2 };
  const checks = view.checks.toSorted((a, b) => order[a.result] - order[b.result]);
  const failed = checks.filter(({ result }) => result === 'failed').length;
  const unknown = checks.filter(({ result }) => result === 'unknown').length;
  const headline =
    failed > 0
      ? doctor.someBad(failed, checks.length)
      : unknown > 0
        ? doctor.someUnknown(unknown, checks.length)
        : null;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: headline ?? doctor.spokenGood,
      body: [
        title(doctor.title),
        text(bold(headline ?? doctor.allGood)),
        failed > 0 && unknown > 0 ? text(doctor.alsoUnknown(unknown)) : [],
        ...checks.slice(0, most(detail)).map((each) => checkLines(each, reader, detail)),
        checks.length > most(detail) ? text(subtle(doctor.notShown(checks.length - most(detail)))) : [],
        text(subtle(doctor.checkedAt(moment(view.at, reader))), { spacing: 'Medium' }),
      ],
    }),
  );
}

/** All that an installation with three case systems has, where they fit. */
const most = (detail: Detail): number => detail.people * 7;

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
    case 'team-owner':
    case 'team-permissions':
    case 'app-in-team':
    case 'feed':
    case 'shifts':
    case 'case-source':
    case 'case-changes':
    case 'case-writing':
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
    case 'channels-taken': {
      const { taken, most, deleted, countedAt } = fact;
      return words['channels-taken'](taken, most, Math.max(0, most - taken), deleted, moment(countedAt, reader));
    }
    case 'no-answer':
      return words['no-answer'](fact.seconds);
    case 'not-granted-here':
      return words['not-granted-here'](fact.permissions.join(', '));
    case 'name-known':
    case 'name-unknown':
    case 'role':
    case 'role-all-powerful':
      return words[fact.code](fact.name);
    case 'owners':
    case 'more-members':
    case 'people':
    case 'more-people':
      return words[fact.code](fact.count);
    case 'unknown-people':
    case 'guests':
      return words[fact.code](fact.count, listed(fact.names, reader));
    case 'calendars-until':
      return words['calendars-until'](fact.until, fact.without);
    case 'no-calendars':
      return words['no-calendars'](fact.without);
    case 'feeds-read':
      return words['feeds-read'](fact.count, fact.people);
    case 'feed-not-read':
      return words['feed-not-read'](
        fact.readAt === null ? null : moment(fact.readAt, reader),
        words.feedTroubles[fact.trouble] ?? fact.trouble,
      );
    case 'people-followed':
      return words['people-followed'](moment(fact.at, reader));
    case 'people-not-read':
      return words['people-not-read'](
        fact.at === null ? null : moment(fact.at, reader),
        words.peopleTroubles[fact.trouble] ?? fact.trouble,
      );
    case 'people-held':
      return words['people-held'](fact.count);
    case 'feed-unknown-people':
      return words['feed-unknown-people'](short(listed(fact.names, reader), 300));
    case 'feed-left-out':
      return words['feed-left-out'](fact.tooLong, fact.tooOften, fact.unknownZone);
    case 'calendars-differ':
      return words['calendars-differ'](
        fact.date,
        listed(fact.calendars, reader),
        fact.calendars.at(-1) ?? '',
        fact.more,
      );
    case 'calendars-end':
      return words['calendars-end'](listed(fact.names, reader));
    case 'not-reached':
      return words['not-reached'](fact.count, fact.days);
    case 'certificate':
      return fact.days < 0 ? words.certificateEnded : words.certificate(fact.days);
    case 'answered':
      return words.answered(fact.status);
    case 'case-forbidden':
      return words['case-forbidden'](fact.said);
    case 'case-writing-stopped':
      return words['case-writing-stopped'](fact.note, fact.caseId);
    case 'case-note-rights-missing':
    case 'case-columns-hidden':
    case 'case-columns-missing':
    case 'case-choices-unmapped':
      return words[fact.code](fact.names.join(', '));
    case 'case-changes-followed':
      return words[fact.code](moment(fact.at, reader), fact.waiting);
    case 'case-changes-behind':
      return words[fact.code](fact.at === null ? null : moment(fact.at, reader), fact.waiting, fact.said);
    case 'past-cases': {
      const { cases, own, judgedBy, ownRight, usualRight } = fact;
      if (judgedBy === 0) return words.pastCasesFew(cases);
      return words[own ? 'pastCasesOwn' : 'pastCasesUsual'](cases, judgedBy, ownRight, usualRight);
    }
    case 'model-unused':
      return words[fact.code](fact.host);
    case 'model-used': {
      const { host, uses, calls, tokens, most, last } = fact;
      const at = last === null ? '' : moment(last.at, reader);
      const said =
        last === null ? words.modelNotAsked : last.ok ? words.modelAnswered(at) : words.modelFailed(at, last.said);
      const named = listed(
        uses.map((use) => words.modelUses[use]),
        reader,
      );
      return words['model-used'](host, named, calls, tokens, most, said);
    }
    case 'error':
      return fact.message;
    case 'model-off':
    case 'no-feeds':
    case 'case-readable':
    case 'case-none-readable':
    case 'case-busy':
    case 'case-mapping-fits':
    case 'case-choices-unknown':
    case 'case-notes-can-be-written':
    case 'case-note-rights-unknown':
    case 'case-articles-can-be-written':
    case 'case-article-rights-unknown':
    case 'case-writing-off':
    case 'granted':
    case 'signed-in':
    case 'no-owner':
    case 'no-guests':
    case 'no-date':
    case 'reached':
    case 'own-process':
    case 'own-machine':
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
