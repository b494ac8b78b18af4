import type { SupportTeam } from '../../../registry/team.ts';
import { messages, named, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { apart, bold, buttons, type Element, execute, heading, subtle, text } from './elements.ts';
import { short } from './text.ts';

/** The teams that the reader speaks for: whether others' asks reach them, and how often they did in 24 hours. */
export type LedTeam = Pick<SupportTeam, 'id' | 'name' | 'closedUntil' | 'mostAsksADay'> & { asks: number };

/** Each with the press that closes it to others for a day, or opens it again. */
export function teamLines(teams: readonly LedTeam[], reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  if (teams.length === 0) return [];
  return [
    heading(skills.teams),
    ...teams.flatMap(({ id, name, closedUntil, mostAsksADay, asks }) => {
      const isClosed = closedUntil !== undefined && closedUntil > reader.at;
      const about = isClosed
        ? skills.teamClosedUntil(moment(closedUntil, reader))
        : mostAsksADay === undefined
          ? skills.teamOpen
          : skills.teamAsks(asks, mostAsksADay);
      return [
        text([bold(short(named(name, reader), 60)), subtle(`${apart}${about}`)], { spacing: 'Small' }),
        buttons(
          [
            execute('close-team', isClosed ? skills.openTeam : skills.closeTeam, {
              team: id,
              closed: isClosed ? 0 : 1,
            }),
          ],
          {
            spacing: 'Small',
          },
        ),
      ];
    }),
  ];
}
