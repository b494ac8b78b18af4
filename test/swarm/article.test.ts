import { expect, test } from '@jest/globals';
import { articleInMarkdown } from '../../src/history/article/articleFile.ts';
import { modelArticlesOf } from '../../src/history/article/articleRoutes.ts';
import { draftOf } from '../../src/history/article/draft.ts';
import { article as modelArticle } from '../../src/model/uses/article.ts';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { as, given, givenBy, person, proposed, recorded, started } from './given.ts';

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

test('is sent as a draft once, as it was saved and shown, by who may write it, and never of a restricted case', () => {
  const saved = givenBy(as('mika'), ...resolved, { type: 'ArticleWritten', article });
  const version = saved.state.status === 'resolved' ? (saved.state.article?.version ?? 0) : 0;
  const sending = { type: 'SendArticle', basedOn: version } as const;
  const sent = saved.when(sending, { actor: as('mika') });
  expect(sent.events).toEqual([{ type: 'ArticleDraftWanted' }]);
  expect(sent.jobs).toEqual([expect.objectContaining({ name: 'send-article' })]);
  expect(saved.when(sending, { actor: as('stranger') }).refusal).toBe('not-in-swarm');
  expect(saved.when({ ...sending, basedOn: version - 1 }, { actor: as('mika') }).refusal).toBe('article-changed');
  expect(given(...resolved).when(sending, { actor: as('mika') }).refusal).toBe('article-not-saved');
  const events = [...resolved, { type: 'ArticleWritten', article } as const];
  const restricted = givenBy(as('mika'), proposed({ case: { restricted: true } }), ...events.slice(1));
  expect(restricted.when(sending, { actor: as('mika') }).refusal).toBe('article-restricted');

  const waiting = givenBy(as('mika'), ...events, { type: 'ArticleDraftWanted' });
  expect(waiting.when(sending, { actor: as('mika') }).events).toEqual([]);
  const known = { number: 'KB0010001', url: 'https://contoso.service-now.com/kb' };
  const report = { type: 'ReportCaseTold', step: 'send-article', outcome: 'written', article: known } as const;
  expect(waiting.when(report).events).toEqual([
    { type: 'CaseTold', step: 'send-article', outcome: 'written', article: known },
  ]);
  const there = givenBy(as('mika'), ...events, { type: 'ArticleDraftWanted' }, { ...report, type: 'CaseTold' });
  expect(there.state).toMatchObject({ articleDraft: { status: 'there', ...known } });
  expect(there.when(report).events).toEqual([]);
  expect(there.when(sending, { actor: as('mika') }).events).toEqual([]);
  const lost = givenBy(
    as('mika'),
    ...events,
    { type: 'ArticleDraftWanted' },
    {
      ...{ type: 'CaseTold', step: 'send-article', outcome: 'not-wanted' },
    },
  );
  expect(lost.when(sending, { actor: as('mika') }).events).toHaveLength(1);
});

test('is drafted without urgency, greeting and plans that nobody carried out, and names each technology once', () => {
  const described = {
    title: '【至急】VPN が切れる',
    description:
      'お世話になっております。ノースウィンド商事 情報システム部の高田です。\nVPN が毎時切れます。\n\n【ログ】\n2026-11-19 20:14:07 IKEv2 rekey failed',
    product: 'Vpn',
  };
  const entry = (text: string) => [{ text, by: person('mika'), at: '2026-11-20T02:00:00.000Z' }];
  const note = { known: entry('古い証明書'), tried: [], next: entry('ルーターの交換'), waitingFor: [] };
  const { state } = given(
    proposed({ case: described }),
    ...resolved.slice(1, -1),
    { type: 'StatusNoted', note, wrote: ['known', 'next'] },
    { type: 'SwarmResolved', rootCause: 'x', fix: 'y', technologies: ['vpn', 'cert'], credits: [] },
  );
  if (state.status !== 'resolved') throw new Error(`resolved is expected, but it is ${state.status}`);
  const draft = draftOf(state, (technology) => technology.toUpperCase());
  expect(draft).toMatchObject({
    title: 'VPN が切れる',
    problem: 'VPN が毎時切れます。\n【ログ】\n2026-11-19 20:14:07 IKEv2 rekey failed',
    environment: 'VPN\nCERT',
  });
  expect(draft.found).toContain('古い証明書');
  expect(draft.found).not.toContain('ルーターの交換');
});

test('is drafted without the deadline that is typed or noted, and keeps it where nothing else is said', () => {
  const entry = (text: string) => [{ text, by: person('mika'), at: '2026-11-20T02:00:00.000Z' }];
  const known = entry('We promised an answer by Monday 9.');
  const note = { known, tried: entry('Restarted it.'), next: [], waitingFor: [] };
  const drafted = (title: string, description: string) => {
    const { state } = given(
      proposed({ case: { title, description } }),
      ...resolved.slice(1, -1),
      { type: 'StatusNoted', note, wrote: ['known', 'tried'] },
      ...resolved.slice(-1),
    );
    if (state.status !== 'resolved') throw new Error(`resolved is expected, but it is ${state.status}`);
    return draftOf(state, (technology) => technology);
  };
  const draft = drafted('VPN drops, fix by Monday 9', 'VPN drops every hour.\nPlease answer by Monday 9.');
  expect(draft).toMatchObject({ title: 'VPN drops', problem: 'VPN drops every hour.' });
  expect(draft.found).not.toContain('Monday');
  expect(draft.found).toContain('Restarted it.');
  expect(drafted('Deadline: Friday 5pm', 'Please answer by Monday 9.')).toMatchObject({
    title: 'Deadline: Friday 5pm',
    problem: 'Please answer by Monday 9.',
  });
});

