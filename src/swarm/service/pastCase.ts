import type { Credit } from '../../evidence/pastCases/pastCase.ts';
import { type KeptPastCase, keepPastCases, takeBackPastCase } from '../../evidence/pastCases/pastCases.ts';
import type { Sql } from '../../store/database.ts';
import type { ClosedSwarm, SwarmState } from '../state.ts';

/**
 * Whether a step of a swarm changed what its case teaches: it was resolved, or reopened after that, or its words must
 * not be met any more, or it is known by another number. One that is forgotten teaches nothing again.
 */
export const teachesAnew = (before: SwarmState, after: SwarmState): boolean =>
  (before.status === 'resolved') !== (after.status === 'resolved') ||
  (before.status === 'resolved' &&
    after.status === 'resolved' &&
    !after.forgotten &&
    (before.case.restricted !== after.case.restricted || before.case.id !== after.case.id));

/** Writes what a resolved swarm teaches, in the transaction of its end; takes it back when it is reopened. */
export async function writePastCase(tx: Sql, before: SwarmState, state: SwarmState): Promise<void> {
  if (!teachesAnew(before, state) || state.status === 'none') return;
  // Kept by the number that it had.
  if (before.status === 'resolved' && before.case.id !== state.case.id)
    await takeBackPastCase(tx, state.tenantId, state.swarmId);
  if (state.status === 'resolved') await keepPastCases(tx, state.tenantId, [whatItTeaches(state)]);
  else await takeBackPastCase(tx, state.tenantId, state.swarmId);
}

/** Who came without being credited may still have helped a little. */
const came = 0.25;

/**
 * What the case truly was, who solved it, and who said it is not their field. Of a restricted case no word is kept:
 * it teaches who is at work on what, and is never found as a similar one.
 */
function whatItTeaches(state: ClosedSwarm): KeptPastCase {
  const { outcome, closedAt, swarmId, channel, needs } = state;
  const { id, title, description, restricted, url } = state.case;
  const resolved = outcome.kind === 'resolved' ? outcome : { rootCause: '', fix: '', technologies: [], credits: [] };
  const weights = new Map<string, number>();
  for (const { person, role, answer } of state.invitations) {
    if (role !== 'expert') continue;
    if (answer.state === 'accepted') weights.set(person.id, came);
    else if (answer.state === 'declined' && answer.reason === 'not-my-field') weights.set(person.id, -1);
  }
  for (const person of resolved.credits) weights.set(person.id, 1);
  const wanted = needs.map(({ detected }) => detected.technology);
  const technologies = resolved.technologies.length > 0 ? resolved.technologies : wanted;
  const ofPerson = whoCameForWhat(
    state,
    technologies,
    [...weights].flatMap(([id, weight]) => (weight > 0 ? [id] : [])),
  );
  const channelUrl = channel.status === 'opening' ? null : channel.channel.webUrl;
  const texts = { title, text: description, rootCause: resolved.rootCause, fix: resolved.fix };
  return {
    id,
    swarmId,
    closedAt: Date.parse(closedAt),
    technologies,
    credits: [...weights].map(([person, weight]): Credit => {
      const own = weight > 0 ? ofPerson(person) : undefined;
      return { person, weight, ...(own && own.length < technologies.length ? { technologies: own } : {}) };
    }),
    ...(restricted ? { title: '', text: '', rootCause: '', fix: '', url: null } : { ...texts, url: url ?? channelUrl }),
  };
}

/**
 * Of the technologies that the case was, those that each of `helpers` came for; who came for none of them, or came alone, also those that
 * nobody came for. Undefined for who was asked for none by name, a case's owner for one: what they did is not known.
 */
function whoCameForWhat({ invitations }: ClosedSwarm, technologies: readonly string[], helpers: readonly string[]) {
  const asked = new Map<string, Set<string>>();
  for (const { person, role, technologies: wanted } of invitations)
    if (role === 'expert' && helpers.includes(person.id))
      asked.set(person.id, new Set([...(asked.get(person.id) ?? []), ...wanted]));
  const nobodys = technologies.filter((each) => ![...asked.values()].some((wanted) => wanted.has(each)));
  return (person: string): string[] | undefined => {
    const wanted = asked.get(person);
    if (!wanted || wanted.size === 0) return undefined;
    const own = technologies.filter((each) => wanted.has(each));
    return own.length === 0 || helpers.length === 1 ? [...own, ...nobodys] : own;
  };
}
