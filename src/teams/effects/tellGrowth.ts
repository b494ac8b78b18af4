import { listable } from '../../growth/learning.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { careCard, leadCareCard, leadMonthCard, listSkillCard, monthCard } from '../cards/growthCards.ts';
import type { Card } from '../cards/parts/elements.ts';
import { cardMessage } from '../connector/message.ts';
import { type GrowthJob, growthJob, growthJobSchema } from '../growthJob.ts';
import type { Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import type { GrowthViews } from '../views/growthViews.ts';
import type { TellLater } from './tellLater.ts';

/**
 * Does a job of growthJob: tells or asks somebody of their own part, or their lead what they share, as it is now: who has chosen
 * otherwise since, or is not in the registry any more, is told nothing, and nobody is told of them.
 */
export function createTellGrowth(needs: {
  tell: TellLater;
  directory: Directory;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  views: GrowthViews;
}) {
  const { tell, directory, registry, views } = needs;
  const isListed = (personId: string): boolean => registry.snapshot.listed(personId) !== undefined;

  return async function run(body: unknown, signal: AbortSignal): Promise<void> {
    const job = growthJobSchema.parse(body);
    if (!isListed(job.personId) || ('of' in job && !isListed(job.of))) return;
    const card = await cardOf(job, await directory.readerOf(job.personId, 'en'));
    if (card) await tell({ name: growthJob, job, message: cardMessage(card), of: 'of their part in swarms' }, signal);
  };

  async function cardOf(job: GrowthJob, reader: Reader): Promise<Card | null> {
    switch (job.about) {
      case 'month': {
        const sharing = await views.sharing(job.personId);
        const view = sharing.choice.monthly ? await views.month(job.personId, job.month, reader) : null;
        return view && monthCard(view, { ...sharing, link: views.link }, reader);
      }
      case 'lead-month': {
        const { choice } = await views.sharing(job.of);
        const view = choice.share === 'nothing' ? null : await views.month(job.of, job.month, reader);
        if (!view || choice.saidAt === null) return null;
        const shared = choice.share === 'thanks' ? view : { ...view, thanks: [] };
        return leadMonthCard(shared, { name: views.personNamed(job.of) ?? job.of, since: choice.saidAt }, reader);
      }
      case 'skill': {
        const learned = await views.learned(job.personId, job.technology, reader);
        const level = registry.snapshot
          .skillsOf(job.personId)
          .find((each) => each.technology === job.technology)?.level;
        const [still] = listable([learned], { least: 1, levelOf: () => level ?? null });
        return still ? listSkillCard(learned, reader) : null;
      }
      case 'care': {
        const limit = registry.snapshot.listed(job.personId)?.engineer.asking?.mostAWeek ?? null;
        return careCard({ why: job.why, alone: views.ownedAlone(job.personId, reader), limit }, reader);
      }
      case 'lead-care': {
        const alone = views.ownedAlone(job.of, reader);
        return leadCareCard({ name: views.personNamed(job.of) ?? job.of, why: job.why, alone }, reader);
      }
      default:
        return job satisfies never;
    }
  }
}
