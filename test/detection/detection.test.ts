import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isGuess } from '../../src/detection/detectedTechnology.ts';
import { createDetector } from '../../src/detection/detection.ts';
import { defaultDetectionSettings } from '../../src/detection/detectionSettings.ts';
import { technology } from '../registry/sample.ts';
import { runs } from '../runs.ts';

const technologies = [
  technology('azure', 'Azure', 'Azure', ['azure'], ['アジュール']),
  technology(
    'azure-vpn-gateway',
    'Azure VPN Gateway',
    'Azure VPN Gateway',
    ['vpn gateway', 's2s vpn'],
    ['VPN ゲートウェイ', 'サイト間接続'],
    'azure',
  ),
  technology(
    'azure-vm',
    'Azure Virtual Machines',
    'Azure 仮想マシン',
    ['virtual machine', 'vm'],
    ['仮想マシン', 'スケール セット'],
    'azure',
  ),
  technology('azure-sql', 'Azure SQL Database', 'Azure SQL Database', ['azure sql', 'sql mi'], ['SQL データベース']),
  technology('sql-server', 'SQL Server', 'SQL Server', ['ssms', 'sql'], []),
  technology('key-vault', 'Azure Key Vault', 'Azure Key Vault', ['key vault'], ['キー コンテナー']),
  technology('word', 'Word', 'Word', ['winword'], ['ワード']),
  technology('power-automate', 'Power Automate', 'Power Automate', ['flow', 'pad'], ['クラウド フロー']),
  technology('teams', 'Microsoft Teams', 'Microsoft Teams', ['teams'], ['チームズ']),
  technology('file-server', 'File server', 'ファイル サーバー', [], ['ファイルサーバ']),
  technology('dotnet', '.NET', '.NET', ['.net', 'c#'], []),
  technology('aks', 'Azure Kubernetes Service (AKS)', 'Azure Kubernetes Service (AKS)', ['kubernetes'], []),
];
const detect = createDetector(technologies);
const inTitle = (title: string) => detect({ title, description: '', product: null });
const ids = (title: string) => inTitle(title).map((each) => each.technology);

describe('the subject of an older mail', () => {
  const saidUnder = (subject: string, body: string) => ({
    asTitle: detect({ title: subject, description: body, product: null }),
    pasted: detect({ title: body, description: `${subject}\n\n${body}`, product: null }),
  });
  const nodes = 'Since the upgrade to 1.31 half of the nodes are not ready.';

  test.each([
    ['RE: Kubernetes after the upgrade', nodes],
    ['Fwd: RE: [URGENT] Kubernetes after the upgrade', nodes],
    [
      'FW: 【至急】Kubernetes のノードの件',
      '昨日のアップグレードのあと、半分のノードが動きません。どうすればよいでしょうか。',
    ],
  ])('is read where the words below it name nothing: %s', (subject, body) => {
    const { asTitle, pasted } = saidUnder(subject, body);
    for (const found of [asTitle, pasted]) expect(found.map((each) => each.technology)).toEqual(['aks']);
    const [{ source, start, end } = { source: '', start: 0, end: 0 }] = pasted[0]?.evidence ?? [];
    expect([source, `${subject}\n\n${body}`.slice(start, end)]).toEqual(['description', 'Kubernetes']);
  });

  test('says nothing where they name something themselves', () => {
    const { asTitle, pasted } = saidUnder('RE: Kubernetes after the upgrade', `${nodes} The VPN Gateway drops them.`);
    for (const found of [asTitle, pasted]) expect(found[0]?.technology).toBe('azure-vpn-gateway');
  });
});

