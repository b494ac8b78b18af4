import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { columnsOf, shippedMappings } from '../../../src/cases/systems/mapping.ts';
import { caseTables } from '../../../src/cases/systems/servicenow/servicenow.ts';
import { createLimits } from '../../../src/sandbox/doors/limits.ts';
import type { Call } from '../../../src/sandbox/doors/routes.ts';
import { createAnnotations } from '../../../src/sandbox/systems/dynamics/annotations.ts';
import { articleColumns } from '../../../src/sandbox/systems/dynamics/knowledgeArticles.ts';
import { queueItemColumns, queueItemsFound } from '../../../src/sandbox/systems/dynamics/queueItems.ts';
import { resolutionColumns } from '../../../src/sandbox/systems/dynamics/resolutions.ts';
import { incidentRow } from '../../../src/sandbox/systems/dynamics/rows.ts';
import {
  annotationColumns,
  commonColumns,
  incidentColumns,
  systemUserColumns,
  wireName,
} from '../../../src/sandbox/systems/dynamics/schema.ts';
import { idWithin, type KeptCase, type KeptOwner } from '../../../src/sandbox/systems/keptCase.ts';
import { knowledgeColumns } from '../../../src/sandbox/systems/servicenow/knowledge.ts';
import { sysId, tables } from '../../../src/sandbox/systems/servicenow/records.ts';
import { createServiceNowStandIn } from '../../../src/sandbox/systems/servicenow/servicenow.ts';
import { auditOf, createComments } from '../../../src/sandbox/systems/zendesk/comments.ts';
import { createGuide, guide } from '../../../src/sandbox/systems/zendesk/guide.ts';
import { beside, linkField, productField, ticketOf } from '../../../src/sandbox/systems/zendesk/tickets.ts';
import { createZendeskStandIn } from '../../../src/sandbox/systems/zendesk/zendesk.ts';

