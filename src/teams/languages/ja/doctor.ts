import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const doctor = {
  title: 'Swarm の点検',
  spokenGood: 'すべての点検項目に問題はありません。',
  allGood: 'すべての点検項目に問題はありません。',
  someUnknown: (unknown, all) =>
    `問題は見つかりませんでしたが、${all} 件中 ${unknown} 件は点検できませんでした。正常とは限りません。`,
  alsoUnknown: (unknown) => `ほかに ${unknown} 件は点検できませんでした。`,
  onlyFor: (names) =>
    `点検できるのは管理者とリーダーのみです。リーダー (${names}) または Swarm の運用担当者に依頼してください。`,
  onlyForAdministrators: '点検できるのは管理者のみです。Swarm の運用担当者に依頼してください。',
  someBad: (failed, all) => `${all} 件中 ${failed} 件に問題があります。対処方法は各項目をご覧ください。`,
  result: { ok: '正常', failed: '異常', unknown: '未点検' },
  todo: (advice) => `対処方法: ${advice}`,
  notShown: (count) => `ほかに ${count} 件の点検項目があります。`,
  checkedAt: (moment) => `点検日時: ${moment}`,
  check: {
    database: 'データベース',
    'database-role': 'データベースの権限',
    endpoint: 'ボットのアドレスと証明書',
    'tab-sign-in': 'タブへのサインイン',
    people: 'スキル台帳の登録者 (Entra との照合)',
    guests: 'スキル台帳のゲスト',
    policies: 'Teams のアプリ ポリシー',
    calendars: '休日カレンダー',
    feeds: 'シフトのフィード',
    leavers: 'Entra による入退社の確認',
    feed: (name) => spaced`シフトのフィード ${name}`,
    shifts: (team) => spaced`チーム ${team} の Shifts`,
    'team-owner': (team) => spaced`${team} の所有者`,
    'team-permissions': (team) => spaced`${team} でのアクセス許可`,
    queue: 'ジョブ キュー',
    registry: 'スキル台帳',
    'graph-sign-in': 'Microsoft Graph へのサインイン',
    'connector-sign-in': 'Bot Connector へのサインイン',
    permission: (name) => `アクセス許可 ${name}`,
    'host-team': (team) => `ホスト チーム ${team}`,
    'app-in-team': (team) => spaced`${team} への Swarm のインストール`,
    'app-in-catalog': '組織のアプリ カタログへの Swarm の登録',
    'case-writing': (name) => `${name} への書き込み`,
    'case-source': (name) => `ケース管理システム ${name}`,
    'case-changes': (name) => spaced`${name} のケースの変更`,
    model: '言語モデル',
    'past-cases': '過去のケースからの学習',
    clock: 'サーバーの時刻',
  },
  fact: {
    permissions: (count) => `アクセス許可 ${count} 件`,
    granted: '付与済み',
    'granted-as': (permission) => spaced`${permission} として付与済み`,
    'not-granted': '付与されていません',
    'not-granted-here': (permissions) => `付与されていません: ${permissions}`,
    'signed-in': 'サインイン済み',
    'name-known': (name) => `Entra に ${name} が登録されています`,
    'name-unknown': (name) => `Entra に ${name} が登録されていません`,
    owners: (count) => `所有者 ${count} 人`,
    'no-owner': 'チームに所有者がいないため、チャネルをアーカイブできません',
    'more-members': (count) => `先頭の ${count} 人に所有者が見つかりません`,
    people: (count) => `${count} 人を確認`,
    'unknown-people': (count, names) => `Entra に存在しない登録者が ${count} 人います (${names} など)`,
    'more-people': (count) => `${count} 人は未照合です`,
    guests: (count, names) =>
      `ゲストが ${count} 人います (${names} など)。Swarm からゲストに連絡できるかどうかは確認できません`,
    'no-guests': 'なし',
    'no-date': 'Microsoft Graph の応答に日時がありません',
    'calendars-until': (until, without) =>
      `${until} まで登録済み${without > 0 ? ` (${without} 人はカレンダー未設定のため、祝日にも依頼されます)` : ''}`,
    'no-calendars': (without) => `未使用です (${without} 人に祝日にも依頼されます)`,
    'calendars-differ': (date, names, counts, more) =>
      spaced`${date} ${more > 0 ? `(ほか ${more} 日) ` : ''}の休みが、同じ人に設定された ${names} で食い違っています。最後に設定された ${counts} に従います`,
    'no-feeds': '設定されていません',
    'feeds-read': (count, people) => `${count} 件 (シフトが分かっているエンジニア ${people} 人)`,
    'feed-not-read': (since, why) =>
      since === null
        ? `一度も読み取れていません: ${why}`
        : spaced`最後に読み取れたのは ${since} で、そのときの内容を使い続けています: ${why}`,
    feedTroubles: {
      'no-answer': '時間内に応答がありません',
      refused: '拒否されたか、すでに存在しません',
      'private-address': 'ホストがプライベート ネットワークにあり、FEED_PRIVATE_HOSTS に含まれていません',
      redirected: '別のアドレスへ転送されています (転送先は読み取りません)',
      'too-big': '200 万文字を超えています',
      'not-icalendar': 'iCalendar ではありません (Web ページの可能性があります)',
      'unknown-zone': 'タイムゾーンが不明です',
      'too-many-events': '予定が 5,000 件、または繰り返しの規則が 200 件を超えています',
      'not-granted': 'アクセス許可 Schedule.Read.All が付与されていません',
      'no-schedule': 'チームが存在しないか、Shifts が設定されていません',
      'no-address': 'https のアドレスもファイルも設定されていません',
    },
    'feed-unknown-people': (names) => spaced`スキル台帳で 1 人に特定できない名前: ${names}`,
    'feed-left-out': (long, often, zone) =>
      `除いた予定: シフトとして長すぎるもの ${long} 件、繰り返しが多すぎるか規則を読み取れないもの ${often} 件、タイムゾーンが不明なもの ${zone} 件`,
    'calendars-end': (names) => `休日の登録がまもなく終わるか、すでに終わっています: ${names}`,
    'people-followed': (moment) => spaced`最終確認: ${moment}`,
    'people-not-read': (moment, why) =>
      `${moment === null ? '最後まで読み取れたことがありません' : spaced`最後まで読み取れたのは ${moment}`}: ${why}`,
    peopleTroubles: {
      'not-granted': 'アクセス許可が付与されていません',
      'not-found': 'グループが存在しません',
      throttled: 'Microsoft Graph から待機を求められています',
      'no-answer': 'Microsoft Graph から読み取れる応答がありません',
      refused: 'Microsoft Graph に拒否されたか、大きすぎます',
    },
    'people-held': (count) =>
      `一度に ${count} 人が離れたことになるため、確認が取れるまで誰も離れたものとして扱いません`,
    reached: '最近の招待はすべて届いています',
    'not-reached': (count, days) =>
      `直近 ${days} 日間に ${count} 件の招待が届きませんでした (アプリをインストールできないため)`,
    role: (name) => `${name} として接続しています`,
    'role-all-powerful': (name) => `${name} の権限が必要以上に強くなっています`,
    'own-process': '専用フォルダーを使用しています',
    'own-machine': 'このコンピューター内でのみ使用しています',
    certificate: (days) => `証明書の有効期間は残り ${days} 日です`,
    certificateEnded: '証明書の有効期限が切れています',
    answered: (status) => `HTTP ${status} が返されます`,
    'catalogue-id': (id) => `カタログ内の ID ${id}`,
    pastCasesFew: (cases) => `過去のケース ${cases} 件。標準の重みを使用しています`,
    pastCasesOwn: (cases, judgedBy, own, usual) =>
      `過去のケース ${cases} 件。自社のケースから学習した重みを使用しています。直近 ${judgedBy} 件を学習前に判定させたところ、技術を正しく示せたのは ${own} 件でした (標準の重みでは ${usual} 件)`,
    pastCasesUsual: (cases, judgedBy, own, usual) =>
      `過去のケース ${cases} 件。標準の重みを使用しています。直近 ${judgedBy} 件を学習前に判定させたところ、技術を正しく示せたのは ${usual} 件でした。自社のケースから学習した重み (${own} 件) との明らかな差はありません`,
    'model-off': 'オフ: 言語モデルはなく、何も送信されません',
    'model-unused': (host) => `${host}: MODEL_CASE_TEXT が空のため、何も送信されません`,
    modelUses: { translation: '翻訳', summary: '要約', article: '記事', reading: 'ケースの読み取り' },
    'model-used': (host, uses, calls, tokens, most, last) =>
      `${host} (${uses})、1 日 ${most} トークンのうち ${tokens} トークンを使用 (${calls} 件)、${last}`,
    modelNotAsked: 'まだ使われていません',
    modelAnswered: (moment) => `最後の応答 ${moment}`,
    modelFailed: (moment, said) => `${moment} は回答なし: ${said}`,
    clockRight: 'Microsoft の時刻と一致',
    clockAhead: (seconds) => `Microsoft の時刻より ${seconds} 秒進んでいます`,
    clockBehind: (seconds) => `Microsoft の時刻より ${seconds} 秒遅れています`,
    'team-archived': 'チームがアーカイブされています',
    'channels-unlisted': 'チャネルの一覧を取得できません',
    'channels-taken': (taken, most, room, deleted, countedAt) =>
      spaced`チャネル ${most} 個中 ${taken} 個を使用中${deleted > 0 ? ` (過去 30 日間に削除された ${deleted} 個を含む)` : ''}。残り ${room} 個 (${countedAt} 集計)`,
    installed: 'インストール済み',
    'not-installed': 'インストールされていません',
    'case-readable': '接続済みで、ケースを読み取れます',
    'case-none-readable': '接続済みですが、閲覧できるケースがありません (ケースがないか、ロールの権限が不足しています)',
    'case-busy': '現在は呼び出しを受け付けていません',
    'case-mapping-fits': '項目の対応付けに問題はありません',
    'case-notes-can-be-written': 'アカウントには、ケースにメモを記入する権限があります',
    'case-writing-off':
      'ケースにメモを記入しません (初期設定)。記入する内容は、Swarm のタブの「ポリシー」›「ケースへの書き込み」で選べます',
    'case-note-rights-unknown': 'ケースにメモを記入する権限は確認していません。最初のメモの記入時に分かります',
    'case-articles-can-be-written': 'アカウントには、ナレッジベースに下書きを作成する権限があります',
    'case-article-rights-unknown':
      'ナレッジベースに下書きを作成する権限は確認していません。最初の下書きの作成時に分かります',
    'case-note-rights-missing': (names) => `アカウントに不足している権限: ${names}`,
    'case-writing-stopped': (note, caseId) =>
      `停止中: ケース ${caseId} に記入した Swarm のメモが顧客に公開されていました (${note})`,
    'case-forbidden': (said) => `接続済みですが、ケースを読み取る権限がありません: ${said}`,
    'case-columns-hidden': (names) =>
      `接続済みですが、ケースを読み取れません。必須の列を閲覧する権限がアカウントにありません: ${names}`,
    'case-columns-missing': (names) => `対応付けに指定された列が存在しないか、閲覧できません: ${names}`,
    'case-choices-unmapped': (names) => `緊急度が対応付けられていない選択肢: ${names}`,
    'case-choices-unknown': '対応付けた列はありますが、緊急度の選択肢を読み取る権限がないため、選択肢は確認できません',
    'case-changes-followed': (moment, waiting) =>
      spaced`最終確認: ${moment}${waiting === 0 ? '' : `。再読み込み待ちのケース: ${waiting} 件`}`,
    'case-changes-behind': (moment, waiting, said) =>
      `${moment === null ? '最後まで確認できたことがありません' : spaced`最後まで確認できた日時: ${moment}`}${
        waiting === 0 ? '' : `。再読み込み待ちのケース: ${waiting} 件`
      }${said === null ? '' : `。${said}`}`,
    'no-answer': (seconds) => `${seconds} 秒以内に応答がありません`,
  },
  advice: {
    database: 'DATABASE_URL の設定と、データベースが稼働しているかを確認してください。',
    'database-role': 'Swarm 用スキーマの所有権だけを持つロールを用意し、DATABASE_URL に設定してください。',
    endpoint:
      'PUBLIC_URL から HTTPS でボットに接続できること、証明書が信頼され、更新されていることを確認してください。',
    'tab-sign-in':
      'アプリ登録の「アプリケーション ID の URI」をこの名前に設定してください (infra/register-app.sh で設定されます)。',
    people: '該当者をスキル台帳から削除するか、ID を修正してください。',
    guests: 'ゲスト本人に Swarm を開いてもらってください。',
    policies:
      'Teams 管理センターのアクセス許可ポリシーで Swarm を許可し、セットアップ ポリシーで全エンジニアにインストールしてください。',
    feeds: 'スキル台帳のフィードを設定し直してください。',
    leavers:
      'ENTRA_PEOPLE を確認してください。実際に離れた人数であれば、ENTRA_PEOPLE_MOST_AT_ONCE をその人数に設定して再起動してください (docs/registry.md)。',
    shifts: 'SHIFTS_TEAM_IDS とアクセス許可を確認してください (docs/availability.md)。',
    feed: 'フィード、またはスキル台帳のフィードの行 (アドレス、タイムゾーン、予定表での名前) を修正してください (docs/availability.md を参照)。',
    calendars: '該当するカレンダーの次の期間の休日をインポートしてください (docs/availability.md を参照)。',
    'team-owner': 'チームに所有者を追加してください。',
    'team-permissions': '最新の Swarm アプリをこのチームに追加し直してください。チームの所有者の操作で付与されます。',
    queue: 'ボットを再起動してください。ジョブの失敗が続く場合はログを確認してください。',
    registry: 'エンジニア、技術、スキルをインポートしてください。',
    'graph-sign-in': 'ボットのアプリ ID、テナント、証明書またはシークレットを確認してください。',
    'connector-sign-in': 'ボットのアプリ ID と資格情報、Azure Bot リソースを確認してください。',
    permission: 'Entra の「エンタープライズ アプリケーション」の「アクセス許可」で、管理者の同意を与えてください。',
    'host-team':
      'チームの ID と、チャネル数に余裕があるかを確認し、アーカイブされている場合は復元してください。または、別のホスト チームを追加してください。',
    'app-in-team': 'このチームに Swarm アプリを追加してください。',
    'app-in-catalog': 'Teams 管理センターで Swarm のアプリ パッケージをアップロードしてください。',
    'case-source':
      'アドレス、アカウントとそのロール、CASE_MAPPING_FILE を確認してください (docs/case-systems.md を参照)。',
    'case-changes':
      'docs/case-systems.md のとおりに、すべてのケースとその変更を読めるアクセス許可をアカウントに付与してください。その間の変更は後から反映されます。',
    'case-writing':
      'docs/case-systems.md に従い、不足している権限を付与してください。停止中の場合は、メモを削除して公開された原因を取り除いてから、npm run cases -- go-on を実行してください。',
    'past-cases': 'ログを確認し、ボットを再起動してください。',
    model:
      '表示された内容を確認してください。復旧するまで、すべて言語モデルなしで動作します (docs/language-model.md)。',
    clock: 'サーバーの時刻を同期してください。',
  },
} satisfies Messages['doctor'];
