import { useEffect, useState } from 'react';
import type { ErasurePreview, PersonalDataAnswer } from '../../history/personalData/personalDataRoutes.ts';
import { saveFile } from '../parts/saveFile.ts';
import { refusalIn } from '../server.ts';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';

export type Told = { intent: 'success' | 'warning' | 'error'; words: string };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was asked for so far, the person and the reason that are typed, and what can be done. */
export function usePersonalData() {
  const { server, words } = useTab();
  const { personalData: said } = words;
  const { answer, again } = useAnswer<PersonalDataAnswer>('/api/personal-data');
  const [saved, setSaved] = useState<PersonalDataAnswer | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const [preview, setPreview] = useState<ErasurePreview | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const asked = shown(answer);
  useEffect(() => {
    if (asked) setSaved(asked);
  }, [asked]);
  const isPerson = person !== null && guid.test(person);

  /** Asks, and tells what came of it; null: it was refused. */
  async function asking<T>(ask: () => Promise<T>, isChange: boolean): Promise<T | null> {
    setIsBusy(true);
    setTold(null);
    try {
      return await ask();
    } catch (error) {
      const { code, fields, mayBeDone } = refusalIn(error);
      const held = words.listed(fields.map(({ path }) => said.inCase(path)));
      const known: Record<string, string> = {
        'nothing-stored': said.nothing,
        'asked-already': said.askedAlready,
        ...said.whyNot,
        'not-waiting': said.notWaiting,
        held: said.heldNow(held),
      };
      setTold({
        intent: code in known ? 'warning' : 'error',
        words: known[code] ?? (isChange && mayBeDone ? said.notHeard : said.notDone),
      });
      again();
      return null;
    } finally {
      setIsBusy(false);
    }
  }

  const changed = async (
    path: string,
    content: object,
    done: (now: PersonalDataAnswer) => string,
  ): Promise<boolean> => {
    const now = await asking(() => server.put<PersonalDataAnswer>(`/api/personal-data/${path}`, content), true);
    if (!now) return false;
    setSaved(now);
    setTold({ intent: 'success', words: done(now) });
    return true;
  };

  return {
    ...{ answer, again, saved, person, why, preview, told, isBusy, isPerson, setWhy },
    pick: (picked: string | null) => {
      setPerson(picked?.trim().toLowerCase() ?? null);
      setPreview(null);
      setTold(null);
    },
    look: async () => {
      const path = `/api/personal-data/preview?person=${encodeURIComponent(person ?? '')}`;
      const seen = await asking(() => server.get<ErasurePreview>(path), false);
      if (seen) setPreview(seen);
    },
    exported: async () => {
      const held = await asking(() => server.put<object>('/api/personal-data/export', { person, why }), true);
      if (!held) return;
      saveFile(new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' }), `${person}.json`);
      setTold({ intent: 'success', words: said.exported });
      again();
    },
    ask: async () => {
      const isKept = await changed('ask', { person, why }, ({ needsTwo }) => said.asked(needsTwo));
      if (!isKept) return;
      setPreview(null);
      setWhy('');
    },
    erase: (request: string) =>
      changed('erase', { request }, ({ requests }) =>
        requests.find(({ id }) => id === request)?.state === 'done' ? said.looked : said.erased,
      ),
    withdraw: (request: string) => changed('withdraw', { request }, () => said.withdrawn),
  };
}
