import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { columnsOf, shippedMappings } from '../../../src/cases/systems/mapping.ts';
import { caseTables } from '../../../src/cases/systems/servicenow/servicenow.ts';
import { resolutionColumns } from '../../../src/sandbox/systems/dynamics/resolutions.ts';
import {
  annotationColumns,
  commonColumns,
  incidentColumns,
  systemUserColumns,
} from '../../../src/sandbox/systems/dynamics/schema.ts';
import type { KeptCase } from '../../../src/sandbox/systems/keptCase.ts';
import { tables } from '../../../src/sandbox/systems/servicenow/records.ts';
import { auditOf, createComments } from '../../../src/sandbox/systems/zendesk/comments.ts';
import { beside, ticketOf } from '../../../src/sandbox/systems/zendesk/tickets.ts';

const schema = (file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/systems', file), 'utf8'));

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
  type Published = { options?: Record<string, string> };
  const published: { sn_customerservice_case: Record<string, Published>; incident: string[] } =
    schema('servicenow.json');
  const columnsOfTable = {
    incident: published.incident,
    sn_customerservice_case: Object.keys(published.sn_customerservice_case),
  };

  test.each(tables)('tells of $name only columns that the documentation has', ({ name, columns }) => {
    expect(columns.filter((column) => !columnsOfTable[name].includes(column) && column !== 'sys_id')).toEqual([]);
  });

  test.each(caseTables)('and the mapping of $table as shipped name no other columns', ({ key, table }) => {
    const named = columnsOf(shippedMappings[key]);
    expect(named.filter((column) => !columnsOfTable[table].includes(column))).toEqual([]);
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

  test('shows nothing of the metadata of a comment that the reference does not have: custom ones are for audits', () => {
    const shown = noted().comments.flatMap(({ metadata }) => Object.keys(Object(metadata)));
    expect([...new Set(shown)]).toEqual(['system']);
  });

  /** What is told of a ticket that was commented. */
  function noted(): Record<'comments' | 'audit', Record<string, unknown>[]> {
    const all = createComments({ now: () => 0, twist: () => 'none' });
    all.add('35436', { body: 'For staff', public: false });
    const page = all.listed(kept, { query: new URLSearchParams() }, 'https://contoso.zendesk.com').body;
    const { comments } = z.object({ comments: z.array(z.looseObject({})) }).parse(page);
    return { comments, audit: [auditOf(1, {})] };
  }

  test('and the mapping as shipped name no other fields', () => {
    const known = [...documented.ticket.split(' '), 'organization', 'requester.locale'];
    expect(columnsOf(shippedMappings.zendesk).filter((column) => !known.includes(column))).toEqual([]);
  });
});
