import type { Person } from '../../cases/case.ts';
import { languages } from '../../language/language.ts';
import { isInside } from '../../swarm/powers.ts';
import { silentAnswers, silentBeforeEnd } from '../../swarm/silent.ts';
import type { GivenView, StartedSwarm } from '../../swarm/state.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { caseHeader, channelUrl } from './parts/caseHeader.ts';
import { bold, type Card, card, type Element, execute, open, subtle, text, title, verbatim } from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { longText } from './parts/inputs.ts';
import { inReadersLanguage, languageHelp } from './parts/otherLanguage.ts';
import { passage, short } from './parts/text.ts';
import { type ActionOf, mostView } from './verbs.ts';

/** The names of some who have not been heard, as many as a card has room for. */
export function silentNames(silent: readonly Person[], reader: Reader, detail: Detail): string {
  const { common } = messages(reader.language);
  const shown = silent.slice(0, detail.people).map(({ name }) => common.person(short(name, 60)));
  const rest = silent.length - shown.length;
  return listed(rest > 0 ? [...shown, common.more(rest)] : shown, reader);
}

/** For the coordinator: who was asked privately and when, how many have answered, and how many of those had nothing to add. */
export function silentAskLines(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { views: words } = messages(reader.language);
  if (state.status !== 'running') return [];
  return silentAnswers(state)
    .slice(-3)
    .map(({ at, asked, answered, nothing }) =>
      text(
        words.askedPrivately(
          silentNames(asked, reader, detail),
          moment(at, reader),
          words.answeredOf(answered, asked.length, nothing),
        ),
        { spacing: 'Small' },
      ),
    );
}

/** What somebody has typed into the form of the question and not sent. */
export type TypedView = { text: string; named: boolean };
const nothingTyped: TypedView = { text: '', named: true };

/**
 * Asks one person for what nobody has said yet, with a way to have it told to all without standing up for it. The question of a
 * restricted case stays in its room: there the usual one is asked.
 */
export function silentAskCard(
  state: StartedSwarm,
  { question, by, asked: together }: { question: string; by: Person | null; asked: readonly Person[] },
  reader: Reader,
  typed = nothingTyped,
): Card {
  const { views: words, panel, common } = messages(reader.language);
  const name = words.askTitle(short(state.case.id, 60));
  const intro = words.intro(short(by?.name ?? common.somebody, 60));
  const isUsual = state.case.restricted || languages.some((each) => messages(each).panel.questionDefault === question);
  const asked = (detail: Detail) =>
    isUsual
      ? [verbatim(bold(panel.questionDefault), { spacing: 'Small' })]
      : [
          ...inReadersLanguage(question, state, reader, {
            ...{ ...detail, passage: Math.max(detail.passage, 300), lines: Math.max(detail.lines, 20) },
          }),
          ...languageHelp(state, reader, { card: 'silent' }, { only: question, isTyped: typed.text !== '' }),
        ];
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, intro),
      body: [
        title(name),
        caseHeader(state, reader, detail.words),
        text(intro),
        ...asked(detail),
        longText('viewText', words.field, { placeholder: words.fieldHint, maxLength: mostView, value: typed.text }),
        {
          type: 'Input.ChoiceSet',
          id: 'viewNamed',
          label: words.how,
          style: 'expanded',
          choices: [
            { title: words.named, value: 'named' },
            { title: words.unnamed, value: 'unnamed' },
          ],
          value: typed.named ? 'named' : 'unnamed',
          wrap: true,
        },
        text(subtle(words.unnamedHint), { spacing: 'Small' }),
        ...(together.length <= 2
          ? [text(subtle(together.length === 1 ? words.unnamedAlone : words.unnamedOfTwo), { spacing: 'None' })]
          : []),
      ],
      actions: [
        execute('tell-view', words.tell, { swarmId: state.swarmId }, 'positive'),
        execute('nothing-to-add', words.nothing, { swarmId: state.swarmId }),
        ...open(common.openChannel, channelUrl(state)),
      ],
    }),
  );
}

