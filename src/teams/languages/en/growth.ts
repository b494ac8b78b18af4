import type { CareReason } from '../../../growth/care.ts';
import type { Share } from '../../../growth/choice.ts';
import type { RecordPart } from '../../../growth/record.ts';
import { counted, often } from './plural.ts';

/** One's own part in swarms, what one shares of it, and what one could learn or hand over. */
export const growth = {
  // /swarm record
  title: 'Your record',
  intro: 'The swarms that you helped to solve. Only you see this.',
  empty: 'Nothing yet: once a swarm that you were in is resolved, your part in it stands here.',
  parts: {
    coordinator: 'you coordinated',
    owner: 'your case',
    expert: 'you helped',
    learner: 'you sat in to learn',
  } satisfies Record<RecordPart, string>,
  credited: 'named as having solved it',
  with: (people: string) => `with ${people}`,
  more: (count: number) => counted(count, 'other', 'others'),
  thanked: (person: string) => `${person} thanked you`,
  praised: (person: string) => `Customer’s praise, passed on by ${person}`,
  all: 'All of it',
  restricted: 'restricted case',
  // What is shared.
  sharing: 'What your lead hears',
  sharingIntro: (leads: string | null) =>
    leads === null
      ? 'Once a month Swarm tells you what your month came to. In the registry nobody leads you: nobody else hears of it, whatever you choose.'
      : `Once a month Swarm tells you what your month came to. Your lead (${leads}) hears of it only what you choose here.`,
  share: 'To my lead',
  shares: {
    nothing: 'Nothing',
    sums: 'How many swarms, and which technologies',
    thanks: 'The same, and what I was thanked for',
  } satisfies Record<Share, string>,
  monthlyLabel: 'To me',
  monthly: 'Tell me each month what it came to',
  saveSharing: 'Save',
  chosen: (day: string) => `You chose this on ${day}.`,
  unchosen: 'You have not chosen yet: your lead hears nothing.',
  sharingSaved: 'Saved. It counts from now on.',
  // The monthly word.
  monthTitle: (month: string) => `Your ${month} with Swarm`,
  monthLine: (swarms: number) =>
    `You were in ${counted(swarms, 'swarm that was resolved', 'swarms that were resolved')}.`,
  monthParts: {
    coordinator: (count: number) => `coordinated ${count}`,
    owner: (count: number) => `owned the case of ${count}`,
    expert: (count: number) => `helped in ${count}`,
    learner: (count: number) => `sat in on ${count} to learn`,
  } satisfies Record<RecordPart, unknown>,
  youDid: 'You',
  theyDid: 'Part',
  technologies: 'Technologies',
  thanks: 'Thanks',
  thankedTimes: (count: number) => often(count),
  thankYou: 'Thank you: these cases would have taken longer without you.',
  leadTitle: (person: string, month: string) => `${person}’s ${month} with Swarm`,
  leadLine: (person: string, day: string) => `${person} chose on ${day} to share this with you. Nobody else gets it.`,
  leadSwarms: (swarms: number) => counted(swarms, 'resolved swarm', 'resolved swarms'),
  // What could be listed.
  skillTitle: (technology: string) => `Do you know ${technology} by now?`,
  skillSatIn: (count: number, technology: string) =>
    `You have sat in on ${counted(count, 'swarm', 'swarms')} of ${technology} that ${count === 1 ? 'was' : 'were'} solved.`,
  skillLed: (count: number, technology: string) =>
    `You have led, or owned the case of, ${counted(count, 'swarm', 'swarms')} of ${technology} that ${count === 1 ? 'was' : 'were'} solved.`,
  skillAsk: 'If you want, it is listed among your skills. At level 1 or 2 you are not asked to solve cases.',
  skillLevels: { 1: 'Level 1: I have read about it', 2: 'Level 2: I have used it' },
  skillNo: 'Not now',
  skillListed: (technology: string, level: number) =>
    `${technology} stands among your skills at level ${level}. /swarm skills changes it.`,
  skillDeclined: (technology: string) =>
    `All right: ${technology} is not listed. Add it with /swarm skills at any time.`,
  skillAnswered: 'You have answered this already. /swarm skills shows what is listed.',
  // Too much.
  careTitle: 'You are asked a lot',
  care: {
    'own-limit': 'In the last seven days you were asked more often than you want to be.',
    budget: 'In the last four weeks you were asked more often than is good for anybody.',
    'off-hours': 'In the last four weeks you were asked outside your working hours several times.',
  } satisfies Record<CareReason, string>,
  careKind: 'Thank you for being there. You do not have to do it all: here is what helps.',
  careLimit: 'Set how often you may be asked in a week; for what can wait you are then left alone.',
  careLimitLabel: 'Asks a week at most',
  careLimitSave: 'Set the limit',
  careLimitSaved: (limit: number) =>
    `Saved: at most ${counted(limit, 'ask', 'asks')} a week, but for what cannot wait.`,
  careLimitMissing: 'Please enter a number from 1 to 50.',
  careSecond: (technologies: string) =>
    `You are the only owner of ${technologies}. Ask your lead for a second one: then two are asked by turns.`,
  careHours:
    'Check your working hours and quiet days in /swarm skills: who is off work is asked for what cannot wait only.',
  careLeadTitle: (person: string) => `${person} is asked a lot`,
  careLead: {
    'own-limit': (person: string) => `In the last seven days ${person} was asked more often than they want to be.`,
    budget: (person: string) => `In the last four weeks ${person} was asked more often than is good for anybody.`,
    'off-hours': (person: string) =>
      `In the last four weeks ${person} was asked outside their working hours several times.`,
  } satisfies Record<CareReason, unknown>,
  careLeadKind: (person: string) =>
    `${person} hears the same, in their working hours. A word from you does more than a setting.`,
  careLeadSecond: (technologies: string) => `What helps most: name a second owner for ${technologies}.`,
  careLeadLimit: 'Agree with them on fewer asks a week: they set that in /swarm skills.',
};
