import { useEffect, useState } from 'react';
import type { PolicyAnswer, PolicyPreview, PolicyUndo } from '../../history/policy/policyRoutes.ts';
import type { PolicyField } from '../../swarm/policy.ts';
import { refusalIn, type ServerRefusal } from '../server.ts';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import { isSameValue } from './valueText.ts';

/** What was changed and not saved yet. */
export type Edits = Partial<Record<PolicyField, unknown>>;
export type Told = { intent: 'success' | 'warning' | 'error'; words: string };

/** The policy as the server has it, what was changed on it, and what can be done with that. */
export function usePolicy() {
  const { server, words, format } = useTab();
  const { policy: said } = words;
  const { answer, again } = useAnswer<PolicyAnswer>('/api/policy');
  const [saved, setSaved] = useState<PolicyAnswer | null>(null);
  const [edits, setEdits] = useState<Edits>({});
  const [wrong, setWrong] = useState<ServerRefusal['fields']>([]);
  const [preview, setPreview] = useState<PolicyPreview | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const asked = shown(answer);
  useEffect(() => {
    if (asked) setSaved(asked);
  }, [asked]);

  const edit = (field: PolicyField, value: unknown) => {
    setTold(null);
    setWrong((before) => before.filter(({ path }) => path.split('.')[0] !== field));
    setEdits(({ [field]: _, ...others }) =>
      saved && isSameValue(value, saved.fields[field]) ? others : { ...others, [field]: value },
    );
  };

  /** Asks, and tells what came of it; null: it was refused. */
  async function asking<T>(ask: () => Promise<T>): Promise<T | null> {
    setIsBusy(true);
    setTold(null);
    setWrong([]);
    try {
      return await ask();
    } catch (error) {
      setPreview(null);
      await refused(refusalIn(error));
      return null;
    } finally {
      setIsBusy(false);
    }
  }

  async function refused({ code, fields }: ServerRefusal): Promise<void> {
    setWrong(fields);
    if (code === 'bad-policy') return setTold({ intent: 'error', words: said.wrongBelow });
    if (code === 'policy-changed-since') return setTold({ intent: 'error', words: said.changedSince });
    if (code === 'administrators-only') return setTold({ intent: 'error', words: said.administratorsOnly });
    if (code !== 'policy-changed' && code !== 'policy-locked')
      return setTold({ intent: 'error', words: said.notSaved });
    // What others changed is taken over; what was changed here stays on top of it, to be looked at again.
    const now = await server.get<PolicyAnswer>('/api/policy').catch(() => null);
    if (now) setSaved(now);
    const [last] = now?.changes ?? [];
    const by = last?.by?.name ?? said.somebody;
    const both = last?.changed.filter(({ field }) => field in edits).map(({ field }) => said.fields[field].name) ?? [];
    const words = last ? said.stale(by, format.moment(last.at)) : said.notSaved;
    setTold({ intent: 'warning', words: both.length > 0 ? `${words} ${said.staleBoth(both)}` : words });
  }

  return {
    answer,
    again,
    saved,
    edits,
    wrong,
    preview,
    told,
    isBusy,
    edit,
    discard: () => {
      setEdits({});
      setWrong([]);
      setTold(null);
    },
    look: async () => {
      const seen = await asking(() => server.put<PolicyPreview>('/api/policy/preview', { set: edits }));
      if (seen) setPreview(seen);
    },
    closePreview: () => setPreview(null),
    save: async (why: string) => {
      const now = await asking(() =>
        server.put<PolicyAnswer>('/api/policy', { revision: saved?.revision ?? 0, why, set: edits }),
      );
      if (!now) return;
      setPreview(null);
      setSaved(now);
      setEdits({});
      setTold({ intent: 'success', words: said.saved });
    },
    undo: async (revision: number) => {
      const wanted: PolicyUndo = { revision: saved?.revision ?? 0, undoes: revision };
      const now = await asking(() => server.put<PolicyAnswer>('/api/policy/undo', wanted));
      if (!now) return;
      setSaved(now);
      setTold({ intent: 'success', words: said.undone });
    },
  };
}
