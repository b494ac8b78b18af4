import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import { visible } from '../../language/usual.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Part } from '../../swarm/forgetting/personalData.ts';
import { keepPersonRequest, type PersonRequest, readPersonRequests } from '../personalData.ts';
import {
  json,
  type personRoutes,
  problem,
  type TabAnswer,
  type TabRoute,
  withBody,
  withQuery,
} from '../routes/route.ts';
import { createErasing, type ErasingNeeds, type WhyNot } from './erasing.ts';

export type PersonalDataRoutesNeeds = ErasingNeeds & { snapshot: RegistrySnapshot };

/** `GET /api/personal-data`: `name` of whom the registry knows; `whyNot`: why who asks may not do it; null: they may. */
export type PersonalDataAnswer = {
  needsTwo: boolean;
  requests: (PersonRequest & { name: string | null; whyNot: WhyNot | null })[];
};
/** `GET /api/personal-data/preview`: what an erasure would change. Swarms are told by their case's number alone. */
export type ErasurePreview =
  | { kind: 'nothing' }
  | { kind: 'held'; swarms: { caseId: string; parts: Part[] }[] }
  | { kind: 'would-erase'; counts: Record<string, number> };

const personSchema = z.guid().toLowerCase();
const askSchema = z.strictObject({
  person: personSchema,
  why: z.string().trim().max(500).transform(visible).pipe(z.string().min(1)),
});
const requestSchema = z.strictObject({ request: z.guid() });
const bodyLimit = 8 * 1024;

/** What is stored of a person, for the policy's administrators: exported, or erased. All that is asked is kept. */
export function personalDataRoutes(
  person: ReturnType<typeof personRoutes>,
  needs: PersonalDataRoutesNeeds,
): TabRoute[] {
  const { database, tenantId, personalData, snapshot, needsTwo, clock } = needs;
  const erasing = createErasing(needs);

  const answer = async (caller: Person): Promise<TabAnswer> => {
    const requests = await readPersonRequests(database, tenantId);
    const told = requests.map((request): PersonalDataAnswer['requests'][number] => {
      const waits = request.kind === 'erasure' && request.state === 'waiting';
      const name = request.personId === null ? null : (snapshot.listed(request.personId)?.engineer.name ?? null);
      return { ...request, name, whyNot: waits ? erasing.whyNot(request, caller) : null };
    });
    return json(200, { needsTwo: needsTwo(), requests: told } satisfies PersonalDataAnswer);
  };

  return [
    person('administrator', 'GET', '/api/personal-data', (_, caller) => answer(caller)),
    person(
      'administrator',
      'GET',
      '/api/personal-data/preview',
      withQuery(z.strictObject({ person: personSchema }), async (asked) =>
        json(200, previewOf(await personalData.erase(asked.person, { forReal: false }))),
      ),
      { cost: 10 },
    ),
    person(
      'administrator',
      'PUT',
      '/api/personal-data/export',
      withBody(askSchema, async (asked, caller) => {
        const { person: personId, why } = asked;
        const held = await personalData.read(personId);
        if (held === null) return nothingStored;
        // Noted first: no export without a word of who took it.
        const at = new Date(clock()).toISOString();
        await keepPersonRequest(database, tenantId, {
          id: randomUUID(),
          kind: 'export',
          personId,
          at,
          by: caller,
          why,
        });
        return json(200, { person: personId, ...held });
      }),
      { bodyLimit, cost: 10 },
    ),
    person(
      'administrator',
      'PUT',
      '/api/personal-data/ask',
      withBody(askSchema, async (asked, caller) => {
        const { person: personId, why } = asked;
        const kept = await erasing.ask({ personId, by: caller, why });
        if (kept === 'nothing') return nothingStored;
        if (kept === 'again') return problem(409, 'asked-already', 'Their erasure is asked for already.');
        return answer(caller);
      }),
      { bodyLimit, cost: 10 },
    ),
    person(
      'administrator',
      'PUT',
      '/api/personal-data/erase',
      withBody(requestSchema, async (asked, caller) => {
        const erased = await erasing.erase(asked.request, caller);
        switch (erased.kind) {
          case 'needs-another':
            return problem(403, 'needs-another', 'Another administrator has to do it.');
          case 'asker-left':
            return problem(403, 'asker-left', 'Who asked for it is no administrator any more: ask for it anew.');
          case 'not-waiting':
            return problem(409, 'not-waiting', 'It does not wait any more: done, withdrawn, or never asked for.');
          case 'held': {
            const fields = erased.swarms.map(({ caseId }) => ({ path: caseId, message: 'goes on' }));
            return problem(409, 'held', 'They have a part in swarms that may still go on.', fields);
          }
          default:
            return answer(caller);
        }
      }),
      { bodyLimit, cost: 10 },
    ),
    person(
      'administrator',
      'PUT',
      '/api/personal-data/withdraw',
      withBody(requestSchema, async (asked, caller) => {
        if (await erasing.withdraw(asked.request, caller)) return answer(caller);
        return problem(409, 'not-waiting', 'It does not wait any more: done, withdrawn, or never asked for.');
      }),
      { bodyLimit },
    ),
  ];
}

const nothingStored = problem(404, 'nothing-stored', 'Nothing is stored of this person.');

function previewOf(erasure: Awaited<ReturnType<PersonalDataRoutesNeeds['personalData']['erase']>>): ErasurePreview {
  switch (erasure.kind) {
    case 'nothing':
      return erasure;
    case 'held':
      return { kind: 'held', swarms: erasure.swarms.map(({ caseId, parts }) => ({ caseId, parts })) };
    default:
      return { kind: 'would-erase', counts: erasure.counts };
  }
}
