import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { rosterSchema } from '../../window/views.ts';
import { call } from '../window/calls.ts';
import { useSession, useWindow } from '../window/windowContext.ts';

export type Roster = z.infer<typeof rosterSchema>;

/** The people of a conversation; asked for again when the conversations have changed. */
export function useRoster(conversation: string): Roster {
  const { session } = useWindow();
  const conversations = useSession('conversations');
  const [roster, setRoster] = useState<Roster>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the list may be one of the roster
  useEffect(() => {
    let current = true;
    const path = `/sandbox/people/${session.who}/conversations/${encodeURIComponent(conversation)}/roster`;
    call('GET', path, rosterSchema).then(
      (read) => current && setRoster(read),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, conversation, conversations]);
  return roster;
}
