import { idWithin, type KeptCase } from '../keptCase.ts';
import { type Row, userOf } from './rows.ts';
import { systemUserColumns } from './schema.ts';

/** The columns of `queueitem` that may be filtered by or told here, by their names on the wire. */
export const queueItemColumns = ['queueitemid', '_objectid_value', '_workerid_value', 'statecode'] as const;

const asked = /^queueid\(\$select=name\),workerid_systemuser\(\$select=([\w,]+)\)$/;

/** The active item of one case in its queue, as `queueitems` tells it; a text says what of the question is not played here. */
export function queueItemsFound(cases: readonly KeptCase[], query: URLSearchParams): Row[] | string {
  const filter = query.get('$filter') ?? '';
  const id = /^_objectid_value eq ([0-9a-f-]{36}) and statecode eq 0$/i.exec(filter)?.[1]?.toLowerCase();
  if (id === undefined) return `The filter '${filter}' is not played here.`;
  const select = query.get('$select')?.split(',') ?? [];
  const odd = select.find((name) => !queueItemColumns.some((column) => column === name));
  if (odd !== undefined) return `Could not find a property named '${odd}' on type 'Microsoft.Dynamics.CRM.queueitem'.`;
  const columns = asked.exec(query.get('$expand') ?? '')?.[1]?.split(',');
  if (columns === undefined) return `'${query.get('$expand')}' is not played here.`;
  const unknown = columns.find((name) => !systemUserColumns.includes(name));
  if (unknown !== undefined)
    return `Could not find a property named '${unknown}' on type 'Microsoft.Dynamics.CRM.systemuser'.`;
  const { queue, number } = cases.find((each) => idWithin('incident', each.number) === id) ?? {};
  if (!queue || number === undefined) return [];
  const worker = queue.worker && idWithin('systemuser', queue.worker.id);
  const values = { _objectid_value: id, _workerid_value: worker, statecode: 0 };
  return [
    {
      '@odata.etag': 'W/"1"',
      queueitemid: idWithin('queueitem', number),
      ...Object.fromEntries(Object.entries(values).filter(([name]) => select.includes(name))),
      queueid: { queueid: idWithin('queue', queue.name), name: queue.name },
      workerid_systemuser: queue.worker && userOf(queue.worker, columns),
    },
  ];
}
