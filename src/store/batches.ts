import { isAway } from './connection/databaseFault.ts';

/** How tasks are joined: at most so many in a batch, so many batches at once, and their starts so many ms apart. */
export type Batching = { most: number; atOnce: number; apart: number };

/**
 * Joins what is asked at nearly the same moment into one statement: one journey to the database and one flush of its
 * log for all who wait. Who comes alone waits for nothing; under load a batch begins so long after the one before that
 * several have come together, which costs them a few milliseconds and the machine far less. `run` answers in the order
 * of its tasks. Of a batch that fails each task is tried by itself, so that one bad task is only its own; unless the
 * database is away: then it is nobody's, and each would wait for it in turn. A task that does not join is run alone, in
 * its place.
 */
export function inBatches<Task, Answer>(
  run: (tasks: readonly Task[]) => Promise<Answer[]>,
  { most, atOnce, apart }: Batching,
  joins: (task: Task) => boolean = () => true,
): (task: Task) => Promise<Answer> {
  type Waiting = { task: Task; resolve: (answer: Answer) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let underWay = 0;
  let lastStart = 0;
  let due: NodeJS.Timeout | NodeJS.Immediate | null = null;

  const plan = (): void => {
    if (due || waiting.length === 0 || underWay >= atOnce) return;
    const wait = waiting.length >= most ? 0 : lastStart + apart - performance.now();
    // At once means after what is ready to run now, so that turns that came together are asked together.
    due = wait > 0 ? setTimeout(next, wait) : setImmediate(next);
  };

  const next = (): void => {
    due = null;
    underWay++;
    lastStart = performance.now();
    const alone = waiting.findIndex(({ task }) => !joins(task));
    const together = alone === -1 ? most : Math.min(most, Math.max(1, alone));
    runBatch(waiting.splice(0, together)).finally(() => {
      underWay--;
      plan();
    });
    plan();
  };

  async function runBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await run(batch.map((each) => each.task));
      for (const [index, each] of batch.entries()) each.resolve(answerAt(answers, index));
    } catch (error) {
      if (batch.length === 1 || isAway(error)) for (const each of batch) each.reject(error);
      else for (const each of batch) await runBatch([each]);
    }
  }

  return (task) =>
    new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      plan();
    });
}

function answerAt<Answer>(answers: readonly Answer[], index: number): Answer {
  if (index >= answers.length) throw new Error(`A batch gave ${answers.length} answers and owes one more`);
  return answers[index] as Answer;
}

/** For statements of a turn, in front of which somebody sits: a wait that nobody notices. */
export const ofTurns: Batching = { most: 50, atOnce: 2, apart: 3 };
