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

  test('stays where it is all that its writer says: it is the case', () => {
    const { severity, rest } = read(`本番停止${older.ja}`);
    expect(severity).toBe('critical');
    expect(titleOf(rest)).toBe('本番停止');
  });
});