const schema = (file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/systems', file), 'utf8'));

const person: KeptOwner = { kind: 'person', id: 'p', name: 'Mika Sato', mail: 'mika.sato@swarm.example' };
const keptCase = (number: string, change: Partial<KeptCase> = {}): KeptCase => ({
  ...{ number, title: 'It drops', description: '', customer: 'Northwind', product: 'VPN' },
  ...{ severity: 'high', language: 'ja', created: '2026-11-28T00:15:30.000Z', state: 'open', changes: 1 },
  owner: person,
  ...change,
});
const calling = (change: Partial<Call>): Call => ({
  ...{ method: 'GET', url: '', path: '', params: {}, query: new URLSearchParams(), headers: {}, body: null },
  ...{ length: 0, isAbandoned: () => false },
  ...change,
});

/** The stand-ins play what the vendors' public files say: a column or a choice that those do not have would prove nothing. */
describe('the stand-in of Dynamics 365', () => {
  type Published = { name: string; maxLength?: number; options?: { value: number; label: string }[] };
  const {
    incident,
    annotation,
    systemuser,
  }: Record<'incident' | 'annotation', Published[]> & { systemuser: string[] } = schema('dataverse.json');
  const published = new Map(incident.map((column) => [column.name, column]));

  test.each(incidentColumns)('tells $name as the public schema has it', ({ name, maxLength, options = [] }) => {
    const column = published.get(name);
    expect(column).toBeDefined();
    if (maxLength !== undefined) expect(column?.maxLength).toBe(maxLength);
    for (const { value, label } of options) expect(column?.options).toContainEqual({ value, label });
  });

  test.each(annotationColumns)('keeps the $name of a note as the public schema has it', ({ name, maxLength }) => {
    const column = annotation.find((each) => each.name === name);
    expect(column).toBeDefined();
    if (maxLength !== undefined) expect(column?.maxLength).toBe(maxLength);
  });

  test('tells of users only what the public schema has', () => {
    expect(systemUserColumns.filter((name) => !systemuser.includes(name))).toEqual([]);
  });

  test.each(resolutionColumns)('tells $name of resolutions as the public schema has it', ({ name, maxLength }) => {
    const { own, inherited }: { own: Published[]; inherited: Published[] } = schema('dataverse-resolution.json');
    const column = [...own, ...inherited].find((each) => each.name === name);
    expect(column).toBeDefined();
    if (column?.maxLength !== undefined) expect(maxLength).toBe(column.maxLength);
  });

  const queues: Record<'queueitem' | 'queue', string[]> = schema('dataverse-queues.json');
  /** A column by the name under which the schema has it. */
  const inSchema = (name: string): string => name.replace(/@.*$/, '').replace(/^_(.+)_value$/, '$1');
  const unpublished = (row: object, columns: readonly string[]): string[] =>
    Object.keys(row).filter((name) => !name.startsWith('@') && !columns.includes(inSchema(name)));

  test('sends rows of cases, and of who owns them, with no other columns', () => {
    const columns = [...incidentColumns, ...commonColumns];
    const known = [...published.keys(), ...commonColumns.map(({ name }) => name)];
    const asked = { columns, selected: columns.map(wireName), expanded: systemUserColumns, withLabels: true };
    for (const owner of [person, { kind: 'group', name: 'Second line' } as const]) {
      const { owninguser, ...row } = incidentRow(keptCase('CAS-1', { owner }), { ...asked, language: 'ja' });
      expect(Object.keys(row).length).toBeGreaterThan(columns.length);
      expect(unpublished(row, known)).toEqual([]);
      expect(unpublished(Object(owninguser), systemuser)).toEqual([]);
    }
  });

  test('sends items of queues with no other columns, and refuses a question for one', () => {
    expect(queueItemColumns.filter((name) => !queues.queueitem.includes(inSchema(name)))).toEqual([]);
    const kept = keptCase('CAS-1', { queue: { name: 'Second line', worker: person } });
    const found = (select: string) =>
      queueItemsFound(
        [kept],
        new URLSearchParams({
          $select: select,
          $filter: `_objectid_value eq ${idWithin('incident', kept.number)} and statecode eq 0`,
          $expand: 'queueid($select=name),workerid_systemuser($select=fullname)',
        }),
      );
    const [{ queueid, workerid_systemuser: worker, ...item } = {}] = z
      .array(z.record(z.string(), z.unknown()))
      .parse(found(queueItemColumns.join(',')));
    expect(Object.keys(item)).toEqual(expect.arrayContaining([...queueItemColumns]));
    expect(unpublished(item, queues.queueitem)).toEqual([]);
    expect(unpublished(Object(queueid), queues.queue)).toEqual([]);
    expect(unpublished(Object(worker), systemuser)).toEqual([]);
    expect(found('queueitemid,ownerofall')).toContain("Could not find a property named 'ownerofall'");
  });

  test('sends notes with no other columns, and refuses a question for one', () => {
    const kept = keptCase('CAS-1');
    const notes = createAnnotations({
      ...{ cases: [kept], now: () => 0, portal: () => 'marked-notes', twist: () => 'none' },
      success: (body, status = 200) => ({ status, body }),
      refused: (status, code, message) => ({ status, body: { code, message } }),
    });
    const id = idWithin('note', '1');
    const bind = `/incidents(${idWithin('incident', kept.number)})`;
    const body = { subject: 'Swarm', notetext: 'x', isdocument: false, 'objectid_incident@odata.bind': bind };
    const query = new URLSearchParams({ $select: 'annotationid,notetext,visibility' });
    const headers = { prefer: 'return=representation' };
    expect(notes.patch(calling({ body, headers, query }), id)).toMatchObject({ status: 400 });
    expect(notes.get(calling({}), id).status).toBe(404);
    const made = notes.patch(calling({ body, headers }), id);
    expect(made.status).toBe(201);
    const known = annotation.map(({ name }) => name);
    expect(unpublished(Object(made.body), known)).toEqual([]);
    expect(Object.keys(Object(made.body))).toHaveLength(annotationColumns.length);
    const refused = notes.get(calling({ query }), id);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ message: expect.stringContaining("named 'visibility'") });
  });

  test('has of an article no other columns than the entity reference', () => {
    // learn.microsoft.com, KnowledgeArticle table/entity reference (2023-02-15).
    const documented =
      'articlepublicnumber content description isinternal keywords knowledgearticleid languagelocaleid statecode statuscode title';
    expect(articleColumns.map(({ name }) => name).filter((name) => !documented.split(' ').includes(name))).toEqual([]);
  });

  test('and the mapping as shipped name no other columns', () => {
    const known = [...published.keys(), ...commonColumns.map(({ name }) => name)];
    const named = columnsOf(shippedMappings.dynamics).map((column) => column.replace(/^_(.+)_value$/, '$1'));
    expect(named.filter((column) => !known.includes(column))).toEqual([]);
  });

  test('and the mapping as shipped give every published choice of priority an urgency', () => {
    const choices = published.get('prioritycode')?.options ?? [];
    expect(choices.map(({ value }) => shippedMappings.dynamics.severity.choices[value])).toEqual([
      'high',
      'normal',
      'low',
    ]);
  });
});

