import { expect, test } from '@jest/globals';
import { createFeed } from '../../../src/sandbox/doors/feed.ts';
import type { TimelineEntry } from '../../../src/sandbox/systems/keptCase.ts';
import { keptCasesOf } from '../../../src/sandbox/systems/organisationCases.ts';
import { watchCustomersView } from '../../../src/sandbox/systems/shownToCustomers.ts';
import { alwaysThere } from '../../e2e/alwaysThere.ts';

const written = (id: string, isPublic: boolean): TimelineEntry => ({
  ...{ id, at: '2026-11-29T00:00:00.000Z', by: 'Swarm', title: null, text: `Note ${id}`, isPublic },
});

test('a note that a customer can see is told as soon as it is written, once, and counts also when it was taken back', () => {
  const feed = createFeed({ keepWireLog: true });
  const cases = keptCasesOf(alwaysThere(), 'zendesk');
  const [first] = cases;
  if (!first) throw new Error('The organisation has no case');
  const said: TimelineEntry[] = [written('1', false)];
  const told: string[] = [];
  const watch = watchCustomersView({
    feed,
    standIn: { cases, timeline: (number) => (number === first.number ? said : []) },
    tell: ({ caseNumber, id, text }) => told.push(`${caseNumber} ${id} ${text}`),
  });
  const call = (method: string) => feed.wire({ door: 'cases', method, url: '/api/v2/tickets', status: 200, ms: 1 });
  call('PUT');
  expect([told, watch.count()]).toEqual([[], 0]);
  said.push(written('2', true));
  call('PUT');
  call('PUT');
  expect(told).toEqual([`${first.number} 2 Note 2`]);
  said[1] = written('2', false);
  call('PUT');
  expect([told.length, watch.count()]).toEqual([1, 1]);
});
