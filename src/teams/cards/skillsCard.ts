import type { DayAhead } from '../../availability/weekAhead.ts';
import { levelOfProposed } from '../../evidence/proposedSkills.ts';
import { languages } from '../../language/language.ts';
import type { Engineer } from '../../registry/engineer.ts';
import type { HoursProposal } from '../../registry/ownHours.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { day, isoDay } from '../languages/moment.ts';
import { askingForm, weekLines } from './parts/asking.ts';
import { deputyForm, deputyLines } from './parts/deputies.ts';
import {
  apart,
  bold,
  buttons,
  type Card,
  type Choice,
  card,
  coloured,
  type Element,
  execute,
  fact,
  heading,
  type ShowAction,
  show,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { typedText } from './parts/inputs.ts';
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
        ...availability(engineer, reader),
        ...outlook(view.outlookHours, reader),
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

const levelName = (level: number, reader: Reader): string => {
  const { levels } = messages(reader.language).skills;
  const names: Record<number, string> = levels;
  return names[level] ?? String(level);
};

function availability(engineer: Engineer, reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  const { hours } = engineer;
  const line = skills.hoursLine(workDays(hours.days, reader), hours.from, hours.to, engineer.zone);
  const source = engineer.hoursSaidAt ? skills.hoursOwn(day(engineer.hoursSaidAt, reader)) : skills.hoursGiven;
  const away =
    engineer.awayUntil && engineer.awayUntil > reader.at
      ? skills.away(day(engineer.awayUntil, { ...reader, zone: engineer.zone }))
      : skills.notAway;
  return [
    fact(skills.hours, line),
    text(subtle(source), { spacing: 'None' }),
    ...(engineer.anyHour ? [text(skills.anyHour, { spacing: 'None' })] : []),
    ...(engineer.calendars?.length ? [fact(skills.calendars, engineer.calendars.join(', '))] : []),
    ...(engineer.asking?.onlyCritical ? [text(skills.onlyCriticalToggle, { spacing: 'None' })] : []),
    ...(engineer.asking?.mostAWeek ? [fact(skills.mostAWeekLabel, String(engineer.asking.mostAWeek))] : []),
    fact(
      skills.speaks,
      listed(
        engineer.languages.map((each) => skills.languageNames[each]),
        reader,
      ),
    ),
    fact(skills.reads, skills.languageNames[engineer.reads ?? reader.language]),
    fact(skills.mostSwarms, String(engineer.mostSwarms)),
    text(away, { spacing: 'Small' }),
    ...ownWords(engineer, reader),
  ];
}

/** What of the rest is the person's own word, and since when. */
function ownWords({ saidAt = {} }: Engineer, reader: Reader): Element[] {
  const { skills, common } = messages(reader.language);
  const names = {
    languages: skills.speaks,
    reads: skills.reads,
    mostSwarms: skills.mostSwarms,
    awayUntil: skills.absence,
    anyHour: skills.anyHourLabel,
    asking: skills.asking,
  };
  const said = (['languages', 'reads', 'mostSwarms', 'awayUntil', 'anyHour', 'asking'] as const).flatMap((field) => {
    const at = saidAt[field];
    return at === undefined ? [] : [skills.saidOn(names[field], day(at, reader))];
  });
  return said.length === 0 ? [] : [text(subtle(skills.ownWords(said.join(common.separator))), { spacing: 'None' })];
}

/** One tap answers; the hours stay as they are without it. */
function outlook(proposal: HoursProposal | null, reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  if (!proposal) return [];
  const { zone, hours, since } = proposal;
  const line = skills.hoursLine(workDays(hours.days, reader), hours.from, hours.to, zone);
  return [
    text([bold(skills.outlookHours), apart, line], { spacing: 'Medium' }),
    text(subtle(skills.outlookHoursIntro(day(since, reader))), { spacing: 'None' }),
    buttons(
      [
        execute('take-hours', skills.takeHours, { proposedSince: since }),
        execute('keep-hours', skills.keepHours, { proposedSince: since }),
      ],
      { spacing: 'Small' },
    ),
  ];
}

/** `Mon to Fri`; days that do not follow each other are listed. */
function workDays(days: number[], reader: Reader): string {
  const { skills } = messages(reader.language);
  const sorted = days.toSorted((a, b) => a - b);
  const names = sorted.map((each) => skills.days[each - 1] ?? '');
  const [first, last] = [names[0], names.at(-1)];
  if (!first || !last) return skills.noDays;
  const isRun = sorted.length > 2 && Number(sorted.at(-1)) - Number(sorted[0]) === sorted.length - 1;
  return isRun ? skills.dayRange(first, last) : listed(names, reader);
}

function editForm(own: SkillLine[], reader: Reader): ShowAction {
  const { skills } = messages(reader.language);
  const levels: Choice[] = [1, 2, 3, 4, 5].map((level) => ({ title: levelName(level, reader), value: String(level) }));
  return show(
    skills.edit,
    [
      ...(own.length > 0 ? [ownSkills('skillTechnology', skills.technology, own, reader)] : []),
      typedText('skillTechnologyTyped', skills.technologyTyped, skills.technologyTypedHint, 200),
      {
        type: 'Input.ChoiceSet',
        id: 'skillLevel',
        label: skills.level,
        style: 'expanded',
        choices: levels,
        isRequired: true,
        errorMessage: skills.levelMissing,
        wrap: true,
      },
      {
        type: 'Input.Toggle',
        id: 'skillOwner',
        label: skills.ownerLabel,
        title: skills.ownerToggle,
        value: 'false',
        wrap: true,
      },
      {
        type: 'Input.Toggle',
        id: 'skillWantsToLearn',
        label: skills.learnLabel,
        title: skills.learnToggle,
        value: 'false',
        wrap: true,
      },
    ],
    [execute('save-skill', skills.save, {}, 'positive')],
  );
}

function removeForm(own: SkillLine[], reader: Reader): ShowAction {
  const { skills } = messages(reader.language);
  return show(
    skills.remove,
    [ownSkills('removedSkill', skills.removeWhich, own, reader)],
    [execute('remove-skill', skills.removeConfirm, {}, 'destructive')],
  );
}

const ownSkills = (id: string, label: string, own: SkillLine[], reader: Reader): Element => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  placeholder: messages(reader.language).skills.technologyHint,
  choices: own.map((each) => ({ title: short(each.name, 60), value: each.technology })),
});

