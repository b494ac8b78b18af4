import type { NoteField } from '../../../swarm/events.ts';

export const note = {
  title: 'Status note',
  field: {
    known: 'What is known',
    tried: 'What was tried',
    next: 'Next',
    waitingFor: 'Waiting for',
  } satisfies Record<NoteField, string>,
  by: (person: string, moment: string) => `${person}, ${moment}`,
  edit: 'Edit the status note',
  write: 'Write a status note',
  formTitle: (caseId: string) => `Status note for case ${caseId}`,
  formIntro:
    'For everyone in the swarm, and for whoever joins or takes over later. Leave a field empty if there is nothing to say.',
  hint: {
    known: 'For example: it began with the new router',
    tried: 'For example: rebooted the gateway, no change',
    next: 'For example: compare the IKE proposals, Kenji, by 16:00',
    waitingFor: 'For example: the vendor’s answer',
  } satisfies Record<NoteField, string>,
  save: 'Save the note',
  formSent: 'The form is in a new message below, so that nobody’s change takes your words away.',
  saved: (caseId: string) => `The status note for case ${caseId} is saved`,
  /** `others`: who wrote the same field meanwhile. */
  meanwhile: (others: string) =>
    `${others} wrote in the same place meanwhile. Nothing is lost: both stand below. Edit the note to make one of it.`,
  crowded: 'Two people wrote this at the same time. Whoever edits it next makes one of it.',
  // Asked of the coordinator when nothing was noted for long.
  wantedTitle: (caseId: string) => `Where does case ${caseId} stand?`,
  wanted: (moment: string) =>
    `Nothing has been noted since ${moment}. A line on what is known and what comes next spares a question to everyone who joins later, or takes over.`,
  // For who joins later.
  asked: 'Asked of everyone',
  askedBy: (question: string, person: string, moment: string) => `“${question}” (${person}, ${moment})`,
};
