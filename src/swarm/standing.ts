import { type InvitationRecord, isPending } from './state.ts';

/**
 * Of somebody invited more than once, as after a reopening, the invitation that tells how they stand now: that by which
 * they are in, else that which waits for their answer, else the last. One of each person, in the order given.
 */
export function newestOfEach(invitations: readonly InvitationRecord[]): InvitationRecord[] {
  const weight = (each: InvitationRecord) => (each.answer.state === 'accepted' ? 2 : isPending(each) ? 1 : 0);
  const found = new Map<string, InvitationRecord>();
  for (const each of invitations) {
    const known = found.get(each.person.id);
    if (!known || weight(each) >= weight(known)) found.set(each.person.id, each);
  }
  return invitations.filter((each) => found.get(each.person.id) === each);
}

/** The other invitation whose card its reader goes by instead of this one's: it has been brought, and tells how they stand now. Null: none. */
export function overtakenBy(
  invitations: readonly InvitationRecord[],
  invitation: InvitationRecord,
): InvitationRecord | null {
  const theirs = invitations.filter(
    ({ id, person, message }) => person.id === invitation.person.id && (message !== null || id === invitation.id),
  );
  const [newest] = newestOfEach(theirs);
  return newest && newest.id !== invitation.id ? newest : null;
}
