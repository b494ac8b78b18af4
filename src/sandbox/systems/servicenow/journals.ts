import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Call } from '../../doors/routes.ts';
import { idWithin, type KeptCase, type TimelineEntry, type Twist } from '../keptCase.ts';
import { type Column, sysId, type Table } from './records.ts';

type Entry = {
  id: string;
  element: 'work_notes' | 'comments';
  elementId: string;
  table: string;
  value: string;
  at: string;
  by: string;
};

/** The account as which the client writes. */
export const swarmAccount = { name: 'Swarm', user_name: 'swarm' };

/** Characters of an entry; the rest is lost without a word. */
const mostOfEntry = 4_000;

/** The journals of a ServiceNow: what staff and customers wrote, which is added to and never changed. */
export function createJournals(needs: {
  now: () => number;
  twist: Twist;
  /** Whether the account may read their own table; without the right it answers with nothing. */
  isTableReadable: () => boolean;
}) {
  const { now, twist, isTableReadable } = needs;
  const entries: Entry[] = [];

  function add(kept: KeptCase, table: Table, element: Entry['element'], said: string): void {
    const value = said.slice(0, mostOfEntry);
    const at = new Date(now()).toISOString();
    entries.push({
      id: randomUUID(),
      element,
      elementId: sysId(table.name, kept.number),
      table: table.name,
      value,
      at,
      by: swarmAccount.name,
    });
    if (element === 'work_notes' && twist() === 'publishes-notes') add(kept, table, 'comments', value);
  }

  const peoplesOn = (kept: KeptCase, table: Table): Entry[] =>
    (kept.said ?? []).map(({ at, by, text, isPublic }, n) => ({
      ...{ id: idWithin('entry', `${kept.number} ${n}`), elementId: sysId(table.name, kept.number), table: table.name },
      ...{ element: isPublic ? ('comments' as const) : ('work_notes' as const), value: text, at, by },
    }));
  const of = (kept: KeptCase, table: Table): Entry[] => [
    ...peoplesOn(kept, table),
    ...entries.filter(({ elementId }) => elementId === sysId(table.name, kept.number)),
  ];

  /** A journal in a row: no value, and all entries glued into what is shown, the newest first. */
  function column(kept: KeptCase, table: Table, element: Entry['element']): Column {
    const label = element === 'work_notes' ? 'Work notes' : 'Additional comments';
    const shown = of(kept, table)
      .filter((each) => each.element === element)
      .toReversed()
      .map(({ at, by, value }) => `${at.slice(0, 19).replace('T', ' ')} - ${by} (${label})\n${value}\n\n`);
    return { value: '', display_value: shown.join('') };
  }

  /** The journals' own table; parts of a query that are not understood are left out. */
  function listed({ query }: Call, rows: readonly { kept: KeptCase; table: Table }[]): Answer {
    const parts = (query.get('sysparm_query') ?? '').split('^');
    const elementId = parts.find((part) => part.startsWith('element_id='))?.slice('element_id='.length);
    const like = parts.find((part) => part.startsWith('valueLIKE'))?.slice('valueLIKE'.length);
    const peoples = rows.flatMap(({ kept, table }) => peoplesOn(kept, table));
    const result = [...peoples, ...entries]
      .filter((each) => elementId === undefined || each.elementId === elementId)
      .filter((each) => like === undefined || each.value.includes(like))
      .map(({ id, element, elementId, table, value, at, by }) => ({
        ...{ sys_id: id.replaceAll('-', ''), element, element_id: elementId, name: table, value },
        sys_created_on: at.slice(0, 19).replace('T', ' '),
        sys_created_by: by === swarmAccount.name ? swarmAccount.user_name : by.toLowerCase().replaceAll(' ', '.'),
      }));
    return { status: 200, body: { result: isTableReadable() ? result : [] } };
  }

  const timeline = (kept: KeptCase, table: Table): TimelineEntry[] =>
    of(kept, table).map(({ id, at, by, element, value }) => ({
      ...{ id, at, by, title: null, text: value },
      isPublic: element === 'comments',
    }));

  return { add, column, listed, timeline };
}

/** What may be written of a row: its journals, and columns of the tenant's own. */
export const changesSchema = z.record(z.string(), z.string());
