import { formerColleague, withFormerColleague } from '../../../language/formerColleague.ts';
import type { Language } from '../../../language/language.ts';
import { unbrokenCounts, unbrokenDates } from '../../../language/unbroken.ts';
import type { Verb } from '../verbs.ts';
import { cleaned, escapedMarkdown } from './text.ts';

/**
 * The part of Adaptive Cards 1.5 that the cards are made of. Text goes into text runs: they know no markdown, so that
 * nothing in a case can act as markup. Headings are text blocks (screen readers find them), and are escaped.
 */
export type Card = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  lang: string;
  fallbackText: string;
  speak: string;
  body: Element[];
  actions?: Action[];
  refresh?: { action: ExecuteAction; userIds?: string[] };
  msteams?: { width?: 'Full'; entities?: Mention[] };
};

export type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large';
type Placed = { spacing?: Spacing; separator?: boolean };
export type Colour = 'Default' | 'Good' | 'Warning' | 'Attention' | 'Accent';

export type Run =
  | string
  | {
      type: 'TextRun';
      text: string;
      weight?: 'Bolder';
      size?: 'Small' | 'Medium' | 'Large';
      color?: Colour;
      isSubtle?: boolean;
      italic?: boolean;
      highlight?: boolean;
      fontType?: 'Monospace';
      selectAction?: OpenAction;
    };

export type Element =
  | (Placed & { type: 'RichTextBlock'; inlines: Run[] })
  | (Placed & {
      type: 'TextBlock';
      text: string;
      wrap: true;
      style?: 'heading';
      size?: 'Large' | 'Default';
      weight?: 'Bolder';
    })
  | (Placed & { type: 'Container'; style?: 'emphasis' | 'good' | 'warning' | 'attention' | 'accent'; items: Element[] })
  | (Placed & { type: 'ColumnSet'; columns: Column[] })
  | (Placed & { type: 'ActionSet'; actions: Action[] })
  | Input;

export type Column = {
  type: 'Column';
  width: 'auto' | 'stretch' | number;
  items: Element[];
  verticalContentAlignment?: 'Center';
};

export type Choice = { title: string; value: string };

type Asked = Placed & { id: string; label: string; isRequired?: true; errorMessage?: string };
export type Input =
  | (Asked & { type: 'Input.Text'; placeholder?: string; maxLength: number; isMultiline?: true; value?: string })
  | (Asked & {
      type: 'Input.ChoiceSet';
      choices: Choice[];
      'choices.data'?: { type: 'Data.Query'; dataset: 'graph.microsoft.com/users' };
      style?: 'compact' | 'expanded' | 'filtered';
      isMultiSelect?: true;
      placeholder?: string;
      value?: string;
      wrap?: true;
    })
  | (Asked & { type: 'Input.Number'; min: number; max: number; value?: number })
  | (Asked & { type: 'Input.Date'; value?: string })
  | (Asked & { type: 'Input.Time'; value?: string })
  | (Asked & { type: 'Input.Toggle'; title: string; value?: 'true' | 'false'; wrap: true });

/** What a button carries, to come back with what the person filled in; one part may hold others. */
type Carried = Record<string, string | number | Record<string, string | number>>;

export type ExecuteAction = {
  type: 'Action.Execute';
  title: string;
  verb: Verb;
  data: Carried;
  style?: 'positive' | 'destructive';
  tooltip?: string;
};
export type OpenAction = { type: 'Action.OpenUrl'; title: string; url: string };
export type ShowAction = {
  type: 'Action.ShowCard';
  title: string;
  card: { type: 'AdaptiveCard'; body: Element[]; actions?: Action[] };
};
export type Action = ExecuteAction | OpenAction | ShowAction;

export type Mention = { type: 'mention'; text: string; mentioned: { id: string; name: string } };

/** Text that may come from anywhere. */
export const text = (content: Run | Run[], placed: Placed = {}): Element => ({
  type: 'RichTextBlock',
  inlines: (Array.isArray(content) ? content : [content])
    .filter((each) => runText(each) !== '')
    .map((each) => changed(each, (words) => unbrokenDates(cleaned(words)))),
  ...placed,
});

/** A line that somebody wrote, letter for letter: readers copy errors and commands from it. */
export const verbatim = (content: Run, placed: Placed = {}): Element => ({
  type: 'RichTextBlock',
  inlines: [changed(content, (words) => unbrokenCounts(cleaned(words)))],
  ...placed,
});