test('written by a model in either language says that it is a workaround, and keeps the technologies, as its draft does', () => {
  const end = { rootCause: 'x', fix: 'y', technologies: ['vpn', 'cert'], credits: [] };
  const unsaved: SwarmEvent[] = [...running, { type: 'SwarmResolved', fixKind: 'workaround', ...end }];
  const wrote = { ...{ title: 't', environment: '', found: '' }, problem: 'p', cause: 'c', fix: 'f' };
  const lines = { en: 'This is a workaround: the fault is still there.', ja: '暫定対応です。原因は残っています。' };
  for (const language of ['en', 'ja'] as const) {
    const said = { ...wrote, fix: language === 'ja' ? '再起動します。' : 'Restart it.' };
    const words = (...events: SwarmEvent[]) => {
      const { state } = givenBy(as('mika'), ...unsaved, ...events);
      if (state.status !== 'resolved') throw new Error(`resolved is expected, but it is ${state.status}`);
      return modelArticle(state, language, 8_000).wordsOf(said);
    };
    const modelWords = words();
    expect(modelWords).toMatchObject({ article: { fix: `${said.fix}\n${lines[language]}` } });
    // Of what somebody saved it adds nothing.
    expect(words({ type: 'ArticleWritten', article })).toMatchObject({ article: { fix: said.fix } });
    if (modelWords === null) throw new Error('Nothing was written');
    const asked = { type: 'ModelAsked', of: 'article', language } as const;
    const { state } = given(...unsaved, asked, {
      type: 'ModelWrote',
      language,
      model: 'm',
      asOf: 1,
      wrote: modelWords,
    });
    if (state.status !== 'resolved') throw new Error(`resolved is expected, but it is ${state.status}`);
    const named = modelArticlesOf(state, (technology, spoken) => `${technology} ${spoken}`).wrote[language];
    expect(named?.article.environment).toBe(`vpn ${language}\ncert ${language}`);
  }
});

test('written by a model is offered no more once its words went with somebody who was erased', () => {
  const none = { title: '', problem: '', environment: '', cause: '', fix: '', found: '' };
  const asked = { of: 'article', language: 'ja' } as const;
  const wrote = { of: 'article', article: none } as const;
  const { state } = given(
    ...resolved,
    { type: 'ModelAsked', ...asked },
    { type: 'ModelWrote', language: 'ja', model: 'm', asOf: 1, wrote },
  );
  if (state.status !== 'resolved') throw new Error(`resolved is expected, but it is ${state.status}`);
  expect(modelArticlesOf(state, (technology) => technology).wrote).toEqual({});
});

test('tells what it was thought to be at first only where that was not it', () => {
  const found = (technologies: string[]) => {
    const { state } = given(...running, { type: 'SwarmResolved', rootCause: 'x', fix: 'y', technologies, credits: [] });
    if (state.status !== 'resolved') throw new Error(`resolved is expected, but it is ${state.status}`);
    const known = new Set(state.plan.technologies.map(({ technology }) => technology));
    return { known: [...known], found: draftOf(state, (technology) => technology).found };
  };
  const { known, found: otherwise } = found(['printer']);
  expect(otherwise).toBe(`当初疑った技術: ${known.join('、')}\n実際に関係していた技術: printer`);
  expect(found(known.toReversed()).found).toBe('');
});

test('goes when its swarm is forgotten', () => {
  const words = { title: { en: 'gone', ja: 'gone' }, person: { en: 'somebody', ja: 'somebody' } };
  const events: RecordedEvent[] = recorded([...resolved, { type: 'ArticleWritten', article }]);
  const rest = withoutContent(events, { language: 'en', words, pseudonymOf: (place) => `p${place}` });
  expect(JSON.stringify(rest)).not.toMatch(/drops|Lifetimes|Compared/);
  // An old page of it brings nothing back, sends nothing on, and has nothing written anew.
  const gone = givenBy(as('mika'), ...resolved, { type: 'ArticleWritten', article }, { type: 'SwarmForgotten' });
  const sending = { type: 'SendArticle', basedOn: 5 } as const;
  const asking = { type: 'AskModel', of: 'article', language: 'en' } as const;
  for (const command of [writing, sending, asking])
    expect(gone.when(command, { actor: as('mika') }).refusal).toBe('swarm-forgotten');
});

test('in Markdown holds what people wrote letter for letter: no list, heading, link or code of theirs', () => {
  const wild = { ...article, cause: '# no heading\n- no list\n1. no number\n[no](link) `code`\n    no block' };
  expect(articleInMarkdown(wild, 'en')).toContain(
    '\\# no heading  \n\\- no list  \n1\\. no number  \n\\[no\\](link) \\`code\\`  \nno block',
  );
});
