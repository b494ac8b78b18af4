/**
 * Joins what is asked while an earlier batch is under way into one statement: one journey to the database and one
 * flush of its log for all who wait, and no wait at all for who comes alone. `run` answers in the order of its tasks.
 * Of a batch that fails each task is tried by itself, so that one bad task is only its own.
 */
export function inBatches<Task, Answer>(
  run: (tasks: readonly Task[]) => Promise<Answer[]>,
  { most, atOnce }: { most: number; atOnce: number },
): (task: Task) => Promise<Answer> {
  type Waiting = { task: Task; resolve: (answer: Answer) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let underWay = 0;

  const next = (): void => {
    if (waiting.length === 0 || underWay >= atOnce) return;
    underWay++;
    runBatch(waiting.splice(0, most)).finally(() => {
      underWay--;
      next();
    });
  };

  async function runBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await run(batch.map((each) => each.task));
      for (const [index, each] of batch.entries()) each.resolve(answerAt(answers, index));
    } catch (error) {
      if (batch.length === 1) for (const each of batch) each.reject(error);
      else for (const each of batch) await runBatch([each]);
    }
  }

  return (task) =>
    new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      // After what is ready to run now, so that turns that came together are asked together.
      if (waiting.length === 1) setImmediate(next);
    });
}

function answerAt<Answer>(answers: readonly Answer[], index: number): Answer {
  if (index >= answers.length) throw new Error(`A batch gave ${answers.length} answers and owes one more`);
  return answers[index] as Answer;
}
