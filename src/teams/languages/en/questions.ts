import type { Courtesy } from '../../../language/courtesyWords.ts';
import type { About } from '../../commands/parsing/request.ts';

/** What the bot asks before it makes a plan, and what it says of deeds that a button does. */
export const questions = {
  /** `cases` are named: “4737 or 4740”. */
  caseOrNew: (cases: string) => `Case ${cases}, or a new one?`,
  caseOrNewIntro: 'There is a case of this number. Only you can say whether you mean it. Nothing has been planned yet.',
  or: ' or ',
  takeCase: (caseId: string) => `Case ${caseId}`,
  newCase: 'A new case',
  whichProduct: 'Which product is it about?',
  whichProductIntro:
    'Your words name no product that the registry knows, so I cannot tell whom to ask. Choose what it is about, or type its name. Nothing is planned before that.',
  orRunning: 'If it is about a swarm you are in, choose its case.',
  code: (code: string) => `What happens with ${code}?`,
  codeIntro:
    'A code alone does not say what the matter is. Add what happens in a sentence, and choose the product if it is not named in it.',
  newTitle: 'What is the new case about?',
  newIntro:
    'Tell the problem in your own words, with the product it concerns. A plan is made from that; nobody is asked before you start it.',
  likely: 'It could be',
  otherProduct: 'Another product',
  otherProductHint: 'For example: Azure DNS',
  cannotTell: 'I cannot tell',
  didYouMean: (command: string) => `Did you mean “${command}”?`,
  didYouMeanIntro: (word: string) => `I do not know the command “${word}”. If it is a case, make a plan from it.`,
  courtesy: {
    greeting: 'Hello!',
    thanks: 'You are welcome!',
    noted: 'All right.',
    request: 'Gladly.',
  } satisfies Record<Courtesy, string>,
  deed: {
    stop: {
      title: 'What can be stopped, and how',
      how: 'A plan that was not started: drop it on its card; nobody has been asked. A running swarm: its coordinator or the case owner cancels or resolves it on its card. An invitation: decline it on its card.',
    },
    cancel: {
      title: 'Cancelling a swarm',
      how: 'Cancelling ends a swarm without a solution: it is over for everyone, and the channel is archived. The coordinator, the case owner and leads can do it, on the card of the swarm; a plan is dropped by its owner.',
    },
    resolve: {
      title: 'Resolving a swarm',
      how: 'Resolving keeps the root cause and what fixed it, thanks those who helped, and archives the channel. The coordinator and the case owner can do it, on the card of the swarm.',
    },
    join: {
      title: 'Offering help',
      how: 'Write to the coordinator of the swarm: they can ask you by name, on the card of the swarm. Nobody else is told of it.',
    },
    leave: {
      title: 'Leaving a swarm',
      how: 'An invitation that you have not answered is declined on its card. If you have accepted it, step back on the same card; somebody else is asked then. A coordinator hands over first.',
    },
    reopen: {
      title: 'Reopening a swarm',
      how: 'A swarm that was resolved or cancelled is reopened by its coordinator, with the button on its card.',
    },
    invite: {
      title: 'Asking a person by name',
      how: 'Before the start the case owner adds people under “Change the plan”. In a running swarm the coordinator asks them under “Ask a person”, on its card.',
    },
    thank: {
      title: 'Thanking somebody',
      how: 'On the card of a resolved swarm, its coordinator and the case owner write a word of thanks to those who were in it; there is room for one in the form that resolves it, too. Only they read it.',
    },
    note: {
      title: 'The status note of a swarm',
      how: 'Everyone in a swarm can write it, with a button on its card or in its channel: what is known, what was tried, what comes next, what is waited for. Who joins later or takes over reads it first.',
    },
    views: {
      title: 'Asking those who have said nothing',
      how: 'The coordinator presses “What else?” on the card of the swarm: it asks everyone in the channel, or each of those who have not been heard in their own chat. They answer with or without their name.',
    },
    article: {
      title: 'An article for the knowledge base',
      how: 'A resolved swarm has an article on its page in the tab: its draft is made of what was written in the swarm, and whoever was in it edits and saves it there. Where your administrator has set it up, it is sent from there into the knowledge base of the case system, as a draft.',
    },
    'hand-over': {
      title: 'Handing over a swarm',
      how: 'The coordinator, the case owner and leads hand a running swarm over on its card, to somebody in it or to anybody by name. Who was named is told, and leads from then on.',
    },
    data: {
      title: 'What is kept of you',
      how: 'What you helped with is under /swarm record, your skills and hours are under /swarm skills. A file with everything that is kept of you, and its erasure, come from the administrators of Swarm’s policy: ask one of them. How long past swarms are kept is set in the policy, too.',
    },
    language: {
      title: 'English or Japanese',
      how: 'Write in either. Answers come in the language of your Teams, or in the one that you choose under /swarm skills. What colleagues wrote in the other language is marked on cards; where your administrator has set up a language model, “Translate” stands beside it.',
    },
  } satisfies Record<About, { title: string; how: string }>,
  /** Below what is told to who may have told a case after all. */
  ifCase: 'Was it a case? Then name its product, or type “/swarm case” before your words.',
  /** From where the words of a message were taken, beside its own text. */
  taken: {
    subject: 'its subject',
    quote: 'the beginning of the message it answers',
    forwarded: 'the message it passes on',
    card: 'its card',
    file: 'the name of its file',
  },
  /** `words` in quotation marks. */
  urgencyRead: (words: string) => `Read in the text: ${words}`,
  alsoTaken: (parts: string) => `Beside its text, this was taken from the message: ${parts}.`,
  answeredThere: 'Nothing was answered by your words: this is your invitation, and it is answered with its buttons.',
  nothingToAnswer:
    'No invitation is waiting for your answer, so nothing was done. When and how often you are asked is yours to set: type /swarm skills.',
  leftThere: 'Nothing was done by your words: this is your own card, and you leave with its button.',
  notChanged:
    'Nothing was changed by your words. Change urgency, deadline and title in the case system. A running swarm keeps those with which it was planned: write into its status note what is different now.',
  /** Of a swarm that is asked to be reopened, and runs. */
  stillRuns: 'This swarm is still running: there is nothing to reopen.',
  /** Of a swarm with which something is to be done that is done only while it runs. */
  hasEnded: 'This swarm has already ended.',
  coordinatorIs: (person: string) => `The coordinator is ${person}.`,
  /** The title of what is told of one case. */
  ofCase: (title: string, caseId: string) => `${title} (case ${caseId})`,
};
