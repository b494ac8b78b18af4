import { z } from 'zod';
import type { Case, Person } from '../../cases/case.ts';
import { isGuess } from '../../detection/detectedTechnology.ts';
import { visible } from '../../language/usual.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Technology } from '../../registry/technology.ts';
import type { Sql } from '../../store/database.ts';
import type { Planner } from '../../swarm/planning/planner.ts';
import { mayStartBy } from '../../swarm/planning/registryPlanner.ts';
import type { LivingPolicy, PolicyChanged } from '../../swarm/policies/livingPolicy.ts';
import { type Preview, previewPolicy } from '../../swarm/policies/previewPolicy.ts';
import type { PolicyChange } from '../../swarm/policies/storedPolicy.ts';
import {
  type PolicyField,
  type PolicyFields,
  policyFieldSchemas,
  policyFields,
  shippedFields,
} from '../../swarm/policy.ts';
import { json, type personRoutes, problem, type TabAnswer, type TabRoute, withBody } from '../routes/route.ts';
import { countForgotten, readPast } from './pastForPreview.ts';

export type PolicyRoutesNeeds = {
  living: LivingPolicy;
  database: Sql;
  snapshot: RegistrySnapshot;
  tenantId: string;
  planner: Pick<Planner, 'detect' | 'hoursOf'>;
  clock: () => number;
};

/** `GET /api/policy`. `locked`: the policy file says them, or (administrators) who asks may not. */
export type PolicyAnswer = {
  revision: number;
  fields: PolicyFields;
  shipped: PolicyFields;
  locked: { field: PolicyField; why: 'file' | 'administrators-only' }[];
  changes: PolicyChange[];
  /** Names of people whom fields hold by Entra id, as far as the registry knows them. */
  people: Person[];
  technologies: { id: string; name: Technology['name'] }[];
};
/** `PUT /api/policy/preview`: `forgotten`: so many swarms lose their texts and people at once. */
export type PolicyPreview = Preview & { forgotten: number };
/** A field that is wrong: where in it, what the schema says (zod's code; of texts `empty` and `too_long`), and the bounds. */
export type WrongField = { path: string; code: string; minimum?: number; maximum?: number; message: string };

const whySchema = z.string().trim().max(500).transform(visible).pipe(z.string().min(1));
const revisionSchema = z.int().min(0);
const setSchema = z.record(z.string(), z.unknown());
const changeSchema = z.strictObject({ revision: revisionSchema, why: whySchema, set: setSchema });
const previewSchema = z.strictObject({ set: setSchema });
const undoSchema = z.strictObject({ revision: revisionSchema, undoes: z.int().min(1) });
export type PolicyUndo = z.input<typeof undoSchema>;

