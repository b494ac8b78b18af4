import { counted } from './plural.ts';

export const plan = {
  title: (caseId: string) => `Swarm plan for case ${caseId}`,
  spoken: (caseId: string, people: string, gaps: number) =>
    `Swarm plan for case ${caseId}. To be asked: ${people}.${gaps > 0 ? ` Nobody to ask for ${counted(gaps, 'technology', 'technologies')}.` : ''}`,
  nobodyDisturbed: 'Nobody has been asked yet. Check the plan, change it if you like, then start the swarm.',
  forOwner: (owner: string) =>
    `This is a case of ${owner}. If you start the swarm, you coordinate it; ${owner} is told, and can take over.`,
  /** Why a case is not for its owner in the case system. `owner` null: the reader; `group` null: none has it. */
  insteadOf: {
    nobody: (owner: string | null, group: string | null) =>
      `In the case system ${group === null ? 'no person owns this case' : `this case belongs to “${group}” and to no person`}. Your administrators chose ${owner ?? 'you'} for such cases.`,
    unknown: (owner: string | null, group: string | null) =>
      `Whoever owns this case in the case system${group === null ? '' : ` (of “${group}”)`} was not found in your organization. Your administrators chose ${owner ?? 'you'} for such cases.`,
  },
  /** `words` as they stand in the case, in quotation marks. */
  urgencyRead: (words: string) => `Urgency as the text says: ${words}. You can set another under “Change the plan”.`,
  dropDeadline: 'That is no deadline',
  noDeadline: (moment: string) => `No deadline (the text says ${moment}).`,
  keepDeadline: 'It is the deadline',
  /** Of a deadline; `day` as in `public holiday (Thanksgiving Day)`. */
  nobodyWorksThen: (day: string | null) => `Nobody in this plan is at work then${day === null ? '' : `: ${day}`}.`,
  lastWorksUntil: (moment: string) => `The last of them goes off work ${moment}.`,
  nobodyWorksBefore: 'None of them works before it either.',
  technologies: 'Technologies in this case',
  namedByHand: 'added by hand',
  noTechnology: 'No technology was recognised in the text. Add one under “Change the plan”.',
  /** How sure a technology is; in a list of them. */
  sure: (percent: number) => `${percent}% likely`,
  possible: 'Possibly',
  possibleAdvice: 'From past cases: nobody is asked for these unless you tick them under “Change the plan”.',
  unknown: 'Named in the case, not in the registry',
  unknownAdvice: 'Nobody is listed for this. If you know who can help, name them under “Change the plan”.',
  people: 'People to ask',
  nobodyToAsk: 'There is nobody to ask yet. Add a person under “Change the plan”.',
  forTechnologies: (technologies: string) => `for ${technologies}`,
  /** Somebody in a list of names, with what they are asked for. */
  personFor: (person: string, technologies: string) => `${person} (${technologies})`,
  /** Of who is asked for what another covers already. */
  forLanguage: (language: string) => `Asked as well because nobody else in this plan speaks ${language}.`,
  atOnce: 'Asked at the same time',
  next: 'Next in line',
  askedAtOnce: (count: number) =>
    count === 1
      ? 'One person at a time is asked for each technology; on a no, or silence, the next.'
      : `${count} people or more are asked at once for each technology; once one accepts, the rest are thanked.`,
  timeInHours: (time: string) => `Each has ${time} of their own working hours to answer; time off work does not count.`,
  timeAnyHour: (time: string) => `Each has ${time} to answer, at any hour.`,
  /** Off work, and asked all the same; or only when they are back. */
  backLater: (moment: string) => `Off work, back ${moment}`,
  askedWhenBack: (moment: string) => `Off work, will be asked ${moment}`,
  dayOffBack: (day: string, moment: string) => `Off work: ${day}, back ${moment}`,
  dayOffAsked: (day: string, moment: string) => `Off work: ${day}, will be asked ${moment}`,
  dayAheadBack: (day: string, moment: string) => `Off work, then ${day}, back ${moment}`,
  dayAheadAsked: (day: string, moment: string) => `Off work, then ${day}, will be asked ${moment}`,
  /** `wait` as in `4 hours`; null: it is not waited at all. `case` is in a language that nobody asked speaks. */
  nobodySpeaks: (language: string, wait: string | null) =>
    `Nobody who speaks ${language} can be asked ${wait === null ? 'now' : `within ${wait}`}: the plan goes on without.`,
  speaksLater: (people: string) => `Later: ${people}.`,
  /** Somebody, and from when they can be asked. */
  personFrom: (person: string, moment: string) => `${person} (from ${moment})`,
  uncovered: 'Nobody to ask for',
  uncoveredAdvice: 'Name somebody under “Change the plan”, or start without: the gap is kept for the leads.',
  learners: 'Would like to learn',
  learnersAdvice: 'Not counted as cover. To offer a learner’s seat, tick the name under “Change the plan”.',
  learnersSeated: (people: string) => `Offered a learner’s seat at the start: ${people}. Not counted as cover.`,
  seatLearners: 'Offer a learner’s seat to',
  room: {
    standard: 'Room: a channel of its own, open to the host team',
    private: 'Room: a private channel. Only those who accept see the case',
  },
  similar: 'Similar cases, and what fixed them',
  start: 'Start swarm',
  change: 'Change the plan',
  considered: 'Others considered',
  consideredIntro: 'Also known for these technologies, and why they would not be asked:',
  leftOut: (count: number) => `${counted(count, 'more person was', 'more people were')} ranked below.`,
  available: 'free, but not needed for this plan',
  explainTitle: (caseId: string) => `Why these people: case ${caseId}`,
  explainRule:
    'As few people are asked as cover all technologies of the case. First comes who owns one, knows it best or has solved cases like it, of those who can be asked and are not at their limit; of those off work, who is back sooner, and how long fewer people are waited for depends on the urgency. Who was named by hand is marked so.',
  /** Of which instant the reasons are: the plan's, and after the start each ask's. */
  explainedOfPlan: (moment: string) => `As it was when the plan was made, ${moment}.`,
  explainedOfAsks: (moment: string) =>
    `Of each who was asked: as it was then. Of the others: as it was when the plan was made, ${moment}.`,
  speaksForThem: (reasons: string) => `What speaks for them: ${reasons}`,
  dismiss: 'Drop the plan',
  keepTechnologies: 'Technologies to keep',
  tickPossible: 'Possible technologies to ask for as well',
  addTechnologies: 'Add technologies',
  addTechnologiesHint: 'For example: Azure DNS, BGP',
  keepPeople: 'People to keep',
  addPeople: 'Add people',
  addPeopleHint: 'Choose, or search for a name',
  addPeopleTyped: 'Or type names or mail addresses',
  addPeopleTypedHint: 'Separated by commas',
  update: 'Update the plan',
  lapsedTitle: (caseId: string) => `The plan for case ${caseId} is set aside`,
  lapsed: 'It was not started, and nobody was asked.',
  again: 'Plan it again',
};
