import type { z } from 'zod';
import type { Trouble } from '../caseSystem.ts';
import type { recordFinder } from './finding.ts';

/** The columns that tell of a duplicate, by table: what an account may not see is silently absent. */
export const mergeColumns = {
  incident: { code: 'close_code', parent: 'parent_incident' },
  sn_customerservice_case: { code: 'resolution_code', parent: 'parent' },
} as const;
export type MergeColumns = (typeof mergeColumns)[keyof typeof mergeColumns];

type Field = { value?: string | null | undefined; display_value?: string | null | undefined } | undefined;

/**
 * Whether a closed row says that it is a duplicate. ServiceNow merges nothing: whoever finds that something was reported twice closes one of
 * them with the resolution code *Duplicate*, which it has as sold, under the one that stays. A parent alone says something else: many
 * incidents are resolved with their parent, and each of them was a case.
 */
export const isDuplicate = (code: Field): boolean =>
  [code?.value, code?.display_value].some((word) => /duplicate|重複/iu.test(word ?? ''));

/** The row, in the same table, of the case into which a duplicate went; null: it has no parent, or one that is in another table or hidden. */
export async function survivorOf<Row extends { sys_id: Named; number: Named }>(
  find: ReturnType<typeof recordFinder>,
  parent: Field,
  columns: readonly string[],
  schema: z.ZodType<Row>,
): Promise<{ kind: 'ok'; row: Row } | null | Trouble> {
  const id = parent?.value ?? '';
  if (!/^[0-9a-f]{32}$/i.test(id)) return null;
  const found = await find({ by: 'id', id }, columns, schema);
  return found.kind === 'not-found' || found.kind === 'forbidden' ? null : found;
}

type Named = { value?: string | null | undefined };