export const bold = (content: string): Run => ({ type: 'TextRun', text: content, weight: 'Bolder' });
export const subtle = (content: string): Run => ({ type: 'TextRun', text: content, isSubtle: true });
export const coloured = (content: string, color: Colour): Run => ({
  type: 'TextRun',
  text: content,
  weight: 'Bolder',
  color,
});
export const large = (content: string): Run => ({ type: 'TextRun', text: content, weight: 'Bolder', size: 'Medium' });
/** Words that open a page; only addresses we may open become links. */
export const link = (content: string, url: string | null): Run =>
  isSafeUrl(url)
    ? { type: 'TextRun', text: content, color: 'Accent', selectAction: { type: 'Action.OpenUrl', title: content, url } }
    : content;

const runText = (run: Run): string => (typeof run === 'string' ? run : run.text);
const changed = (run: Run, change: (words: string) => string): Run =>
  typeof run === 'string' ? change(run) : { ...run, text: change(run.text) };

/** The name of the card, for eyes and for screen readers. */
export const title = (content: string): Element => ({
  type: 'TextBlock',
  text: unbrokenDates(escapedMarkdown(content)),
  wrap: true,
  style: 'heading',
  size: 'Large',
  weight: 'Bolder',
});

/** Sets a name apart from what is said of it; renderers fold ordinary spaces into one. */
export const apart = '\u2003';

export const heading = (content: string, placed: Placed = { spacing: 'Medium' }): Element => ({
  type: 'TextBlock',
  text: unbrokenDates(escapedMarkdown(content)),
  wrap: true,
  style: 'heading',
  size: 'Default',
  weight: 'Bolder',
  ...placed,
});

/** A line that names what follows it: `Urgency  Critical`. */
export const fact = (name: string, value: Run | Run[], placed: Placed = { spacing: 'Small' }): Element =>
  text([subtle(`${name}${apart}`), ...(Array.isArray(value) ? value : [value])], placed);

export const box = (
  items: Element[],
  style?: 'emphasis' | 'good' | 'warning' | 'attention' | 'accent',
  placed: Placed = {},
): Element => ({ type: 'Container', items, ...(style ? { style } : {}), ...placed });

export const buttons = (actions: Action[], placed: Placed = {}): Element => ({ type: 'ActionSet', actions, ...placed });

export const execute = (
  verb: Verb,
  name: string,
  carried: Carried,
  style?: 'positive' | 'destructive',
): ExecuteAction => ({ type: 'Action.Execute', title: name, verb, data: carried, ...(style ? { style } : {}) });

export const show = (name: string, body: Element[], actions: Action[] = []): ShowAction => ({
  type: 'Action.ShowCard',
  title: name,
  card: { type: 'AdaptiveCard', body, ...(actions.length > 0 ? { actions } : {}) },
});

/** A button that opens a page; none for an address we may not open. */
export const open = (name: string, url: string | null): OpenAction[] =>
  isSafeUrl(url) ? [{ type: 'Action.OpenUrl', title: name, url }] : [];

const isSafeUrl = (url: string | null): url is string =>
  url !== null && url.length <= 1000 && URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol);

/**
 * A whole card. `spoken` is what a screen reader or a client without cards says in its place: plain text.
 */
export function card(content: {
  language: string;
  spoken: string;
  body: (Element | Element[] | null)[];
  actions?: Action[];
  refresh?: Card['refresh'];
  mentions?: Mention[];
}): Card {
  const { language, spoken, body, actions = [], refresh, mentions = [] } = content;
  const said = cleaned(spoken);
  return inReadersWords({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language,
    fallbackText: said,
    speak: said,
    body: body.flat().filter((each) => each !== null),
    ...(actions.length > 0 ? { actions } : {}),
    ...(refresh ? { refresh } : {}),
    msteams: { width: 'Full', ...(mentions.length > 0 ? { entities: mentions } : {}) },
  });
}

/** Who was erased has a name in the language of each case, which the reader may not read. */
function inReadersWords(drawn: Card): Card {
  const language: Language = drawn.lang === 'ja' ? 'ja' : 'en';
  const theirs = formerColleague[language === 'ja' ? 'en' : 'ja'];
  const written = JSON.stringify(drawn);
  if (written.includes(theirs))
    return JSON.parse(written, (key, held: unknown) =>
      typeof held === 'string' && shownKey.test(key) ? withFormerColleague(held, language) : held,
    );
  letters.set(drawn, written.length);
  return drawn;
}

/** How long cards are as JSON that were written as they were drawn: writing takes a tenth as long as drawing. */
const letters = new WeakMap<Card, number>();

/** How long a card is as JSON, in UTF-16 units. Nobody changes a card once it is drawn. */
export const lettersOf = (drawn: Card): number => letters.get(drawn) ?? JSON.stringify(drawn).length;

/** What of a card is read, a run by its place in its line; what somebody has typed into a form stays as it is. */
const shownKey = /^(?:text|title|label|altText|speak|fallbackText|\d+)$/;
