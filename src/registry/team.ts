import { z } from 'zod';
import { languages } from '../language/language.ts';
import { calendarSchema } from './calendar.ts';
import { technologyIdSchema } from './technology.ts';

export const teamIdRule = 'a team id like network-tokyo';
export const teamIdSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, teamIdRule);

const people = z.array(z.string().min(1).max(128)).max(20).default([]);
const instant = z.iso.datetime({ offset: true });

/**
 * A support team. Who is in it says so themselves (`team` of an engineer). `leads` and their `deputies` are Entra ids. Others' asks
 * go through at most `mostAsksADay` times in 24 hours, and none until `closedUntil` (ISO, UTC); their own cases' always do.
 */
export const teamSchema = z.strictObject({
  id: teamIdSchema,
  name: calendarSchema.shape.name,
  leads: people,
  deputies: people,
  /** The host teams in which its swarms are held, by Entra group id; none: any. */
  hostTeams: z.array(z.guid().toLowerCase()).max(50).default([]),
  technologies: z.array(technologyIdSchema).max(500).default([]),
  sites: z.array(z.string().min(1).max(100)).max(50).default([]),
  languages: z.array(z.enum(languages)).max(languages.length).default([]),
  mostAsksADay: z.int().min(0).max(1000).exactOptional(),
  closedUntil: instant.exactOptional(),
  /** Who closed it, by Entra id; not known where a file did. */
  closedBy: z.string().min(1).max(128).exactOptional(),
});
export type SupportTeam = z.infer<typeof teamSchema>;

/** Whether somebody speaks for a team: a lead of it, or a deputy of those. */
export const leadsTeam = ({ leads, deputies }: Pick<SupportTeam, 'leads' | 'deputies'>, personId: string): boolean =>
  leads.includes(personId) || deputies.includes(personId);

/** Why others' asks do not reach a team at an instant (milliseconds since 1970); null: they do. `asks`: those of the last 24 hours. */
export function shutBecause(
  { closedUntil, closedBy, mostAsksADay }: SupportTeam,
  at: number,
  asks: number,
): { code: 'closed'; until: string; by?: string } | { code: 'asked-enough'; asks: number; most: number } | null {
  if (closedUntil !== undefined && Date.parse(closedUntil) > at)
    return { code: 'closed', until: closedUntil, ...(closedBy !== undefined && { by: closedBy }) };
  if (mostAsksADay !== undefined && asks >= mostAsksADay) return { code: 'asked-enough', asks, most: mostAsksADay };
  return null;
}
