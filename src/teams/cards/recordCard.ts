import { type GrowthChoice, shares } from '../../growth/choice.ts';
import type { ReceivedThanks, RecordPart } from '../../growth/record.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { day } from '../languages/moment.ts';
import {
  apart,
  bold,
  type Card,
  card,
  type Element,
  execute,
  open,
  type ShowAction,
  show,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { short } from './parts/text.ts';

/** One's part in one swarm; `title` null: its case is restricted. `with`: names; `others`: how many more. `closedAt`: ISO, UTC. */
export type RecordLine = {
  caseId: string;
  title: string | null;
  closedAt: string;
  parts: RecordPart[];
  credited: boolean;
  technologies: string[];
  with: string[];
  others: number;
  thanks: ReceivedThanks[];
};

/** What one shares; `leads`: by name, who would hear it. */
export type SharingView = { choice: GrowthChoice; leads: string[] };

export type RecordView = SharingView & {
  lines: RecordLine[];
  /** Where all of it is. */
  link: string;
  said?: string;
};

/** `/swarm record`: what one helped with, for one's own eyes, and what one's lead hears of it. */
export function recordCard(view: RecordView, reader: Reader): Card {
  const { growth: words, common } = messages(reader.language);
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(words.title, words.intro),
      body: [
        title(words.title),
        ...(view.said ? [text(bold(view.said))] : []),
        text(view.lines.length > 0 ? words.intro : words.empty),
        ...view.lines.slice(0, detail.people).map((line) => entry(line, reader, detail)),
      ],
      actions: [...(view.lines.length > 0 ? open(words.all, view.link) : []), sharingForm(view, reader, 'record')],
    }),
  );
}

function entry(line: RecordLine, reader: Reader, detail: Detail): Element[] {
  const { growth: words, common } = messages(reader.language);
  const parts = [...line.parts.map((part) => words.parts[part]), ...(line.credited ? [words.credited] : [])];
  const names = line.with.slice(0, 3).map((name) => common.person(short(name, 40)));
  const others = line.others + line.with.length - names.length;
  const people = others > 0 ? [...names, words.more(others)] : names;
  const name = line.title === null ? words.restricted : short(line.title, detail.words);
  const technologies = line.technologies.slice(0, 5).map((each) => short(each, 40));
  return [
    text([bold(short(line.caseId, 60)), `${apart}${name}`], { spacing: 'Medium' }),
    text(
      subtle(
        [day(line.closedAt, reader), ...parts, ...(people.length > 0 ? [words.with(listed(people, reader))] : [])].join(
          common.separator,
        ),
      ),
      {
        spacing: 'None',
      },
    ),
    ...(technologies.length > 0 ? [text(subtle(listed(technologies, reader)), { spacing: 'None' })] : []),
    ...thanksQuoted(line.thanks.slice(-3), reader, detail),
  ];
}

/** Words of thanks, each with who said it; `isTheirs`: to somebody else than the reader. */
export function thanksQuoted(
  thanks: readonly ReceivedThanks[],
  reader: Reader,
  detail: Detail,
  isTheirs = false,
): Element[] {
  const { growth: words, common } = messages(reader.language);
  return thanks.map(({ by, words: said, praise }) => {
    const person = short(by, 60);
    const told = praise ? words.praised(person) : isTheirs ? common.person(person) : words.thanked(person);
    return text(said ? common.labelled(told, short(said, Math.min(detail.passage, 300))) : told, { spacing: 'Small' });
  });
}

/** What one's lead hears, to choose; since when it is so. */
export function sharingForm({ choice, leads }: SharingView, reader: Reader, sharingOn: 'record' | 'month'): ShowAction {
  const { growth: words, common } = messages(reader.language);
  const names = leads.slice(0, 3).map((name) => common.person(short(name, 40)));
  return show(
    words.sharing,
    [
      text(words.sharingIntro(names.length > 0 ? listed(names, reader) : null)),
      {
        type: 'Input.ChoiceSet',
        id: 'share',
        label: words.share,
        style: 'expanded',
        choices: shares.map((share) => ({ title: words.shares[share], value: share })),
        value: choice.share,
        wrap: true,
      },
      {
        ...{ type: 'Input.Toggle', id: 'monthly', label: words.monthlyLabel, title: words.monthly },
        ...{ value: choice.monthly ? 'true' : 'false', wrap: true },
      },
      text(subtle(choice.saidAt === null ? words.unchosen : words.chosen(day(choice.saidAt, reader))), {
        spacing: 'Small',
      }),
    ],
    [execute('save-sharing', words.saveSharing, { sharingOn }, 'positive')],
  );
}
