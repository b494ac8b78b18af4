import type { DayAhead } from '../../availability/weekAhead.ts';
import { levelOfProposed } from '../../evidence/proposedSkills.ts';
import type { Belonging } from '../../registry/belonging.ts';
import type { Engineer } from '../../registry/engineer.ts';
import type { HoursProposal } from '../../registry/ownHours.ts';
import { messages, type Reader } from '../languages/language.ts';
import { day } from '../languages/moment.ts';
import { askingForm, weekLines } from './parts/asking.ts';
import { deputyForm, deputyLines } from './parts/deputies.ts';
import {
  apart,
  bold,
  buttons,
  type Card,
  card,
  coloured,
  type Element,
  execute,
  fact,
  heading,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { availabilityLines, outlookLines } from './parts/ownAvailability.ts';
import { availabilityForm, editForm, levelName, removeForm } from './parts/skillForms.ts';
import { type LedTeam, teamLines } from './parts/supportTeam.ts';
import { short } from './parts/text.ts';

/** One line of one's own skills. `name` in the reader's language; `confirmedAt` ISO, UTC. */
export type SkillLine = {
  technology: string;
  name: string;
  level: number;
  owner: boolean;
  wantsToLearn: boolean;
  confirmedAt: string | null;
};

/** What the registry has learned of the reader and asks them. `last`: when the newest case was closed (ISO, UTC). */
export type ProposedLine = { technology: string; name: string; cases: number; last: string };

/** What the reader lists, and has declined as not their field since they confirmed it. `declinedAt`: ISO, UTC. */
export type DoubtedLine = { technology: string; name: string; declinedAt: string };

/** One's own entry in the registry; null for someone who is not in it. `said` is told on top: that it was saved, or why not. */
export type SkillsView = {
  engineer: Engineer | null;
  skills: SkillLine[];
  proposed: ProposedLine[];
  doubted: DoubtedLine[];
  load: OwnLoad | null;
  /** What Outlook says of their hours, and the registry does not. */
  outlookHours: HoursProposal | null;
  /** Their next seven days as they count. */
  week?: DayAhead[];
  /** Their own support team, and whose days off are theirs. */
  belonging?: Belonging;
  /** Support teams that they speak for. */
  teams?: LedTeam[];
  said?: string;
};

/** What the reader carries: asks of the last 28 days against how many are fair; swarms now, and asks not answered yet. */
export type OwnLoad = { asks: number; budget: number; liveSwarms: number; mostSwarms: number; waiting: number };

/** More at once is a questionnaire; the next come once these are answered. */
const mostProposed = 3;

/** `/swarm skills`: what the registry says of the reader, and forms to change it. */
export function skillsCard(view: SkillsView, reader: Reader): Card {
  const words = messages(reader.language).skills;
  const { engineer } = view;
  if (!engineer) {
    const told = view.said ?? words.notRegistered;
    return card({ language: reader.language, spoken: told, body: [title(words.title), text(told)] });
  }
  return fitted((detail) => {
    const shown = view.skills.slice(0, detail.people * 4);
    const asked = Math.min(mostProposed, detail.people);
    return card({
      language: reader.language,
      spoken: view.said ?? words.spoken(view.skills.length),
      body: [
        title(words.title),
        view.said ? text(bold(short(view.said, 200))) : [],
        view.skills.length === 0 ? text(words.empty) : [],
        ...shown.map((each) => skillLine(each, reader)),
        view.skills.length > shown.length
          ? text(subtle(messages(reader.language).common.moreInTab(view.skills.length - shown.length)), {
              spacing: 'Small',
            })
          : [],
        ...proposals(view.proposed.slice(0, asked), reader),
        ...doubts(view.doubted.slice(0, asked), reader),
        ...(view.load ? loadLines(view.load, reader) : []),
        heading(words.availability),
        ...availabilityLines(engineer, view.belonging ?? { team: null, calendars: [] }, reader),
        ...outlookLines(view.outlookHours, reader),
        ...(detail.people > 1 ? weekLines(view.week ?? [], reader) : []),
        ...deputyLines(engineer, reader),
        ...teamLines(view.teams ?? [], reader),
      ],
      actions: [
        editForm(view.skills.slice(0, detail.people * 5), reader),
        availabilityForm(engineer, reader),
        // In the least detail there is no room for it: the tab has most of it.
        ...(detail.people > 1 ? [askingForm(engineer, reader)] : []),
        ...deputyForm(engineer, reader),
        ...(view.skills.length > 0 ? [removeForm(view.skills.slice(0, detail.people * 5), reader)] : []),
      ],
    });
  });
}

function skillLine(each: SkillLine, reader: Reader): Element {
  const { skills, common } = messages(reader.language);
  const about = [
    levelName(each.level, reader),
    ...(each.owner ? [skills.owner] : []),
    ...(each.wantsToLearn ? [skills.wantsToLearn] : []),
    each.confirmedAt ? skills.confirmed(day(each.confirmedAt, reader)) : skills.neverConfirmed,
  ];
  return text([bold(short(each.name, 60)), subtle(`${apart}${about.join(common.separator)}`)], { spacing: 'Small' });
}

/** One tap answers each; nothing is added without it. */
function proposals(proposed: ProposedLine[], reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  if (proposed.length === 0) return [];
  return [
    heading(skills.learned),
    text(subtle(skills.learnedIntro(levelName(levelOfProposed, reader))), { spacing: 'Small' }),
    ...proposed.flatMap(({ technology, name, cases, last }) => [
      text([bold(short(name, 60)), subtle(`${apart}${skills.learnedFrom(cases, day(last, reader))}`)], {
        spacing: 'Small',
      }),
      buttons(
        [
          execute('confirm-skill', skills.confirmLearned, { proposedSkill: technology }),
          execute('refuse-skill', skills.refuseLearned, { proposedSkill: technology }),
        ],
        { spacing: 'Small' },
      ),
    ]),
  ];
}

/** One tap answers each; nothing is removed without it. */
function doubts(doubted: DoubtedLine[], reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  if (doubted.length === 0) return [];
  return [
    heading(skills.doubted),
    text(subtle(skills.doubtedIntro), { spacing: 'Small' }),
    ...doubted.flatMap(({ technology, name, declinedAt }) => [
      text([bold(short(name, 60)), subtle(`${apart}${skills.doubtedSince(day(declinedAt, reader))}`)], {
        spacing: 'Small',
      }),
      buttons(
        [
          execute('drop-skill', skills.dropDoubted, { doubtedSkill: technology }),
          execute('keep-skill', skills.keepDoubted, { doubtedSkill: technology }),
        ],
        { spacing: 'Small' },
      ),
    ]),
  ];
}

function loadLines({ asks, budget, liveSwarms, mostSwarms, waiting }: OwnLoad, reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  const asked = skills.askedOf(asks, budget);
  const now = [skills.liveOf(liveSwarms, mostSwarms), ...(waiting > 0 ? [skills.waiting(waiting)] : [])];
  return [
    heading(skills.load),
    fact(skills.asked, asks >= budget ? coloured(asked, 'Warning') : asked),
    fact(skills.live, now.join(messages(reader.language).common.separator)),
    ...(asks >= budget ? [text(subtle(skills.overBudget), { spacing: 'Small' })] : []),
  ];
}
