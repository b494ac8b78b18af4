import { z } from 'zod';
import { refused } from '../doors/listener.ts';
import type { Route } from '../doors/routes.ts';
import { type ModelStandIn, modelMoods } from './modelStandIn.ts';

const moodSchema = z.strictObject({ mood: z.enum(modelMoods) });

/** Lets whoever tries the sandbox have its language model answer with nonsense, cut off, or as a hostile text in a case orders. */
export function modelRoutes(model: ModelStandIn | null): Route[] {
  return [
    {
      method: 'PUT',
      path: '/sandbox/model',
      answer({ body }) {
        if (!model) return refused(404, 'There is no language model: start the sandbox with --model.');
        const wish = moodSchema.safeParse(body);
        if (!wish.success) return refused(400, z.prettifyError(wish.error));
        model.mood = wish.data.mood;
        return { status: 200, body: { mood: model.mood } };
      },
    },
  ];
}
