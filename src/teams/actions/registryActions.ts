import { isDeepStrictEqual } from 'node:util';
import { doubtedSkills } from '../../evidence/doubtedSkills.ts';
import { levelOfProposed, proposedSkills } from '../../evidence/proposedSkills.ts';
import type { Asking, Engineer } from '../../registry/engineer.ts';
import { proposedHours } from '../../registry/ownHours.ts';
import type { AvailabilityEdit, PersonEdit } from '../../registry/personEdit.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { leadsTeam } from '../../registry/team.ts';
import { weekIn } from '../../registry/weekText.ts';
import { short } from '../cards/parts/text.ts';
import { skillsCard } from '../cards/skillsCard.ts';
import type { ActionOf } from '../cards/verbs.ts';
import { type SkillsNeeds, skillsView } from '../commands/skills.ts';
import { messages, named, type Reader } from '../languages/language.ts';
import { day } from '../languages/moment.ts';
import type { ActionReply } from './answer.ts';
import { createDeputyMeant, endOfDay } from './deputyMeant.ts';
import type { Meaning } from './meaning.ts';

type Change = ActionOf<'save-skill'> | ActionOf<'remove-skill'> | ActionOf<'save-person'> | ActionOf<'save-asking'>;
type Answer = ActionOf<'confirm-skill' | 'refuse-skill'>;
type Doubt = ActionOf<'keep-skill' | 'drop-skill'>;
type HoursAnswer = ActionOf<'take-hours' | 'keep-hours'>;
type DeputyChange = ActionOf<'name-deputy'> | ActionOf<'revoke-deputy'>;
type TeamChange = ActionOf<'close-team'>;
type RegistryAction = Change | Answer | Doubt | HoursAnswer | DeputyChange;

/** What a button means for the entry, and what is told once it is written. `orElse`: told when nothing was changed by it. */
type Meant = { edit: Omit<PersonEdit, 'at'>; said: string; orElse?: string };

/**
 * Changes one's own entry in the registry: always the entry of who pressed, whatever the card says, and of it just what the
 * button is about. The card, and what this process knows of the registry, may be old; who is no longer in it is told so.
 */
