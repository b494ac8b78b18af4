import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ArticleDraft, CaseSystem, CaseWritten } from '../../../src/cases/systems/caseSystem.ts';
import { parseMappingFile } from '../../../src/cases/systems/mapping.ts';
import { idOf } from '../../../src/cases/systems/writing.ts';
import { type SystemStage, systemsUnderTest } from './stage.ts';

describe.each(systemsUnderTest)('an article for the knowledge base of $name ($key)', (under) => {
  let stage: SystemStage;
  let system: CaseSystem;
  let last = 0;
  beforeAll(async () => {
    stage = await under.open();
    system = stage.systemWith({ mapping: { articles: under.articles } });
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    last += 1;
    stage.faults.clear();
    stage.allow('writes-notes');
    stage.twist('none');
    stage.moveOn(120_000);
  });

  const draft = (change: Partial<ArticleDraft> = {}): ArticleDraft => ({
    ...{ id: idOf(`article ${last}`), title: `証明書 ${last}`, html: '<h2>原因</h2>\n<p>It &lt;b&gt;expired.</p>' },
    ...{ language: 'ja', repeated: false, ...change },
  });
  const write = (of = draft()): Promise<CaseWritten> => {
    if (!system.writeArticle) throw new Error('The mapping allows it');
    return system.writeArticle(of);
  };
  const made = () => stage.articles().filter(({ title }) => title.startsWith(`証明書 ${last}`));

  test('is a draft there, which tells its number and its address', async () => {
    const written = await write();
    expect(made()).toMatchObject([{ isDraft: true, html: expect.stringContaining('It &lt;b&gt;expired.') }]);
    const [{ number = '' } = {}] = made();
    expect(written).toEqual({ kind: 'ok', article: { number, url: expect.stringMatching(/^http/) } });
  });

  test('is there once, though its answer was lost and it is written again', async () => {
    const method = under.key === 'dynamics' ? 'PATCH' : 'POST';
    stage.faults.add({ door: 'cases', path: under.callsPath, method, does: 'lose-answer', times: 1 });
    expect((await write()).kind).toBe('broken');
    expect(made()).toHaveLength(1);
    const again = await write(draft({ repeated: true }));
    expect(again).toMatchObject({ kind: 'ok', article: { number: made()[0]?.number } });
    expect(made()).toHaveLength(1);
  });

  test('is written by a second try of which the first came to nothing', async () => {
    await write(draft({ id: idOf('another article'), title: 'Another one' }));
    expect((await write(draft({ repeated: true }))).kind).toBe('ok');
    expect(made()).toHaveLength(1);
  });

  test('that a rule of the tenant’s own publishes is told by its name', async () => {
    stage.twist('publishes-notes');
    const written = await write();
    const [{ number = '', id = '' } = {}] = made();
    expect(written).toMatchObject({ kind: 'public', article: { number } });
    expect(written.kind === 'public' && [number, id].some((name) => written.note.includes(name))).toBe(true);
  });

  test('is not written without a right to it, nor where the mapping does not say that and where', async () => {
    stage.allow('reads-cases');
    expect((await write()).kind).toBe('forbidden');
    expect(made()).toEqual([]);
    expect(stage.system.writeArticle).toBeNull();
  });

  test.each([true, false])(
    'is looked at by the doctor (notes are written, too: %s), and not counted as good where nothing tells before the first',
    async (notes) => {
      const told = await system.testWriting(notes);
      const ofArticles = told.filter(({ fact }) => fact?.code.startsWith('case-article'));
      expect(ofArticles).toEqual([
        under.key === 'dynamics'
          ? { result: 'ok', fact: { code: 'case-articles-can-be-written' } }
          : { result: 'unknown', fact: { code: 'case-article-rights-unknown' } },
      ]);
      expect(told).toHaveLength(notes ? 2 : 1);
      expect(await stage.system.testWriting(false)).toEqual([]);
      if (under.key !== 'dynamics') return;
      stage.allow('reads-cases');
      const missing = notes ? ['prvCreateNote', 'prvCreateKnowledgeArticle'] : ['prvCreateKnowledgeArticle'];
      expect(await system.testWriting(notes)).toMatchObject([
        { result: 'failed', fact: { names: expect.arrayContaining(missing) } },
      ]);
    },
  );

  test('waits while the system is busy, and is written with another token when theirs has ended', async () => {
    stage.useUp(60_000);
    expect((await write()).kind).toBe('busy');
    stage.moveOn(61_000);
    stage.endTokens();
    expect((await write()).kind).toBe('ok');
    expect(made()).toHaveLength(1);
  });

  test('has a title no longer than the system takes, cut at a whole character', async () => {
    const written = await write(draft({ title: `証明書 ${last} ${'🔥'.repeat(3_000)}` }));
    expect(written.kind).toBe('ok');
    expect(made()[0]?.title).toMatch(/🔥…$/u);
  });
});

test('the mapping file must say where articles go', () => {
  const file = (articles: object) => JSON.stringify({ zendesk: { articles }, 'servicenow-case': { articles } });
  expect(() => parseMappingFile(file({}))).toThrow(
    /servicenow-case\.articles\.base is missing\n.*zendesk\.articles\.section is missing\n.*permissionGroup is missing\n.*userSegment is missing/,
  );
  expect(() => parseMappingFile(JSON.stringify({ dynamics: { articles: { publish: true } } }))).toThrow(
    'dynamics.articles.publish is not known',
  );
});
