import { cut } from '../../language/cut.ts';
import { noteFields } from '../../swarm/events.ts';
import { problemOf } from '../../swarm/ownWords.ts';
import { noteOf, type StartedSwarm } from '../../swarm/state.ts';

/**
 * What was written in a swarm, for a model to tell of: no person's name, no customer, and of each text so much that all of it
 * stays within a request. `share`: letters for all of it.
 */
export function recordOf(state: StartedSwarm, share: number) {
  const note = noteOf(state);
  const outcome = state.status === 'resolved' && state.outcome.kind === 'resolved' ? state.outcome : null;
  const texts = {
    title: state.case.title,
    problem: problemOf(state),
    ...(note && Object.fromEntries(noteFields.map((field) => [field, note[field].map(({ text }) => text).join('\n')]))),
    questions: state.questions.map(({ question }) => question).slice(-5),
    said: state.views
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .slice(-10),
    leftBehind: state.invitations.flatMap(({ answer }) =>
      answer.state === 'left' && answer.known ? [answer.known] : [],
    ),
    ...(outcome && { cause: outcome.rootCause, fix: outcome.fix }),
  };
  const most = Math.floor(share / 8);
  return Object.fromEntries(
    Object.entries(texts)
      .map(([name, held]) => [name, Array.isArray(held) ? fitting(held, most) : cut(String(held), most)] as const)
      .filter(([, held]) => held.length > 0),
  );
}

/** The newest of several texts that fit together. */
function fitting(texts: readonly string[], most: number): string[] {
  const kept: string[] = [];
  let room = most;
  for (const text of texts.toReversed()) {
    if (text.length > room && kept.length > 0) break;
    kept.unshift(cut(text, room));
    room -= text.length;
    if (room <= 0) break;
  }
  return kept;
}

/** Every text of a record, to look up in what was given. */
export const textsOf = (record: Readonly<Record<string, string | string[]>>): string[] => Object.values(record).flat();
