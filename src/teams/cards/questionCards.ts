import { type Case, type Severity, severities } from '../../cases/case.ts';
import { cut, wholeAt } from '../../language/cut.ts';
import { messages, type Reader } from '../languages/language.ts';
import { type Action, type Card, type Choice, card, type Element, execute, text, title } from './parts/elements.ts';
import { longText, ticks, typedText } from './parts/inputs.ts';
import { short } from './parts/text.ts';
import { cannotTell } from './verbs.ts';

/** Words that somebody wrote to the bot, with the urgency typed in them and what else they have said of the case. */
export type AskedWords = {
  text: string;
  severity: Severity;
  restricted?: boolean;
  customer?: string | null;
  unread?: NonNullable<Case['unread']>;
};

/** A product that the words may be about; `words`: those that say so, empty where past cases alone do. */
export type LikelyProduct = { technology: string; name: string; words: string };

/**
 * A text as a card can hold it: of a long one, such as a stack trace, the beginning and the end, with a mark between
 * them that its author sees. Cut between whole characters.
 */
export function middleLeftOut(text: string): string {
  if (text.length <= mostShown) return text;
  const from = wholeAt(text, text.length - mostShown / 3);
  return `${cut(text, (mostShown * 2) / 3).trimEnd()}\n[…]\n${text.slice(from).trimStart()}`;
}
const mostShown = 9000;

/** Asks whether words are a case: they can be changed first, and one press makes the plan. */
export function planOfferCard(words: AskedWords, reader: Reader): Card {
  const { replies } = messages(reader.language);
  return questionCard({ title: replies.offerTitle, intro: replies.offer, words, reader });
}

/**
 * Asks which product a problem is about, of which it says too little; or, with a code, what happens with it. `running`: the cases whose
 * swarms the reader is in, one of which the words may be about.
 */
export function productCard(
  words: AskedWords,
  about: { likely: LikelyProduct[]; because: 'vague' | 'code' | 'new'; running: readonly string[] },
  reader: Reader,
): Card {
  const { questions } = messages(reader.language);
  const { likely, because, running } = about;
  const orRunning = running.length > 0 ? [questions.orRunning] : [];
  const said = {
    vague: {
      title: questions.whichProduct,
      intro: messages(reader.language).common.sentences(questions.whichProductIntro, ...orRunning),
    },
    code: { title: questions.code(short(words.text, 60)), intro: questions.codeIntro },
    new: { title: questions.newTitle, intro: questions.newIntro },
  }[because];
  return questionCard({
    ...{ ...said, words, reader },
    carried: {
      ...(words.restricted ? { caseRestricted: 'true' } : {}),
      ...(words.customer ? { caseCustomer: words.customer } : {}),
      ...(words.unread ? { unreadNamed: words.unread.named, unreadCase: words.unread.caseId } : {}),
      ...(words.unread ? { unreadIn: words.unread.system } : {}),
    },
    more: products(likely, reader),
    first: running.map((caseId) => takeCase(caseId, reader)),
  });
}

function products(likely: readonly LikelyProduct[], reader: Reader): Element[] {
  const { questions, common } = messages(reader.language);
  const choices: Choice[] = likely.map(({ technology, name, words }) => ({
    title: `${short(name, 60)}${words === '' ? '' : ` (${common.quoted(short(words, 60))})`}`,
    value: technology,
  }));
  return [
    ticks('products', questions.likely, [...choices, { title: questions.cannotTell, value: cannotTell }], []),
    typedText('productTyped', questions.otherProduct, questions.otherProductHint, 100),
  ];
}

const takeCase = (caseId: string, { language }: Reader): Action =>
  execute('take-case', messages(language).questions.takeCase(short(caseId, 40)), { caseId });

/** Asks which of some cases is meant, or whether it is a new one. */
export function caseOrNewCard(caseIds: readonly string[], words: AskedWords, reader: Reader): Card {
  const { questions } = messages(reader.language);
  return questionCard({
    title: questions.caseOrNew(caseIds.map((id) => short(id, 40)).join(questions.or)),
    intro: questions.caseOrNewIntro,
    ...{ words, reader },
    first: caseIds.map((caseId) => takeCase(caseId, reader)),
    planIt: questions.newCase,
  });
}

/** Offers the command that somebody may have meant; `said` is what one would type for it. */
export function didYouMeanCard(meant: { said: string; word: string }, words: AskedWords, reader: Reader): Card {
  const { questions } = messages(reader.language);
  const said = short(meant.said, 100);
  return questionCard({
    title: questions.didYouMean(said),
    intro: questions.didYouMeanIntro(short(meant.word, 40)),
    ...{ words, reader },
    first: [execute('run-words', said, { saidWords: said }, 'positive')],
  });
}

function questionCard(of: {
  title: string;
  intro: string;
  words: AskedWords;
  reader: Reader;
  more?: Element[];
  first?: Action[];
  planIt?: string;
  carried?: Record<string, string>;
}): Card {
  const { words, reader, first = [], more = [] } = of;
  const { replies, common, link } = messages(reader.language);
  return card({
    language: reader.language,
    spoken: common.sentences(of.title, of.intro),
    body: [
      title(of.title),
      text(of.intro),
      ...(words.unread ? [text(link.unreadAsk(short(words.unread.caseId, 60), short(words.unread.system, 60)))] : []),
      longText('caseText', replies.offeredText, {
        maxLength: 20_000,
        missing: replies.caseTitleMissing,
        value: words.text,
      }),
      ...more,
      {
        type: 'Input.ChoiceSet',
        id: 'caseSeverity',
        label: replies.caseSeverity,
        choices: severities.map((each) => ({ title: common.severity[each], value: each })),
        value: words.severity,
      },
    ],
    actions: [
      ...first,
      execute('plan-words', of.planIt ?? replies.planIt, of.carried ?? {}, first.length === 0 ? 'positive' : undefined),
    ],
  });
}
