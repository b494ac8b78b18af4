import { matchesOf } from '../reading/matches.ts';

/**
 * Products that many organisations have and few registries: they are names wherever they stand, first in a sentence as well.
 * `written`: no word of any language, in whatever letters; `capital`: words too, and names with a capital within a sentence of
 * English, or in Japanese; `exactly`: abbreviations, as they are written. What a registry has is left out by who reads them.
 */
const products = {
  written: `
    snowflake okta vmware vsphere vcenter esxi vsan nutanix proxmox xenserver splunk mongodb elasticsearch logstash kibana grafana
    prometheus datadog dynatrace zabbix nagios prtg solarwinds thousandeyes pagerduty opsgenie salesforce netsuite peoplesoft
    servicemax hubspot marketo tableau qlik qliksense looker informatica talend mulesoft boomi mariadb cassandra couchbase neo4j
    clickhouse teradata netezza vertica greenplum informix firebird rabbitmq activemq kafka confluent openshift rancher cloudflare
    akamai fastly zscaler netskope forcepoint bluecoat fortigate fortinet forticlient sophos sonicwall watchguard
    pfsense barracuda proofpoint mimecast crowdstrike sentinelone mcafee trellix kaspersky symantec  cybereason
    qualys tenable nessus rapid7 cyberark beyondtrust sailpoint onelogin pingfederate yubikey jumpcloud keycloak
    citrix xenapp xendesktop netscaler teamviewer anydesk bomgar jamf mobileiron airwatch kandji
    veeam commvault veritas netbackup arcserve acronis rubrik cohesity netapp isilon qnap synology solidfire
    palo\\salto cisco meraki anyconnect webex juniper aruba ruckus ubiquiti brocade mikrotik  globalprotect
    audiocodes avaya mitel genesys polycom yealink ringcentral logitech
    dropbox gmail jenkins gitlab bitbucket confluence artifactory sonarqube ansible autocad solidworks adobe acrobat photoshop
    sharegate avepoint nintex uipath winactor blueprism 
    kintone garoon cybozu chatwork sansan freee skysea lanscope hulft systemwalker desknet's dataspider intra-mart
    superstream websam assetview yamaha alaxala
    websphere weblogic wildfly jboss coldfusion  filemaker
    onenote visio yammer microsoft\\sproject skype\\sfor\\sbusiness skype windows\\shello azure\\ssynapse synapse\\sanalytics
  `,
  capital: `
    slack zoom box notion workday chef puppet elastic duo sage concur coupa ariba anaplan zuora
    tanium automox camunda airflow superset trino presto asana trello miro figma egnyte
    planner viva synapse
  `,
  exactly: `
    SAP AWS GCP IBM HPE F5 JP1 QRadar DB2 JDE OBIC ASTERIA SUSE HCL SfB
  `,
  katakana: `
    スノーフレイク スノーフレーク オクタ スプランク ブイエムウェア セールスフォース サイボウズ キントーン ガルーン デスクネッツ シトリックス
    フォーティゲート フォーティネット シスコ メラキ パロアルト ジュニパー ロータスノーツ バラクーダ トレンドマイクロ ウイルスバスター
    クラウドストライク ゼットスケーラー ネットスコープ ドロップボックス コンフルエンス アトラシアン ザビックス ニューレリック データドッグ
    タブロー インフォマティカ ヴィーム アクロニス ネットアップ ニュータニックス チャットワーク ラインワークス スカイシー ランスコープ
    アンシブル ジェンキンス モンゴ モンゴディービー カフカ クラウドフレア アカマイ ソフォス チェックポイント ヤマハ ヤマハルーター アライドテレシス アラクサラ マカフィー シマンテック カスペルスキー トレリックス サイバーリーズン ポリコム アバイア ベリタス ワークデイ
    ウェブエックス ヴイスフィア ブイスフィア
    ワンノート ビジオ シナプス サービスナウ
  `,
} as const;

const listed = (words: string): string[] => words.trim().split(/\s+/);
const literally = (words: string): string => words.replace(/[.+/]/g, '\\$&');
const asName = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
const border = {
  before: String.raw`(?<![\p{Script=Latin}\p{N}._/\\@#<-])`,
  after: String.raw`(?![\p{Script=Latin}\p{N}_\\@:=(-]|[./]\w)`,
};
const anywhere = new RegExp(
  `${border.before}(?:${listed(products.written).map(literally).join('|')})${border.after}`,
  'giu',
);
const withCapital = new RegExp(
  `${border.before}(?:${[...listed(products.capital).map(asName), ...listed(products.exactly)].map(literally).join('|')})${border.after}`,
  'gu',
);
/** Where the case itself is kept in many organisations: "Jira ticket 42" names it in passing. */
const ofTickets = new RegExp(
  String.raw`${border.before}(?:jira|servicenow)${border.after}(?!\s?(?:の\s?)?(?:tickets?|incidents?|cases?|issues?|requests?|tasks?|numbers?|チケット|インシデント|ケース|番号|案件|起票))`,
  'giu',
);
const inKatakana = new RegExp(`(?<![ァ-ヺー])(?:${listed(products.katakana).join('|')})(?![ァ-ヺー])`, 'gu');
const exact = new Set(listed(products.exactly));

/** Where well-known products stand in a sentence (UTF-16, end exclusive), in no order. */
export function* wellKnownIn(sentence: string): Generator<{ from: number; to: number }> {
  const isJapanese = /[\u3041-\u30ff]/u.test(sentence);
  for (const { 0: name, index } of matchesOf(anywhere, sentence)) yield { from: index, to: index + name.length };
  for (const { 0: name, index } of matchesOf(ofTickets, sentence)) yield { from: index, to: index + name.length };
  for (const { 0: name, index } of matchesOf(withCapital, sentence))
    if (isJapanese || exact.has(name) || /\p{L}/u.test(sentence.slice(0, index)))
      yield { from: index, to: index + name.length };
  if (!isJapanese) return;
  for (const { 0: name, index } of matchesOf(inKatakana, sentence)) yield { from: index, to: index + name.length };
}
