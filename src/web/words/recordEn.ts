/** The page of one's own record in English. */
export const recordEn = {
  title: 'What you helped with',
  hint: 'Resolved swarms that you were in, the newest first. Only you see this.',
  empty: 'Nothing yet: once a swarm that you were in is resolved, your part in it stands here.',
  more: 'Show earlier ones',
  parts: { coordinator: 'coordinated', owner: 'your case', expert: 'helped', learner: 'sat in to learn' },
  credited: 'named as having solved it',
  with: (people: string) => `with ${people}`,
  others: (count: number) => (count === 1 ? '1 other' : `${count} others`),
  separator: ' · ',
  thankedBy: {
    thanks: (person: string, day: string) => `${person}, ${day}`,
    praise: (person: string, day: string) => `The customer, passed on by ${person}, ${day}`,
  },
  learned: 'What you met',
  learnedHint: 'By sitting in, and by leading swarms or owning their cases.',
  satIn: (count: number) => `sat in ${count === 1 ? 'once' : `${count} times`}`,
  led: (count: number) => `led ${count === 1 ? 'once' : `${count} times`}`,
  notListed: 'not among your skills',
  listedAt: (level: number) => `listed at level ${level}`,
  toSkills: 'To my skills',
  sharing: 'What your lead hears',
  sharingHint: (leads: string | null) =>
    leads === null
      ? 'Once a month Swarm tells you what it came to. In the registry nobody leads you: nobody else hears of it.'
      : `Once a month Swarm tells you what it came to. Your lead (${leads}) hears of it only what you choose here.`,
  share: 'To my lead',
  shares: {
    nothing: 'Nothing',
    sums: 'How many swarms, and which technologies',
    thanks: 'The same, and what I was thanked for',
  },
  monthly: 'Tell me each month what it came to',
  chosen: (day: string) => `You chose this on ${day}.`,
  unchosen: 'You have not chosen yet: your lead hears nothing.',
  save: 'Save',
  saved: 'Saved. It counts from now on.',
  notSaved: 'This could not be saved. Please try again.',
};
