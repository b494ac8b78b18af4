import { describe, expect, test } from '@jest/globals';
import { shippedUrgency } from '../../../../src/cases/typedUrgency.ts';
import { titleOf } from '../../../../src/reading/title.ts';
import { saidUrgency } from '../../../../src/teams/commands/case/saidUrgency.ts';

const read = (text: string) => saidUrgency(text, shippedUrgency);
const older = {
  en: '\n\nFrom: Aoi Tanabe <aoi@fabrikam.example>\nSent: Monday, January 12, 2026 9:05 AM\nTo: Service desk\nSubject: URGENT: printing\n\nURGENT: printing is down on all floors. Please treat as P1. Urgent!',
  ja: '\n\n2026年1月12日(月) 9:05 田辺 葵 <aoi@fabrikam.example>:\n> 【至急】3 階の印刷が止まっています。\n> 大至急お願いします。',
};
const signature = '\n\n--\nAoi Tanabe\nFabrikam Inc.\nTel. 03-1234-5678\nEmergency: 0120-000-000';

describe('how urgent a mail says that it is', () => {
  test.each([
    [`From: Aoi <aoi@x.example>\nSent: Monday\nSubject: [URGENT] VPN drops\n\nHi,\nit drops each hour.`, 'URGENT'],
    [
      `差出人: 田辺 <aoi@x.example>\n宛先: 窓口\n件名: 【至急】VPN が切れる\n\nお世話になっております。\n毎時切れます。`,
      '至急',
    ],
    [`Subject: FW: URGENT: VPN drops\n\nHi,\nit drops each hour.`, 'URGENT'],
    [`Hi team,\n\nURGENT: the VPN drops each hour.\n\nThanks,\nAoi`, 'URGENT'],
    [`Hello,\n\nThis is urgent. The VPN drops each hour.`, 'This is urgent'],
    [`お世話になっております。\n至急ご対応をお願いいたします。\nVPN が毎時切れます。`, '至急ご対応をお願いいたします'],
    [`The VPN drops each hour, urgent${older.en}`, 'urgent'],
    [`Hi,\nthe VPN drops each hour (urgent).${signature}`, 'urgent'],
  ])('is read in its subject, its first sentence and at the end of its own words: %j', (text, words) => {
    const { severity, rest, words: said } = read(text);
    expect({ severity, said }).toEqual({ severity: 'high', said: words });
    // It is neither title nor evidence.
    expect(titleOf(rest)).not.toContain(words);
  });

  test.each([
    `The VPN drops each hour.${older.en}`,
    `VPN が毎時切れます。${older.ja}`,
    `Subject: RE: [URGENT] printing\n\nHi,\nit works again, but the VPN drops each hour.`,
    `The VPN drops each hour.${signature}`,
    'The VPN drops each hour.\n\n2026-01-12 09:05:00 CRITICAL: tunnel lost\n2026-01-12 09:05:01 CRITICAL: urgent',
    '2026-01-12 09:05:00 EMERGENCY tunnel lost\n2026-01-12 09:05:01 CRITICAL: peer gone',
    'Hi,\nthe VPN drops each hour. We reported URGENT: printing last week.',
  ])('is never read in an older mail, an answer’s subject, a signature, a log or in passing: %j', (text) =>
    expect(read(text)).toEqual({ severity: null, rest: text, words: '' }),
  );

  test.each([
    ['Customer: Fabrikam\nSeverity: A\nProblem: SQL is down', 'critical', 'Severity: A'],
    ['Customer: Fabrikam\nPriority: 2 - High\nProblem: SQL is slow', 'high', 'Priority: 2 - High'],
    ['Customer: Fabrikam\nBusiness impact: all users\nProblem: SQL is down', 'critical', 'Business impact: all users'],
    ['Customer: Fabrikam\nProblem: SQL is slow\nImpact: none', 'low', 'Impact: none'],
    ['VPN Gateway tunnel down\nSeverity: P2', 'high', 'Severity: P2'],
    ['【お客様】ファブリカム\n【重要度】A\n【内容】SQL が落ちた', 'critical', '重要度】A'],
    ['お客様名：ファブリカム\n緊急度：高（業務停止中）\n内容：SQL が落ちた', 'high', '緊急度：高（業務停止中'],
    ['■お客様：ファブリカム\n■影響：業務影響大\n■内容：SQL が落ちた', 'high', '影響：業務影響大'],
    ['１．現象　SQL が落ちた\n２．発生　今朝\n３．影響　全社', 'critical', '影響　全社'],
    ['■お客様■ファブリカム\n■重要度■A\n■内容■SQL が落ちた', 'critical', '重要度■A'],
    ['Customer: Fabrikam\nTicket priority (1-5): 1\nProblem: SQL is down', 'critical', 'Ticket priority (1-5): 1'],
    ['Customer: Fabrikam\nImpact: everyone\nProblem: SQL is down', 'critical', 'Impact: everyone'],
    ['Customer: Fabrikam, Severity: B, Problem: SQL is down', 'high', 'Severity: B'],
    ['【お客様】ファブリカム【重要度】B【内容】SQL が落ちた', 'high', '重要度】B'],
    ['お客様：ファブリカム、緊急度：高、内容：SQL が落ちた', 'high', '緊急度：高'],
    ['**Customer:** Fabrikam\n**Severity:** A\n**Problem:** SQL is down', 'critical', 'Severity: A'],
    ['**お客様:** ファブリカム\n**緊急度:** 高\n**内容:** SQL が落ちた', 'high', '緊急度: 高'],
    ['お客様：ファブリカム\n重要度 A\n内容：SQL が落ちた', 'critical', '重要度 A'],
    ['お客様：ファブリカム\n緊急度 高（業務停止中）\n内容：SQL が落ちた', 'high', '緊急度 高（業務停止中'],
    ['Customer: Fabrikam\nPriority 2 - High\nProblem: SQL is slow', 'high', 'Priority 2 - High'],
    ['Customer - Fabrikam\nUrgency - High\nIssue - SQL is down', 'high', 'Urgency - High'],
    ['お客様名：ファブリカム\n影響範囲：なし\n優先度：低\n内容：SQL の設定', 'low', '影響範囲：なし'],
  ])('is read in the field of a form, which stays as it was filled in: %j', (text, severity, words) =>
    expect(read(text)).toEqual({ severity, rest: text, words }),
  );

  test.each([
    ['お客様がお怒りです。至急SQL の専門家をお願いします', '至急'],
    ['The customer is angry. We urgently need an expert', 'We urgently need'],
  ])('is read before what the second sentence asks for: %s', (text, words) =>
    expect(read(text)).toEqual({ severity: 'high', rest: text, words }),
  );

  test.each([
    ['会議に入れないので至急お願いします', 'high', '至急お願いします'],
    ['本番が止まったため至急対応願います', 'high', '至急対応願います'],
    ['本番停止のため至急お願いします', 'high', '至急お願いします'],
    ['経営会議の資料が開けないため至急お願いします', 'high', '至急お願いします'],
    ['決算仕訳が登録できないため至急対応をお願いします', 'high', '至急対応をお願いします'],
    ['月末締め処理が止まったため至急です。Dynamics 365', 'high', '至急です'],
    ['業務が止まっているため至急、復旧をお願いします', 'high', '至急'],
    ['顧客に請求書を送れないので至急お願いします。Exchange Online です。', 'high', '至急お願いします'],
    ['顧客情報が見えないので緊急。Salesforce', 'critical', '緊急'],
    ['回避できているので急ぎません。Salesforce の表示の件', 'low', '急ぎません'],
  ])('is read behind the matter that makes it so, which stays: %s', (text, severity, words) =>
    expect(read(text)).toEqual({ severity, rest: text, words }),
  );

  test.each([
    '会議の資料が開けないので緊急連絡先を教えてください',
    '荷物が届かないので急ぎの便を確認してください',
    'Customer: Fabrikam\nImpact: high CPU on all nodes\nProblem: SQL is slow',
    'Severity column (critical) empty in Sentinel',
    'priority field (critical) not saved in Jira',
    '緊急度 欄（緊急）が空',
    '影響 範囲（全社）の表示が崩れる',
    'Severity filter (High) does not work in Sentinel',
    '優先度 フラグ（高）が消える',
    'Priority flag (low) missing in Outlook',
    'Customer: Fabrikam\nImpact: 3 users\nProblem: SQL is slow',
    'Customer: Fabrikam\nPriority of the queue: high\nProblem: SQL is slow',
    'お客様名：ファブリカム\n影響範囲：東京拠点\n内容：SQL が落ちた',
    'お客様名：ファブリカム\n緊急度：高い順に並ばない\n内容：SQL の一覧',
    'The tunnel is lost.\n\n2026-01-12 09:05:00 Severity: A tunnel lost\n2026-01-12 09:05:01 Severity: A peer gone',
    'Outlook is slow.\nImpact analysis of the update: none\nPriority high mails are late',
    'The mail header says X, Priority: high, and goes to junk',
    'メールのヘッダーに重要度：高、と出て迷惑メールになる',
    'The queue is wrong. Critical: red, high: yellow',
    'キューが壊れた。至急の欄が空です',
  ])('is not read in a field or a sentence of something else: %j', (text) =>
    expect(read(text)).toEqual({ severity: null, rest: text, words: '' }),
  );

  test('is sought in a long form as in a short one', () => {
    for (const piece of [
      'お客様：、',
      '【重要度】',
      'Severity ',
      'Customer: X, ',
      '■',
      'priority: ',
      '影響\u3000',
      '開けないので',
      '急ぎなので',
    ])
      expect(read(`x: ${piece.repeat(4_000)}`).severity).toBeNull();
  });

  test('stays where it is all that its writer says: it is the case', () => {
    const { severity, rest } = read(`本番停止${older.ja}`);
    expect(severity).toBe('critical');
    expect(titleOf(rest)).toBe('本番停止');
  });
});
