import type { DayOff } from '../../availability/reasons.ts';
import type { SupportTeam } from '../../registry/team.ts';
import { listed, messages, named, type Reader } from '../languages/language.ts';
import { day, moment } from '../languages/moment.ts';
import {
  apart,
  bold,
  type Card,
  card,
  coloured,
  type Element,
  execute,
  heading,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { offWork } from './parts/reasons.ts';
import { short } from './parts/text.ts';

/** One person who knows a technology, and whether they could be asked now. Instants are ISO, UTC. */
export type WhoLine = {
  name: string;
  /** Their support team. */
  team: { en: string; ja: string } | null;
  level: number;
  now:
    | { state: 'at-work'; until: string }
    | { state: 'off'; back: string; day?: DayOff }
    | { state: 'away'; until: string }
    | null;
  load: { live: number; most: number };
};

/** Somebody who is on call now: for a technology, by its name, or (null) for whatever comes; until an ISO instant in UTC. */
export type OnCallLine = { name: string; technology: string | null; until: string };

/**
 * Who knows a technology; or whose each is of several: those that share the name `asked`, or (null) were named together; or that the
 * registry does not know it.
 * All in the reader's language.
 */
export type WhoView =
  | {
      found: 'one';
      technology: string;
      owners: WhoLine[];
      others: WhoLine[];
      learners: string[];
      /** The support teams that answer for it, or for what is broader. */
      teams: Pick<SupportTeam, 'name' | 'sites' | 'languages'>[];
      /** Who would be asked first of what cannot wait. */
      onCall: OnCallLine[];
    }
  | { found: 'several'; asked: string | null; among: { technology: string; owners: string[] }[] }
  | { found: 'none'; asked: string }
  /** Nobody said of what; `example`: the name of a technology, null where there is none. */
  | { found: 'not-asked'; example: string | null };

/** `/swarm who <technology>`. */
export function whoCard(view: WhoView, reader: Reader): Card {
  switch (view.found) {
    case 'one':
      return oneCard(view, reader);
    case 'several':
      return severalCard(view, reader);
    case 'none':
      return noneCard(view, reader);
    case 'not-asked':
      return notAskedCard(view, reader);
    default:
      return view satisfies never;
  }
}

function oneCard(view: Extract<WhoView, { found: 'one' }>, reader: Reader): Card {
  const { lists, common, skills } = messages(reader.language);
  const technology = short(view.technology, 80);
  const owners = view.owners.slice(0, 5).map(({ name }) => short(name, 60));
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: lists.whoSpoken(technology, owners.length > 0 ? listed(owners, reader) : common.nobody),
      body: [
        title(lists.whoTitle(technology)),
        view.onCall.length > 0
          ? [heading(lists.onCall), ...onCallLines(view.onCall, reader, detail.people), asOf(reader)]
          : [],
        heading(lists.owners),
        view.owners.length === 0 ? text(lists.noOwner, { spacing: 'Small' }) : people(view.owners, detail.people),
        view.others.length > 0 ? [heading(lists.others), ...people(view.others, detail.people)] : [],
        view.owners.length + view.others.length === 0 ? text(lists.nobodyKnows) : [],
        view.teams.length > 0 ? [heading(lists.whoTeams), ...teams(view.teams, detail.people)] : [],
        view.learners.length > 0
          ? [
              heading(lists.learners),
              text(
                listed(
                  view.learners.slice(0, detail.people).map((name) => short(name, 60)),
                  reader,
                ),
                { spacing: 'Small' },
              ),
            ]
          : [],
      ],
    }),
  );

  function teams(lines: typeof view.teams, most: number): Element[] {
    return lines.slice(0, most).map(({ name, sites, languages }) => {
      const speaks = languages.map((each) => skills.languageNames[each]);
      const about = [...sites.slice(0, 3).map((site) => short(site, 40)), ...speaks].join(common.separator);
      return text([bold(short(named(name, reader), 60)), about === '' ? '' : subtle(`${apart}${about}`)], {
        spacing: 'Small',
      });
    });
  }

  function people(lines: WhoLine[], most: number): Element[] {
    return [
      ...lines
        .slice(0, most)
        .map((each) => text([bold(short(each.name, 60)), subtle(`${apart}${about(each)}`)], { spacing: 'Small' })),
      ...(lines.length > most ? [text(subtle(common.more(lines.length - most)), { spacing: 'Small' })] : []),
    ];
  }

  function about({ team, level, now, load }: WhoLine): string {
    const present =
      now === null
        ? []
        : now.state === 'at-work'
          ? [lists.atWork(moment(now.until, reader))]
          : now.state === 'away'
            ? [lists.away(day(now.until, reader))]
            : [now.day ? offWork(moment(now.back, reader), now.day, reader) : lists.backAt(moment(now.back, reader))];
    const of = team ? [short(named(team, reader), 60)] : [];
    return [...of, lists.level(level), ...present, lists.load(load.live, load.most)].join(common.separator);
  }
}

