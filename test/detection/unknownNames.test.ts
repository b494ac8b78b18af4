import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createUnknownNames } from '../../src/detection/unknownNames.ts';
import { technologySchema } from '../../src/registry/technology.ts';

const file = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const unknownIn = createUnknownNames(z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8'))));
const named = (title: string, description = '', product: string | null = null) =>
  unknownIn({ title, description, product });

describe('what a case names and nobody has in the registry', () => {
  it.each([
    ['Since the update of the Juniper SRX 345 the site loses its BGP session', ['Juniper SRX 345']],
    ['Users behind our Sophos firewall cannot reach Exchange Online', ['Sophos']],
    ['NetScaler resets the connection to AKS', ['NetScaler']],
    ['After we installed Splunk on the domain controllers, logon is slow', ['Splunk']],
    ['Palo Alto 製のルーターを入れ替えた後、VPN がつながらない', ['Palo Alto']],
    ['ガルーンと Exchange Online の予定が同期しない', ['ガルーン']],
    ['Power BI refresh from Snowflake fails', ['Snowflake']],
    ['okta login to Microsoft 365 fails', ['okta']],
    ['VMware host lost its iSCSI target', ['VMware']],
    ['Splunk does not receive Event Hubs messages', ['Splunk']],
    ['SQL Server and MongoDB lag behind', ['MongoDB']],
    ['Veeam fails to back up the Hyper-V guests', ['Veeam']],
    ['Messages from Slack do not arrive in Teams', ['Slack']],
    ['AWS to Azure VPN drops', ['AWS']],
    ['Okta 経由で Teams にサインインできません', ['Okta']],
    ['スノーフレイクから Power BI への更新が失敗します', ['スノーフレイク']],
    ['オクタの MFA が届かない', ['オクタ']],
    ['Zoom から Teams への招待が届かない', ['Zoom']],
    ['OneNoteが同期しない', ['OneNote']],
    ['Visio does not open diagrams', ['Visio']],
    ['Plannerのタスクが消えた', ['Planner']],
    ['Tasks in Planner vanish', ['Planner']],
    ['Yammer posts are gone', ['Yammer']],
    ['The feed of Viva is empty', ['Viva']],
    ['Microsoft Project crashes on save', ['Microsoft Project']],
    ['Skype for Business の通話が切れる', ['Skype for Business']],
    ['SfB の通話が切れる', ['SfB']],
    ['Azure Synapse の専用 SQL プールが遅い', ['Azure Synapse']],
    ['ビジオの図が開かない', ['ビジオ']],
    ['Jira plugin in Teams fails', ['Jira']],
    ['Jiraと連携できない', ['Jira']],
    ['ServiceNow との連携が止まった', ['ServiceNow']],
    ['Kaonaviと連携できない', ['Kaonavi']],
    ['ＯｎｅＮｏｔｅが同期しない', ['ＯｎｅＮｏｔｅ']],
  ])('is told as it is written: %s', (title, names) => {
    expect(named(title)).toEqual(names);
  });

  it('is what somebody says their case is about', () => {
    expect(named('The app is slow', '', 'kintone')).toEqual(['kintone']);
    expect(named('The app is slow', '', 'Exchange Online')).toEqual([]);
  });

  it.each([
    'The Tokyo office cannot sign in since Monday morning',
    'Users Cannot Open Shared Mailboxes In Outlook After Update',
    'Please ask Jennifer whether the Backup of Friday ran',
    'Blob upload fails with AuthorizationFailure and the pod stays NotReady',
    'New iPhone cannot be enrolled in Intune',
    'サーバーとネットワークの設定を変更した後、プリンターで印刷できない',
    'ユーザーと Exchange Online のメールボックスの紐付けが外れた',
    'Error が出て Event Log に Warning が残る',
    '名古屋拠点のパソコンから SharePoint のファイルを開けない',
    'ExpressRoute のアクティブ/アクティブ構成で Azure VPN Gateway が切り替わらない',
    'SQL Server のプライマリ、セカンダリとも応答しない',
    'https://portal.fabrikam.example/Cases/AudioCodes を参照してください',
    'Slack adjusting of tickets is not possible in the box',
    'Box with the new laptops did not arrive',
    'Zoom level of the page is wrong in Outlook',
    'snowflake.contoso.example does not answer',
    'ズームすると文字が欠ける',
    'ＣｒａｓｈＬｏｏｐで落ちる',
    'Jira ticket 42: Outlook is slow',
    'ServiceNow のチケット番号は 42 です。Outlook が遅い',
    'The project of the planner is late, says Outlook',
    'Windows Hello の PIN が使えない',
    'Error と連携する通知が Outlook に届かない',
    'Planner of the event asks for a Teams link',
  ])('is nothing of an ordinary sentence: %s', (title) => {
    expect(named(title)).toEqual([]);
  });

  it('is not sought in logs, signatures and what is quoted', () => {
    expect(
      named(
        'Exchange Online drops mail',
        'Mail to one customer is dropped.\n\nBest regards\nJonas Weber\nFabrikam GmbH | FortiGate Team\n\nFrom: A <a@fabrikam.example>\nSent: Monday\nTo: B\nSubject: x\n\nWe use AudioCodes here.',
      ),
    ).toEqual([]);
  });
});
