import { useCallback, useEffect, useRef, useState } from 'react';
import type { HistoryRow } from '../../history/swarms/rows.ts';
import type { SwarmsPage } from '../../history/swarms/swarmRoutes.ts';
import { refusalIn, type ServerRefusal } from '../server.ts';
import { useTab } from '../tabContext.ts';

/** The list as far as it was read. `stale`: of the question before, while the new one is on its way. */
export type SwarmsRead = {
  rows: HistoryRow[];
  isAll: boolean;
  stale: boolean;
  reading: boolean;
  refusal: ServerRefusal | null;
};

const nothing: SwarmsRead = { rows: [], isAll: false, stale: false, reading: true, refusal: null };

/** Reads swarms page after page, as far as somebody scrolls. `query` without its page. */
export function useSwarms(query: string): SwarmsRead & { more(): void; again(): void } {
  const { server } = useTab();
  const [read, setRead] = useState<SwarmsRead>(nothing);
  const asked = useRef<{ query: string; next: string | null; leaving: AbortController }>(undefined);

  const ask = useCallback(
    async (wanted: string, after: string | null) => {
      const leaving = new AbortController();
      asked.current?.leaving.abort();
      asked.current = { query: wanted, next: null, leaving };
      setRead((before) => ({
        ...before,
        reading: true,
        refusal: null,
        stale: after === null && before.rows.length > 0,
      }));
      const cursor = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      try {
        const page = await server.get<SwarmsPage>(`/api/history/swarms?${wanted}&limit=100${cursor}`, leaving.signal);
        if (leaving.signal.aborted) return;
        asked.current = { query: wanted, next: page.next, leaving };
        setRead((before) => ({
          rows: after === null ? page.rows : [...before.rows, ...page.rows],
          isAll: page.next === null,
          stale: false,
          reading: false,
          refusal: null,
        }));
      } catch (error) {
        if (leaving.signal.aborted) return;
        const refusal = refusalIn(error);
        setRead((before) => ({
          ...before,
          reading: false,
          stale: false,
          refusal,
          ...(after === null ? { rows: [] } : {}),
        }));
      }
    },
    [server],
  );

  useEffect(() => {
    void ask(query, null);
    return () => asked.current?.leaving.abort();
  }, [ask, query]);

  const more = useCallback(() => {
    const { next, query: of } = asked.current ?? {};
    if (next && of !== undefined) void ask(of, next);
  }, [ask]);
  return { ...read, more, again: () => void ask(query, null) };
}
