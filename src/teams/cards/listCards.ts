import type { Severity } from '../../cases/case.ts';
import type { FixKind } from '../../swarm/events.ts';
import type { SwarmState } from '../../swarm/state.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { day, moment } from '../languages/moment.ts';
import { fixName } from './outcomeCard.ts';
import { dateOf } from './parts/aftercare.ts';
import {
  apart,
  bold,
  box,
  buttons,
  type Card,
  card,
  type Element,
  execute,
  fact,
  heading,
  link,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { askSolvers, type ToAsk } from './parts/similar.ts';
import { short } from './parts/text.ts';

/** One swarm in a list. `title` is null when the reader may not see it; `url` leads to its channel. */
export type SwarmLine = {
  caseId: string;
  title: string | null;
  status: Exclude<SwarmState['status'], 'none'>;
  severity: Severity;
  coordinator: string;
  /** When it was proposed, or started. ISO, UTC. */
  since: string;
  url: string | null;
};

/** What a person is in: swarms they lead, are in, and are asked for (with the instant until which to answer). */
export type MineView = {
  leading: MineLine[];
  inside: MineLine[];
  asked: (MineLine & { answerBy: string })[];
  /** What of past swarms is still theirs to do. */
  tasks: TaskLine[];
};

/** Something to do after a swarm's end; `title` null: they may not read it. `due`: a date in their zone. */
export type TaskLine = {
  swarmId: string;
  caseId: string;
  title: string | null;
  of: { kind: 'prevention'; id: string; task: string; due: string } | { kind: 'follow-up'; version: number };
};

/** One whose card can be opened. */
export type MineLine = SwarmLine & { swarmId: string };

/** `/swarm mine`. */
export function mineCard(view: MineView, reader: Reader): Card {
  const { lists } = messages(reader.language);
  const isEmpty = view.leading.length + view.inside.length + view.asked.length + view.tasks.length === 0;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: lists.mineSpoken(view.leading.length, view.inside.length, view.asked.length),
      body: [
        title(lists.mineTitle),
        isEmpty ? text(lists.mineEmpty) : [],
        section(lists.askedOf, view.asked, (each) => lists.askedHint(moment(each.answerBy, reader)), detail),
        tasks(view.tasks, reader, detail),
        section(lists.leading, view.leading, (each) => lists.since(moment(each.since, reader)), detail),
        section(lists.inside, view.inside, (each) => lists.since(moment(each.since, reader)), detail),
      ],
    }),
  );

  function section<L extends MineLine>(name: string, lines: L[], tell: (each: L) => string, detail: Detail): Element[] {
    const { common } = messages(reader.language);
    if (lines.length === 0) return [];
    const shown = lines.slice(0, detail.people);
    return [
      heading(name),
      ...shown.map((each) => swarmLine(each, tell(each), reader, detail)),
      ...(lines.length > shown.length
        ? [text(subtle(common.moreInTab(lines.length - shown.length)), { spacing: 'Small' })]
        : []),
    ];
  }
}

function tasks(all: readonly TaskLine[], reader: Reader, detail: Detail): Element[] {
  const { aftercare: words, common } = messages(reader.language);
  if (all.length === 0) return [];
  const shown = all.slice(0, detail.people);
  return [
    heading(words.mine),
    ...shown.map(({ swarmId, caseId, title: about, of }) => {
      const what =
        of.kind === 'prevention'
          ? words.mineTask(short(of.task, detail.words), dateOf(of.due, reader))
          : words.mineFollowUp;
      const which = of.kind === 'prevention' ? { preventionId: of.id } : { followUp: of.version };
      const number = common.caseNumber(short(caseId, 40));
      return box(
        [
          text([bold(number), `${apart}${about === null ? common.restrictedCase : short(about, detail.words)}`]),
          text(subtle(what), { spacing: 'None' }),
          buttons([execute('open-task', words.openTask(number), { swarmId, ...which })], { spacing: 'Small' }),
        ],
        undefined,
        { spacing: 'Small' },
      );
    }),
  ];
}

function swarmLine(each: MineLine, when: string, reader: Reader, detail: Detail): Element {
  const { common } = messages(reader.language);
  const number = common.caseNumber(short(each.caseId, 40));
  const about = [
    common.status[each.status],
    common.labelled(common.urgency, common.severity[each.severity]),
    common.labelled(common.coordinator, short(each.coordinator, 40)),
    when,
  ];
  return box(
    [
      text([
        each.url ? link(number, each.url) : bold(number),
        `${apart}${each.title === null ? common.restrictedCase : short(each.title, detail.words)}`,
      ]),
      text(subtle(about.join(common.separator)), { spacing: 'None' }),
      buttons(
        [
          execute('open-card', messages(reader.language).lists.openCard(short(each.caseId, 40)), {
            swarmId: each.swarmId,
          }),
        ],
        {
          spacing: 'Small',
        },
      ),
    ],
    undefined,
    { spacing: 'Small' },
  );
}

/** A past swarm that a search found. */
export type HistoryHit = SwarmLine & {
  closedAt: string | null;
  /** Names in the reader's language. */
  technologies: string[];
  rootCause: string | null;
  fix: string | null;
  fixKind: FixKind | null;
  solvedBy: ToAsk[];
};

/** `/swarm history <words>`: what was found, the best first; `more` were found beyond these. */
export function historyCard(view: { words: string; hits: HistoryHit[]; more: number }, reader: Reader): Card {
  const { lists } = messages(reader.language);
  const words = short(view.words, 80);
  return fitted((detail) => {
    const shown = view.hits.slice(0, detail.people);
    const more = view.more + view.hits.length - shown.length;
    return card({
      language: reader.language,
      spoken: lists.historySpoken(view.hits.length + view.more),
      body: [
        title(words ? lists.historyTitle(words) : lists.historyTitleAll),
        shown.length === 0 ? [text(lists.historyEmpty), text(subtle(lists.historyScope), { spacing: 'Small' })] : [],
        ...shown.map((each) => hit(each, reader, detail)),
        more > 0 ? text(subtle(lists.historyMore(more)), { spacing: 'Medium' }) : [],
      ],
    });
  });
}

function hit(each: HistoryHit, reader: Reader, detail: Detail): Element {
  const { common, status } = messages(reader.language);
  const number = common.caseNumber(short(each.caseId, 40));
  const about = [
    common.status[each.status],
    ...(each.closedAt ? [day(each.closedAt, reader)] : []),
    listed(
      each.technologies.slice(0, 4).map((name) => short(name, 40)),
      reader,
    ),
  ].filter((part) => part !== '');
  return box(
    [
      text([
        each.url ? link(number, each.url) : bold(number),
        `${apart}${each.title === null ? common.restrictedCase : short(each.title, detail.words)}`,
      ]),
      text(subtle(about.join(common.separator)), { spacing: 'None' }),
      ...(each.rootCause ? [fact(status.rootCause, short(each.rootCause, detail.words * 2))] : []),
      ...(each.fix ? [fact(fixName(each.fixKind, reader), short(each.fix, detail.words * 2))] : []),
      ...askSolvers(each.solvedBy, reader, detail),
    ],
    undefined,
    { spacing: 'Medium', separator: true },
  );
}
