import { DateTime } from 'luxon';
import { doubtedSkills } from '../../skills/doubtedSkills.ts';
import type { Engineer } from '../../skills/engineer.ts';
import { levelOfProposed, proposedSkills, refuseSkills } from '../../skills/proposedSkills.ts';
import type { SkillsRegistry } from '../../skills/registry.ts';
import type { RegistryChange } from '../../skills/snapshot.ts';
import { skillsCard } from '../cards/skillsCard.ts';
import type { ActionOf } from '../cards/verbs.ts';
import { type SkillsNeeds, skillsView } from '../commands/skills.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { ActionReply } from './answer.ts';
import type { Meaning } from './meaning.ts';

type Change = ActionOf<'save-skill'> | ActionOf<'remove-skill'> | ActionOf<'save-person'>;
type Answer = ActionOf<'confirm-skill' | 'refuse-skill'>;
type Doubt = ActionOf<'keep-skill' | 'drop-skill'>;

const isAnswer = (action: Change | Answer | Doubt): action is Answer =>
  action.verb === 'confirm-skill' || action.verb === 'refuse-skill';
const isDoubt = (action: Change | Doubt): action is Doubt =>
  action.verb === 'keep-skill' || action.verb === 'drop-skill';

/** Changes one's own entry in the registry: always the entry of who pressed, whatever the card says. */
export function createRegistryActions(
  needs: SkillsNeeds & { registry: Pick<SkillsRegistry, 'snapshot' | 'save'>; meaning: Meaning },
) {
  const { registry, meaning } = needs;

  return async function change(action: Change | Answer | Doubt, reader: Reader): Promise<ActionReply> {
    const { replies } = messages(reader.language);
    const engineer = registry.snapshot.listed(reader.personId)?.engineer;
    if (!engineer) return { kind: 'card', card: skillsCard(await skillsView(needs, reader), reader) };
    if (isAnswer(action)) return shown(await answered(action, reader));
    if (isDoubt(action)) return shown(await settled(action, reader));
    const wanted = changeOf(action, engineer, reader);
    if ('words' in wanted) return { kind: 'words', words: wanted.words };
    await registry.save([wanted]);
    const said = action.verb === 'remove-skill' ? replies.removed : replies.saved;
    return shown(said);

    async function shown(said: string): Promise<ActionReply> {
      return { kind: 'card', card: skillsCard(await skillsView(needs, reader, said), reader), replaces: true };
    }
  };

  /** Only what is proposed to who pressed can be answered: a second press, or one on an old card, changes nothing. */
  async function answered({ verb, proposedSkill }: Answer, reader: Reader): Promise<string> {
    const { replies } = messages(reader.language);
    const person = reader.personId;
    const isProposed = (await proposedSkills(needs, person)).some(({ technology }) => technology === proposedSkill);
    if (!isProposed) return replies.answeredAlready;
    if (verb === 'refuse-skill') {
      await refuseSkills(needs, { person, technologies: [proposedSkill], at: reader.at });
      return replies.refusedSkill;
    }
    const line = { technology: proposedSkill, level: levelOfProposed, owner: false, wantsToLearn: false };
    await registry.save([{ kind: 'skill', skill: { ...line, person, confirmedAt: reader.at } }]);
    return replies.saved;
  }

  /** Only what is asked of who pressed can be answered: a skill they have confirmed meanwhile stays. */
  async function settled({ verb, doubtedSkill: technology }: Doubt, reader: Reader): Promise<string> {
    const { replies } = messages(reader.language);
    const person = reader.personId;
    const line = registry.snapshot.skillsOf(person).find((each) => each.technology === technology);
    const isDoubted = (await doubtedSkills(needs, person)).some((each) => each.technology === technology);
    if (!line || !isDoubted) return replies.answeredAlready;
    if (verb === 'drop-skill') {
      await registry.save([{ kind: 'skill-gone', person, technology }]);
      return replies.removed;
    }
    await registry.save([{ kind: 'skill', skill: { ...line, confirmedAt: reader.at } }]);
    return replies.keptSkill;
  }

  function changeOf(action: Change, engineer: Engineer, reader: Reader): RegistryChange | { words: string } {
    const { replies } = messages(reader.language);
    switch (action.verb) {
      case 'save-skill': {
        // A name typed is a new technology, and meant more than one left chosen.
        const meant = action.skillTechnologyTyped
          ? meaning.technology(action.skillTechnologyTyped, reader)
          : { ok: true as const, it: action.skillTechnology };
        if (!meant.ok) return { words: meant.words };
        if (meant.it === null || !registry.snapshot.technology(meant.it)) return { words: replies.chooseTechnology };
        return {
          kind: 'skill',
          skill: {
            person: engineer.id,
            technology: meant.it,
            level: action.skillLevel,
            owner: action.skillOwner,
            wantsToLearn: action.skillWantsToLearn,
            confirmedAt: reader.at,
          },
        };
      }
      case 'remove-skill':
        return action.removedSkill === null
          ? { words: replies.chooseTechnology }
          : { kind: 'skill-gone', person: engineer.id, technology: action.removedSkill };
      case 'save-person':
        return {
          kind: 'engineer',
          engineer: {
            ...engineer,
            hours: { days: action.workDays, from: action.workFrom, to: action.workTo },
            mostSwarms: action.mostSwarms,
            awayUntil: action.awayUntil === null ? null : endOfDay(action.awayUntil, engineer.zone),
          },
        };
      default:
        return action satisfies never;
    }
  }
}

/** The last day away ends at its midnight in the person's zone; an instant in ISO and UTC. */
const endOfDay = (day: string, zone: string): string | null =>
  DateTime.fromISO(day, { zone }).endOf('day').toUTC().toISO();
