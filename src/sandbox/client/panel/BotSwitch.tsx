import { Button } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { type BotState, botStateSchema } from '../../window/views.ts';
import { useWords } from '../language/words.ts';
import { call } from '../window/calls.ts';
import { useTelling } from '../window/toasts.ts';

const path = '/sandbox/window/bot';

/** Kills the bot's process, as a crash would, and starts it again; not there where the sandbox does not run the bot. */
export function BotSwitch() {
  const words = useWords();
  const tell = useTelling();
  const [state, setState] = useState<BotState | null>(null);
  const ask = useCallback(async (wish: 'kill' | 'start' | null) => {
    const answer = await (wish === null
      ? call('GET', path, botStateSchema)
      : call('POST', path, botStateSchema, { wish }));
    setState(answer.state);
  }, []);
  useEffect(() => {
    ask(null).catch(() => setState(null));
  }, [ask]);
  if (state === null) return null;
  const wish = state === 'down' ? 'start' : 'kill';
  return (
    <div className="bot-switch">
      <span role="status">{words.fault.bot[state]}</span>
      <Button
        size="small"
        disabled={state === 'starting'}
        onClick={() => {
          if (wish === 'start') setState('starting');
          ask(wish).catch(() => {
            setState('down');
            tell(words.problems.other, 'error');
          });
        }}
      >
        {words.fault.botWish[wish]}
      </Button>
    </div>
  );
}
