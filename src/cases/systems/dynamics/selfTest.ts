import { z } from 'zod';
import { type Answered, type Caller, held } from '../calls/caller.ts';
import { checkedBy, troubleCheck } from '../calls/selfChecks.ts';
import type { SelfCheck, Trouble } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';

const columnsSchema = z.object({ value: z.array(z.object({ LogicalName: z.string() })) });
const optionSetSchema = z.object({
  Options: z.array(
    z.object({
      Value: z.int(),
      Label: z.object({ UserLocalizedLabel: z.object({ Label: z.string() }).nullish() }).nullish(),
    }),
  ),
});
const choicesSchema = z.object({ OptionSet: optionSetSchema.nullish(), GlobalOptionSet: optionSetSchema.nullish() });

/** Signs in, looks whether a case can be read, and holds the mapping against the organisation's own metadata. */
export async function dynamicsSelfTest(needs: {
  url: string;
  host: string;
  caller: Caller;
  mapping: Mapping;
  headers: Readonly<Record<string, string>>;
}): Promise<SelfCheck[]> {
  const { url, host, caller, mapping, headers } = needs;
  const api = `${url}/api/data/v9.2`;
  const ask = (path: string): Promise<Answered | Trouble> => caller.get(`${api}/${path}`, headers);

  const who = await ask('WhoAmI');
  if (who.kind !== 'ok') return [troubleCheck(who, host)];
  const table = "EntityDefinitions(LogicalName='incident')/Attributes";
  const choiceTable = `${table}(LogicalName='${mapping.severity.column}')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata`;
  const [rows, columns, choices] = await Promise.all([
    ask('incidents?$select=ticketnumber&$top=1'),
    ask(`${table}?$select=LogicalName`),
    ask(`${choiceTable}?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)`),
  ]);
  return [readable(rows), ...mapped(columns, choices)];

  function readable(answer: Answered | Trouble): SelfCheck {
    if (answer.kind !== 'ok') return troubleCheck(answer, host);
    const list = held(z.object({ value: z.array(z.unknown()) }), answer, host);
    if (list.kind !== 'ok') return troubleCheck(list, host);
    // A role that lacks the right over rows hides them, and says nothing.
    return list.held.value.length > 0
      ? { result: 'ok', fact: { code: 'case-readable' } }
      : { result: 'unknown', fact: { code: 'case-none-readable' } };
  }

  function mapped(all: Answered | Trouble, options: Answered | Trouble): SelfCheck[] {
    if (all.kind !== 'ok') return [troubleCheck(all, host)];
    const known = held(columnsSchema, all, host);
    if (known.kind !== 'ok') return [troubleCheck(known, host)];
    const names = new Set(known.held.value.map(({ LogicalName }) => LogicalName));
    const missing = columnsOf(mapping).filter((column) => !names.has(column.replace(/^_(.+)_value$/, '$1')));
    // A column that is no choice (a text, a number) has no options to look at.
    const set = options.kind === 'ok' ? held(choicesSchema, options, host) : null;
    const found = set?.kind === 'ok' ? (set.held.OptionSet ?? set.held.GlobalOptionSet) : null;
    const told = (found?.Options ?? []).map(({ Value, Label }) => ({
      value: String(Value),
      label: Label?.UserLocalizedLabel?.Label ?? null,
    }));
    return checkedBy({ missing, options: told, mapping });
  }
}
