import { expect, test } from '@jest/globals';
import { modelRoutes } from '../../src/sandbox/model/modelRoutes.ts';
import type { ModelStandIn } from '../../src/sandbox/model/modelStandIn.ts';

const asked = async (model: ModelStandIn | null, body: unknown) => {
  const [route] = modelRoutes(model);
  if (!route) throw new Error('There is no route');
  const call = { method: 'PUT', path: route.path, params: {}, query: new URLSearchParams(), headers: {}, body };
  return (await route.answer({ ...call, raw: '' } as never)).status;
};

test('whoever tries the sandbox says how its language model answers, where there is one', async () => {
  const model = { mood: 'sense' } as ModelStandIn;
  expect(await asked(model, { mood: 'cut' })).toBe(200);
  expect(model.mood).toBe('cut');
  expect(await asked(model, { mood: 'grumpy' })).toBe(400);
  expect(await asked(null, { mood: 'cut' })).toBe(404);
});
