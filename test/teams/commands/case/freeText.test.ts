import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caseSchema } from '../../../../src/cases/case.ts';
import { looksLikeCaseId } from '../../../../src/cases/ids/shape.ts';
import { toldIdOf } from '../../../../src/cases/ids/shortIds.ts';
import { shippedUrgency } from '../../../../src/cases/typedUrgency.ts';
import { caseFromText } from '../../../../src/teams/commands/case/freeText.ts';

const owner = { id: 'a0000000-0000-4000-8000-000000000001', name: '佐藤 葵' };
const told = (text: string) => caseFromText({ text, tenantId: 'tenant', owner, at: '2026-11-20T01:00:00.000Z' });

describe('a case told in free text', () => {
  test('has its first sentence as title, all of it as description, and the sender as owner', () => {
    expect(told('VPN tunnel drops every hour. It began after the gateway update.')).toMatchObject({
      title: 'VPN tunnel drops every hour',
      description: 'VPN tunnel drops every hour. It began after the gateway update.',
      language: 'en',
      severity: 'normal',
      restricted: false,
      owner,
    });
    expect(told('Azure VPN が毎時切断されます。ゲートウェイ更新後からです。')).toMatchObject({
      title: 'Azure VPN が毎時切断されます',
      language: 'ja',
    });
  });

  test.each([
    ['VPN drops after the update, need it by COB tmrw', 'VPN drops after the update'],
    ['VPN drops; please fix by Monday 9', 'VPN drops'],
    ['VPN drops, need this sorted by Friday', 'VPN drops'],
    ['VPN が切れます、明日17時までに必要です', 'VPN が切れます'],
    ['Users need it by Friday for the audit: AKS access', 'Users need it for the audit: AKS access'],
    ['fix the VPN by Friday', 'fix the VPN'],
    ['Please answer by Friday', 'Please answer'],
    ['VPN を金曜までに直してください', 'VPN を直してください'],
  ])('has no deadline in its title, nor the clause that asks for no more than that: %j', (text, title) => {
    expect(told(text)).toMatchObject({ title, description: text });
    expect(told(text)?.deadline).toBeDefined();
  });

  test.each([
    ['Customer: Fabrikam\nProduct: SQL Server\nProblem: not reachable after the update', 'SQL Server'],
    ['お客様：ファブリカム\n製品名：SQL Server\n内容：更新後に接続できない', 'SQL Server'],
    ['【対象製品】Teams Rooms\n【内容】更新後に起動しない', 'Teams Rooms'],
    ['[Product] Teams Rooms\nDoes not start after the update', 'Teams Rooms'],
    ['Customer: Fabrikam, Product: SQL Server, Problem: not reachable', 'SQL Server'],
    ['【お客様】ファブリカム【製品】SQL Server【内容】接続できない', 'SQL Server'],
    ['Customer: Fabrikam\nProduct: unknown\nProblem: not reachable', null],
    ['製品：不明\n内容：更新後に接続できない', null],
    ['Product keys of Windows are refused', null],
    ['製品ライセンスの期限が切れた', null],
    ['Product: page shows 404', null],
    ['Product: SQL Server crashes when backup runs', null],
    ['商品：購入ボタンが押せない', null],
    ['【製品名】が表示されない', null],
    ['製品：Teams、会議に入れない', 'Teams'],
    ['Product: it stops after each update and nobody knows why that is so at all', null],
  ])('is of the product that a field of a form names: %j', (text, product) =>
    expect(told(text)?.product).toBe(product),
  );

  test.each([
    ['critical: nobody can sign in', 'critical', 'nobody can sign in'],
    ['緊急：全員サインインできない', 'critical', '全員サインインできない'],
    ['【緊急】: 全員サインインできない', 'critical', '全員サインインできない'],
    ['High: slow', 'high', 'slow'],
    ['低: 表示が崩れる', 'low', '表示が崩れる'],
  ])('takes the severity a person typed before it: %s', (text, severity, rest) => {
    expect(shippedUrgency.typed(text)).toMatchObject({ severity, rest });
  });

  test.each(['critical path is slow', 'the site is down: critical', '緊急連絡網が見られない', 'Error: high CPU'])(
    'never guesses the severity: %s',
    (text) => expect(shippedUrgency.typed(text)).toEqual({ severity: null, rest: text, words: '' }),
  );

  test('is the same case however often and in whatever width and spacing it comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
        const id = toldIdOf('t', 'o', text);
        expect(toldIdOf('t', 'o', `  ${text.replaceAll(' ', ' \n')} `)).toBe(id);
        expect(looksLikeCaseId(id)).toBe(true);
        expect(toldIdOf('t', 'another', text)).not.toBe(id);
      }),
    );
  });

  test('is called as it was by every version before, so that what was planned then is found', () => {
    expect(toldIdOf('t', 'o', 'VPN drops')).toBe('T-I3XNOKA3P3ER');
    expect(toldIdOf('t', 'o', '会議が落ちる')).toBe('T-AXMBVBBHCLHL');
  });

  test('is a valid case whatever is typed, or none when nothing is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const made = told(text);
        if (made) expect(caseSchema.parse(made)).toEqual(made);
      }),
    );
    expect(told('  \n ')).toBeNull();
    expect(told('x'.repeat(60_000))?.description).toHaveLength(50_000);
  });
});
