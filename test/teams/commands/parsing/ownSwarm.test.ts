import { describe, expect, test } from '@jest/globals';
import { parseRequest } from '../../../../src/teams/commands/parsing/parse.ts';

describe('who asks of the swarm that they are in names no case, and is asked for no product', () => {
  test.each([
    ['where is the channel?', { kind: 'status', caseId: null }],
    ['is anyone in yet?', { kind: 'status', caseId: null }],
    ['who else is in?', { kind: 'status', caseId: null }],
    ['has anybody accepted yet?', { kind: 'status', caseId: null }],
    ['nobody is answering', { kind: 'status', caseId: null }],
    ['チャネルはどこですか', { kind: 'status', caseId: null }],
    ['誰か参加しましたか？', { kind: 'status', caseId: null }],
    ['誰が参加していますか', { kind: 'status', caseId: null }],
    ['誰からも返事がありません', { kind: 'status', caseId: null }],
    ['田中さんは参加していますか', { kind: 'status', caseId: null }],
    ['where’s my invitation?', { kind: 'mine' }],
    ['what should I do now?', { kind: 'mine' }],
    ['what now?', { kind: 'mine' }],
    ['今何すればいい?', { kind: 'mine' }],
    ['次どうすれば', { kind: 'mine' }],
    ['これからどうしたらいいんですか', { kind: 'mine' }],
    ["what's next?", { kind: 'status', caseId: null }],
    ['what happens next?', { kind: 'status', caseId: null }],
    ['この後はどうなりますか', { kind: 'status', caseId: null }],
    ['can we reopen it?', { kind: 'tells', about: 'reopen', caseId: null }],
    ['招待はどこ？', { kind: 'mine' }],
    ['何を手伝えばいいですか', { kind: 'mine' }],
    ['I have to leave', { kind: 'tells', about: 'leave', caseId: null }],
    ['今日はもう帰ります', { kind: 'tells', about: 'leave', caseId: null }],
    ['can I cancel this?', { kind: 'tells', about: 'stop', caseId: null }],
    ['can you add Rahul to the swarm', { kind: 'tells', about: 'invite', caseId: null }],
    ['I need to bring in another expert', { kind: 'tells', about: 'invite', caseId: null }],
    ['参加者を追加したい', { kind: 'tells', about: 'invite', caseId: null }],
    ['鈴木さんを呼んでください', { kind: 'tells', about: 'invite', caseId: null }],
    ['how do I link this to a case?', { kind: 'link', caseId: null, to: null }],
    ['このスウォームをケースに紐づけたい', { kind: 'link', caseId: null, to: null }],
    ['記録を見たい', { kind: 'record' }],
    ['who have you asked for 4718?', { kind: 'status', caseId: '4718' }],
    ['who was invited to 4718', { kind: 'status', caseId: '4718' }],
    ['nobody answered 4718 yet', { kind: 'status', caseId: '4718' }],
    ['is Daiki coming?', { kind: 'status', caseId: null }],
    ['4711をエミリーさんに引き継ぎたい', { kind: 'tells', about: 'hand-over', caseId: '4711' }],
  ])('%s', (words, request) => expect(parseRequest(words, true)).toEqual(request));

  test('and wishes a change, however short the plea', () =>
    expect(parseRequest('pls extend the deadline of 4718', true)).toMatchObject({ kind: 'wishes', caseId: '4718' }));

  test.each([
    'where is the channel adapter of Outlook?',
    'nobody is answering calls in Teams',
    'can I cancel this backup job?',
    'I have to leave the domain and join Entra',
    'add Rahul to the Teams channel fails',
    'チャネルが表示されません',
    '参加者を追加できません',
    '誰も Teams に参加できません',
    'Teams の当番表アプリが落ちる',
    '認証が切れたらどうすればいい',
    'on-duty device enrolment fails',
    'プリンターを追加したい',
  ])('but who tells a problem does: %s', (words) => expect(parseRequest(words, true)).toMatchObject({ kind: 'said' }));
});
