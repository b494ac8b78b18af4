import { languages } from '../../../language/language.ts';
import type { Engineer } from '../../../registry/engineer.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { isoDay } from '../../languages/moment.ts';
import { type Choice, type Element, execute, type ShowAction, show } from './elements.ts';
import { typedText } from './inputs.ts';
import { short } from './text.ts';

/** A technology that one lists, as a choice; `name` in the reader's language. */
type Listed = { technology: string; name: string };

/** The form that adds a skill, or changes one. */
export function editForm(own: Listed[], reader: Reader): ShowAction {
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

/** The form that takes a skill away. */
export function removeForm(own: Listed[], reader: Reader): ShowAction {
  const { skills } = messages(reader.language);
  return show(
    skills.remove,
    [ownSkills('removedSkill', skills.removeWhich, own, reader)],
    [execute('remove-skill', skills.removeConfirm, {}, 'destructive')],
  );
}

const ownSkills = (id: string, label: string, own: Listed[], reader: Reader): Element => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  placeholder: messages(reader.language).skills.technologyHint,
  choices: own.map((each) => ({ title: short(each.name, 60), value: each.technology })),
});

/** The form of one’s hours, absence, languages, and how many swarms at once. */
export function availabilityForm(engineer: Engineer, reader: Reader): ShowAction {
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

/** What a level is called: `4: solves hard cases`. */
export const levelName = (level: number, reader: Reader): string => {
  const { levels } = messages(reader.language).skills;
  const names: Record<number, string> = levels;
  return names[level] ?? String(level);
};