describe('the stand-in of ServiceNow', () => {
  type Published = { options?: Record<string, string>; references?: string };
  const published: { sn_customerservice_case: Record<string, Published>; incident: string[] } =
    schema('servicenow.json');
  const columnsOfTable = {
    incident: published.incident,
    sn_customerservice_case: Object.keys(published.sn_customerservice_case),
  };

  test.each(tables)('tells of $name only columns that the documentation has', ({ name, columns }) => {
    expect(columns.filter((column) => !columnsOfTable[name].includes(column) && column !== 'sys_id')).toEqual([]);
  });

  /** By the tables' own forms: the documentation lists none of these three. */
  const beside: Record<string, string[]> = {
    sys_user: ['name', 'email', 'user_name', 'active'],
    sys_choice: ['name', 'element', 'value', 'label'],
    sys_journal_field: ['sys_id', 'element', 'element_id', 'name', 'value', 'sys_created_on', 'sys_created_by'],
  };
  const cases = ['INC0000001', 'CS0000001'].flatMap((number) => [
    keptCase(number),
    keptCase(`${number}2`, { owner: { kind: 'group', name: 'Second line' } }),
    keptCase(`${number}3`, { owner: { ...person, isDisabled: true, group: 'Second line' }, state: 'merged' }),
    keptCase(`${number}4`, {
      ...{ state: 'closed', solution: { at: '2026-11-28T09:00:00.000Z', text: 'Replaced', cause: 'Firmware' } },
      said: [{ at: '2026-11-28T08:00:00.000Z', by: 'Mika Sato', text: 'Looking', isPublic: false }],
    }),
  ]);
  const standIn = createServiceNowStandIn({
    ...{ client: { id: 'swarm', secret: 'x' }, limits: createLimits(() => 0), cases },
    tokens: { give: () => 'a token', scopeOf: () => 'useraccount', end() {} },
  });
  async function sent(change: Partial<Call>): Promise<Record<string, unknown>[]> {
    const { status, body } = await standIn.answer(calling(change));
    expect(status).toBe(200);
    const row = z.record(z.string(), z.unknown());
    const { result } = z.object({ result: z.union([z.array(row), row]) }).parse(body);
    return Array.isArray(result) ? result : [result];
  }

  /** The names in what is sent that neither the table has nor, after a dot, the table of users to which its column refers. */
  const unknownOf = (name: (typeof tables)[number]['name'], rows: readonly object[]): string[] =>
    rows
      .flatMap((row) => Object.keys(row))
      .filter((column) => {
        const [own = '', dotted, ...more] = column.split('.');
        const isOwn = columnsOfTable[name].includes(own) || own === 'sys_id';
        const leadsToUser = published.sn_customerservice_case[own]?.references === 'sys_user';
        return !(
          isOwn &&
          more.length === 0 &&
          (dotted === undefined || (leadsToUser && beside.sys_user?.includes(dotted)))
        );
      });

  test.each(tables)(
    'sends rows of $name, as asked for and as changed, with no other columns',
    async ({ name, isOf }) => {
      for (const display of ['all', 'true', 'false']) {
        const query = new URLSearchParams({ sysparm_display_value: display });
        const rows = await sent({ path: `/api/now/table/${name}`, query });
        expect(rows).toHaveLength(4);
        expect(unknownOf(name, rows)).toEqual([]);
      }
      const id = sysId(name, cases.find(({ number }) => isOf(number))?.number ?? '');
      const patch = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: { work_notes: 'Noted' } };
      const changed = await sent({ ...patch, path: `/api/now/table/${name}/${id}` });
      expect(unknownOf(name, changed)).toEqual([]);
    },
  );

  test.each(Object.entries(beside))('sends rows of %s with no other columns', async (name, known) => {
    const rows = await sent({ path: `/api/now/table/${name}` });
    expect(rows).not.toEqual([]);
    expect(rows.flatMap((row) => Object.keys(row)).filter((column) => !known.includes(column))).toEqual([]);
  });

  test.each(caseTables)('and the mapping of $table as shipped name no other columns', ({ key, table }) => {
    const named = columnsOf(shippedMappings[key]);
    expect(named.filter((column) => !columnsOfTable[table].includes(column))).toEqual([]);
  });

  test('has of an article no other columns than the table that the documentation has', () => {
    // ServiceNow docs, Create a knowledge article, and the columns that every table has.
    const documented =
      'sys_id number short_description text workflow_state article_type kb_knowledge_base kb_category sys_created_on sys_created_by';
    expect(knowledgeColumns.filter((column) => !documented.split(' ').includes(column))).toEqual([]);
  });

  test('has the choices of a case that the documentation has, and each priority has an urgency', () => {
    const { priority, state } = published.sn_customerservice_case;
    const [, cases] = tables;
    expect(priority?.options).toEqual(cases?.priorities);
    for (const { value, display_value } of Object.values(cases?.states ?? {}))
      expect(state?.options?.[value]).toBe(display_value);
    const { choices } = shippedMappings['servicenow-case'].severity;
    expect(Object.keys(priority?.options ?? {}).map((value) => choices[value])).toEqual([
      'critical',
      'high',
      'normal',
      'low',
    ]);
  });
});

