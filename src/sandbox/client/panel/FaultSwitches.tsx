import { Button, Switch } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { useWords } from '../language/words.ts';
import { call } from '../window/calls.ts';
import { useTelling } from '../window/toasts.ts';
import { useSession, useWindow } from '../window/windowContext.ts';
import { BotSwitch } from './BotSwitch.tsx';
import { type FaultSwitch, type FaultsNow, faultSwitches, faultsNowSchema } from './faults.ts';

const path = '/sandbox/faults';

/** Switches for what can go wrong, as the sandbox has them now: other windows and tests switch them too. */
export function FaultSwitches() {
  const words = useWords();
  const tell = useTelling();
  const { session } = useWindow();
  const wire = useSession('wire');
  const [now, setNow] = useState<FaultsNow | null>(null);
  const asking = useCallback(
    async (doing: Promise<FaultsNow>) => {
      try {
        setNow(await doing);
      } catch {
        tell(words.problems.other, 'error');
      }
    },
    [tell, words],
  );
  // A rule ends when it has struck often enough, which shows as a call on the wire.
  const lastStruck = wire.find(({ fault }) => fault !== undefined)?.number;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each strike
  useEffect(() => {
    asking(call('GET', path, faultsNowSchema));
  }, [asking, lastStruck]);

  if (now === null) return null;
  const switches = faultSwitches(session.who);
  const active = switches.filter((each) => each.isOn(now)).length;
  const turn = (each: FaultSwitch, on: boolean) => {
    const { held: _, ...settings } = on ? { ...each.on(now), held: [] } : { ...each.off(now), held: [] };
    asking(call('PUT', path, faultsNowSchema, settings));
  };
  return (
    <div className="faults">
      <BotSwitch />
      <p>{words.fault.intro}</p>
      <ul>
        {switches.map((each) => {
          const [title, note] = words.fault[each.name];
          return (
            <li key={each.name}>
              <Switch
                checked={each.isOn(now)}
                onChange={(_, { checked }) => turn(each, checked)}
                label={
                  <span className="fault-words">
                    <span>{title}</span>
                    <span className="list-preview">{note}</span>
                  </span>
                }
              />
            </li>
          );
        })}
      </ul>
      <p role="status">{active > 0 && words.fault.active(active)}</p>
      <Button disabled={active === 0} onClick={() => asking(call('DELETE', path, faultsNowSchema))}>
        {words.fault.clear}
      </Button>
    </div>
  );
}
