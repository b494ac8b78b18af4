import { until } from '../until.ts';
import type { World } from './world.ts';

const patience = { timeout: 120_000 };

/** Kills the bot while each of these calls is held, one after the other; `look` is told how often it was done by then. Answers the last call before the last start. */
export async function killedAround(
  world: World,
  calls: readonly string[],
  look: (done: number) => void,
): Promise<number> {
  const { faults, feed } = world.sandbox;
  let killed = 0;
  for (const [done, rule] of calls.entries()) {
    const held = await faults.untilHeld(rule);
    look(done);
    await world.bot().kill();
    killed = feed.wireLog().at(-1)?.number ?? 0;
    // Held before its work it must be seen to have lost its caller, or the work would still be done.
    await until(() => held.isAbandoned(), patience.timeout);
    faults.release(rule);
    await world.startBot();
  }
  return killed;
}
