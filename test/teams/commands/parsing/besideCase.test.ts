import { describe, expect, test } from '@jest/globals';
import { parseRequest } from '../../../../src/teams/commands/parsing/parse.ts';

describe('a deed beside the number of a case', () => {
  test.each([
    ['/swarm thank Kenji for 4711', 'thank'],
    ['invite Kenji Tanaka and Priya to case 4711 please', 'invite'],
    ['/swarm invite 田中 健二 to 4711', 'invite'],
    ['can you call in someone for 4711', 'invite'],
    ['how do I add an expert to 4711', 'invite'],
    ['4711 に詳しい人を追加したい', 'invite'],
    ['田中さんに4711のお礼を言いたい', 'thank'],
    ['close 4711', 'resolve'],
  ])('is told how it is done, with or without such a case: %s', (words, about) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'tells', about, caseId: '4711' }),
  );

  test.each([
    ['add the 4096 key to Key Vault', '4096'],
    ['add disk 100 to vm', '100'],
    ['invite link for Teams meeting 404', '404'],
    ['#5989 Add the location to the event', '5989'],
    ['445を閉じたい', '445'],
    ['close 443', '443'],
  ])('may be one only where there is such a case, and is what it says elsewhere: %s', (words, caseId) => {
    const [said, typed] = [{ kind: 'said', words }, `/swarm ${words}`];
    expect(parseRequest(words, true)).toMatchObject({ kind: 'tells', caseId, otherwise: said });
    expect(parseRequest(typed, true)).toMatchObject({ kind: 'tells', caseId, otherwise: { kind: 'case', words } });
  });

  test.each([
    'call forwarding to 1234 does not ring',
    'call 911 routing fails in Teams Phone',
    'add 404 page to App Service fails',
    'ask 3 people for BGP',
    'thank you page returns 500 after deploy',
    '3. add a breakpoint',
    '4711 ポートを追加できません',
  ])('is none where a fault, thanks to the bot or a count is told: %s', (words) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'said', words }),
  );
});

describe('who with a verb', () => {
  test.each([
    'who deleted the SharePoint site?',
    'who broke the VPN?',
    'who changed the DNS record',
    'who set the MTU',
    '誰がSharePointサイトを削除しましたか',
  ])('that says what somebody did asks of a matter: %s', (words) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'said', words }),
  );

  test('that says what somebody does is a question only where a technology is named', () =>
    expect(parseRequest('who uses Power BI gateway?', true)).toEqual({
      kind: 'who',
      words: 'uses Power BI gateway',
      asked: 'who uses Power BI gateway',
    }));

  test.each([
    ['who AKS', 'AKS'],
    ['who managed instances', 'managed instances'],
    ['who shared mailboxes', 'shared mailboxes'],
    ['who Advanced Threat Protection', 'Advanced Threat Protection'],
    ['誰 Kubernetes', 'Kubernetes'],
  ])('is none where a name looks like one: %s', (said, words) =>
    expect(parseRequest(said, true)).toEqual({ kind: 'who', words }),
  );
});