describe('the name of a family, which several technologies share', () => {
  const family = [
    technology('vpn-gateway', 'Azure VPN Gateway', 'Azure VPN Gateway', ['vpn', 'site-to-site'], ['VPN ゲートウェイ']),
    technology('vpn-device', 'IPsec VPN devices', 'IPsec VPN 装置', ['vpn', 'ikev2'], ['拠点ルーター']),
    technology('dns', 'DNS and DHCP', 'DNS と DHCP', ['dns'], []),
    ...['a', 'b', 'c', 'd'].map((id) => technology(`app-${id}`, `App ${id}`, `App ${id}`, ['app'], [])),
  ];
  const found = (title: string, description = '') =>
    createDetector(family)({ title, description, product: null }).map((each) => each.technology);

  test('offers each of them, with the word that speaks for it, as the whole of a case or in its text', () => {
    for (const words of ['VPN', 'vpn', 'VPN drops hourly', 'VPNがつながらない'])
      expect(found(words)).toEqual(['vpn-device', 'vpn-gateway']);
    const offered = createDetector(family)({ title: 'vpn', description: 'vpn', product: null });
    for (const { evidence } of offered) expect(evidence[0]).toMatchObject({ source: 'title', words: 'vpn' });
  });

  test('means the one that is named beside it by words of its own', () => {
    expect(found('VPN is down', 'The site-to-site VPN fails')).toEqual(['vpn-gateway']);
    expect(found('VPN がつながらない', '拠点ルーターを交換した')).toEqual(['vpn-device']);
    expect(found('VPN', 'ikev2 on the site-to-site link').sort()).toEqual(['vpn-device', 'vpn-gateway']);
  });

  test('of too many says nothing, and a word that is a name and nothing else is no ordinary word', () => {
    expect(found('app')).toEqual([]);
    expect(found('dns')).toEqual(['dns']);
    expect(createDetector(family)({ title: 'dns', description: '', product: null })[0]?.confidence).toBeGreaterThan(
      0.9,
    );
  });
});

describe('names and aliases', () => {
  test('are found where Japanese and Latin meet without a space', () => {
    const [found] = inTitle('AzureのVPN Gatewayで接続が切れる');
    expect(found?.technology).toBe('azure-vpn-gateway');
    expect(found?.evidence).toEqual([{ kind: 'alias', source: 'title', start: 6, end: 17, words: 'VPN Gateway' }]);
  });

  test('are found in wide letters, in other spellings, and spans show them as written', () => {
    expect(inTitle('ＶＰＮゲ－トウェイ')).toEqual([]);
    expect(inTitle('社内のＶＰＮ　ｹﾞｰﾄｳｪｲが落ちる')[0]?.evidence[0]?.words).toBe('ＶＰＮ　ｹﾞｰﾄｳｪｲ');
    expect(inTitle('ファイルサーバーの移行')[0]?.evidence[0]?.words).toBe('ファイルサーバー');
    expect(ids('スケールセットが拡張されない')).toEqual(['azure-vm']);
  });

  test('need word borders in Latin', () => {
    expect(ids('The stream is slow')).toEqual([]);
    expect(ids('a password for flows')).not.toContain('word');
    expect(ids('mysql is down')).toEqual([]);
    expect(ids('SQL2019 is down')).toEqual(['sql-server']);
    expect(ids('contoso.network')).toEqual([]);
  });

  test('are found in the plural, the singular and written together', () => {
    expect(ids('Two VMs do not start')).toEqual(['azure-vm']);
    expect(ids('virtual machines do not start')).toEqual(['azure-vm']);
    expect(ids('KeyVault returns 403')).toEqual(['key-vault']);
    expect(ids('key-vault returns 403')).toEqual(['key-vault']);
  });

  test('are not found inside a katakana word', () => {
    expect(ids('パスワードをリセットできない')).toEqual([]);
    expect(ids('キーワード検索が遅い')).toEqual([]);
    expect(ids('ワードファイルが開けない')).toEqual(['word']);
    expect(ids('チームズアプリが落ちる')).toEqual(['teams']);
  });

  test('with signs are found whole', () => {
    expect(ids('C# compiler crash')).toEqual(['dotnet']);
    expect(ids('.NET 8 の更新')).toEqual(['dotnet']);
  });

  test('in brackets of a name are names too', () => {
    expect(ids('AKS のノードが落ちる')).toEqual(['aks']);
  });

  test('the longest wins where several overlap', () => {
    expect(ids('Azure SQL is slow')).toEqual(['azure-sql']);
  });
});

describe('how sure it is', () => {
  const confidence = (title: string, description = '', product: string | null = null) =>
    detect({ title, description, product })[0]?.confidence ?? 0;

  test('lies between 0 and 1, the title counting more than the description', () => {
    expect(confidence('VPN gateway drops')).toBeGreaterThan(confidence('It drops', 'The VPN gateway, that is.'));
    expect(confidence('VPN gateway '.repeat(20), 'VPN gateway '.repeat(500))).toBeLessThanOrEqual(1);
  });

  test('an acronym in capitals is surer than the same word in small letters', () => {
    expect(confidence('PAD does not start')).toBeGreaterThan(confidence('the pad does not start'));
  });

  test("the case system's product field is believed", () => {
    expect(detect({ title: 'It does not work', description: '', product: 'Azure VPN Gateway' })[0]).toMatchObject({
      technology: 'azure-vpn-gateway',
      confidence: 0.95,
      evidence: [{ kind: 'product', source: 'product', start: 0, end: 17, words: 'Azure VPN Gateway' }],
    });
  });

  test('what only an address or a stack trace names counts little', () => {
    expect(confidence('Help', 'see https://learn.example/azure-sql/faq')).toBe(0);
    expect(confidence('Help', 'see Azure SQL')).toBeGreaterThan(0.4);
  });

  test('nothing is told when nothing is sure', () => {
    expect(detect({ title: 'It is slow', description: 'Since monday.', product: null })).toEqual([]);
  });
});

