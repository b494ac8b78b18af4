import type { GivenThanks, StartedSwarm } from '../../../swarm/state.ts';
import { helpersOf, takingPart } from '../../../swarm/tookPart.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { mostPraise, mostThanksText } from '../verbs.ts';
import { bold, type Element, execute, type ShowAction, show, text, verbatim } from './elements.ts';
import type { Detail } from './fit.ts';
import { longText, ticks, typedText } from './inputs.ts';
import { passage, short } from './text.ts';

/** What the reader said to others, and what was said to them; what others were told is theirs alone. */
export function thanksLines({ thanks }: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { thanks: words } = messages(reader.language);
  return thanks
    .flatMap((each): Element[] => {
      const by = short(each.by.name, 60);
      const said = each.words ? short(each.words, Math.min(200, detail.passage)) : null;
      if (each.by.id === reader.personId)
        return [line(words.gave[each.praise ? 'praise' : 'thanks'](names(each, reader, detail)), said)];
      if (!each.to.some(({ id }) => id === reader.personId)) return [];
      return [line(words.got[each.praise ? 'praise' : 'thanks'](by), said)];
    })
    .slice(-3);

  function line(told: string, said: string | null): Element {
    const { common } = messages(reader.language);
    return text(said ? common.sentences(told, common.quoted(said)) : told, { spacing: 'Small' });
  }
}

/** What was said, as it was written. */
export const quotedWords = (words: string, detail: Detail): Element[] =>
  passage(words, Math.max(detail.passage, 500), Math.max(detail.lines, 10))
    .split('\n')
    .filter((each) => each.trim() !== '')
    .map((each) => verbatim(bold(each), { spacing: 'Small' }));

function names({ to }: Pick<GivenThanks, 'to'>, reader: Reader, detail: Detail): string {
  const { common } = messages(reader.language);
  const shown = to.slice(0, detail.people).map(({ name }) => common.person(short(name, 60)));
  return listed(to.length > shown.length ? [...shown, common.more(to.length - shown.length)] : shown, reader);
}

/** Thanks to some of those who were in it; none where nobody else was. */
export function thanksForms(state: StartedSwarm, reader: Reader, detail: Detail): ShowAction[] {
  const { thanks: words, refusals } = messages(reader.language);
  const others = takingPart(state).filter(({ id }) => id !== reader.personId);
  const helped = helpersOf(state).filter(({ id }) => id !== reader.personId);
  if (others.length === 0) return [];
  const isHelper = new Set(helped.map(({ id }) => id));
  // Who helped stands first: a long list is cut at its end.
  const shown = [...others.filter(({ id }) => isHelper.has(id)), ...others.filter(({ id }) => !isHelper.has(id))].slice(
    0,
    detail.people * 2,
  );
  return [
    show(
      words.give,
      [
        text(words.intro),
        ticks(
          'thanked',
          words.whom,
          shown.map(({ id, name }) => ({ title: short(name, Math.min(60, detail.words)), value: id })),
          shown.map(({ id }) => id).filter((id) => isHelper.has(id)),
        ),
        longText('thanksText', words.words, {
          placeholder: words.wordsHint,
          maxLength: mostThanksText,
          missing: refusals['text-missing'].thanks,
        }),
      ],
      [execute('give-thanks', words.send, { swarmId: state.swarmId }, 'positive')],
    ),
    ...praiseForms(state, reader, detail),
  ];
}

/** The customer's praise, passed on with one press: what they said may be added; none where nobody else helped. */
export function praiseForms(state: StartedSwarm, reader: Reader, detail: Detail): ShowAction[] {
  const { thanks: words } = messages(reader.language);
  const to = helpersOf(state).filter(({ id }) => id !== reader.personId);
  if (to.length === 0) return [];
  return [
    show(
      words.praise,
      [
        text(words.praiseIntro(names({ to }, reader, detail))),
        longText('praiseText', words.praiseWords, { maxLength: mostPraise }),
      ],
      [execute('pass-praise', words.sendPraise, { swarmId: state.swarmId }, 'positive')],
    ),
  ];
}

/** The word that goes with the end. */
export const thanksInput = (reader: Reader): Element => {
  const { thanks: words } = messages(reader.language);
  return typedText('resolveThanks', words.atEnd, words.atEndHint, mostThanksText);
};
