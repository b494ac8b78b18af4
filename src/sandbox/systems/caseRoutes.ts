import { z } from 'zod';
import { severities } from '../../cases/case.ts';
import { refused } from '../doors/listener.ts';
import type { Route } from '../doors/routes.ts';
import type { OpenCaseSystem } from './openCaseSystem.ts';

const ownerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: z.string(), name: z.string(), mail: z.string() }),
  z.strictObject({ kind: z.literal('group'), name: z.string() }),
]);
const changeSchema = z
  .strictObject({
    title: z.string(),
    description: z.string(),
    severity: z.enum(severities),
    owner: ownerSchema,
    state: z.enum(['open', 'closed', 'merged']),
    mergedInto: z.strictObject({ number: z.string(), silently: z.boolean().default(false) }),
    isDeleted: z.boolean(),
    satisfaction: z.enum(['good', 'neutral', 'bad']),
    columns: z.record(z.string(), z.unknown()),
  })
  .partial();

/** Changes a case of the organisation in the system where it lives, which then tells the bot of it. */
export function caseRoutes(system: Pick<OpenCaseSystem, 'change'> | null): Route[] {
  return [
    {
      method: 'PATCH',
      path: '/sandbox/cases/:number',
      async answer({ params, body }) {
        if (!system) return refused(404, 'The organisation keeps no cases in a system of their own.');
        const change = changeSchema.safeParse(body);
        if (!change.success) return refused(400, z.prettifyError(change.error));
        const given = Object.fromEntries(Object.entries(change.data).filter(([, value]) => value !== undefined));
        const pushed = await system.change(params.number ?? '', given);
        return pushed ? { status: 200, body: { pushed } } : refused(404, `There is no case ${params.number}.`);
      },
    },
  ];
}
