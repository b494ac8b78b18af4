import type { Persona, SeenMessage } from '../../../src/sandbox/people/persona.ts';

const patience = 120_000;

/**
 * One swarm from its plan to its end, by people who press what they see: asked for two products, one expert accepts (of every fourth
 * swarm somebody declines first), and it is resolved, or of every third called off.
 */
export async function lifeOfSwarm({
  owner,
  nth,
  products,
  experts,
}: {
  owner: Persona;
  nth: number;
  products: readonly [string, string];
  experts: readonly Persona[];
}): Promise<void> {
  const words = `Soak ${nth} of ${products[0]}`;
  const sees = (verb: string) => (message: SeenMessage) =>
    message.actions.some((action) => action.verb === verb) && JSON.stringify(message.card ?? '').includes(words);
  const press = async (message: SeenMessage, verb: string, typed?: Record<string, string>): Promise<void> => {
    const { error } = await message.press(verb, typed);
    if (error !== null) throw new Error(`${verb}: ${JSON.stringify(error)}`);
  };
  /** The first of the experts who is asked, those who were not before. */
  const asked = (but: Persona | null): Promise<[Persona, SeenMessage]> =>
    Promise.any(
      experts
        .filter((expert) => expert !== but)
        .map(async (expert) => [expert, await expert.waitForMessage(sees('accept'), { timeout: patience })] as const),
    ).then(([expert, message]) => [expert, message]);

  await owner.say(`/swarm ${words} does not answer, and ${products[1]} drops connections`);
  await press(await owner.waitForMessage(sees('start-swarm'), { timeout: patience }), 'start-swarm');
  let [expert, invitation] = await asked(null);
  if (nth % 4 === 0) {
    await press(invitation, 'decline', { reason: 'busy' });
    [expert, invitation] = await asked(expert);
  }
  await press(invitation, 'accept');
  const running = await owner.waitForMessage(sees('cancel'), { timeout: patience });
  if (nth % 3 === 0) await press(running, 'cancel', { cancelReason: 'Enough of it' });
  else await press(running, 'resolve', { rootCause: 'A certificate had ended.', fix: 'A new one was made.' });
}
