import { z } from 'zod';
import type { SurvivingCase, Trouble } from '../caseSystem.ts';
import type { recordFinder } from './finding.ts';

/** The columns that tell of a duplicate, by table: what an account may not see is silently absent. */
export const mergeColumns = {
  incident: { code: 'close_code', parent: 'parent_incident' },
  sn_customerservice_case: { code: 'resolution_code', parent: 'parent' },
} as const;
export type MergeColumns = (typeof mergeColumns)[keyof typeof mergeColumns];

type Field = { value?: string | null | undefined; display_value?: string | null | undefined } | undefined;
const nameSchema = z.object({ value: z.string().nullish() });
const parentSchema = z.object({ sys_id: nameSchema, number: nameSchema });

/**
 * Whether a closed row says that it is a duplicate. ServiceNow merges nothing: whoever finds that something was reported twice closes one of
 * them with the resolution code *Duplicate*, which it has as sold, under the one that stays. A parent alone says something else: many
 * incidents are resolved with their parent, and each of them was a case.
 */
export const isDuplicate = (code: Field): boolean =>
  [code?.value, code?.display_value].some((word) => /duplicate|重複/iu.test(word ?? ''));

/** Into which case of the same table a duplicate went; null: it has no parent, or one that is in another table or hidden. */
export function serviceNowMerges({ find, addressOf }: MergeNeeds) {
  return async (parent: Field): Promise<SurvivingCase | null | Trouble> => {
    const id = parent?.value ?? '';
    if (!/^[0-9a-f]{32}$/i.test(id)) return null;
    const found = await find({ by: 'id', id }, ['sys_id', 'number'], parentSchema);
    if (found.kind === 'not-found') return null;
    if (found.kind !== 'ok') return found;
    const record = (found.row.sys_id.value ?? '').toLowerCase();
    return { record, number: found.row.number.value ?? '', url: addressOf(record) };
  };
}

type MergeNeeds = { find: ReturnType<typeof recordFinder>; addressOf: (record: string) => string };