describe('broader technologies', () => {
  const directory = [
    technology('active-directory', 'Active Directory', 'Active Directory', ['active directory']),
    technology('group-policy', 'Group Policy', 'グループ ポリシー', ['gpo', 'gpresult'], [], 'active-directory'),
  ];
  const inDirectory = createDetector(directory);

  test('the more specific one stands for both, and gains', () => {
    const both = inTitle('Azure の仮想マシン');
    expect(both.map((each) => each.technology)).toEqual(['azure-vm']);
    expect(both[0]?.confidence).toBeGreaterThan(inTitle('この仮想マシン')[0]?.confidence ?? 1);
  });

  test.each([
    [
      'Active Directory の権限のある復元',
      '誤って OU を削除しました。グループ ポリシーも同じ OU にリンクされていました。',
    ],
    [
      'Authoritative restore of Active Directory objects',
      'An OU was deleted by mistake. Group policy is linked to that OU.',
    ],
  ])('is told first beside a narrower one that is named in passing: %s', (title, description) => {
    expect(inDirectory({ title, description, product: null }).map((each) => each.technology)).toEqual([
      'active-directory',
      'group-policy',
    ]);
  });

  test.each([
    ['グループ ポリシーが適用されない', 'Active Directory の OU にリンクした GPO が適用されません。'],
    ['Group Policy is not applied', 'The GPO is linked to an OU in Active Directory, gpresult shows nothing.'],
    ['Active Directory のグループ ポリシーが適用されない', ''],
    ['Group Policy of Active Directory is not applied', ''],
  ])('is not told where the narrower one is the matter: %s', (title, description) => {
    expect(inDirectory({ title, description, product: null }).map((each) => each.technology)).toEqual(['group-policy']);
  });

  test('that is named stays beside a narrower one that past cases alone suggest', () => {
    const learned = createDetector(directory, defaultDetectionSettings, () => ({
      found: [
        {
          technology: 'group-policy',
          name: { en: 'Group Policy', ja: 'グループ ポリシー' },
          confidence: 0.95,
          evidence: [{ kind: 'learned', source: 'title', start: 17, end: 22, words: 'logon' }],
        },
      ],
      confidences: () => new Map(),
    }));
    const found = learned({ title: 'Active Directory logon is so slow', description: '', product: null });
    expect(found.map((each) => each.technology)).toEqual(['group-policy', 'active-directory']);
  });

  test('two unsure children speak for their parent together', () => {
    const many = [
      technology('suite'),
      technology('mail', 'Mail', 'Mail', ['mailbox'], [], 'suite'),
      technology('notes', 'Notes', 'Notes', ['notebook'], [], 'suite'),
    ];
    const settings = { ...defaultDetectionSettings, kinship: 0.9 };
    const found = createDetector(many, settings)({ title: '', description: 'a mailbox and a notebook', product: null });
    expect(found.map((each) => each.technology)).toEqual(['mail', 'notes']);
    const unsure = createDetector(many, { ...settings, atLeast: 0.4 });
    expect(unsure({ title: '', description: 'a mailbox and a notebook', product: null })).toMatchObject([
      {
        technology: 'suite',
        evidence: [
          { kind: 'child', words: 'mailbox' },
          { kind: 'child', words: 'notebook' },
        ],
      },
    ]);
  });

  test('a circle of parents hurts nobody', () => {
    const circle = [technology('a', 'Alpha', 'Alpha', [], [], 'b'), technology('b', 'Beta', 'Beta', [], [], 'a')];
    expect(createDetector(circle)({ title: 'Alpha', description: '', product: null })).toHaveLength(1);
  });

  test('alone, the broader one is told', () => expect(ids('Azure の障害')).toEqual(['azure']));
});

