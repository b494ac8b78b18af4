import { listed, messages, type Reader } from '../languages/language.ts';
import { day, moment } from '../languages/moment.ts';
import { short } from '../text.ts';
import { apart, bold, type Card, card, type Element, heading, subtle, text, title } from './elements.ts';
import { fitted } from './fit.ts';

/** One person who knows a technology, and whether they could be asked now. Instants are ISO, UTC. */
export type WhoLine = {
  name: string;
  level: number;
  now: { state: 'at-work'; until: string } | { state: 'off'; back: string } | { state: 'away'; until: string } | null;
  load: { live: number; most: number };
};

/** Who knows a technology; or that the registry does not know it, with names that come near. All in the reader's language. */
export type WhoView =
  | { known: true; technology: string; owners: WhoLine[]; others: WhoLine[]; learners: string[] }
  | { known: false; asked: string; near: string[] };

/** `/swarm who <technology>`. */
export function whoCard(view: WhoView, reader: Reader): Card {
  return view.known ? knownCard(view, reader) : unknownCard(view, reader);
}

function knownCard(view: Extract<WhoView, { known: true }>, reader: Reader): Card {
  const { lists, common } = messages(reader.language);
  const technology = short(view.technology, 80);
  const owners = view.owners.slice(0, 5).map(({ name }) => short(name, 60));
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: lists.whoSpoken(technology, owners.length > 0 ? listed(owners, reader) : common.nobody),
      body: [
        title(lists.whoTitle(technology)),
        heading(lists.owners),
        view.owners.length === 0 ? text(lists.noOwner, { spacing: 'Small' }) : people(view.owners, detail.people),
        view.others.length > 0 ? [heading(lists.others), ...people(view.others, detail.people)] : [],
        view.owners.length + view.others.length === 0 ? text(lists.nobodyKnows) : [],
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

  function people(lines: WhoLine[], most: number): Element[] {
    return [
      ...lines
        .slice(0, most)
        .map((each) => text([bold(short(each.name, 60)), subtle(`${apart}${about(each)}`)], { spacing: 'Small' })),
      ...(lines.length > most ? [text(subtle(common.more(lines.length - most)), { spacing: 'Small' })] : []),
    ];
  }

  function about({ level, now, load }: WhoLine): string {
    const present =
      now === null
        ? []
        : now.state === 'at-work'
          ? [lists.atWork(moment(now.until, reader))]
          : now.state === 'away'
            ? [lists.away(day(now.until, reader))]
            : [lists.backAt(moment(now.back, reader))];
    return [lists.level(level), ...present, lists.load(load.live, load.most)].join(common.separator);
  }
}

function unknownCard(view: Extract<WhoView, { known: false }>, reader: Reader): Card {
  const { lists } = messages(reader.language);
  const asked = short(view.asked, 80);
  const name = view.near.length > 1 ? lists.whoSeveralTitle(asked) : lists.whoUnknownTitle(asked);
  return card({
    language: reader.language,
    spoken: name,
    body: [
      title(name),
      view.near.length > 1 ? [] : text(lists.whoUnknown),
      view.near.length > 0
        ? [
            heading(lists.didYouMean),
            text(
              listed(
                view.near.slice(0, 8).map((each) => short(each, 80)),
                reader,
              ),
              { spacing: 'Small' },
            ),
          ]
        : [],
    ],
  });
}