function availabilityForm(engineer: Engineer, reader: Reader): ShowAction {
  const { skills } = messages(reader.language);
  const away = engineer.awayUntil && engineer.awayUntil > reader.at ? isoDay(engineer.awayUntil, engineer.zone) : null;
  const { hours, mostSwarms } = engineer;
  const days = hours.days.join(',');
  const speaks = engineer.languages.join(',');
  const reads = engineer.reads ?? reader.language;
  const asked = { workDays: days, workFrom: hours.from, workTo: hours.to, mostSwarms, awayUntil: away ?? '' };
  const anyHour = engineer.anyHour === true;
  const shown = { ...asked, speaks, reads, anyHour: String(anyHour) };
  const languageChoices = languages.map((each): Choice => ({ title: skills.languageNames[each], value: each }));
  return show(
    skills.availability,
    [
      {
        type: 'Input.ChoiceSet',
        id: 'workDays',
        label: skills.daysLabel,
        style: 'expanded',
        isMultiSelect: true,
        choices: skills.days.map((name, index) => ({ title: name, value: String(index + 1) })),
        ...(days === '' ? {} : { value: days }),
        wrap: true,
      },
      {
        type: 'Input.Time',
        id: 'workFrom',
        label: skills.from,
        value: hours.from,
        isRequired: true,
        errorMessage: skills.timeMissing,
      },
      {
        type: 'Input.Time',
        id: 'workTo',
        label: skills.to,
        value: hours.to,
        isRequired: true,
        errorMessage: skills.timeMissing,
      },
      {
        type: 'Input.Number',
        id: 'mostSwarms',
        label: skills.mostSwarms,
        min: 0,
        max: 20,
        value: mostSwarms,
        isRequired: true,
        errorMessage: skills.mostSwarmsMissing,
      },
      {
        type: 'Input.Toggle',
        id: 'anyHour',
        label: skills.anyHourLabel,
        title: skills.anyHourToggle,
        value: anyHour ? 'true' : 'false',
        wrap: true,
      },
      { type: 'Input.Date', id: 'awayUntil', label: skills.awayUntil, ...(away ? { value: away } : {}) },
      {
        type: 'Input.ChoiceSet',
        id: 'speaks',
        label: skills.speaksLabel,
        style: 'expanded',
        isMultiSelect: true,
        choices: languageChoices,
        value: speaks,
        wrap: true,
      },
      {
        type: 'Input.ChoiceSet',
        id: 'reads',
        label: skills.reads,
        style: 'expanded',
        choices: languageChoices,
        value: reads,
        wrap: true,
      },
    ],
    [execute('save-person', skills.saveAvailability, { shown }, 'positive')],
  );
}