test('how sure a name is, is what past cases make of it, and both are shown', () => {
  const taught = (text: Parameters<typeof detect>[0]) => ({
    found: detect(text).map((each) => ({
      ...each,
      evidence: each.evidence.map((one) => ({ ...one, kind: 'learned' as const })),
    })),
    confidences: (named: readonly { technology: string }[]) => new Map(named.map((each) => [each.technology, 0.97])),
  });
  const together = createDetector(technologies, defaultDetectionSettings, taught);
  const text = { title: 'The VPN gateway drops', description: '', product: null };
  expect(together(text)[0]?.confidence).toBe(0.97);
  expect(together(text)[0]?.evidence.map((each) => each.kind)).toEqual(['alias', 'learned']);
});

test('what past cases alone say is heard beside a name as far as they may be, and wholly where no word names anything', () => {
  const found = detect({ title: 'The VPN gateway drops', description: '', product: null }).map((each) => ({
    ...each,
    confidence: 0.9,
    evidence: each.evidence.map((one) => ({ ...one, kind: 'learned' as const })),
  }));
  const few = createDetector(technologies, defaultDetectionSettings, () => ({
    found,
    besideNames: 0.5,
    confidences: (named) => new Map(named.map(({ technology, confidence }) => [technology, confidence])),
  }));
  const sureOf = (title: string) =>
    few({ title, description: '', product: null }).find(({ technology }) => technology === found[0]?.technology)
      ?.confidence;
  expect(sureOf('It drops after the update of the office')).toBe(0.9);
  expect(sureOf('Kubernetes drops after the update of the office')).toBe(0.45);
});

test('words are believed as far as past cases bear them out, but for the product that the case system gave', () => {
  const doubting = createDetector(technologies, defaultDetectionSettings, () => ({
    found: [],
    confidences: (named) => new Map(named.map(({ technology, confidence }) => [technology, confidence / 2])),
  }));
  const text = { title: 'The VPN gateway drops', description: '', product: null };
  expect(doubting(text)[0]?.confidence).toBeCloseTo((detect(text)[0]?.confidence ?? 0) / 2, 2);
  const told = { title: 'It drops', description: '', product: 'VPN Gateway' };
  expect(doubting(told)).toEqual(detect(told));
  expect(detect(told)).not.toEqual([]);
});

test('hostile text is read in reasonable time', () => {
  for (const piece of ['ワード', 'a', 'at (', 'azure ', 'か\u3099', ' - ', 'https://', '・']) {
    detect({ title: piece.repeat(50), description: piece.repeat(50_000 / piece.length), product: null });
  }
});

test('whatever the text, every span holds the words it says, and confidence lies in 0..1', () => {
  const words = technologies.flatMap(({ name, aliases }) => [name.en, name.ja, ...aliases.en, ...aliases.ja]);
  const piece = fc.oneof(
    fc.constantFrom(
      ...words,
      ...words.map((each) => each.toUpperCase()),
      ...words.map((each) => each.normalize('NFD')),
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(' ', '・', 'ー', 'の', 's', '.', '\n', '\u3000', 'ﾞ'),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, fc.option(text), (title, description, product) => {
      for (const { confidence, evidence } of detect({ title, description, product })) {
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
        for (const { source, start, end, words: said } of evidence) {
          const from = { title, description, product: product ?? '', person: '' }[source];
          expect(from.slice(start, end)).toBe(said);
          expect(end).toBeGreaterThan(start);
        }
      }
    }),
    { numRuns: runs(300) },
  );
});

describe('where nothing is sure enough', () => {
  const taught = (confidence: number) =>
    createDetector(technologies, defaultDetectionSettings, () => ({
      found: ['azure-sql', 'teams'].map((id, at) => ({
        ...{ technology: id, name: { en: id, ja: id }, confidence: confidence / (at + 1) },
        evidence: [{ kind: 'learned', source: 'title', start: 0, end: 2, words: 'It' }],
      })),
      confidences: () => new Map(),
    }))({ title: 'It drops', description: '', product: null });

  test('the surest of what past cases speak for is a guess', () => {
    const [first, ...others] = taught(0.12);
    expect(first).toMatchObject({ technology: 'azure-sql', confidence: 0.12 });
    expect(others).toEqual([]);
    expect([isGuess({ confidence: 0.12 }), isGuess({ confidence: 0.25 })]).toEqual([true, false]);
  });

  test('and nothing that is hardly likely', () => expect(taught(0.04)).toEqual([]));

  test('and past cases know nothing better, a name they doubt stands as if there were none', () => {
    const doubting = createDetector(technologies, defaultDetectionSettings, () => ({
      found: [],
      confidences: (named) => new Map(named.map(({ technology }) => [technology, 0.01])),
    }));
    const text = { title: 'Key Vault denies access', description: '', product: null };
    expect(doubting(text)).toEqual(detect(text));
  });
});
