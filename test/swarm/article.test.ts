import { expect, test } from '@jest/globals';
import { articleInMarkdown } from '../../src/history/article/articleFile.ts';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { as, given, person, proposed, recorded, started } from './given.ts';

/** The article of a resolved swarm. */

const article = {
  ...{ title: 'VPN drops', problem: 'It drops.', environment: 'VPN' },
  ...{ cause: 'Lifetimes differ', fix: 'Set both', found: 'Compared them' },
};
const mika: SwarmEvent = { type: 'MemberSeated', person: person('mika'), role: 'expert' };
const running = [proposed(), started(), mika];
const resolved: SwarmEvent[] = [
  ...running,
  { type: 'SwarmResolved', rootCause: 'x', fix: 'y', technologies: ['vpn'], credits: [] },
];
const writing = { type: 'WriteArticle', article, basedOn: 0 } as const;

test('is written once it is resolved, by who was in it or a lead, but for a restricted one by its people alone', () => {
  expect(given(...resolved).when(writing, { actor: as('mika') }).events).toEqual([{ type: 'ArticleWritten', article }]);
  expect(given(...running).when(writing, { actor: as('mika') }).refusal).toBe('not-resolved');
  expect(given(...resolved).when(writing, { actor: as('stranger') }).refusal).toBe('not-in-swarm');
  const lead = { actor: as('lead'), actorStandsIn: true };
  expect(given(...resolved).when(writing, lead).events).toHaveLength(1);
  const restricted = [proposed({ case: { restricted: true } }), ...resolved.slice(1)];
  expect(given(...restricted).when(writing, lead).refusal).toBe('not-in-swarm');
});

test('goes when its swarm is forgotten', () => {
  const words = { title: { en: 'gone', ja: 'gone' }, person: { en: 'somebody', ja: 'somebody' } };
  const events: RecordedEvent[] = recorded([...resolved, { type: 'ArticleWritten', article }]);
  const rest = withoutContent(events, { language: 'en', words, pseudonymOf: (place) => `p${place}` });
  expect(JSON.stringify(rest)).not.toMatch(/drops|Lifetimes|Compared/);
});

test('in Markdown holds what people wrote letter for letter: no list, heading, link or code of theirs', () => {
  const wild = { ...article, cause: '# no heading\n- no list\n1. no number\n[no](link) `code`\n    no block' };
  expect(articleInMarkdown(wild, 'en')).toContain(
    '\\# no heading  \n\\- no list  \n1\\. no number  \n\\[no\\](link) \\`code\\`  \nno block',
  );
});