/** The policy in the tab: to see, to look at what a change would have done, to change, and to take a change back. */
export function policyRoutes(person: ReturnType<typeof personRoutes>, needs: PolicyRoutesNeeds): TabRoute[] {
  const { living, database, snapshot, tenantId, clock } = needs;

  /** While there are administrators only they make more of them: a lead would give themselves what is theirs. */
  const mayName = (caller: Person): boolean => {
    const { administrators } = living.now();
    return administrators.length === 0 || administrators.includes(caller.id);
  };
  const lockedFor = (caller: Person): PolicyAnswer['locked'] =>
    policyFields.flatMap((field): PolicyAnswer['locked'] => {
      if (field in living.given) return [{ field, why: 'file' }];
      return isTheirs(field) && !mayName(caller) ? [{ field, why: 'administrators-only' }] : [];
    });

  const answer = async (caller: Person): Promise<TabAnswer> => {
    const { revision, fields } = living.fields();
    const named = [...fields.administrators, ...fields.standIns, ...fields.supportContacts];
    const people = [...new Set(named)].flatMap((id): Person[] => {
      const engineer = snapshot.listed(id)?.engineer;
      return engineer ? [{ id, name: engineer.name }] : [];
    });
    const changes = await living.changes();
    const technologies = snapshot.technologies().map(({ id, name }) => ({ id, name }));
    const locked = lockedFor(caller);
    return json(200, {
      ...{ revision, fields, locked, changes, people, technologies, shipped: shippedFields },
    } satisfies PolicyAnswer);
  };

  const become = async (changed: PolicyChanged, caller: Person): Promise<TabAnswer> => {
    switch (changed.kind) {
      case 'changed':
      case 'nothing':
        return answer(caller);
      case 'stale':
        return conflict('policy-changed', 'Somebody changed the policy meanwhile.');
      case 'locked':
        return conflict('policy-locked', 'The policy file says this.', changed.fields);
      case 'changed-since':
        return conflict('policy-changed-since', 'This was changed again since.', changed.fields);
      case 'no-such-change':
        return problem(404, 'not-found', 'There is no such change.');
      default:
        return changed satisfies never;
    }
  };

  const notTheirs = (caller: Person, fields: readonly string[]): TabAnswer | null =>
    fields.some(isTheirs) && !mayName(caller)
      ? problem(
          403,
          'administrators-only',
          'Only administrators name administrators, and say how many of them an erasure takes.',
        )
      : null;

  return [
    person('steward', 'GET', '/api/policy', async (_request, caller) => {
      await living.refresh();
      return answer(caller);
    }),
    person(
      'steward',
      'PUT',
      '/api/policy',
      withBody(changeSchema, async (wanted, caller) => {
        const { revision, why, set } = wanted;
        const read = readFields(set);
        if (!read.ok) return read.answer;
        return (
          notTheirs(caller, Object.keys(set)) ??
          become(await living.change({ revision, why, set: read.set, by: caller }), caller)
        );
      }),
      { bodyLimit },
    ),
    person(
      'steward',
      'PUT',
      '/api/policy/preview',
      withBody(previewSchema, async (wanted) => {
        const read = readFields(wanted.set);
        return read.ok ? json(200, await preview(read.set)) : read.answer;
      }),
      { bodyLimit, cost: 10 },
    ),
    person(
      'steward',
      'PUT',
      '/api/policy/undo',
      withBody(undoSchema, async (wanted, caller) => {
        const change = (await living.changes()).find(({ revision }) => revision === wanted.undoes);
        const fields = change?.changed.map(({ field }) => field) ?? [];
        return notTheirs(caller, fields) ?? become(await living.undo({ ...wanted, by: caller }), caller);
      }),
      { bodyLimit: 1_024 },
    ),
  ];

  async function preview(set: Partial<PolicyFields>): Promise<PolicyPreview> {
    const { fields } = living.fields();
    const after = { ...fields, ...set };
    const now = clock();
    const told = previewPolicy(fields, after, {
      past: await readPast(database, tenantId),
      now,
      hoursOf: needs.planner.hoursOf,
      mayStart: (personId, by) => mayStartBy(by, snapshot, personId),
      technologiesIn: (theCase: Case) =>
        needs.planner
          .detect(theCase)
          .filter((each) => !isGuess(each))
          .map(({ technology }) => technology),
    });
    const days = after.historyRetentionDays;
    const isOther = days !== fields.historyRetentionDays;
    return {
      ...told,
      untold: told.untold.filter((field) => field !== 'historyRetentionDays'),
      forgotten: isOther ? await countForgotten(database, { tenantId, days, now }) : 0,
    };
  }
}

const bodyLimit = 256 * 1024;

/** What is the administrators' own to change. */
const isTheirs = (field: string): boolean => field === 'administrators' || field === 'erasureByTwo';

/** Fields as somebody typed them, each by its own schema; what is wrong is told at its place. */
function readFields(
  set: Record<string, unknown>,
): { ok: true; set: Partial<PolicyFields> } | { ok: false; answer: TabAnswer } {
  const read: Record<string, unknown> = {};
  const wrong: WrongField[] = [];
  for (const [name, value] of Object.entries(set)) {
    const field = policyFields.find((each) => each === name);
    if (!field) {
      wrong.push({ path: name, code: 'unrecognized_keys', message: 'There is no such field.' });
      continue;
    }
    const parsed = policyFieldSchemas[field].safeParse(value);
    if (parsed.success) read[field] = parsed.data;
    else wrong.push(...parsed.error.issues.map((issue) => wrongField(field, issue)));
  }
  if (wrong.length === 0) return { ok: true, set: read };
  const error = { code: 'bad-policy', message: 'Something in the policy is not as it should be.', fields: wrong };
  return { ok: false, answer: json(400, { error }) };
}

function wrongField(field: PolicyField, issue: z.core.$ZodIssue): WrongField {
  const bound = (name: 'minimum' | 'maximum') => {
    const value: unknown = Reflect.get(issue, name);
    return typeof value === 'number' ? { [name]: value } : {};
  };
  const { path, message } = issue;
  // A text is too short or too long, not too small or too big.
  const isText = Reflect.get(issue, 'origin') === 'string';
  const code =
    isText && issue.code === 'too_small' ? 'empty' : isText && issue.code === 'too_big' ? 'too_long' : issue.code;
  return { path: [field, ...path].join('.'), code, message, ...bound('minimum'), ...bound('maximum') };
}

const conflict = (code: string, message: string, fields: readonly PolicyField[] = []): TabAnswer =>
  json(409, { error: { code, message, fields: fields.map((path) => ({ path, code, message })) } });
