import type { Person } from '../cases/case.ts';
import type { SilentAsk, StartedSwarm } from './state.ts';

/**
 * Who is in a swarm and has not been heard: who noted nothing, asked nothing and steered nothing by the bot, which reads no
 * messages. Whoever coordinates is not asked by themselves.
 */
export function silentIn(state: Pick<StartedSwarm, 'members' | 'invitations' | 'coordinator' | 'heard'>): Person[] {
  const accepted = state.invitations.filter(({ answer }) => answer.state === 'accepted').map(({ person }) => person);
  const inside = new Map([...state.members.map(({ person }) => person), ...accepted].map((each) => [each.id, each]));
  return [...inside.values()].filter(({ id }) => id !== state.coordinator.id && !state.heard.includes(id));
}

/** Those of them who were not asked privately. */
export function unaskedIn(state: Pick<StartedSwarm, 'silentAsks'> & Parameters<typeof silentIn>[0]): Person[] {
  const asked = new Set(state.silentAsks.flatMap((ask) => ask.asked.map(({ id }) => id)));
  return silentIn(state).filter(({ id }) => !asked.has(id));
}

/**
 * What came of each private question: whom it reached last, how many of them have answered since, and how many of those had
 * nothing to add. Who said what stays with them.
 */
export function silentAnswers({ silentAsks, views }: Pick<StartedSwarm, 'silentAsks' | 'views'>): (Pick<
  SilentAsk,
  'at' | 'asked'
> & {
  answered: number;
  nothing: number;
})[] {
  const lastOf = new Map(silentAsks.flatMap(({ version, asked }) => asked.map(({ id }) => [id, version] as const)));
  return silentAsks.flatMap(({ at, version, asked: all }) => {
    const asked = all.filter(({ id }) => lastOf.get(id) === version);
    const answers = asked.map(({ id }) => views.filter((view) => view.by.id === id && view.version > version));
    const answered = answers.filter((each) => each.length > 0);
    const nothing = answered.filter((each) => each.every(({ text }) => text === ''));
    return asked.length === 0 ? [] : [{ at, asked, answered: answered.length, nothing: nothing.length }];
  });
}

/**
 * Whom to offer to ask before the swarm is resolved: in a critical one those who have not been heard, and were not asked
 * privately either. Nobody in any other: there the form says who they are.
 */
export function silentBeforeEnd(state: StartedSwarm): Person[] {
  if (state.status !== 'running' || state.case.severity !== 'critical') return [];
  return unaskedIn(state);
}