/** Zendesk's OpenAPI file names no licence, so that none of it is here: the names are those of its reference (Tickets, Users). */
describe('the stand-in of Zendesk', () => {
  const documented = {
    ticket:
      'url id external_id subject raw_subject description priority status custom_status_id requester_id assignee_id organization_id group_id tags custom_fields created_at updated_at generated_timestamp satisfaction_rating',
    users: 'id name email active role locale external_id',
    organizations: 'id name',
    groups: 'id name',
    // Ticket Comments, and the events of an audit.
    comments: 'id type body html_body plain_body public author_id attachments audit_id created_at metadata via uploads',
    audit: 'id ticket_id created_at author_id metadata events via',
  };
  /** What an answer may hold, by its name there: Tickets, Users, Ticket Metrics, Ticket Fields, OAuth Tokens, and how lists are paged. */
  const inAnswers: Record<string, string> = {
    ...documented,
    tickets: documented.ticket,
    user: documented.users,
    metric_sets: 'ticket_id solved_at',
    ticket_field: 'id type title custom_field_options',
    token: 'client_id created_at expires_at id refresh_token refresh_token_expires_at scopes token url used_at user_id',
    count: 'value refreshed_at',
    meta: 'has_more after_cursor before_cursor',
    links: 'next prev',
    ...{ after_cursor: '', after_url: '', before_cursor: '', before_url: '', end_of_stream: '' },
  };
  const kept: KeptCase = {
    ...{ number: '35436', title: 'It drops', description: '', customer: 'Northwind', product: null },
    ...{ severity: 'high', language: 'ja', created: '2026-11-28T00:15:30.000Z', state: 'merged', changes: 1 },
    owner: { kind: 'group', name: 'Second line' },
  };

  test('tells only fields that the reference has', () => {
    const { users, organizations, groups } = beside(kept);
    const kind = { ticket: [ticketOf(kept, 'https://contoso.zendesk.com')], users, organizations, groups };
    const told = { ...kind, ...noted() };
    for (const [name, rows] of Object.entries(documented)) {
      const fields = told[name as keyof typeof told].flatMap((row) => Object.keys(row));
      expect(fields.filter((field) => !rows.split(' ').includes(field))).toEqual([]);
    }
  });

  test.each([
    ['/tickets/1.json', 'include=users,organizations,groups', 'ticket users organizations groups'],
    ['/tickets/2.json', 'include=users,organizations,groups', 'ticket users organizations groups'],
    [
      '/tickets/show_many.json',
      'ids=1,2,3&include=users,organizations,groups,metric_sets',
      'tickets users metric_sets',
    ],
    ['/tickets.json', '', 'tickets meta'],
    ['/incremental/tickets/cursor.json', 'start_time=1', 'tickets after_cursor end_of_stream'],
    ['/tickets/2/comments.json', 'sort=-created_at', 'comments meta links'],
    ['/tickets/2/comments/count.json', '', 'count'],
    [`/ticket_fields/${productField}.json`, '', 'ticket_field'],
    ['/users/me.json', '', 'user'],
    ['/oauth/tokens/current.json', '', 'token'],
    ['/tickets/1.json', 'PUT', 'ticket audit'],
  ] as const)('tells at %s?%s only fields that the reference has', async (path, asked, least) => {
    const address = 'https://contoso.zendesk.com';
    const said = [{ at: '2026-11-28T08:00:00.000Z', by: 'Mika Sato', text: 'Looking', isPublic: false }];
    const solution = { at: '2026-11-28T09:00:00.000Z', text: 'Replaced', cause: 'Firmware' };
    const cases: KeptCase[] = [
      { ...kept, number: '1', state: 'open', owner: person },
      { ...kept, number: '2', state: 'closed', solution, said, satisfaction: 'good' },
      { ...kept, number: '3', mergedInto: { number: '2' } },
    ];
    const standIn = createZendeskStandIn({
      ...{ address, cases, client: { id: 'swarm', secret: 'x' }, now: () => Date.parse('2026-11-30T00:00:00Z') },
      limits: createLimits(() => 0),
      tokens: {
        give: () => 'a token',
        scopeOf: () => 'tickets:read tickets:write users:read organizations:read',
        end() {},
      },
    });
    const note = { comment: { body: 'For staff', public: false }, custom_fields: [{ id: linkField, value: address }] };
    const change = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: { ticket: note } };
    const call = asked === 'PUT' ? change : { query: new URLSearchParams(asked) };
    const { status, body } = await standIn.answer(calling({ ...call, path: `/api/v2${path}` }));
    expect(status).toBe(200);
    const told = Object.entries(z.record(z.string(), z.unknown()).parse(body));
    expect(told.map(([name]) => name)).toEqual(expect.arrayContaining(least.split(' ')));
    for (const [name, value] of told) {
      const rows = Array.isArray(value) ? value : [value];
      const known = inAnswers[name];
      expect([name, known]).not.toEqual([name, undefined]);
      const fields = rows.flatMap((row) => (typeof row === 'object' && row !== null ? Object.keys(row) : []));
      expect([name, ...fields.filter((field) => !known?.split(' ').includes(field))]).toEqual([name]);
    }
    const { audit } = Object(body);
    const events: object[] = audit?.events ?? [];
    const ofEvents =
      'id type body html_body plain_body public author_id attachments audit_id field_name value previous_value';
    expect(events.flatMap(Object.keys).filter((field) => !ofEvents.split(' ').includes(field))).toEqual([]);
  });

  test('shows nothing of the metadata of a comment that the reference does not have: custom ones are for audits', () => {
    const shown = noted().comments.flatMap(({ metadata }) => Object.keys(Object(metadata)));
    expect([...new Set(shown)]).toEqual(['system']);
  });

  /** What is told of a ticket that was commented. */
  function noted(): Record<'comments' | 'audit', Record<string, unknown>[]> {
    const all = createComments({ now: () => 0, twist: () => 'none' });
    all.add('35436', { body: 'For staff', public: false });
    const page = all.listed(kept, [], { query: new URLSearchParams() }, 'https://contoso.zendesk.com').body;
    const { comments } = z.object({ comments: z.array(z.looseObject({})) }).parse(page);
    return { comments, audit: [auditOf(1, {})] };
  }

  test('tells of an article only fields that the reference has, and refuses what it does not', () => {
    const documented =
      'author_id body comments_disabled content_tag_ids created_at draft edited_at html_url id label_names locale name outdated outdated_locales permission_group_id position promoted section_id source_locale title updated_at url user_segment_id user_segment_ids vote_count vote_sum';
    const inGuide = createGuide({
      ...{ address: 'https://contoso.zendesk.com', articles: [], now: () => 0, twist: () => 'none' },
      refused: (status, error) => ({ status, body: { error } }),
    });
    const post = (article: object) =>
      inGuide(
        {
          ...{ method: 'POST', path: `/api/v2/help_center/sections/${guide.section}/articles.json`, params: {} },
          ...{ query: new URLSearchParams(), headers: { 'content-type': 'application/json' }, url: '' },
          ...{ body: { article, notify_subscribers: false }, length: 0, isAbandoned: () => false },
        },
        'hc:read hc:write',
      );
    const whole = {
      ...{ title: 'x', body: 'y', locale: 'ja', permission_group_id: guide.permissionGroup, user_segment_id: null },
    };
    const made = z.object({ article: z.looseObject({ draft: z.boolean() }) }).parse(post(whole)?.body);
    expect(Object.keys(made.article).filter((field) => !documented.split(' ').includes(field))).toEqual([]);
    // Nobody said that it is a draft: it is public.
    expect(made.article.draft).toBe(false);
    expect(post({ ...whole, state: 'draft' })?.status).toBe(400);
    expect(post({ title: 'x', locale: 'ja' })?.status).toBe(400);
  });

  test('and the mapping as shipped name no other fields', () => {
    const known = [...documented.ticket.split(' '), 'organization', 'requester.locale'];
    expect(columnsOf(shippedMappings.zendesk).filter((column) => !known.includes(column))).toEqual([]);
  });
});
