import { changedAtOf, idWithin, type KeptCase, type KeptOwner } from '../keptCase.ts';
import { type DataverseColumn, wireName } from './schema.ts';

export type Row = Record<string, unknown>;

/** How a row is asked for. `expanded`: which columns of the user that owns it; null: not asked for. */
export type Asked = {
  columns: readonly DataverseColumn[];
  selected: readonly string[];
  expanded: readonly string[] | null;
  withLabels: boolean;
  language: 'en' | 'ja';
};

/** A case as a row of `incident`, with the labels of choices and look-ups where they are asked for. */
export function incidentRow(kept: KeptCase, { columns, selected, expanded, withLabels, language }: Asked): Row {
  const id = idWithin('incident', kept.number);
  const version = 1_000_000 + kept.changes;
  const values = valuesOf(kept, id, version);
  const row: Row = { '@odata.etag': `W/"${version}"` };
  for (const column of columns) {
    const name = wireName(column);
    // The key of a row always comes with it.
    if (!selected.includes(name) && name !== 'incidentid') continue;
    const { value, label } = values[name] ?? { value: null, label: null };
    row[name] = value;
    const shown = labelOf(column, value, language) ?? label;
    if (withLabels && value !== null && shown !== null)
      row[`${name}@OData.Community.Display.V1.FormattedValue`] = shown;
  }
  if (expanded !== null) row.owninguser = userOf(kept.owner, expanded);
  return row;
}

type Value = { value: unknown; label: string | null };

const plain = (value: unknown): Value => ({ value, label: null });
const lookup = (kind: string, name: string | null): Value => ({
  value: name === null ? null : idWithin(kind, name),
  label: name,
});

function valuesOf(kept: KeptCase, id: string, version: number): Record<string, Value> {
  const { owner, state } = kept;
  const person = owner.kind === 'person' ? { value: idWithin('systemuser', owner.id), label: owner.name } : plain(null);
  const team = owner.kind === 'group' ? lookup('team', owner.name) : plain(null);
  return {
    incidentid: plain(id),
    ticketnumber: plain(kept.number),
    title: plain(kept.title),
    description: plain(kept.description),
    prioritycode: plain({ critical: 1, high: 1, normal: 2, low: 3 }[kept.severity]),
    isescalated: plain(kept.severity === 'critical'),
    statecode: plain({ open: 0, closed: 1, merged: 2 }[state]),
    statuscode: plain({ open: 1, closed: 5, merged: 2000 }[state]),
    customersatisfactioncode: plain(
      kept.satisfaction === undefined ? null : { good: 5, neutral: 3, bad: 1 }[kept.satisfaction],
    ),
    createdon: plain(kept.created.replace(/\.\d+Z$/, 'Z')),
    modifiedon: plain(changedAtOf(kept).replace(/\.\d+Z$/, 'Z')),
    versionnumber: plain(version),
    _ownerid_value: owner.kind === 'person' ? person : team,
    _owninguser_value: person,
    _owningteam_value: team,
    _customerid_value: lookup('account', kept.customer),
    _productid_value: lookup('product', kept.product),
    _masterid_value: lookup('incident', kept.mergedInto?.number ?? null),
    ...Object.fromEntries(Object.entries(kept.columns ?? {}).map(([name, value]) => [name, plain(value)])),
  };
}

/** Labels of choices are in the language of who asks; dates in their zone and form, which no program should read. */
function labelOf({ type, options }: DataverseColumn, value: unknown, language: 'en' | 'ja'): string | null {
  if (type === 'choice') {
    const option = options?.find((each) => each.value === value);
    return option === undefined ? null : language === 'ja' ? option.labelJa : option.label;
  }
  if (type === 'boolean')
    return value === true ? (language === 'ja' ? 'はい' : 'Yes') : language === 'ja' ? 'いいえ' : 'No';
  if (type === 'integer') return Number(value).toLocaleString('en-US');
  if (type === 'dateTime')
    return new Date(String(value)).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-US', { timeZone: 'Asia/Tokyo' });
  return null;
}

/** A user as it is told beside what they own or work on. */
export function userOf(owner: KeptOwner, expanded: readonly string[]): Row | null {
  if (owner.kind !== 'person') return null;
  const all: Row = {
    systemuserid: idWithin('systemuser', owner.id),
    fullname: owner.name,
    internalemailaddress: owner.mail,
    domainname: owner.mail,
    azureactivedirectoryobjectid: owner.id,
    isdisabled: owner.isDisabled ?? false,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name === 'systemuserid' || expanded.includes(name)));
}
