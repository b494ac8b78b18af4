import { around, type Kind, type Noise, type Spoken } from './noise.ts';

/** Other technologies in the text, by name: those that work, and those that only suffer. */
const healthy: readonly (readonly [Spoken, string, readonly string[]])[] = [
  ['ja', 'Teams は正常に使えています。', ['teams', 'teams-rooms', 'teams-phone']],
  ['ja', 'なお、SQL Server には影響ありません。', ['sql-server', 'azure-sql-database']],
  ['ja', 'プリンターの設定は変えていません。', ['print-services']],
  ['ja', 'Exchange Online とは無関係です。', ['exchange-online', 'exchange-server', 'outlook']],
  ['ja', 'VPN は問題なくつながります。', ['azure-vpn-gateway', 'ipsec-vpn']],
  ['ja', 'SharePoint 側は確認済みで、異常はありませんでした。', ['sharepoint-online', 'onedrive']],
  ['ja', 'BitLocker は使っていません。', ['bitlocker']],
  ['ja', 'Windows Update は昨日から当てていません。', ['windows-update']],
  ['ja', 'PowerShell からは成功します。', ['powershell']],
  ['ja', 'DNS の名前解決はできています。', ['dns-dhcp', 'azure-dns']],
  ['ja', 'Kubernetes ではなく、通常の構成です。', ['kubernetes', 'azure-kubernetes-service']],
  ['en', 'Teams works fine.', ['teams', 'teams-rooms', 'teams-phone']],
  ['en', 'SQL Server is not affected.', ['sql-server', 'azure-sql-database']],
  ['en', 'We did not change anything on the print server.', ['print-services']],
  ['en', 'This has nothing to do with Exchange Online.', ['exchange-online', 'exchange-server', 'outlook']],
  ['en', 'The VPN is up and stable.', ['azure-vpn-gateway', 'ipsec-vpn']],
  ['en', 'SharePoint has been checked and is healthy.', ['sharepoint-online', 'onedrive']],
  ['en', 'We do not use BitLocker.', ['bitlocker']],
  ['en', 'No Windows Update was installed since yesterday.', ['windows-update']],
  ['en', 'It succeeds from PowerShell.', ['powershell']],
  ['en', 'DNS resolves correctly.', ['dns-dhcp', 'azure-dns']],
  ['en', 'This is not on Kubernetes.', ['kubernetes', 'azure-kubernetes-service']],
];
const victims: readonly (readonly [Spoken, string, readonly string[]])[] = [
  ['ja', 'このため、Azure の仮想マシン 6 台に接続できません。', []],
  ['ja', '影響を受けているのは SQL Server を使う受注システムです。', []],
  ['ja', '利用者は Teams の会議に入れず困っています。', []],
  ['ja', '結果として Outlook でメールが読めません。', []],
  ['ja', 'その間、SAP の出荷処理が止まります。', []],
  ['ja', '共有フォルダーを使う部署から問い合わせが来ています。', []],
  ['ja', 'Power BI のレポートも更新されないと言われています。', []],
  ['ja', 'Citrix ではなくリモート デスクトップの利用者 200 名に影響しています。', []],
  ['ja', '拠点のプリンターから帳票が出ず、窓口が混雑しています。', []],
  ['ja', 'お客様向けの Web サイト（nginx）が表示されなくなります。', []],
  ['en', 'Because of this, six virtual machines cannot be reached.', []],
  ['en', 'What suffers is the order system, which runs on SQL Server.', []],
  ['en', 'People cannot join their Teams meetings.', []],
  ['en', 'As a consequence nobody can read mail in Outlook.', []],
  ['en', 'In the meantime SAP cannot ship anything.', []],
  ['en', 'Departments that work on the file server keep calling.', []],
  ['en', 'The Power BI reports are stale as a result.', []],
  ['en', 'Some 200 users of Remote Desktop are affected.', []],
  ['en', 'Labels no longer come out of the printers in the warehouse.', []],
  ['en', 'The public web site behind nginx goes down each time.', []],
];

const noises = (name: string, list: typeof healthy): Noise[] =>
  list.flatMap(([spoken, words, except], at) =>
    around(`${name} ${at + 1}`, [spoken], words, ['within', 'after']).map((noise) => ({ ...noise, except })),
  );

export const negations: Kind = { name: 'negation', goal: null, noises: noises('negation', healthy) };
export const bystanders: Kind = { name: 'victims', goal: null, noises: noises('victim', victims) };
