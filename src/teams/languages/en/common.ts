import type { Severity } from '../../../cases/case.ts';
import { formerColleague } from '../../../language/formerColleague.ts';
import type { Role } from '../../../swarm/events.ts';
import { counted } from './plural.ts';

export const common = {
  caseNumber: (id: string) => `Case ${id}`,
  /** In place of what is no longer kept of an old swarm. */
  forgottenTitle: 'No longer kept',
  formerColleague: formerColleague.en,
  restrictedCase: 'Restricted case',
  restrictedLeft: 'This case is restricted now. Its swarm has left this channel, which is being deleted.',
  restrictedHidden: 'Restricted case: its content is shown only to those who are in the swarm.',
  severity: { critical: 'Critical', high: 'High', normal: 'Normal', low: 'Low' } satisfies Record<Severity, string>,
  urgency: 'Urgency',
  deadline: 'To be solved by',
  customer: 'Customer',
  product: 'Product',
  caseOwner: 'Case owner',
  /** Who sent the problem to the case's owner. */
  askedBy: 'Asked by',
  coordinator: 'Coordinator',
  technology: 'Technology',
  /** One whose name is not known here any more. */
  someTechnology: 'another technology',
  technologies: 'Technologies',
  role: { coordinator: 'coordinator', expert: 'expert', learner: 'learner' } satisfies Record<Role, string>,
  refresh: 'Refresh',
  /** Over what somebody typed when it was too late for it. */
  notTaken: 'This was not saved.',
  youTyped: 'What you typed:',
  /** In place of an older copy of a card. */
  folded: {
    below: 'A newer card is further down.',
    above: 'It is shown further up.',
    elsewhere: 'The newest card is in our personal chat, or where you asked last.',
    nowhere: 'This card is not kept up to date any more.',
  },
  showHere: 'Show it here',
  openNewest: 'Go to the newest card',
  /** On the button that unfolds the same text in this language. */
  readInThis: 'Read in English',
  openChannel: 'Open the channel',
  openCase: 'Open the case',
  status: {
    proposed: 'Plan, not started',
    lapsed: 'Plan lapsed',
    running: 'Running',
    resolved: 'Resolved',
    cancelled: 'Cancelled',
  },
  none: 'None',
  somebody: 'somebody',
  nobody: 'Nobody',
  more: (count: number) => `and ${counted(count, 'more', 'more')}`,
  moreInTab: (count: number) => `and ${counted(count, 'more', 'more')}: the History tab has them all`,
  nameOrMail: 'A name or a mail address',
  quoted: (words: string) => `“${words}”`,
  quotes: (words: string[]) => words.map((each) => `“${each}”`).join(', '),
  /** A person's name where they are spoken of. */
  person: (name: string) => name,
  labelled: (name: string, value: string) => `${name}: ${value}`,
  separator: ' · ',
  /** Sentences one after the other; one that has no mark at its end gets it. */
  sentences: (...parts: string[]) => parts.map((each) => (/[.!?]”?$/.test(each) ? each : `${each}.`)).join(' '),
};
