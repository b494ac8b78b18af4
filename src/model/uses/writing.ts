import type { z } from 'zod';
import type { ModelWords } from '../../swarm/events.ts';

/** One thing a model is to write: the prompt, and what of its answer can be used (null: nothing). */
export type Writing<Shape extends z.ZodType = z.ZodType> = {
  system: string;
  given: unknown;
  shape: Shape;
  wordsOf(answer: z.infer<Shape>): ModelWords | null;
};
