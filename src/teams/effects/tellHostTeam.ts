import { hostTeamCard } from '../cards/hostTeamCard.ts';
import { cardMessage } from '../connector/message.ts';
import { hostTeamJob, hostTeamJobSchema } from '../hostTeamJob.ts';
import type { Directory } from '../people/directory.ts';
import type { TellLater } from './tellLater.ts';

/** Does a job of hostTeamJob: tells an administrator or lead in their personal chat that a host team is nearly full. */
export function createTellHostTeam({ tell, directory }: { tell: TellLater; directory: Directory }) {
  return async function run(body: unknown, signal: AbortSignal): Promise<void> {
    const job = hostTeamJobSchema.parse(body);
    const message = cardMessage(hostTeamCard(job.team, await directory.readerOf(job.personId, 'en')));
    await tell({ name: hostTeamJob, job, message, of: 'that a host team is nearly full' }, signal);
  };
}
