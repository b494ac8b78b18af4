import { describe, expect, test } from '@jest/globals';
import { evidenceIndex } from '../../src/evidence/index/evidenceIndex.ts';
import { inOtherLanguage } from '../../src/evidence/languages/otherLanguage.ts';
import { learnedFrom } from '../../src/evidence/learned.ts';

const gateway = {
  technology: 'vpn-gateway',
  name: { en: 'Azure VPN Gateway', ja: 'Azure VPN ゲートウェイ' },
  confidence: 0.8,
};

describe('the words of the other language', () => {
  test.each([
    ['証明書の更新に失敗します', ['certificate', 'renew', 'fail']],
    ['エラー 0x80070035 で共有フォルダーが開けない', ['error', '0x80070035', 'shared folder', 'open']],
    ['AADSTS53003 でサインインできない', ['AADSTS53003', 'sign-in']],
  ])('%s', (title, words) => {
    const told = inOtherLanguage({ title, text: '' }, [])?.title ?? '';
    for (const word of words) expect(told).toContain(word);
  });

  test.each([
    ['Certificate renewal fails with AADSTS53003', ['証明書', '失敗', 'AADSTS53003']],
    ['Shared mailboxes are gone after the migration', ['共有メールボックス', '移行']],
  ])('%s', (title, words) => {
    const told = inOtherLanguage({ title, text: '' }, [])?.title ?? '';
    for (const word of words) expect(told).toContain(word);
    expect(told).not.toMatch(/fails|are gone/);
  });

  test('are the names of the technologies, too, and none where nothing is known', () => {
    expect(inOtherLanguage({ title: '切断されます', text: '' }, [gateway.name])?.title).toContain('Azure VPN Gateway');
    expect(inOtherLanguage({ title: 'ふう', text: '' }, [])).toBeNull();
  });
});

describe('past cases of two languages', () => {
  const cases = [
    {
      id: 'en',
      title: 'VPN Gateway tunnel drops every hour after the router was replaced',
      technologies: ['vpn-gateway'],
    },
    { id: 'print', title: 'Labels are printed twice on the warehouse printer', technologies: ['print'] },
    { id: 'mail', title: 'Shared mailbox is missing after the migration', technologies: ['mail'] },
    { id: 'sql', title: 'Nightly batch is slow since the database moved', technologies: ['sql'] },
  ];
  const ja = { id: 'ja', title: 'ルーター交換後にトンネルが切断される', technologies: ['vpn-gateway'] };
  const learned = (all: typeof cases) => {
    const index = evidenceIndex({ linearBits: 12 });
    for (const [at, each] of all.entries())
      index.add({ ...each, text: '', closedAt: (at + 1) * 86_400_000, credits: [] });
    index.recount();
    return learnedFrom(() => index);
  };
  const asked = { id: 'new', title: 'ルーターを交換してからトンネルが切断されます', description: '', product: null };
  const found = (all: typeof cases) =>
    learned(all)
      .similar(asked, [gateway], 5)
      .map(({ caseId }) => caseId);

  test('a case asked in Japanese finds the one told in English, and none of another matter', () => {
    expect(found(cases)).toEqual(['en']);
  });

  test('the one told in its own language comes first', () => {
    expect(found([...cases, ja])).toEqual(['ja', 'en']);
  });
});
