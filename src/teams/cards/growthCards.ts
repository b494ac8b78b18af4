import type { CareReason } from '../../growth/care.ts';
import type { MonthSums } from '../../growth/month.ts';
import { type ReceivedThanks, recordParts } from '../../growth/record.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { day, monthName } from '../languages/moment.ts';
import { type Card, card, type Element, execute, fact, open, text, title } from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { short } from './parts/text.ts';
import { type SharingView, sharingForm, thanksQuoted } from './recordCard.ts';

/** What somebody's month (`2026-11`) came to; `technologies`: names in the reader's language. */
export type MonthView = { month: string; sums: MonthSums; technologies: string[]; thanks: ReceivedThanks[] };

/** The monthly word to somebody of their own part. */
export function monthCard(view: MonthView, sharing: SharingView & { link: string }, reader: Reader): Card {
  const { growth: words, common } = messages(reader.language);
  const name = words.monthTitle(monthName(view.month, reader));
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, words.monthLine(view.sums.swarms)),
      body: [
        title(name),
        text(words.monthLine(view.sums.swarms)),
        ...sumLines(view, words.youDid, reader, detail),
        text(words.thankYou, { spacing: 'Medium' }),
      ],
      actions: [...open(words.title, sharing.link), sharingForm(sharing, reader, 'month')],
    }),
  );
}

/** The same to their lead, as far as they chose; `since`: when they did (ISO, UTC). Without words of thanks where they keep those. */
export function leadMonthCard(view: MonthView, of: { name: string; since: string }, reader: Reader): Card {
  const { growth: words, common } = messages(reader.language);
  const person = short(of.name, 60);
  const name = words.leadTitle(person, monthName(view.month, reader));
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, words.leadSwarms(view.sums.swarms)),
      body: [
        title(name),
        text(words.leadLine(person, day(of.since, reader))),
        text(words.leadSwarms(view.sums.swarms)),
        ...sumLines(view, words.theyDid, reader, detail, true),
      ],
    }),
  );
}

function sumLines(
  { sums, technologies, thanks }: MonthView,
  who: string,
  reader: Reader,
  detail: Detail,
  isTheirs = false,
): Element[] {
  const { growth: words } = messages(reader.language);
  const parts = recordParts.flatMap((part) => (sums.parts[part] > 0 ? [words.monthParts[part](sums.parts[part])] : []));
  const named = technologies.slice(0, Math.max(detail.technologies, 5)).map((each) => short(each, 60));
  return [
    fact(who, listed(parts, reader), { spacing: 'Medium' }),
    ...(named.length > 0 ? [fact(words.technologies, listed(named, reader))] : []),
    ...(sums.thanks > 0 ? [fact(words.thanks, words.thankedTimes(sums.thanks))] : []),
    ...thanksQuoted(thanks.slice(-5), reader, detail, isTheirs),
  ];
}

/** Asks whether a technology that somebody met often is to stand among their skills. */
export function listSkillCard(
  view: { technology: string; name: string; satIn: number; led: number },
  reader: Reader,
): Card {
  const { growth: words, common } = messages(reader.language);
  const named = short(view.name, 60);
  const name = words.skillTitle(named);
  const why = view.satIn >= view.led ? words.skillSatIn(view.satIn, named) : words.skillLed(view.led, named);
  const carried = { learned: view.technology };
  return card({
    language: reader.language,
    spoken: common.sentences(name, why),
    body: [title(name), text(why), text(words.skillAsk)],
    actions: [
      ...([1, 2] as const).map((level) =>
        execute('list-skill', words.skillLevels[level], { ...carried, learnedLevel: level }),
      ),
      execute('leave-skill', words.skillNo, carried),
    ],
  });
}

/** Tells somebody kindly that they are asked too much, and what helps. `alone`: of which technologies they are the only owner. */
export function careCard(view: { why: CareReason[]; alone: string[]; limit: number | null }, reader: Reader): Card {
  const { growth: words, common } = messages(reader.language);
  const reasons = view.why.map((each) => words.care[each]);
  return card({
    language: reader.language,
    spoken: common.sentences(words.careTitle, ...reasons),
    body: [
      title(words.careTitle),
      ...reasons.map((each) => text(each)),
      text(words.careKind),
      text(words.careLimit),
      {
        type: 'Input.Number',
        id: 'weekLimit',
        label: words.careLimitLabel,
        min: 1,
        max: 50,
        ...(view.limit === null ? {} : { value: view.limit }),
        errorMessage: words.careLimitMissing,
      },
      ...(view.alone.length > 0 ? [text(words.careSecond(technologies(view.alone, reader)))] : []),
      ...(view.why.includes('off-hours') ? [text(words.careHours)] : []),
    ],
    actions: [execute('set-week-limit', words.careLimitSave, {}, 'positive')],
  });
}

/** The same to their lead: no number of theirs, but what a lead can do. */
export function leadCareCard(view: { name: string; why: CareReason[]; alone: string[] }, reader: Reader): Card {
  const { growth: words, common } = messages(reader.language);
  const person = short(view.name, 60);
  const name = words.careLeadTitle(person);
  const reasons = view.why.map((each) => words.careLead[each](person));
  return card({
    language: reader.language,
    spoken: common.sentences(name, ...reasons),
    body: [
      title(name),
      ...reasons.map((each) => text(each)),
      ...(view.alone.length > 0 ? [text(words.careLeadSecond(technologies(view.alone, reader)))] : []),
      text(words.careLeadLimit),
      text(words.careLeadKind(person)),
    ],
  });
}

const technologies = (names: readonly string[], reader: Reader): string =>
  listed(
    names.slice(0, 5).map((each) => short(each, 60)),
    reader,
  );
