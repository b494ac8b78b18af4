import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { looksLikeCaseId } from '../../../../src/cases/ids/shape.ts';
import { parseRequest } from '../../../../src/teams/commands/parsing/parse.ts';

/** As Dynamics 365 gives them to copy. */
const longAddress =
  'https://contoso.crm7.dynamics.com/main.aspx?appid=11111111-2222-4333-8444-555555555555&forceUCI=1&newWindow=true&pagetype=entityrecord&etn=incident&id=66666666-7777-4888-9999-aaaaaaaaaaaa&formid=bbbbbbbb-cccc-4ddd-8eee-ffffffffffff';

describe('what is asked of the bot', () => {
  test.each([
    ['/swarm 4711', { kind: 'case', words: '4711' }],
    ['swarm 4711', { kind: 'case', words: '4711' }],
    ['Swarm: VPN drops every hour', { kind: 'case', words: 'VPN drops every hour' }],
    ['／ｓｗａｒｍ　4711', { kind: 'case', words: '4711' }],
    ['/スウォーム VPN が切れる', { kind: 'case', words: 'VPN が切れる' }],
    ['スウォーム', { kind: 'panel' }],
    ['/swarm', { kind: 'panel' }],
    ['/swarm status', { kind: 'status', caseId: null }],
    ['/swarm status #4711', { kind: 'status', caseId: '4711' }],
    ['/swarm status T-MZXEMIZQGVVD', { kind: 'status', caseId: 'T-MZXEMIZQGVVD' }],
    ['/swarm 状況 ４７１１', { kind: 'status', caseId: '4711' }],
    ['/swarm link T-1042 CAS-01213-V0K9Y0', { kind: 'link', caseId: 'T-1042', to: 'CAS-01213-V0K9Y0' }],
    ['/swarm link CAS-01213-V0K9Y0 to T-1042', { kind: 'link', caseId: 'T-1042', to: 'CAS-01213-V0K9Y0' }],
    ['/swarm link INC0012345', { kind: 'link', caseId: null, to: 'INC0012345' }],
    ['/swarm link T-1042', { kind: 'link', caseId: 'T-1042', to: null }],
    ['/swarm link', { kind: 'link', caseId: null, to: null }],
    ['/swarm 紐付け Ｔ－１０４２ ３５４３６', { kind: 'link', caseId: 'T-1042', to: '35436' }],
    ['/swarm T-1042 を INC0012345 にリンクしてください', { kind: 'link', caseId: 'T-1042', to: 'INC0012345' }],
    ['/swarm please link T-1042 to case 35436', { kind: 'link', caseId: 'T-1042', to: '35436' }],
    [`/swarm link T-1042 ${longAddress}`, { kind: 'link', caseId: 'T-1042', to: longAddress }],
    ['/swarm unlink T-1042', { kind: 'unlink', caseId: 'T-1042' }],
    ['/swarm リンク解除 T-1042', { kind: 'unlink', caseId: 'T-1042' }],
    ['/swarm link flapping on the core router', { kind: 'case', words: 'link flapping on the core router' }],
    ['/swarm link 4711 down', { kind: 'case', words: 'link 4711 down' }],
    ['/swarm explain CS0012345', { kind: 'explain', caseId: 'CS0012345' }],
    ['/swarm 理由', { kind: 'explain', caseId: null }],
    ['/swarm mine', { kind: 'mine' }],
    ['/swarm record', { kind: 'record' }],
    ['/swarm me', { kind: 'record' }],
    ['スウォーム 記録', { kind: 'record' }],
    ['/swarm 私の記録を見せて', { kind: 'record' }],
    ['/swarm my growth', { kind: 'record' }],
    ['/swarm show me what I was thanked for', { kind: 'record' }],
    ['/swarm what have I learned?', { kind: 'record' }],
    ['/swarm 私の成長', { kind: 'record' }],
    ['/swarm ありがとうと言われた記録を見たい', { kind: 'record' }],
    ['/swarm お礼を伝えたいです', { kind: 'tells', about: 'thank', caseId: null }],
    ['/swarm thank Kenji for 4711', { kind: 'tells', about: 'thank', caseId: '4711' }],
    ['/swarm スキル', { kind: 'skills' }],
    ['/swarm who Azure VPN Gateway', { kind: 'who', words: 'Azure VPN Gateway' }],
    ['/swarm 誰 Kubernetes', { kind: 'who', words: 'Kubernetes' }],
    ['/swarm who', { kind: 'who', words: '' }],
    ['/swarm 誰', { kind: 'who', words: '' }],
    ["/swarm I don't understand how to start", { kind: 'help' }],
    ['/swarm how do I get started?', { kind: 'help' }],
    ['/swarm where do I begin?', { kind: 'help' }],
    ['/swarm どうやって始めればいいか分かりません', { kind: 'help' }],
    ['/swarm 使い方がよくわからない', { kind: 'help' }],
    ['/swarm 初めてなのですがどうすればいいですか', { kind: 'help' }],
    ['/swarm どのスウォームに参加していますか', { kind: 'mine' }],
    ['/swarm 5120はどうなりましたか', { kind: 'status', caseId: '5120' }],
    ["/swarm list all swarms I'm in", { kind: 'mine' }],
    ['/swarm which swarms am I in right now?', { kind: 'mine' }],
    ['/swarm 今参加しているスウォームを見せてください', { kind: 'mine' }],
    ['/swarm hows 5120 going', { kind: 'status', caseId: '5120' }],
    ['/swarm how is 5120 coming along?', { kind: 'status', caseId: '5120' }],
    ['/swarm 5120の進捗いかがでしょうか', { kind: 'status', caseId: '5120' }],
    ['/swarm history DNS timeout', { kind: 'history', words: 'DNS timeout' }],
    ['/swarm 履歴 証明書', { kind: 'history', words: '証明書' }],
    [
      '/swarm history why did the failover of the availability group take so long last time?',
      { kind: 'history', words: 'why did the failover of the availability group take so long last time' },
    ],
    [
      '/swarm 履歴 フェールオーバーに時間がかかったのはなぜですか',
      { kind: 'history', words: 'フェールオーバーに時間がかかったのはなぜですか' },
    ],
    ['/swarm HELP', { kind: 'help' }],
    ['/swarm 参加中', { kind: 'mine' }],
    ['/swarm invitations', { kind: 'mine' }],
    ['/swarm 参加中のスウォーム', { kind: 'mine' }],
    ['/swarm 招待 メールが届かない', { kind: 'case', words: '招待 メールが届かない' }],
    ['/swarm invitations in Outlook are lost', { kind: 'case', words: 'invitations in Outlook are lost' }],
    ['/swarm ヘルプ', { kind: 'help' }],
    ['/swarm doctor', { kind: 'doctor' }],
    ['/swarm 診断', { kind: 'doctor' }],
    ['/swarm case status page is down', { kind: 'case', words: 'status page is down' }],
    ['/swarm case 35436', { kind: 'case', words: 'case 35436' }],
    ['/swarm case 35436: VPN drops every hour', { kind: 'case', words: 'case 35436: VPN drops every hour' }],
  ])('%s', (text, request) => {
    expect(parseRequest(text, false)).toEqual(request);
    expect(parseRequest(text, true)).toEqual(request);
  });

  test.each([
    ['4711', { kind: 'case', words: '4711' }],
    ['help', { kind: 'help' }],
    ['履歴 DNS', { kind: 'history', words: 'DNS' }],
    ['', { kind: 'panel' }],
  ])('the bare words count where the bot is spoken to: %s', (text, request) => {
    expect(parseRequest(text, true)).toEqual(request);
    expect(parseRequest(text, false)).toBeNull();
  });

  test.each([
    ['who is on call?', null],
    ["who's on call right now?", null],
    ['/swarm who is on-call', null],
    ['who is on call for VPN Gateway?', 'VPN Gateway'],
    ['whos on duty for AKS', 'AKS'],
    ["who's on duty?", null],
    ['/swarm who on duty for AKS', 'AKS'],
    ['AKSの当番は誰?', 'AKS'],
    ['今日の当番', null],
    ['Who is currently on call for Azure DNS', 'Azure DNS'],
    ['今オンコールは誰？', null],
    ['今のオンコールは誰ですか', null],
    ['誰が今オンコールですか？', null],
    ['オンコールの担当者を教えてください', null],
    ['VPN Gateway のオンコールは？', 'VPN Gateway'],
    ['現在の Azure DNS のオンコール担当は誰でしょうか', 'Azure DNS'],
  ])('who is on call is a question of its own: %s', (text, words) =>
    expect(parseRequest(text, true)).toEqual({ kind: 'on-call', words }),
  );

  test.each([
    ['who is on call tonight?', null, 'tonight'],
    ["who's on call for networking tonight", 'networking', 'tonight'],
    ['who is oncall tomorrow', null, 'tomorrow'],
    ["who's the on call for AKS tomorrow night", 'AKS', 'tomorrow-night'],
    ["who's on call this weekend for SQL", 'SQL', 'weekend'],
    ['who will be on call next week', null, 'next-week'],
    ['who is on call for AKS on Monday', 'AKS', 'monday'],
    ['今夜のネットワークの当番は誰', 'ネットワーク', 'tonight'],
    ['明日のオンコールは', null, 'tomorrow'],
    ['明日の夜のAKSの当番は？', 'AKS', 'tomorrow-night'],
    ['AKSの今週の当番は誰ですか', 'AKS', 'this-week'],
    ["who's on the rota this week", null, 'this-week'],
    ["who's covering AKS tonight?", 'AKS', 'tonight'],
    ["who's on tomorrow?", null, 'tomorrow'],
    ['明日のAKSの担当は誰ですか', 'AKS', 'tomorrow'],
    ['今夜は誰が担当ですか', null, 'tonight'],
    ['明日の待機は誰ですか', null, 'tomorrow'],
    ['来週月曜のオンコールは誰', null, 'next-week'],
    ['今週末のオンコールは誰ですか', null, 'weekend'],
    ['土曜日の当番は誰', null, 'saturday'],
  ])('who is on call at another time is asked of that: %s', (text, words, when) =>
    expect(parseRequest(text, true)).toEqual({ kind: 'on-call', words, when }),
  );

  test.each([
    'when does my shift end?',
    'When is my next shift?',
    'when am I on call next?',
    'am I on call this week?',
    'my shifts',
    '次のシフトはいつ？',
    '私のシフトは何時までですか',
    '今週のシフトを教えてください',
    '次のオンコールはいつですか',
  ])('when one works oneself stands in one’s own week: %s', (text) =>
    expect(parseRequest(text, true)).toEqual({ kind: 'skills' }),
  );

  test.each([
    'which team am I in?',
    'What team do I belong to',
    "what's my team?",
    '私はどのチームですか',
    '私のチームは？',
    '自分の所属チームはどこですか',
    'どのチームに所属していますか',
  ])('which team one is in is asked in many words: %s', (text) =>
    expect(parseRequest(text, true)).toEqual({ kind: 'team' }),
  );

  test.each([
    'オンコールの電話が鳴りません',
    'on-call phone does not ring',
    'when my shift ends the VPN drops',
    'シフト管理アプリにサインインできない',
    'my team cannot open SharePoint',
    '私のチームの全員が Teams に入れません',
    '明日のオンコールの電話が鳴りません',
    'データベースの待機がタイムアウトする',
    '初めてですがVPNがつながりません',
    '今週の当番表が開けない',
    'on-call phone is dead since this weekend',
    '土曜日から夜間バッチの当番アプリにサインインできない',
  ])('a problem of duty, or of a team, is none of these questions: %s', (words) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'said', words }),
  );

  test.each([
    ['I will take it', null],
    ['yes', null],
    ['no, ask Priya', null],
    ['4711 に参加します', '4711'],
    ['4711 は対応できません', '4711'],
    ['引き継ぎます', null],
    ['Can I look at it in 15 minutes?', null],
    ["Sorry, I can't right now", null],
    ['I can help with 4712', '4712'],
    ['はい、対応できます', null],
    ['すみません、今は手が離せません', null],
    ['田中さんに聞いてください', null],
    ['15分後に見ます', null],
    ['今忙しいです', null],
    ['今は忙しい', null],
    ['not now', null],
  ])('what answers an invitation is one for who has one: %s', (text, caseId) =>
    expect(parseRequest(text, true)).toMatchObject({ kind: 'answers', caseId }),
  );

  test.each([
    'who is in 4711?',
    'Who is working on case 4711?',
    'when is 4711 due?',
    'how urgent is 4711?',
    '4711 に誰が参加していますか',
    '誰が 4711 に参加していますか？',
    '4711 の期限はいつですか',
    '4711 の緊急度は？',
    'how long until they answer for 4711?',
    '4711 の回答はいつまでですか',
  ])('a question about a swarm is answered by its status: %s', (text) =>
    expect(parseRequest(text, true)).toEqual({ kind: 'status', caseId: '4711' }),
  );

  test.each([
    'how long until they answer',
    'How long do they have to answer?',
    'when will the experts reply?',
    'when will Kenji answer',
    'when do I get an answer?',
    'いつ回答が来ますか',
    'いつまでに返事が来ますか',
    '回答まであとどのくらいですか',
    'あとどのくらいで返事がもらえますか',
  ])('when those who were asked will answer stands on the card of one’s swarm: %s', (text) =>
    expect(parseRequest(text, true)).toEqual({ kind: 'status', caseId: null }),
  );

  test.each([
    ['we found the root cause for 4711', '4711'],
    ["We've found the cause of 4711", '4711'],
    ['root cause of 4711 is DNS cache', '4711'],
    ['the fix for 4711 works', '4711'],
    ['4711: cause found', '4711'],
    ['I think we found the fix', null],
    ['I found the root cause', null],
    ['4711 の原因がわかりました', '4711'],
    ['4711 の根本原因が判明しました', '4711'],
    ['4711 の原因は DNS キャッシュでした', '4711'],
    ['原因を特定しました', null],
  ])('who found cause or fix is told how the swarm is resolved: %s', (text, caseId) =>
    expect(parseRequest(text, true)).toEqual({ kind: 'tells', about: 'resolve', caseId }),
  );

  test.each([
    'cause of 4711 is unknown',
    'the cause of 4711 is not found',
    '4711 の原因は不明です',
    '原因がわかりません',
    'how long does Outlook take to respond?',
    'when will the server respond',
    'root cause is a full disk on the print server',
  ])('a cause that nobody knows, and a slow server, are nothing of these: %s', (text) => {
    const request = parseRequest(text, true);
    expect(request?.kind === 'status' || (request?.kind === 'tells' && request.about === 'resolve')).toBe(false);
  });

  test.each([
    '4711 の期限を明日17時にして',
    '4711の緊急度を下げてください',
    '4711 is not urgent any more',
    'set the deadline of 4711 to tomorrow 5pm',
    'make 4711 critical',
    '4711 はもう緊急ではありません',
  ])('a wish that no words fulfil is known as one: %s', (text) =>
    expect(parseRequest(text, true)).toMatchObject({ kind: 'wishes', caseId: '4711' }),
  );

  test.each([
    'VPN が見られません',
    'I cannot sign in to Outlook',
    'can I join a device to two tenants',
    '1709 から Windows Update が進まない',
    'who is on 802.1X authentication and why does it fail',
  ])('a problem is no answer, no wish and no question of a swarm: %s', (words) =>
    expect(['answers', 'wishes', 'status']).not.toContain(parseRequest(words, true)?.kind),
  );

  test.each([
    ...['VPN が切れます', 'help us, nobody can sign in', 'it works again since the reboot'],
    // Long names without a number: they once took minutes to find no case in.
    ...['application/vnd.microsoft.activity.message', 'microsoft.exchange.data.storage の件'],
  ])('words that nobody called a case are just said: %s', (words) => {
    expect(parseRequest(words, true)).toEqual({ kind: 'said', words });
    expect(parseRequest(`case ${words}`, true)).toEqual({ kind: 'case', words });
    // The slash menu leaves the name out.
    expect(parseRequest(words, true, true)).toEqual({ kind: 'case', words });
  });

  test.each([
    '誰も接続できない',
    '状況が悪化しています 再起動しても直りません',
    'status page shows 500 after the failover',
    'mine is broken since the update',
    'record not found in the lookup',
    'help us, nobody can sign in',
    'who can look at a VPN tunnel that drops every hour?',
    '履歴書の添付ファイルが開けない',
    'stop the SQL Agent job that fills the disk',
    'history of the OneDrive file is gone',
    'history table grows without end and the disk is full',
    'join of two tables fails',
    'cancel button does nothing in 4 browsers',
  ])('a problem that begins with one of our words is a case: %s', (words) => {
    expect(parseRequest(`/swarm ${words}`, false)).toEqual({ kind: 'case', words });
  });

  test.each(['swarmed by errors', 'swarming 4711', 'スウォーミングとは', 'please swarm 4711'])(
    'a message that only mentions the word is not for the bot: %s',
    (text) => {
      expect(parseRequest(text, false)).toBeNull();
    },
  );

  test('whatever is written after the name, the bot is meant and the words are kept', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('/swarm ', 'スウォーム '),
        (words, name) => {
          const request = parseRequest(name + words, false);
          expect(request).not.toBeNull();
          if (request?.kind === 'case') expect(words.normalize('NFC')).toContain(request.words.slice(0, 1));
        },
      ),
    );
  });
});

describe('what could be the id of a case', () => {
  test.each(['4711', '#4711', 'CS0012345', 'INC-1', 'TS_20261120.7', '２０２６', 'T-ABCDEFGH2345', 'T-ABCDEFGHIJKL'])(
    '%s could be',
    (words) => expect(looksLikeCaseId(words)).toBe(true),
  );
  test.each(['VPN', 'AADSTS50011エラー', 'two words', '4711 and more', 'Kubernetes', 'T-abc', ''])(
    '%s could not',
    (words) => expect(looksLikeCaseId(words)).toBe(false),
  );
});
