import { keepChoice } from '../../growth/choice.ts';
import { answerSkill, askedSkill } from '../../growth/told.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import { sentenceCard } from '../cards/parts/refusal.ts';
import { short } from '../cards/parts/text.ts';
import { recordCard } from '../cards/recordCard.ts';
import type { ActionOf } from '../cards/verbs.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { GrowthViews } from '../views/growthViews.ts';
import type { ActionReply } from './answer.ts';

export type GrowthAction = ActionOf<'save-sharing' | 'list-skill' | 'leave-skill' | 'set-week-limit'>;

/**
 * What somebody says of their own part: what their lead hears, whether they list what they met, how often they may be asked. It is
 * always the entry of who pressed, and by the same path as *My skills*.
 */
export function createGrowthActions(needs: {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot' | 'edit'>;
  tenantId: string;
  views: Pick<GrowthViews, 'record' | 'technologyNamed'>;
}) {
  const { registry, tenantId, views } = needs;
  const { sql } = needs.database;

  return async function answer(action: GrowthAction, reader: Reader): Promise<ActionReply> {
    const { growth: words } = messages(reader.language);
    switch (action.verb) {
      case 'save-sharing': {
        const { share, monthly } = action;
        await keepChoice(sql, { tenantId, personId: reader.personId }, { share, monthly }, reader.at);
        if (action.sharingOn === 'month') return { kind: 'words', words: words.sharingSaved };
        return shown(recordCard(await views.record(reader, words.sharingSaved), reader));
      }
      case 'set-week-limit': {
        const { weekLimit: mostAWeek } = action;
        return mostAWeek === null ? { kind: 'words', words: words.careLimitMissing } : limit(mostAWeek, reader);
      }
      case 'list-skill':
      case 'leave-skill':
        return settle(action, reader);
      default:
        return action satisfies never;
    }
  };

  /** Only what they were asked can be answered, and once: a second press finds what the first did. */
  async function settle(action: ActionOf<'list-skill' | 'leave-skill'>, reader: Reader): Promise<ActionReply> {
    const { growth: words } = messages(reader.language);
    const { learned: technology } = action;
    const { personId, at } = reader;
    const asked = await askedSkill(sql, tenantId, personId, technology);
    if (asked?.answer !== null) return said(words.skillAnswered, reader);
    const whose = { tenantId, personId, technology };
    const name = short(views.technologyNamed(technology, reader), 60);
    if (action.verb === 'leave-skill') {
      await answerSkill(sql, whose, 'declined', at);
      return said(words.skillDeclined(name), reader);
    }
    const level = action.learnedLevel;
    const known = registry.snapshot.skillsOf(personId).find((each) => each.technology === technology);
    const line = { level, owner: false, wantsToLearn: false };
    // What they have listed higher meanwhile stays.
    const change = known && known.level < level ? { change: { level, confirmed: true } } : {};
    const edited = await registry.edit(personId, { at, skills: [{ technology, add: line, ...change }] });
    const gone = goneWords(edited.kind, reader);
    if (gone) return said(gone, reader);
    await answerSkill(sql, whose, 'listed', at);
    const listed = registry.snapshot.skillsOf(personId).find((each) => each.technology === technology);
    return said(words.skillListed(name, listed?.level ?? level), reader);
  }

  async function limit(mostAWeek: number, reader: Reader): Promise<ActionReply> {
    const { growth: words, skills } = messages(reader.language);
    const engineer = registry.snapshot.listed(reader.personId)?.engineer;
    if (!engineer) return said(skills.noLongerRegistered, reader);
    const asking = { ...engineer.asking, mostAWeek };
    const edited = await registry.edit(reader.personId, { at: reader.at, availability: { asking } });
    return said(goneWords(edited.kind, reader) ?? words.careLimitSaved(mostAWeek), reader);
  }

  /** What to tell where nothing could be written; null: it was. */
  function goneWords(kind: 'saved' | 'not-registered' | 'unknown-technologies', reader: Reader): string | null {
    const { replies, skills } = messages(reader.language);
    switch (kind) {
      case 'saved':
        return null;
      case 'not-registered':
        return skills.noLongerRegistered;
      case 'unknown-technologies':
        return replies.chooseTechnology;
      default:
        return kind satisfies never;
    }
  }
}

const shown = (card: ReturnType<typeof recordCard>): ActionReply => ({ kind: 'card', card, replaces: true });
const said = (sentence: string, reader: Reader): ActionReply => shown(sentenceCard(sentence, reader));
