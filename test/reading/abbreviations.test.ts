import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { createAliasIndex } from '../../src/detection/aliases.ts';
import { createDetector } from '../../src/detection/detection.ts';
import { comparable } from '../../src/detection/text.ts';
import { technologySchema } from '../../src/registry/technology.ts';
import { aliasesOf } from '../../src/registry/writings.ts';

const file = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const technologies = z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8')));
const detect = createDetector(technologies);

it.each(technologies.map((each) => [each.id, each] as const))(
  '%s is found by each of its writings',
  (_, technology) => {
    const index = createAliasIndex(technologies);
    const found = (written: string) =>
      index.hits(comparable(written)).some(({ alias }) => technologies[alias.technology] === technology);
    expect([...aliasesOf(technology), technology.name.en, technology.name.ja].filter((each) => !found(each))).toEqual(
      [],
    );
  },
);

it.each([
  ['AADC の同期が止まりました', 'entra-connect'],
  ['KV のシークレットが取れない', 'azure-key-vault'],
  ['The secret is gone from our KV', 'azure-key-vault'],
  ['ファンクションのトリガーが動かない', 'azure-functions'],
  ['Func app does not trigger', 'azure-functions'],
  ['リモデスで画面が真っ黒', 'remote-desktop'],
  ['チームスに入れない', 'teams'],
  ['ティームズに入れない', 'teams'],
  ['ストアカのキーが無効', 'azure-storage'],
  ['ロジアプの実行が失敗', 'azure-logic-apps'],
  ['アプサビが落ちる', 'azure-app-service'],
  ['RSV の保護項目が消えない', 'azure-backup'],
  ['AOAG が切り替わらない', 'sql-server'],
  ['可用性グループのフェールオーバーが失敗する', 'sql-server'],
  ['SSPR が使えない', 'entra-id'],
  ['PIM の昇格ができない', 'entra-id'],
  ['DFSR の複製が止まる', 'smb-file-sharing'],
  ['LB のプローブが落ちる', 'azure-load-balancer'],
  ['Virtual WAN hub is down', 'azure-networking'],
  ['アプゲが 502', 'azure-application-gateway'],
  ['デバオプのパイプラインが失敗', 'azure-devops'],
  ['コスモスが 429', 'cosmos-db'],
  ['パワビのレポートが空', 'power-bi'],
  ['無線が切れる', 'wireless-lan'],
  ['CMG が切れる', 'configuration-manager'],
  ['P2S が切れる', 'azure-vpn-gateway'],
  ['イベハブが詰まる', 'azure-event-hubs'],
  ['サビバスが詰まる', 'azure-service-bus'],
  ['ODB の容量が足りません', 'onedrive'],
  ['PBI のレポートが更新されません', 'power-bi'],
  ['WU が 80070643 で終わります', 'windows-update'],
  ['WAP の証明書を替えたら外から入れません', 'ad-fs'],
  ['シェアポのリストが開きません', 'sharepoint-online'],
  ['ワンドラが同期しません', 'onedrive'],
  ['グルポリが当たりません', 'group-policy'],
  ['ドメコンが 1 台落ちました', 'active-directory'],
  ['仮想ネットのピアリングが切れます', 'azure-virtual-network'],
  ['アプリゲートウェイが 502 を返します', 'azure-application-gateway'],
  ['フェイルオーバークラスターが起動しない', 'failover-clustering'],
  ['フェールオーバークラスターが起動しない', 'failover-clustering'],
  ['AAD にサインインできない', 'entra-id'],
  ['条件アクセスで弾かれる', 'conditional-access'],
  ['CA ポリシーで弾かれる', 'conditional-access'],
  ['ADCS から証明書が発行されない', 'certificates'],
  ['ADFS のトークン署名が切れた', 'ad-fs'],
  ['GPO が当たらない', 'group-policy'],
  ['SCCM の配布が止まる', 'configuration-manager'],
  ['MECM クライアントが登録されない', 'configuration-manager'],
  ['WSUS の同期が失敗する', 'windows-update'],
  ['WUfB のリングが効かない', 'windows-update'],
  ['ブルスクが出て起動しない', 'windows-client'],
  ['BSOD 0x7B after patch', 'windows-client'],
  ['Win11 に上げたら起動しない', 'windows-client'],
  ['S2D のディスクが外れた', 'failover-clustering'],
  ['WSFC のクォーラムを失った', 'failover-clustering'],
  ['ハイパーブイのゲストが止まる', 'hyper-v'],
  ['RDS の CAL が足りない', 'remote-desktop'],
  ['リモデがつながらない', 'remote-desktop'],
  ['リモートデスクが黒い画面', 'remote-desktop'],
  ['AVD のセッションが切れる', 'azure-virtual-desktop'],
  ['EXO のメールが遅れる', 'exchange-online'],
  ['SPO のサイトが遅い', 'sharepoint-online'],
  ['OD4B で競合が出る', 'onedrive'],
  ['パワポが落ちる', 'microsoft-365-apps'],
  ['M365 のライセンスが外れた', 'microsoft-365'],
  ['パワオトのフローが失敗する', 'power-automate'],
  ['パワアプが開かない', 'power-apps'],
  ['コパイが出てこない', 'copilot'],
  ['MDE のオンボードに失敗', 'defender'],
  ['MDI のセンサーが停止', 'defender'],
  ['MTR がサインインできない', 'teams-rooms'],
  ['SBC の TLS が落ちる', 'teams-phone'],
  ['AKS のノードが NotReady', 'azure-kubernetes-service'],
  ['ACR から pull できない', 'azure-container-registry'],
  ['ACA のリビジョンが起動しない', 'azure-container-apps'],
  ['APIM が 429 を返す', 'azure-api-management'],
  ['AGW が 502 を返す', 'azure-application-gateway'],
  ['AFD の証明書が検証待ち', 'azure-front-door'],
  ['NSG で塞がれている', 'azure-virtual-network'],
  ['ER 回線が落ちた', 'azure-expressroute'],
  ['アプリインサイトに例外が出ない', 'azure-monitor'],
  ['ASR ルールが業務アプリを止める', 'defender'],
  ['ASR のレプリケーションが止まる', 'azure-site-recovery'],
  ['SQLMI の接続が切れる', 'azure-sql-database'],
  ['ADF のパイプラインが失敗', 'data-factory'],
  ['AOAI が 429 を返す', 'azure-openai'],
  ['ログアナにログが来ない', 'azure-monitor'],
  ['AMA がログを送らない', 'azure-monitor'],
  ['AKV のシークレットが読めない', 'azure-key-vault'],
  ['ADO のパイプラインが止まる', 'azure-devops'],
  ['クーバネティスのノードが落ちる', 'kubernetes'],
  ['K8s の Pod が再起動を繰り返す', 'kubernetes'],
  ['ポスグレに接続できない', 'postgresql'],
  ['D365 が開かない', 'dynamics-365'],
  ['ファイルサバが見えない', 'smb-file-sharing'],
  ['プリサバに印刷できない', 'print-services'],
  ['無線AP につながらない', 'wireless-lan'],
  ['Autopilot の ESP で止まる', 'autopilot'],
  ['AzFW のログが見えない', 'azure-firewall'],
])('what people say is understood: %s', (title, technology) => {
  expect(detect({ title, description: '', product: null })[0]?.technology).toBe(technology);
});