export function createRegistryActions(
  needs: SkillsNeeds & { registry: Pick<SkillsRegistry, 'snapshot' | 'edit' | 'closeTeam'>; meaning: Meaning },
) {
  const { registry, meaning } = needs;
  const deputyMeant = createDeputyMeant(meaning);

  return async function change(action: RegistryAction | TeamChange, reader: Reader): Promise<ActionReply> {
    const { replies, skills } = messages(reader.language);
    const engineer = await entryOf(reader);
    if (!engineer) return shown(skills.noLongerRegistered);
    if (action.verb === 'close-team') return shown(await closed(action));
    const meant = await meaningOf(action, engineer, reader);
    if ('words' in meant) return { kind: 'words', words: meant.words };
    const edited = await registry.edit(reader.personId, { at: reader.at, ...meant.edit });
    switch (edited.kind) {
      case 'saved':
        return shown(edited.changed ? meant.said : (meant.orElse ?? meant.said));
      case 'not-registered':
        return shown(skills.noLongerRegistered);
      case 'unknown-technologies':
        return { kind: 'words', words: replies.chooseTechnology };
      default:
        return edited satisfies never;
    }

    async function closed({ team: id, closed: isClosing }: TeamChange): Promise<string> {
      const team = registry.snapshot.team(id);
      if (!team || !leadsTeam(team, reader.personId)) return skills.notYourTeam;
      const until = isClosing === 1 ? new Date(Date.parse(reader.at) + 24 * 3_600_000).toISOString() : null;
      if (!(await registry.closeTeam(id, until, reader.personId))) return skills.notYourTeam;
      const name = short(named(team.name, reader), 60);
      return isClosing === 1 ? skills.teamClosed(name) : skills.teamOpened(name);
    }

    async function shown(said: string): Promise<ActionReply> {
      return { kind: 'card', card: skillsCard(await skillsView(needs, reader, said), reader), replaces: true };
    }
  };

  /** Who is not known here may have been added by another process just now: an edit that changes nothing looks. */
  async function entryOf(reader: Reader): Promise<Engineer | undefined> {
    const known = () => registry.snapshot.listed(reader.personId)?.engineer;
    if (!known()) await registry.edit(reader.personId, { at: reader.at });
    return known();
  }

  async function meaningOf(
    action: RegistryAction,
    engineer: Engineer,
    reader: Reader,
  ): Promise<Meant | { words: string }> {
    const { replies } = messages(reader.language);
    switch (action.verb) {
      case 'save-skill': {
        // A name typed is a new technology, and meant more than one left chosen.
        const meant = action.skillTechnologyTyped
          ? meaning.technology(action.skillTechnologyTyped, reader)
          : { ok: true as const, it: action.skillTechnology };
        if (!meant.ok) return { words: meant.words };
        if (meant.it === null || !registry.snapshot.technology(meant.it)) return { words: replies.chooseTechnology };
        const { skillLevel: level, skillOwner: owner, skillWantsToLearn: wantsToLearn } = action;
        const line = { level, owner, wantsToLearn };
        const edit = { technology: meant.it, add: line, change: { ...line, confirmed: true } };
        return { edit: { skills: [edit] }, said: replies.saved };
      }
      case 'remove-skill':
        return action.removedSkill === null
          ? { words: replies.chooseTechnology }
          : { edit: { drops: [{ technology: action.removedSkill }] }, said: replies.removed };
      case 'save-person':
        return { edit: { availability: changedIn(action, engineer.zone) }, said: replies.saved };
      case 'save-asking':
        return askingMeant(action, reader);
      case 'confirm-skill':
      case 'refuse-skill':
        return answered(action, reader);
      case 'keep-skill':
      case 'drop-skill':
        return settled(action, reader);
      case 'take-hours':
      case 'keep-hours':
        return aboutHours(action, reader);
      case 'name-deputy':
        return deputyNamed(action, engineer, reader);
      case 'revoke-deputy':
        return {
          edit: { deputies: { revoke: [action.revokedDeputy] } },
          said: messages(reader.language).skills.deputyRevoked,
        };
      default:
        return action satisfies never;
    }
  }

  async function deputyNamed(
    { deputyTyped, deputyUntil }: ActionOf<'name-deputy'>,
    engineer: Engineer,
    reader: Reader,
  ): Promise<Meant | { words: string }> {
    const { skills } = messages(reader.language);
    const meant = await deputyMeant(engineer, { typed: deputyTyped, lastDay: deputyUntil }, reader);
    if (!meant.ok) return meant;
    const { name, until } = meant.deputy;
    const said = skills.deputyNamed(short(name, 60), day(until, { ...reader, zone: engineer.zone }));
    return { edit: { deputies: { name: meant.deputy } }, said };
  }

  /** Only what Outlook says now can be answered: an old card is about hours that it no longer says. */
  function aboutHours({ verb, proposedSince }: HoursAnswer, reader: Reader): Meant {
    const { replies } = messages(reader.language);
    const listed = registry.snapshot.listed(reader.personId);
    const proposal = listed ? proposedHours(listed) : null;
    if (proposal?.since !== proposedSince) return { edit: {}, said: replies.answeredAlready };
    const { zone, hours } = proposal;
    const availability = verb === 'take-hours' ? { zone, hours } : ({ hoursStand: true } as const);
    return { edit: { availability }, said: replies.saved };
  }

  /**
   * Only what is proposed to who pressed can be answered: a second press, or one on an old card, changes nothing. A line
   * that is there by now stays as it is.
   */
  async function answered({ verb, proposedSkill: technology }: Answer, reader: Reader): Promise<Meant> {
    const { replies } = messages(reader.language);
    const proposed = await proposedSkills(needs, reader.personId);
    if (!proposed.some((each) => each.technology === technology)) return { edit: {}, said: replies.answeredAlready };
    if (verb === 'refuse-skill') return { edit: { refuses: [technology] }, said: replies.refusedSkill };
    const add = { level: levelOfProposed, owner: false, wantsToLearn: false };
    return { edit: { skills: [{ technology, add }] }, said: replies.saved, orElse: replies.answeredAlready };
  }

  /** Only what is asked of who pressed can be answered: a skill they have confirmed meanwhile stays. */
  async function settled({ verb, doubtedSkill: technology }: Doubt, reader: Reader): Promise<Meant> {
    const { replies } = messages(reader.language);
    const orElse = replies.answeredAlready;
    const doubt = (await doubtedSkills(needs, reader.personId)).find((each) => each.technology === technology);
    if (!doubt) return { edit: {}, said: orElse };
    if (verb === 'drop-skill') {
      const drop = { technology, unlessConfirmedSince: doubt.declinedAt };
      return { edit: { drops: [drop] }, said: replies.removed, orElse };
    }
    return { edit: { skills: [{ technology, change: { confirmed: true } }] }, said: replies.keptSkill, orElse };
  }
}

