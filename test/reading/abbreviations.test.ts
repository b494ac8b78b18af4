import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { createDetector } from '../../src/detection/detection.ts';
import { technologySchema } from '../../src/registry/technology.ts';

const file = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const detect = createDetector(z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8'))));

it.each([
  ['AADC の同期が止まりました', 'entra-connect'],
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
])('what people say is understood: %s', (title, technology) => {
  expect(detect({ title, description: '', product: null })[0]?.technology).toBe(technology);
});
