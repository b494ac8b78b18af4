import type { PGlite } from '@electric-sql/pglite';
import { makeAsNew, type Session, type State, stateOf } from './asNew.ts';
import { loadImage } from './images.ts';
import { createKept } from './kept.ts';

type Memory = { pglite: PGlite; asNew: State };

const kept = createKept<Memory>({
  async makeAsNew({ pglite, asNew }) {
    await likeANewSession(pglite);
    const isAsNew = await makeAsNew(sessionOf(pglite), asNew);
    await likeANewSession(pglite);
    return isAsNew;
  },
  end: async ({ pglite }) => {
    if (!pglite.closed) await pglite.close();
  },
  holdsProcess: true,
});

/** A PGlite for one test (or suite), and how it is given back. Whoever still holds it then finds it closed. */
export async function takeMemory(): Promise<{ pglite: PGlite; giveBack: () => Promise<void> }> {
  const memory = (await kept.take()) ?? (await startOne());
  const { handle, end } = heldUntilEnd(memory.pglite);
  return {
    pglite: handle,
    giveBack: async () => {
      if (!end()) return;
      if (await comesToRest(memory.pglite)) await kept.giveBack(memory);
      else await memory.pglite.close();
    },
  };
}

async function startOne(): Promise<Memory> {
  const pglite = await loadImage('ready');
  return { pglite, asNew: await stateOf(sessionOf(pglite)) };
}

/** What PostgreSQL made itself has lower numbers. */
const sessionOf = (pglite: PGlite): Session => ({
  query: (text, values) => pglite.query<Record<string, unknown>>(text, values),
  spaces: `oid >= 16384 or nspname = 'public'`,
  isAlone: true,
});

/** Whether what was begun ended; nobody can begin more. */
function comesToRest(pglite: PGlite): Promise<boolean> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(false), 2000);
    pglite
      .transaction(async () => true)
      .then(resolve, () => resolve(false))
      .finally(() => clearTimeout(limit));
  });
}

/** A PGlite that is closed to whom it was given, once they gave it back. `end` tells whether it can be used again. */
function heldUntilEnd(pglite: PGlite): { handle: PGlite; end: () => boolean } {
  let isOver = false;
  const handle = new Proxy(pglite, {
    get(target, key) {
      if (key === 'closed') return isOver || target.closed;
      const found: unknown = Reflect.get(target, key, target);
      if (typeof found !== 'function') return found;
      return isOver ? () => Promise.reject(new Error('PGlite is closed')) : found.bind(target);
    },
  });
  return {
    handle,
    end() {
      const isFirst = !isOver && !pglite.closed;
      isOver = true;
      return isFirst;
    },
  };
}

async function likeANewSession(pglite: PGlite): Promise<void> {
  // Each by itself: of several at once PostgreSQL makes a transaction.
  for (const statement of ['rollback', 'discard all', 'set search_path to public']) await pglite.exec(statement);
}
