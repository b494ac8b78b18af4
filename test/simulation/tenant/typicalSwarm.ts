import { inputsOf } from '../../teams/cards/reading.ts';
import type { Chance } from '../chance.ts';
import type { Call, Shown } from '../outside.ts';
import { chatOf } from '../outside.ts';
import { monday } from '../people.ts';
import { pressesOn } from '../pressing.ts';
import { playWeek, type Stage } from '../week.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * The calls of an ordinary swarm, from its plan until its channel is deleted, as the real bot makes them when nothing goes wrong: two
 * experts and a learner are asked, one declines and the next one comes, it is resolved after four hours. `at`: milliseconds since the plan.
 */
export async function callsOfTypicalSwarm(): Promise<Call[]> {
  const calls: Call[] = [];
  const mishaps = { refused: 0, lost: 0, statementFails: 0, unheard: 0, dies: 0, cutOff: 0, parted: 0, clockJumps: 0 };
  await playWeek(1, { mishaps, heard: (call) => calls.push({ ...call, at: call.at - monday }), play });
  return calls;
}

async function play({ week, act, press, runUntil }: Stage): Promise<void> {
  async function presses(who: string, verb: string, filled: Record<string, string> = {}): Promise<void> {
    for (const message of week.outside.visible().toReversed()) {
      const look = message.looks.at(-1);
      const pressed = look && pressesOn(look).find((each) => each.verb === verb);
      if (!look || !pressed || !isSeenBy(who, message)) continue;
      const inputs = Object.fromEntries(inputsOf(look).map(({ id, value }) => [id, filled[id] ?? value ?? '']));
      const answered = await press(who, message, verb, { ...inputs, ...pressed.data });
      if (answered === 'nothing' || 'said' in answered) throw new Error(`${who} could not ${verb}`);
      return;
    }
    throw new Error(`${who} sees no ${verb}`);
  }
  await act.propose(ordinary, 'olga', '4711');
  await runUntil(monday + 10 * minute);
  await presses('mika', 'accept');
  await presses('ravi', 'decline');
  await runUntil(monday + 30 * minute);
  const asked = week.outside.messages.filter(({ conversation }) => conversation.startsWith('chat-'));
  const next = ['sean', 'yuki', 'zoe'].find((who) =>
    asked.some((message) => isSeenBy(who, message) && isAsking(message)),
  );
  if (next) await presses(next, 'accept');
  await runUntil(monday + 240 * minute);
  const cause = { rootCause: 'The certificate of the proxy had ended', fix: 'Renewed it', fixKind: 'final' };
  await presses('olga', 'resolve', { ...cause, resolvedTechnologies: 'vpn', credits: 'mika' });
  await runUntil(monday + 40 * day);
}

const isSeenBy = (who: string, { conversation }: Shown): boolean => conversation === chatOf(who);
const isAsking = ({ looks }: Shown): boolean => {
  const look = looks.at(-1);
  return look !== undefined && pressesOn(look).some(({ verb }) => verb === 'accept');
};

/** Nothing of it is left to chance. */
const ordinary: Chance = {
  number: () => 0.5,
  below: () => 0,
  once: () => false,
  one(of) {
    const [first] = of;
    if (first === undefined) throw new Error('There is nothing to choose of');
    return first;
  },
  some: () => [],
};
