import type { HostTeamJob } from '../hostTeamJob.ts';
import { messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { type Card, card, subtle, text, title } from './parts/elements.ts';
import { short } from './parts/text.ts';

/** What administrators and leads are told while a host team still has room: how full it is, and what to do in time. */
export function hostTeamCard({ name, taken, deleted, most, countedAt }: HostTeamJob['team'], reader: Reader): Card {
  const { hostTeams } = messages(reader.language);
  const heading = hostTeams.title(short(name, 60), Math.min(100, Math.floor((taken / most) * 100)));
  return card({
    language: reader.language,
    spoken: heading,
    body: [
      title(heading),
      text(hostTeams.taken(taken, most, Math.max(0, most - taken))),
      ...(deleted > 0 ? [text(subtle(hostTeams.deleted(deleted)), { spacing: 'Small' })] : []),
      text(hostTeams.todo),
      text(subtle(hostTeams.countedAt(moment(countedAt, reader)))),
    ],
  });
}
