import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createDetector } from '../../src/detection/detection.ts';
import { technologySchema } from '../../src/registry/technology.ts';

const file = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const technologies = z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8')));
const detect = createDetector(technologies);
const found = (description: string): string[] =>
  detect({ title: '', description, product: null }).map(({ technology }) => technology);

describe('what a text says is not it', () => {
  test.each([
    ['Outlook の予定表が同期しません。Teams は正常です。', 'outlook', 'teams'],
    ['Outlook が起動しません。Teams は正常に使えています。', 'outlook', 'teams'],
    ['AKS のノードが落ちます。SQL Server には影響ありません。', 'azure-kubernetes-service', 'sql-server'],
    ['AKS のノードが落ちます。SQL Server への影響は出ていません。', 'azure-kubernetes-service', 'sql-server'],
    ['印刷スプーラーが止まります。グループ ポリシーは変えていません。', 'print-services', 'group-policy'],
    [
      'VPN ゲートウェイが切断されます。ExpressRoute の設定は変更していません。',
      'azure-vpn-gateway',
      'azure-expressroute',
    ],
    ['Intune の登録に失敗します。Autopilot は使っていません。', 'intune', 'autopilot'],
    ['Intune の登録に失敗します。SCCM は導入していません。', 'intune', 'configuration-manager'],
    ['SharePoint のファイルが開きません。OneDrive は問題ありません。', 'sharepoint-online', 'onedrive'],
    ['SharePoint のファイルが開きません。OneDrive とは無関係です。', 'sharepoint-online', 'onedrive'],
    [
      'Exchange Online のメールが遅れます。Exchange Server 側では異常は見られません。',
      'exchange-online',
      'exchange-server',
    ],
    ['Teams は問題なく使えますが、Outlook が固まります。', 'outlook', 'teams'],
    ['Teams は正常なのに OneDrive だけ同期しません。', 'onedrive', 'teams'],
    ['Hyper-V ではなく Azure の仮想マシンが起動しません。', 'azure-virtual-machines', 'hyper-v'],
    ['Key Vault のシークレットが読めません。Entra ID は影響を受けていません。', 'azure-key-vault', 'entra-id'],
    ['Power BI が更新されません。データ ファクトリは対象外です。', 'power-bi', 'data-factory'],
    ['BitLocker の回復キーを求められます。Windows Update は当てていません。', 'bitlocker', 'windows-update'],
    ['VPN ゲートウェイが切れます。SQL Server は落ちていません。', 'azure-vpn-gateway', 'sql-server'],
    ['SQL Server は落ちていないが、VPN ゲートウェイが切れる', 'azure-vpn-gateway', 'sql-server'],
    ['DNS は切り分け済みで、Exchange Online のメールが届きません', 'exchange-online', 'dns-dhcp'],
    ['ネットワークと DNS は切り分けが済んでいて、Outlook が起動しない', 'outlook', 'dns-dhcp'],
    ['Outlook が起動しない。VPN は確認済み。', 'outlook', 'ipsec-vpn'],
    ['AKS は問題なし、App Service が 502 を返す', 'azure-app-service', 'azure-kubernetes-service'],
    ['Outlook cannot sync the calendar. Teams is not affected.', 'outlook', 'teams'],
    ['Outlook cannot sync the calendar. Teams works fine.', 'outlook', 'teams'],
    ['Nodes of AKS go down. SQL Server was not changed.', 'azure-kubernetes-service', 'sql-server'],
    ['The print spooler stops. We did not change Group Policy.', 'print-services', 'group-policy'],
    ['The print spooler stops. We have not touched the Group Policy.', 'print-services', 'group-policy'],
    ['The VPN gateway drops. ExpressRoute is up and stable.', 'azure-vpn-gateway', 'azure-expressroute'],
    ['Intune enrolment fails. We do not use Autopilot.', 'intune', 'autopilot'],
    ['Intune enrolment fails. We never installed SCCM.', 'intune', 'configuration-manager'],
    ['SharePoint opens no files. No problems with OneDrive.', 'sharepoint-online', 'onedrive'],
    ['SharePoint opens no files. This has nothing to do with OneDrive.', 'sharepoint-online', 'onedrive'],
    ['Exchange Online delays mails, but Exchange Server looks healthy.', 'exchange-online', 'exchange-server'],
    ['Teams and OneDrive work fine, but Outlook hangs.', 'outlook', 'teams'],
    ['While Teams is fine, OneDrive does not sync.', 'onedrive', 'teams'],
    ['This is not Hyper-V, our Azure VM does not start.', 'azure-virtual-machines', 'hyper-v'],
    ['Key Vault cannot be read. Entra ID has been ruled out.', 'azure-key-vault', 'entra-id'],
    ['Power BI does not refresh. Data Factory shows no errors.', 'power-bi', 'data-factory'],
    ['BitLocker asks for the recovery key. No Windows Update was installed.', 'bitlocker', 'windows-update'],
  ])('%s', (text, asked, denied) => {
    expect(found(text)).toContain(asked);
    expect(found(text)).not.toContain(denied);
  });
});

