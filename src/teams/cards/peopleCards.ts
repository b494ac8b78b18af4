import type { WhyLeft } from '../../registry/left/leftPerson.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { day } from '../languages/moment.ts';
import {
  apart,
  bold,
  buttons,
  type Card,
  card,
  type Element,
  execute,
  heading,
  link,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { short } from './parts/text.ts';

/** A running swarm that somebody who left coordinates. */
export type CoordinatedSwarm = { swarmId: string; caseId: string; title: string };

/** Somebody who left, as a lead sees them. Instants are ISO in UTC; `until`: when what they had is erased. */
export type LeaverView = {
  id: string;
  name: string;
  why: WhyLeft;
  at: string;
  /** Since when Entra shows them again; null: it does not. */
  back: string | null;
  until: string;
  swarms: CoordinatedSwarm[];
  /** Technologies of which the reader decides: who owns them still, and who could. */
  open: {
    technology: string;
    name: string;
    owners: string[];
    heirs: { id: string; name: string; level: number }[];
  }[];
  settled: { name: string; to: string | null; by: string }[];
  said?: string;
};

/** In a choice: nobody owns it for now. */
export const leftOpen = 'open';
/** The input of each technology of the form, by its place. */
export const heirInput = (place: number): string => `heir${place}`;

/** For a lead: somebody of theirs has left, what becomes of what they owned and led, and one press that takes it back. */
export function leaverCard(view: LeaverView, reader: Reader): Card {
  const { people } = messages(reader.language);
  const name = short(view.name, 60);
  const heading = view.back ? people.backTitle(name) : people.leftTitle(name);
  const line = view.back ? people.backLine(day(view.until, reader)) : people.why[view.why];
  return card({
    language: reader.language,
    spoken: messages(reader.language).common.sentences(heading, line),
    body: [
      title(heading),
      ...(view.said ? [text(bold(view.said))] : []),
      text(line),
      ...(view.back ? [] : [text(people.notAsked, { spacing: 'Small' })]),
      ...swarmLines(view.swarms, people.coordinates(name), reader),
      ...settledLines(view, reader),
      ...openLines(view, reader),
      ...(view.back ? [] : [text(subtle(people.mistake(day(view.until, reader))), { spacing: 'Medium' })]),
    ],
    actions: [
      ...(view.open.length > 0
        ? [
            execute(
              'hand-on',
              people.save,
              { leaver: view.id, handedOn: view.open.map(({ technology }) => technology).join(',') },
              view.back ? undefined : 'positive',
            ),
          ]
        : []),
      execute('bring-back', people.bringBack(name), { leaver: view.id }, view.back ? 'positive' : undefined),
    ],
  });
}

function settledLines({ settled }: LeaverView, reader: Reader): Element[] {
  const { people } = messages(reader.language);
  return settled.map(({ name, to, by }) =>
    text(
      [
        bold(short(name, 60)),
        `${apart}${to === null ? people.staysOpen(short(by, 60)) : people.ownedBy(short(to, 60), short(by, 60))}`,
      ],
      { spacing: 'Small' },
    ),
  );
}

function openLines({ name, open }: LeaverView, reader: Reader): Element[] {
  const { people } = messages(reader.language);
  if (open.length === 0) return [];
  return [
    heading(people.owned(short(name, 60))),
    ...open.flatMap(({ name: technology, owners, heirs }, place): Element[] => {
      const still =
        owners.length > 0
          ? people.stillOwned(
              listed(
                owners.slice(0, 3).map((each) => short(each, 40)),
                reader,
              ),
            )
          : people.nobodyOwns;
      return [
        {
          type: 'Input.ChoiceSet',
          id: heirInput(place),
          label: `${short(technology, 60)} (${still})`,
          style: 'compact',
          choices: [
            { title: people.leaveOpen, value: leftOpen },
            ...heirs.map((each) => ({ title: people.heir(short(each.name, 60), each.level), value: each.id })),
          ],
          value: leftOpen,
        },
        ...(heirs.length === 0 ? [text(subtle(people.noHeir), { spacing: 'None' })] : []),
      ];
    }),
  ];
}

function swarmLines(swarms: readonly CoordinatedSwarm[], heading: string, reader: Reader): Element[] {
  const { common, lists } = messages(reader.language);
  if (swarms.length === 0) return [];
  return [
    text(heading, { spacing: 'Medium' }),
    ...swarms.flatMap(({ swarmId, caseId, title: about }) => {
      const number = common.caseNumber(short(caseId, 40));
      return [
        text([bold(number), `${apart}${short(about, 100)}`], { spacing: 'Small' }),
        buttons([execute('open-card', lists.openCard(short(caseId, 40)), { swarmId, steering: 'yes' })], {
          spacing: 'Small',
        }),
      ];
    }),
  ];
}

/** For the owner of cases, or a lead: who coordinates these swarms has left. */
export function coordinatorLeftCard(
  { name, swarms, asLead }: { name: string; swarms: readonly CoordinatedSwarm[]; asLead: boolean },
  reader: Reader,
): Card {
  const { people, common } = messages(reader.language);
  const heading = people.leftTitle(short(name, 60));
  const line = asLead ? people.coordinates(short(name, 60)) : people.ownCases(short(name, 60));
  return card({
    language: reader.language,
    spoken: common.sentences(heading, line),
    body: [title(heading), ...swarmLines(swarms, line, reader)],
  });
}

/** For who owns a technology from now on, since its owner left. */
export function newOwnerCard(
  { name, technologies }: { name: string; technologies: readonly { name: string; by: string }[] },
  reader: Reader,
): Card {
  const { people, common } = messages(reader.language);
  const line = people.youOwn(
    listed(
      technologies.map((each) => short(each.name, 60)),
      reader,
    ),
    short(technologies[0]?.by ?? '', 60),
  );
  return card({
    language: reader.language,
    spoken: common.sentences(people.leftTitle(short(name, 60)), line),
    body: [title(people.leftTitle(short(name, 60))), text(line)],
  });
}

/** Somebody new, as their lead sees them. */
export type JoinerView = {
  id: string;
  name: string;
  /** By its name, in the reader's language; null: it is not known which. */
  team: string | null;
  isRegistered: boolean;
  skillsLink: string;
  said?: string;
};

/** For a lead: somebody new, whom they add, and where the new one says what they know. */
export function joinerCard(
  { id, name: whole, team, isRegistered, skillsLink, said }: JoinerView,
  reader: Reader,
): Card {
  const { people, common } = messages(reader.language);
  const name = short(whole, 60);
  const heading = people.joinedTitle(name);
  const line = isRegistered
    ? people.isAdded(name)
    : team === null
      ? people.joinedLine
      : people.joinedTeam(short(team, 60));
  return card({
    language: reader.language,
    spoken: common.sentences(heading, line),
    body: [
      title(heading),
      ...(said ? [text(bold(said))] : []),
      text(line),
      ...(isRegistered
        ? [text(link(people.theirSkills, skillsLink), { spacing: 'Small' })]
        : [text(subtle(people.adding))]),
    ],
    actions: isRegistered ? [] : [execute('add-joiner', people.add(name), { joiner: id }, 'positive')],
  });
}
