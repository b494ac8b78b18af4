import type { Language } from '../../language/language.ts';
import type { ModelFault } from '../../swarm/events.ts';

/** The page of an article in English. */
export const articleEn = {
  open: 'Article',
  back: 'Back to the swarm',
  title: (caseId: string) => `Article of case ${caseId}`,
  hint: 'For whoever meets this again. Take out what names the customer before you pass it on.',
  draft: 'A draft out of what the swarm has recorded. Nobody has saved it yet.',
  savedBy: (person: string, moment: string) => `Saved by ${person}, ${moment}`,
  /** By the language of its case: what is in both languages, and what is not. */
  inBoth: {
    en: 'The case is in English. What is downloaded or sent has each heading in English and Japanese; the words stay as they stand here, and are not translated.',
    ja: 'The case is in Japanese. What is downloaded or sent has each heading in Japanese and English; the words stay as they stand here, and are not translated.',
  } satisfies Record<Language, string>,
  parts: {
    title: 'Title',
    problem: 'Problem',
    environment: 'Environment',
    cause: 'Cause',
    fix: 'Fix',
    found: 'How it was found',
  },
  save: 'Save the article',
  saved: 'The article is saved.',
  notSaved: 'This could not be done. What you typed is still here; try again.',
  changed: 'Somebody else has saved the article meanwhile. Copy your words before you look at theirs.',
  showTheirs: 'Show theirs',
  draftThere: {
    send: (system: string) => `Send to ${system} as a draft`,
    saveFirst: 'Save the article first: what is saved is sent.',
    confirmTitle: (system: string) => `Send the article to ${system}?`,
    confirm: (system: string) =>
      `It goes into the knowledge base of ${system} as a draft, once. People there decide whether it is published, and may change it; what you change here afterwards is not sent again. Does it name the customer, or anything that others must not read?`,
    yes: 'Send the draft',
    no: 'Do not send it',
    waits: (system: string) => `The draft is on its way to ${system}.`,
    late: (system: string) =>
      `${system} does not take the draft yet. It is tried again; on the card of the swarm you see why.`,
    there: (system: string, person: string, moment: string) =>
      `A draft of it is in ${system}, sent by ${person}, ${moment}.`,
    open: (number: string) => `Open ${number}`,
    lost: (system: string) => `The draft did not get into ${system}.`,
    changed: 'Somebody has saved another article meanwhile. Read it before you send it.',
  },
  model: {
    write: { en: 'Have it written in English', ja: 'Have it written in Japanese' },
    again: { en: 'Have it written in English anew', ja: 'Have it written in Japanese anew' },
    waits: 'A language model is writing. You can go on editing.',
    wrote: {
      en: (moment: string) =>
        `A language model wrote this in English, ${moment}. It may be wrong: read it before you take it.`,
      ja: (moment: string) =>
        `A language model wrote this in Japanese, ${moment}. It may be wrong: read it before you take it.`,
    } satisfies Record<Language, unknown>,
    take: 'Take it into the form',
    taken: 'It stands in the form now. Nothing is saved until you save it.',
    failed: {
      off: 'There is no language model for this any more.',
      restricted: 'The case is restricted: nothing of it is told to a language model.',
      busy: 'The language model is busy. Try again later.',
      spent: 'What may be used of the language model today is used up.',
      'no-answer': 'The language model did not answer.',
      refused: 'The language model refused to write this.',
      unusable: 'What the language model wrote could not be used.',
    } satisfies Record<ModelFault, string>,
  },
  markdown: 'Download as Markdown',
  html: 'Download as HTML',
  downloadSaved: 'Save the article first: what is saved is downloaded.',
};