describe('what only sounds like it is asked for all the same', () => {
  test.each([
    ['Teams が正常に起動しません。', 'teams'],
    ['Teams は昨日まで正常でした。', 'teams'],
    ['他の PC では Teams は正常に使えます。', 'teams'],
    ['Teams 以外は正常です。', 'teams'],
    ['SQL Server に影響が出ています。', 'sql-server'],
    ['SQL Server の設定に問題はないか確認してください。', 'sql-server'],
    ['アプリケーション ゲートウェイの正常性が不明です。', 'azure-application-gateway'],
    ['再起動すると Outlook は正常に戻ります。', 'outlook'],
    ['グループ ポリシーが適用されていません。', 'group-policy'],
    ['OneDrive が更新されません。', 'onedrive'],
    ['SharePoint に問題があります。', 'sharepoint-online'],
    ['Teams worked fine until yesterday.', 'teams'],
    ['Teams is not working correctly.', 'teams'],
    ['Teams works fine for some people.', 'teams'],
    ['Teams is fine on other laptops.', 'teams'],
    ["Teams doesn't ring.", 'teams'],
    ['Teams does not start after the update.', 'teams'],
    ['Azure VPN Gateway の切断が止まっていない。', 'azure-vpn-gateway'],
    ['VPN ゲートウェイの設定は確認済みですが、切断されます。', 'azure-vpn-gateway'],
    ['OneDrive の同期が落ちていないか見てください。', 'onedrive'],
    ['We changed the Group Policy.', 'group-policy'],
    ['We cannot use Outlook.', 'outlook'],
    ['No Teams meeting can be joined.', 'teams'],
    ['Autopilot does not install.', 'autopilot'],
    ['Everything is fine except Exchange Online.', 'exchange-online'],
    ['SQL Server is affected.', 'sql-server'],
  ])('%s', (text, asked) => {
    expect(found(text)).toContain(asked);
  });
});

describe('what a case begins with fails on another side where it names nothing else', () => {
  test.each([
    ['Azure ポータルで BLOB のリストやダウンロードはできるけれど削除ができない', 'azure-storage'],
    ['OneDrive は開けますが、アップロードができません', 'onedrive'],
    ['VPN はつながるが、すぐ切れる', 'azure-vpn-gateway'],
    ['Power BI responds but shows old numbers', 'power-bi'],
  ])('%s', (text, asked) => {
    expect(found(text)).toContain(asked);
  });

  test('and not where the matter names another', () => {
    expect(found('Outlook の予定表が同期しません。Teams は使えます。')).toEqual(['outlook']);
  });
});

test('what past cases say of a technology that the text denies hardly counts', () => {
  const taught = { technology: 'teams', name: { en: 'Teams', ja: 'Teams' }, confidence: 0.6 };
  const evidence = { kind: 'learned', source: 'description', start: 0, end: 3, words: '予定表' } as const;
  const learned = createDetector(technologies, undefined, () => ({
    found: [{ ...taught, evidence: [evidence] }],
    confidences: () => new Map(),
  }));
  const asked = (description: string): string[] =>
    learned({ title: '予定表が同期しません', description, product: null }).map(({ technology }) => technology);
  expect(asked('急ぎです。')).toContain('teams');
  expect(asked('Teams は正常です。')).not.toContain('teams');
});
