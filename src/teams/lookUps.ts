import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Person } from '../cases/case.ts';
import type { Database } from '../store/database.ts';
import { lookedUpPerson } from '../store/graphTables.ts';
import type { Queue } from '../store/queue.ts';
import type { Budget } from './inbound/budgets.ts';
import type { FindPerson } from './ports.ts';

/** The queue of its jobs. */
export const findPersonJob = 'find-person';

/** Who was meant; null: nobody of the organisation; `under-way`: the directory has not answered yet. */
export type LookedUp = Person | null | 'under-way';

/**
 * People outside the registry, by Entra id (the people picker gives nothing else) or mail address. `askedBy`, the Entra
 * id of who names them, may have the directory asked so often a minute; then it is `under-way`, and nobody is asked.
 */
export type LookUps = {
  lookUp(idOrMail: string, askedBy: string): Promise<LookedUp>;
  /** Does a job: asks the directory and keeps its answer. Throws when it cannot be asked now; the queue comes back. */
  run(job: unknown): Promise<void>;
};

export type LookUpsNeeds = {
  database: Database;
  queue: Pick<Queue, 'enqueue'>;
  findPerson: FindPerson;
  tenantId: string;
  budget: Budget;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

const jobSchema = z.strictObject({ asked: z.string() });
const isAddress = (asked: string): boolean => z.guid().safeParse(asked).success || z.email().safeParse(asked).success;

/** How long answers hold: people change their names rarely, and are hired while one types. In milliseconds. */
const holds = { found: 86_400_000, nobody: 60_000, asking: 60_000, kept: 30 * 86_400_000 };
/** A press must be answered within five seconds (platform.md 2.4); Graph mostly answers within one. */
const patience = 2_500;
const step = 100;

/**
 * Looks people up without a turn calling Graph: the turn stores the question with its job, and waits a moment for the
 * answer, which any process may give.
 */
export function createLookUps({ database, queue, findPerson, tenantId, budget, clock }: LookUpsNeeds): LookUps {
  const { sql } = database;
  const row = (asked: string) => and(eq(lookedUpPerson.tenantId, tenantId), eq(lookedUpPerson.asked, asked));
  const now = () => new Date(clock()).toISOString();

  async function answerTo(asked: string): Promise<LookedUp | 'not-asked'> {
    const [found] = await sql.select().from(lookedUpPerson).where(row(asked));
    if (!found) return 'not-asked';
    const { personId, name, askedAt, answeredAt } = found;
    const within = (since: string, most: number) => clock() - Date.parse(since) < most;
    if (answeredAt === null) return within(askedAt, holds.asking) ? 'under-way' : 'not-asked';
    if (personId !== null && name !== null)
      return within(answeredAt, holds.found) ? { id: personId, name } : 'not-asked';
    return within(answeredAt, holds.nobody) ? null : 'not-asked';
  }

  async function ask(asked: string): Promise<void> {
    const question = { askedAt: now(), answeredAt: null };
    const committed = await sql.transaction(async (tx) => {
      await tx
        .insert(lookedUpPerson)
        .values({ tenantId, asked, personId: null, name: null, ...question })
        .onConflictDoUpdate({ target: [lookedUpPerson.tenantId, lookedUpPerson.asked], set: question });
      return queue.enqueue(tx, [{ name: findPersonJob, body: { asked } }]);
    });
    committed();
  }

  return {
    async lookUp(idOrMail, askedBy) {
      const asked = idOrMail.trim().toLowerCase();
      if (!isAddress(asked)) return null;
      let answer = await answerTo(asked);
      if (answer === 'not-asked') {
        if (budget('look-up', askedBy) !== 'granted') return 'under-way';
        await ask(asked);
        answer = 'under-way';
      }
      for (let waited = 0; answer === 'under-way' && waited < patience; waited += step) {
        await pause(step);
        answer = await answerTo(asked);
      }
      return answer === 'not-asked' ? 'under-way' : answer;
    },
    async run(job) {
      const { asked } = jobSchema.parse(job);
      const person = await findPerson(asked);
      await sql
        .update(lookedUpPerson)
        .set({ personId: person?.id ?? null, name: person?.name ?? null, answeredAt: now() })
        .where(row(asked));
      const old = new Date(clock() - holds.kept).toISOString();
      await sql
        .delete(lookedUpPerson)
        .where(and(eq(lookedUpPerson.tenantId, tenantId), lt(lookedUpPerson.askedAt, old)));
    },
  };
}