/**
 * Who is on call now, or within instants (ISO, UTC); `asked`: for what, by its name or as it was said; null: for anything. `unread`: feeds
 * that were never read.
 */
export function onCallCard(
  {
    asked,
    lines,
    unread,
    within,
  }: { asked: string | null; lines: OnCallLine[]; unread: number; within?: { from: string; to: string } | null },
  reader: Reader,
): Card {
  const { lists, common } = messages(reader.language);
  const technology = asked === null ? null : short(asked, 80);
  const name = technology === null ? lists.onCallTitle : lists.onCallTitleFor(technology);
  const nobody = technology === null ? lists.nobodyOnCall : lists.nobodyOnCallFor(technology);
  const period = within ? [lists.onCallWithin(moment(within.from, reader), moment(within.to, reader))] : [];
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken:
        lines.length === 0
          ? common.sentences(nobody, ...period)
          : common.sentences(
              name,
              ...period,
              ...lines.slice(0, detail.people).map((each) => `${short(each.name, 60)}: ${onCallFor(each, reader)}`),
            ),
      body: [
        title(name),
        lines.length === 0 ? text(nobody) : onCallLines(lines, reader, detail.people),
        ...(unread > 0 ? [text(coloured(lists.feedsUnread(unread), 'Warning'), { spacing: 'Small' })] : []),
        ...period.map((each) => text(subtle(each), { spacing: 'Small' })),
        within ? [] : asOf(reader),
      ],
    }),
  );
}

/** A shift ends, and the card stays: it says of which moment it is. */
const asOf = (reader: Reader): Element =>
  text(subtle(messages(reader.language).lists.asOf(moment(reader.at, reader))), { spacing: 'Small' });

function onCallLines(lines: OnCallLine[], reader: Reader, most: number): Element[] {
  const { common } = messages(reader.language);
  return [
    ...lines
      .slice(0, most)
      .map((each) =>
        text([bold(short(each.name, 60)), subtle(`${apart}${onCallFor(each, reader)}`)], { spacing: 'Small' }),
      ),
    ...(lines.length > most ? [text(subtle(common.more(lines.length - most)), { spacing: 'Small' })] : []),
  ];
}

const onCallFor = ({ technology, until }: OnCallLine, reader: Reader): string =>
  messages(reader.language).reasons.onCall(technology && short(technology, 60), moment(until, reader));

/** Who asks for `VPN` wants a name, not a question back: the owners of each stand beside it. */
function severalCard({ asked, among }: Extract<WhoView, { found: 'several' }>, reader: Reader): Card {
  const { lists, common } = messages(reader.language);
  const name =
    asked === null
      ? lists.whoTitle(
          listed(
            among.map(({ technology }) => short(technology, 60)),
            reader,
          ),
        )
      : lists.whoSeveralTitle(short(asked, 80));
  return fitted((detail) => {
    const shown = among.slice(0, Math.min(8, detail.technologies)).map(({ technology, owners }) => ({
      technology: short(technology, 80),
      owners: owners.length === 0 ? lists.ownerless : lists.ownedBy(namesOf(owners, Math.min(5, detail.people))),
    }));
    return card({
      language: reader.language,
      spoken: common.sentences(name, ...shown.map(({ technology, owners }) => `${technology}: ${owners}`)),
      body: [
        title(name),
        ...shown.map(({ technology, owners }) => text([bold(technology), subtle(`${apart}${owners}`)])),
        among.length > shown.length ? text(subtle(common.more(among.length - shown.length)), { spacing: 'Small' }) : [],
        text(subtle(lists.whoSeveralHint(shown[0]?.technology ?? '')), { spacing: 'Medium' }),
      ],
    });
  });

  function namesOf(owners: string[], most: number): string {
    return listed(
      owners.slice(0, most).map((owner) => short(owner, 60)),
      reader,
    );
  }
}

function noneCard({ asked }: Extract<WhoView, { found: 'none' }>, reader: Reader): Card {
  const { lists } = messages(reader.language);
  const name = lists.whoUnknownTitle(short(asked, 80));
  return card({ language: reader.language, spoken: name, body: [title(name), text(lists.whoUnknown)] });
}

/** Asks for whom, with what can be typed, or pressed. */
function notAskedCard({ example }: Extract<WhoView, { found: 'not-asked' }>, reader: Reader): Card {
  const { lists } = messages(reader.language);
  const saidWords = `/swarm who ${short(example ?? '…', 80)}`;
  const hint = lists.whoOfWhat(saidWords);
  return card({
    language: reader.language,
    spoken: `${lists.whoOfWhatTitle} ${hint}`,
    body: [title(lists.whoOfWhatTitle), text(hint)],
    actions: example === null ? [] : [execute('run-words', saidWords, { saidWords })],
  });
}
