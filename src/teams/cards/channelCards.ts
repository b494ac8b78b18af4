import type { Person } from '../../cases/case.ts';
import type { RoomNews } from '../../swarm/jobs.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { inIt } from '../../swarm/tookPart.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { namesIn } from './parts/caseHeader.ts';
import { bold, type Card, card, type Element, type Mention, subtle, text, title, verbatim } from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { noteLines } from './parts/note.ts';
import { escapedMarkdown, passage, short } from './parts/text.ts';

/** Welcomes someone in the channel and mentions them, so that Teams tells them. */
export function announcementCard(state: StartedSwarm, person: Person, reader: Reader): Card {
  const { panel } = messages(reader.language);
  const invitation = state.invitations.findLast((each) => each.person.id === person.id);
  const role = state.coordinator.id === person.id ? 'coordinator' : (invitation?.role ?? 'expert');
  const nameOf = namesIn(state, reader, 40);
  const technologies = escapedMarkdown(listed((invitation?.technologies ?? []).slice(0, 12).map(nameOf), reader));
  const mention = mentionOf(person);
  const line =
    role === 'expert' && technologies
      ? panel.announced.expert(mention.text, technologies)
      : role === 'coordinator'
        ? panel.announced.coordinator(mention.text)
        : panel.announced.learner(mention.text);
  return card({
    language: reader.language,
    spoken: panel.joined(short(person.name, 60)),
    body: [withMentions(role === 'expert' && !technologies ? panel.joined(mention.text) : line)],
    mentions: [mention],
  });
}

/** Draws what tells everybody in the channel who leads now, who has left and what they leave, or that it goes on; null when it is not so any more. */
export function roomNewsCard(state: StartedSwarm, news: RoomNews): ((reader: Reader) => Card) | null {
  if (news.kind === 'handed-over') return (reader) => handedOverCard(state, news, reader);
  if (news.kind === 'reopened')
    return state.status === 'running' ? (reader) => reopenedCard(state, news.by, reader) : null;
  const invitation = state.invitations.find(({ id }) => id === news.invitationId);
  if (invitation?.answer.state !== 'left') return null;
  const { known, gone } = invitation.answer;
  return (reader) => steppedBackCard(invitation.person, { known, gone: gone === true }, reader);
}

function handedOverCard(
  state: StartedSwarm,
  { from, to, relay }: Extract<RoomNews, { kind: 'handed-over' }>,
  reader: Reader,
): Card {
  const { language } = reader;
  const { panel } = messages(language);
  const mention = mentionOf(to);
  const before = short(from.name, 60);
  const words = relay ? panel.relayed : panel.handedOverTo;
  // Who handed over by themselves knows; at the end of a working time both are told.
  const leaver = relay ? [mentionOf(from)] : [];
  return card({
    language,
    spoken: words(before, short(to.name, 60)),
    body: [
      withMentions(words(leaver[0]?.text ?? escapedMarkdown(before), mention.text)),
      noteLines(state, reader, inNews),
    ],
    mentions: [...leaver, mention],
  });
}

/** A short word: the briefing says it all. */
const inNews: Detail = { people: 3, technologies: 6, words: 120, passage: 300, lines: 4 };

/** Everybody who is in it is mentioned: they have gone on to other things since it ended. */
function reopenedCard(state: StartedSwarm, by: Person, reader: Reader): Card {
  const { panel } = messages(reader.language);
  const others = inIt(state).filter(({ id }) => id !== by.id);
  const said = panel.reopened(short(by.name, 60));
  return fitted((detail) => {
    const { mentions, names } = mentioned(others, detail, reader);
    return card({
      language: reader.language,
      spoken: said,
      body: [
        text(said),
        ...(mentions.length > 0 ? [withMentions(panel.inIt(names))] : []),
        noteLines(state, reader, inNews),
      ],
      mentions,
    });
  });
}

function steppedBackCard(
  person: Person,
  { known, gone }: { known: string; gone: boolean },
  { language }: Reader,
): Card {
  const { panel } = messages(language);
  const name = short(person.name, 60);
  const said = gone ? panel.hasGone(name) : panel.steppedBack(name);
  return card({
    language,
    spoken: said,
    body: [
      text(said),
      ...(known
        ? [
            text(subtle(panel.handedOn), { spacing: 'Small' }),
            ...passage(known, 1500, 20)
              .split('\n')
              .filter((line) => line.trim() !== '')
              .map((line) => verbatim(line, { spacing: 'None' })),
          ]
        : []),
    ],
  });
}

/** "What else?": asks everyone in the swarm for their view, each mentioned. */
export function viewsCard(state: StartedSwarm, question: string, asked: Person[], reader: Reader): Card {
  const { panel } = messages(reader.language);
  return fitted((detail) => {
    const { mentions, names } = mentioned(asked, detail, reader);
    return card({
      language: reader.language,
      spoken: `${panel.viewsIntro(short(state.coordinator.name, 60))} ${short(question, 300)}`,
      body: [
        title(panel.viewsTitle),
        text(panel.viewsIntro(short(state.coordinator.name, 60))),
        ...passage(question, Math.max(detail.passage, 300), 20)
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => verbatim(bold(line), { spacing: 'Small' })),
        withMentions(panel.viewsAsked(names)),
        text(subtle(panel.viewsHint), { spacing: 'Small' }),
      ],
      mentions,
    });
  });
}

/** So many mentions as fit, and their line, which counts the rest. */
function mentioned(people: Person[], detail: Detail, reader: Reader): { mentions: Mention[]; names: string } {
  const { common } = messages(reader.language);
  const mentions = people.slice(0, detail.people * 5).map(mentionOf);
  const rest = people.length - mentions.length;
  const names = [...mentions.map((each) => each.text), ...(rest > 0 ? [common.more(rest)] : [])];
  return { mentions, names: listed(names, reader) };
}

/** The text of a mention must be the same, letter for letter, in the card and in its entity. */
export function mentionOf(person: Person): Mention {
  const name = short(person.name, 60).replace(/[<>]/g, '');
  return { type: 'mention', text: `<at>${escapedMarkdown(name)}</at>`, mentioned: { id: person.id, name } };
}

/** Mentions work in text blocks only; what stands in `line` is the catalogue's, or escaped. */
export const withMentions = (line: string): Element => ({ type: 'TextBlock', text: line, wrap: true });