/** How the person wants to be asked; where nothing was changed on the form, nothing is said. */
function askingMeant({ shown, verb: _, ...form }: ActionOf<'save-asking'>, reader: Reader): Meant | { words: string } {
  const { replies, skills } = messages(reader.language);
  if (isDeepStrictEqual(form, shown)) return { edit: {}, said: replies.saved };
  const [week, focus] = [weekIn(form.week), weekIn(form.focus)];
  if (!week) return { words: skills.weekNotUnderstood(short(form.week, 60)) };
  if (!focus) return { words: skills.weekNotUnderstood(short(form.focus, 60)) };
  const [from, until] = [form.quietFrom ?? form.quietUntil, form.quietUntil ?? form.quietFrom];
  if (from !== null && until !== null && until < from) return { words: skills.quietTurned };
  const asking: Asking = {
    ...(week.length > 0 ? { week } : {}),
    ...(focus.length > 0 ? { focus } : {}),
    ...(form.notBefore === null ? {} : { notBefore: form.notBefore }),
    ...(from === null || until === null ? {} : { quiet: { from, until } }),
    ...(form.onlyCritical ? { onlyCritical: true } : {}),
    ...(form.mostAWeek === null ? {} : { mostAWeek: form.mostAWeek }),
  };
  return { edit: { availability: { asking } }, said: replies.saved };
}

/** What the person changed in the form: what stands as it was shown may have been changed elsewhere since, and stays. */
function changedIn({ shown, ...form }: ActionOf<'save-person'>, zone: string): AvailabilityEdit {
  const isChanged = (field: keyof typeof form & keyof NonNullable<typeof shown>): boolean =>
    !shown || !isDeepStrictEqual(form[field], shown[field]);
  const hours = {
    ...(isChanged('workDays') ? { days: form.workDays } : {}),
    ...(isChanged('workFrom') ? { from: form.workFrom } : {}),
    ...(isChanged('workTo') ? { to: form.workTo } : {}),
  };
  return {
    ...(Object.keys(hours).length > 0 ? { hours } : {}),
    ...(form.speaks.length > 0 && isChanged('speaks') ? { languages: form.speaks } : {}),
    ...(form.reads !== null && isChanged('reads') ? { reads: form.reads } : {}),
    ...(form.anyHour !== null && isChanged('anyHour') ? { anyHour: form.anyHour } : {}),
    ...(isChanged('mostSwarms') ? { mostSwarms: form.mostSwarms } : {}),
    ...(isChanged('awayUntil') ? { awayUntil: form.awayUntil === null ? null : endOfDay(form.awayUntil, zone) } : {}),
  };
}
