import type { Part } from '../../swarm/forgetting/personalData.ts';

const rows = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

/** What an erasure changes, by kind of row; kinds that a later server names are told by their own name. */
const kinds: Record<string, string> = {
  engineers: 'Registry entries deleted',
  skills: 'Skills deleted, confirmed or refused',
  presences: 'Presences deleted',
  mailboxes: 'Mailbox settings deleted',
  chats: 'Personal chats forgotten',
  lookUps: 'Directory answers deleted',
  peopleCards: 'Places of cards about people who left or joined forgotten',
  policyChanges: 'Changes of the policy rewritten',
  dataRequests: 'Requests on this page rewritten',
  imports: 'Records of imports rewritten',
  requests: 'Problems sent to support contacts deleted or rewritten',
  teamsJoined: 'Notes on host teams deleted',
  growth: 'What they share of their record, and what they were told of it, deleted',
  swarms: 'Swarms told with a pseudonym instead',
  events: 'Events rewritten in them',
  invitations: 'Invitations rewritten in them',
  credits: 'Past cases that no longer say who solved them',
  pastTexts: 'Past cases whose words named them',
  cases: 'Cases of case systems rewritten',
  jobs: 'Queued or finished jobs deleted',
};

/** The page of personal data in English. */
export const personalDataEn = {
  about:
    'What Swarm keeps of one person: give it to them as a file, or erase it for good. Who asked, when and why is kept below.',
  person: 'Whose data',
  personHint: 'A name of the registry, or an Entra object id of anybody.',
  pick: 'Person',
  why: 'Why',
  whyHint: 'For the record, such as the number of their request. Do not name them here.',
  look: 'See what would be erased',
  export: 'Export as a file',
  ask: (needsTwo: boolean): string => (needsTwo ? 'Ask for the erasure' : 'Put down the erasure'),
  twoSteps: (needsTwo: boolean): string =>
    needsTwo
      ? 'Nothing is erased yet: another administrator sees it below and erases.'
      : 'Nothing is erased yet: you confirm it below.',
  preview: 'What an erasure would change',
  nothing: 'Nothing is stored of this person.',
  held: 'They have a part in swarms that may still go on. Hand over, resolve or close these, or take the person out of the plan; then look again.',
  kinds,
  kind: (name: string): string => kinds[name] ?? name,
  parts: {
    coordinates: 'coordinates',
    owns: 'owns the case',
    sits: 'is in it',
    invited: 'is invited',
    planned: 'is in the plan',
    credited: 'is credited',
    named: 'is named',
  } satisfies Record<Part, string>,
  inCase: (caseId: string): string => `Case ${caseId}`,
  stays:
    'What swarms found out stays, with “former colleague” in their place. Not reached: messages and channels in Teams, the case system, logs, backups. Take the person out of the files you import, too.',
  requests: 'What was asked',
  noRequests: 'Nothing was asked for yet.',
  of: {
    export: (name: string): string => `Export of ${name}`,
    erasure: (name: string): string => `Erasure of ${name}`,
  },
  erasedPerson: 'somebody who is erased',
  somebody: 'somebody who is erased',
  askedBy: (name: string, at: string): string => `Asked by ${name}, ${at}`,
  decidedBy: {
    done: (name: string, at: string): string => `Erased by ${name}, ${at}`,
    following: (name: string, at: string): string => `Erased by ${name}, ${at}`,
    withdrawn: (name: string, at: string): string => `Withdrawn by ${name}, ${at}`,
  },
  because: (why: string): string => `“${why}”`,
  noWhy: 'The reason named them, and is gone.',
  states: {
    waiting: 'Waits for an administrator',
    following: 'Erased; what running processes still wrote is looked for within a minute',
    done: 'Done',
    withdrawn: 'Withdrawn',
  },
  whyNot: {
    'needs-another': 'Another administrator than who asked has to do it.',
    'asker-left': 'Who asked for it is no administrator any more. Withdraw it, and ask for it anew.',
  },
  erase: 'Erase…',
  eraseOf: (name: string): string => `Erase ${name}…`,
  lookAgain: 'Look again now',
  withdraw: 'Withdraw',
  confirm: (name: string): string => `Erase ${name} for good?`,
  cannotUndo: 'This cannot be taken back.',
  forGood: 'Erase for good',
  total: (count: number): string => `${rows(count)} changed`,
  exported:
    'The file is in your downloads. It holds what swarms said of them, restricted ones too: hand it to nobody else.',
  asked: (needsTwo: boolean): string =>
    needsTwo ? 'Asked for. Tell another administrator: they find it on this page.' : 'Put down. Confirm it below.',
  erased: 'Erased. What running processes still write of them is looked for within a minute.',
  looked: 'Done: nothing of them is left.',
  withdrawn: 'Withdrawn. Nothing was erased.',
  heldNow: (cases: string): string =>
    `Not erased: they have a part in swarms that may still go on (${cases}). Hand over, resolve or close these; then try again.`,
  askedAlready: 'Their erasure is asked for already: see below.',
  notWaiting: 'Somebody was faster: it does not wait any more.',
  noId: 'This is neither a name of the registry nor an Entra object id (like 5c0ffee5-1111-4222-8333-444455556666).',
  notHeard:
    'No answer came back, so it is not known whether this was done. The list on this page shows what was; if it cannot be read, look again later.',
  notDone: 'This could not be done, and nothing was changed. Try again; if it stays so, ask whoever runs Swarm.',
};
