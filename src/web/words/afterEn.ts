/** The page of what comes after the end in English. */
export const afterEn = {
  trend: 'How it held',
  trendHint: 'Swarms and answers of the last 91 days, beside the 91 days before. No single person is counted.',
  quarter: 'Last 91 days',
  quarterBefore: 'The 91 days before',
  /** Of nothing there is no share. */
  ofNothing: '–',
  ofAll: (part: string, whole: string, share: string) => `${part} of ${whole} (${share})`,
  rows: {
    workarounds: 'Resolved by a workaround',
    final: 'Resolved for good',
    untold: 'Resolved; nobody said which',
    reopened: 'Reopened after it was resolved',
    stillFixed: 'Still fixed, when asked later',
    notFixed: 'Not fixed any more, when asked later',
    told: 'Customer told by then',
    confirmed: 'Customer had confirmed by then',
    prevented: 'Tasks to prevent the next one that fell due, done',
  },
  open: (count: number) => `Still open: ${count}`,
  openHint: 'What is to prevent the next one, and questions to owners. Nothing of restricted swarms.',
  none: 'Nothing is open.',
  question: 'Is it still fixed?',
  states: { asked: 'asked', accepted: 'taken', waiting: 'will be asked' } as Record<string, string>,
  standing: (person: string, state: string, day: string, isLate: boolean) =>
    `${person}, ${state}, ${isLate ? `was due ${day}` : `due ${day}`}`,
};
