import { isDeepStrictEqual } from 'node:util';
import type { Engineer, Mailbox, WorkingHours } from './engineer.ts';

/** Zone and hours that a person's mailbox says since `since` (ISO, UTC) and the registry does not. */
export type HoursProposal = { zone: string; hours: WorkingHours; since: string };

/**
 * The hours of Outlook are only ever proposed: new Outlook does not keep there what people set in it (people-and-time.md 2.3).
 * Null where the person has said theirs since, and where the mailbox has just what any mailbox starts with.
 */
export function proposedHours(of: {
  engineer: Pick<Engineer, 'zone' | 'hours' | 'hoursSaidAt'>;
  mailbox: Pick<Mailbox, 'zone' | 'hours' | 'changedAt'> | null;
}): HoursProposal | null {
  const { engineer, mailbox } = of;
  if (!mailbox) return null;
  const zone = mailbox.zone ?? engineer.zone;
  const hours = mailbox.hours && !isDeepStrictEqual(mailbox.hours, hoursOfAnyMailbox) ? mailbox.hours : engineer.hours;
  if (zone === engineer.zone && isDeepStrictEqual(hours, engineer.hours)) return null;
  if (engineer.hoursSaidAt !== undefined && engineer.hoursSaidAt >= mailbox.changedAt) return null;
  return { zone, hours, since: mailbox.changedAt };
}

/** Nobody has to have set these. */
const hoursOfAnyMailbox: WorkingHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' };