/** What the question becomes once it is answered. */
export function viewToldCard(state: StartedSwarm, reader: Reader): Card {
  const { views: words, common } = messages(reader.language);
  const last = state.views.findLast(({ by }) => by.id === reader.personId);
  const id = short(state.case.id, 60);
  const isToCome = state.status === 'running' && isInside(state, reader.personId);
  const tense = last?.relayed ? 'told' : isToCome ? 'toTell' : 'notTold';
  const name = last?.text ? words.toldTitle[tense](id) : words.nothingTitle(id);
  const hasRoom = state.briefing !== null && state.channel.status === 'open';
  return card({
    language: reader.language,
    spoken: name,
    body: [
      title(name),
      ...(last?.text && !state.case.restricted
        ? lines(last.text, 600).map((line) => verbatim(line, { spacing: 'Small' }))
        : []),
      text(
        subtle(
          last?.text
            ? tense === 'notTold'
              ? words.notToldHint
              : tense === 'told' || hasRoom
                ? words.toldHint[tense][last.named ? 'named' : 'unnamed']
                : words.toldLater
            : words.thanks,
        ),
        {
          spacing: 'Small',
        },
      ),
    ],
    actions: open(common.openChannel, channelUrl(state)),
  });
}

/**
 * What somebody has told to all, in the swarm's channel. `refreshUserIds`: Teams ids (`29:…`) of those for whom Teams fetches their
 * own view by itself: in their language, and so that a second message with it is found.
 */
export function toldViewCard(
  state: StartedSwarm,
  { text: said, named, by, version }: GivenView,
  reader: Reader,
  refreshUserIds: readonly string[],
): Card {
  const { views: words, common } = messages(reader.language);
  const who = named ? words.says(short(by.name, 60)) : words.somebodySays;
  const on = { card: 'view', view: version } as const;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(words.told, who),
      body: [
        title(words.told),
        text(who),
        ...inReadersLanguage(said, state, reader, {
          ...{ ...detail, passage: Math.max(detail.passage, 400), lines: Math.max(detail.lines, 8) },
        }),
        ...languageHelp(state, reader, on, { only: said }),
      ],
      refresh: {
        action: execute('refresh', common.refresh, { swarmId: state.swarmId, ...on }),
        ...(refreshUserIds.length > 0 ? { userIds: refreshUserIds.slice(0, 60) } : {}),
      },
    }),
  );
}

/**
 * Before a critical swarm is resolved: who has not been heard by then, and the way on for what was typed. It stays as it is, for nothing
 * else holds what was typed: so it says as of when it is.
 */
export function silentFirstCard(
  state: StartedSwarm,
  action: ActionOf<'resolve' | 'resolve-anyway'>,
  reader: Reader,
): Card {
  const { views: words, panel, common } = messages(reader.language);
  const { rootCause, fix, fixKind, resolvedTechnologies, credits, swarmId } = action;
  const { followUpIn, followUpOn, preventionTask, preventionBy, preventionByTyped, preventionDue, resolveThanks } =
    action;
  // What was left empty does not travel: a button carries little.
  const later = Object.fromEntries(
    Object.entries({
      ...{ followUpIn, followUpOn, preventionTask, preventionBy, preventionByTyped, preventionDue, resolveThanks },
    }).filter((field): field is [string, string] => Boolean(field[1])),
  );
  return fitted((detail) => {
    const line = words.firstLine(silentNames(silentBeforeEnd(state), reader, detail), moment(reader.at, reader));
    const carried = { swarmId, card: 'notice', rootCause, fix, fixKind: fixKind ?? '' };
    return card({
      language: reader.language,
      spoken: common.sentences(words.firstTitle, line),
      body: [title(words.firstTitle), caseHeader(state, reader, detail.words), text(line), text(subtle(words.kept))],
      actions: [
        execute('ask-silent', words.askFirst, { swarmId, card: 'notice', question: panel.questionDefault }, 'positive'),
        execute('resolve-anyway', words.anyway, {
          ...carried,
          ...later,
          resolvedTechnologies: resolvedTechnologies.join(','),
          credits: credits.join(','),
        }),
      ],
    });
  });
}

const lines = (said: string, letters: number): string[] =>
  passage(said, letters, 20)
    .split('\n')
    .filter((line) => line.trim() !== '');
