import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const status = {
  steps: '進行状況',
  state: { done: '完了', waiting: '待機中', failed: '失敗', running: '実行中', next: 'これから' },
  step: {
    'open-channel': 'チャネルの作成',
    'enable-app': 'プライベート チャネルへの Swarm の追加',
    'post-briefing': '概要カードの投稿',
    'post-outcome': '結果の投稿',
    'archive-channel': 'チャネルのアーカイブ',
    'unarchive-channel': 'チャネルの復元',
    'delete-channel': 'チャネルの削除',
    'hide-left-briefing': '標準チャネルの概要カードからのケース内容の削除',
    'delete-left-channel': '標準チャネルの削除',
    'link-case': 'ケースへのチャネルのリンクの設定',
    'send-article': 'ケース管理システムへの記事の下書きの登録',
    note: 'ケースへのメモの記入',
    unlink: '誤ったケースからのチャネルのリンクの削除',
    seat: (person) => spaced`${person} さんのチャネルへの追加`,
    announce: (person) => spaced`${person} さんの参加のお知らせ`,
    deliver: (person) => spaced`${person} さんへの招待の送信`,
  },
  invitationsDelivered: (delivered, all) => `招待の送信 (${delivered}/${all} 件)`,
  someWaitForHours: (count, first) =>
    `勤務開始待ち: ${count} 人は勤務時間外のため、各自の勤務開始時に招待を送信します (最初は ${first})。`,
  allWaitForHours: (_count, first) =>
    `勤務開始待ち: 依頼先は全員、勤務時間外です。最初の招待は ${first} に送信します。`,
  askNowIntro:
    '急がない用件で勤務時間外に通知することはありません。待てない場合は、今すぐ依頼するか、ほかの人を指名してください。',
  askNow: (person) => spaced`${person} さんに今すぐ依頼`,
  waits: (retryAt, attempt) => `待機中。${retryAt} に ${attempt + 1} 回目を試行します`,
  cause: (cause) => `原因: ${cause}`,
  ownPace: 'Microsoft 側の呼び出し回数の制限に合わせて、順番を待っています。',
  todo: (advice) => `対処方法: ${advice}`,
  advice: {
    'grant-permission':
      '管理者が Swarm に不足しているアクセス許可を付与したあと (/swarm doctor で確認できます)、再試行してください。付与は 1 分ほどで反映されます (マネージド ID の場合は最大で 1 日かかります)。',
    'add-app-to-channel':
      'そのチャネルに Swarm を追加してください (チャネルを開き、「チャネルを管理」の「アプリ」)。追加後は自動的に続行します。',
    'install-app-in-team': 'ホスト チームに Swarm をインストールしたあと、再試行してください。',
    'add-host-team': 'ホスト チームが満杯か、見つかりません。管理者がホスト チームを追加したあと、再試行してください。',
    'give-team-owner':
      'チームに所有者がいないため、チャネルをアーカイブできません。管理者が所有者を追加したあと、再試行してください。',
    'restore-team': 'チームがアーカイブされています。チームの所有者が復元したあと、再試行してください。',
    'coordinator-is-guest':
      'ゲストはプライベート チャネルの所有者になれません。社内の人にコーディネーターを交代したあと、再試行してください。',
    'add-member-by-hand': 'この人を手動でチャネルに追加してください。',
    'archive-by-hand': 'チャネルを手動でアーカイブしてください。',
    'delete-by-hand':
      'チームの全員が読めるチャネルがまだ残っています。すぐにチームの所有者に依頼し、手動で削除してください。',
    'try-again': 'しばらくしてから再試行してください。失敗が続く場合は管理者に連絡してください。',
    'ask-administrator': '管理者に連絡してください。/swarm doctor で問題の箇所を確認できます。',
  },
  againUnlessDone: (moment) => `それまでに完了するか不要にならないかぎり、${moment} に自動で再試行します。`,
  againAt: (moment) => `${moment} に自動で再試行します。`,
  guestCoordinates:
    'コーディネーターはゲストのため、チャネルの所有者になれません。メンバーとして参加しています。Teams でのチャネルの変更は所有者だけが行えます。',
  withoutRoom: 'このスウォームはチャネルなしで進行しています。',
  channelLost: {
    deleted:
      'Teams でチャネルが削除されました。承諾した人は引き続きスウォームに参加しています。新しいチャネルを作成するか、チャネルなしで続けてください。元のチャネルは、チームの所有者が 30 日以内であれば復元できます。',
    archived:
      'Teams でチャネルがアーカイブされたため、投稿できません。承諾した人は引き続きスウォームに参加しています。チャネルを復元するか、チャネルなしで続けてください。',
  },
  outcome: '結果',
  resolvedTitle: (caseId) => `ケース ${caseId} のスウォームは解決しました`,
  wasResolvedTitle: (caseId) => `ケース ${caseId} のスウォームは解決しました`,
  wasResolved: (caseId, moment) => spaced`ケース ${caseId} のスウォームは、${moment} に解決済みになりました。`,
  cancelledTitle: (caseId) => `ケース ${caseId} のスウォームは中止されました`,
  rootCause: '根本原因',
  fix: '解決方法',
  fixAs: { workaround: '解決方法 (暫定対応)', final: '解決方法 (恒久対応)' },
  technologies: '実際に関係していた技術',
  credits: '解決に貢献した人',
  took: '開始から終了まで',
  reason: '理由',
  by: '終了した人',
  channelArchived: 'チャネルはアーカイブされています。',
  channelDeleted: 'チャネルは削除されました。',
  channelKept: (days) => `チャネルはアーカイブされ、${days} 日間保存されます。`,
  noticeGapTitle: (technology) => spaced`${technology} を依頼できる人がいません`,
  noticeGap: '候補者全員に依頼したか、対応できる人がいませんでした。',
  noticeGapShut:
    '受け付けを停止しているチームのメンバーには依頼していません。ほかの候補者には全員に依頼したか、対応できる人がいませんでした。',
  noticeGapNext: '人を指名するか、このまま進めてください。',
  noticeUnreachableTitle: (person) => spaced`${person} さんに連絡がつきませんでした`,
  unreachable: {
    'app-not-installed': 'Swarm がインストールされておらず、インストールもできませんでした。',
    guest: 'ゲストには Swarm からメッセージを送れません。ご自身で連絡するか、別の人に依頼してください。',
    blocked: 'Swarm がブロックされています。',
    'user-gone': 'アカウントが存在しません。',
    other: '招待を送信できませんでした。',
  },
  cannotTell: {
    'app-not-installed':
      '相手に Swarm がインストールされておらず、インストールもできませんでした。直接お伝えいただくか、管理者にインストールを依頼してください。',
    guest: '相手はゲストです。ゲストには Swarm からメッセージを送れないため、直接お伝えください。',
    blocked: '相手が Swarm をブロックしています。直接お伝えください。',
    'user-gone': '相手のアカウントが見つかりません。後任の方にお伝えください。',
    other: 'メッセージを届けられませんでした。直接お伝えください。',
  },
  wasToHear: 'お伝えする内容',
  planForThem: (caseId) =>
    `「/swarm ${caseId}」と入力すると、計画を確認して代わりに開始できます。計画は、相手が Swarm を使えるようになるまで保管され、そのときに届きます。`,
  noticeUnreachable: '次の候補者がいる場合は、その人に依頼します。',
  noticeStepTitle: (caseId) => `ケース ${caseId} のスウォームで失敗した処理があります`,
  noticeSteppedBackTitle: (person) => spaced`${person} さんが参加を取りやめました`,
  noticeGoneTitle: (person) => spaced`${person} さんが組織を離れました`,
  noticeSteppedBack: '次の候補者がいる場合は、その人に依頼します。',
  noticeHelpOfferedTitle: (person) => spaced`${person} さんが今からでも参加できます`,
  noticeHelpOffered:
    'ほかの人が対応することになったため、依頼を取り下げていました。協力が必要な場合は、参加を承認してください。',
  takeOffer: '参加を承認',
  noticeNotAskedTitle: (by, named) =>
    named === null ? spaced`${by} さんがほかの人を推薦しました` : spaced`${by} さんが ${named} さんを推薦しました`,
  askAllTheSame: (person) => spaced`${person} さんに依頼する`,
  noticeChannelLostTitle: (caseId) => `ケース ${caseId} のスウォームのチャネルが使用できなくなりました`,
  standing: '現在の状況',
  startedForYouTitle: (caseId) => `ケース ${caseId} のスウォームが代理で開始されました`,
  startedForYou: (by) =>
    by === null
      ? '自動で開始されました。いつでもコーディネーターを引き継げます。'
      : spaced`${by} さんが開始し、コーディネーターを務めています。いつでも引き継げます。`,
  handedOverTitle: (caseId, to) => spaced`ケース ${caseId} のスウォームのコーディネーターが ${to} さんに交代しました`,
  handedOver: (by, to) =>
    by === null
      ? spaced`コーディネーターは ${to} さんに交代しました。`
      : spaced`${by} さんが ${to} さんへの引き継ぎを行いました。`,
  tookOver: (to) => spaced`勤務の終わりに合わせて依頼を受け、${to} さんが引き継ぎました。`,
  endedBy: (by, moment) =>
    by === null ? spaced`${moment} に終了しました。` : spaced`${moment} に ${by} さんが終了しました。`,
  reopenedSince: 'その後、再開されました。',
  linkedTitle: (caseId) => `担当ケース ${caseId} にスウォームがあります`,
  linkedBy: (by) =>
    spaced`文章で始まったスウォームを、${by === null ? '参加者' : `${by} さん`} がこのケースにリンクしました。ケースと同じく、あなたが担当者です。`,
  reopenedTitle: (caseId) => `ケース ${caseId} のスウォームが再開されました`,
  reopenedBy: (by) => (by === null ? '対応を続けます。' : spaced`${by} さんが再開しました。対応を続けます。`),
  closedSince: 'その後、もう一度終了しました。',
  noticeReceivedTitle: (caseId) => `ケース ${caseId} のスウォームを引き継ぎました`,
  noticeReceived:
    'あなたがコーディネーターです。技術の追加、人の指名、解決などの操作は、チャネルの概要カードから行えます。/swarm status でも同じ操作ができます。',
  noticeReceivedRoomless:
    'あなたがコーディネーターです。技術の追加、人の指名、解決などの操作は、/swarm status から行えます。',
  noticeReassignedTitle: (caseId, owner) => spaced`ケース ${caseId} の担当者が ${owner} さんに変わりました`,
  noticeReassigned:
    'ケース管理システムで変更されました。スウォームのコーディネーターは引き続きあなたです。交代する場合は、スウォームのカード (/swarm status) から引き継いでください。新しい担当者が自分で引き継ぐこともできます。',
  noticeUrgencyTitle: (caseId, urgency) => `ケース ${caseId} の緊急度が「${urgency}」に変更されました`,
  noticeUrgency:
    'ケース管理システムで変更されました。今後の依頼から適用されます。送信済みの依頼の回答期限は変わりません。',
  noticeRestrictedTitle: (caseId) => `ケース ${caseId} は取扱注意になりました`,
  noticeRestricted:
    'ケース管理システムで変更されました。スウォームは標準チャネルから移動します。プライベート チャネルを作成し、参加者全員を追加して、元のチャネルは削除します。元のチャネルの投稿は引き継がれませんが、チームの所有者が 30 日以内であれば復元できます。プライベート チャネルができるまで、ほかの場所にこのケースの内容を書かないでください。',
  noticeRestrictedClosed:
    'ケース管理システムで変更されました。チームの全員が読めるスウォームのチャネルを削除します。今後、履歴はスウォームの参加者にのみ表示されます。',
  noticeCaseOverTitle: {
    closed: (caseId) => `ケース ${caseId} がクローズされました`,
    gone: (caseId) => `ケース ${caseId} がケース管理システムからなくなりました`,
  },
  noticeMergedTitle: (caseId, into) => `ケース ${caseId} は ${into} に統合されました`,
  noticeMerged: (into) =>
    `ケース管理システムで変更されました。ケース ${into} に引き続きスウォームが必要な場合は、そのまま続けられます。今後 Swarm がケースに書き込む内容は、ケース ${into} に記録されます。不要な場合は、スウォームのカード (/swarm status) から解決または中止してください。`,
  noticeMergedRestricted: (into) =>
    `ケース管理システムで変更されました。このケースは取扱注意のため、Swarm はその内容をケース ${into} に書き込みません。ケース ${into} に引き続きスウォームが必要な場合は、そのまま続けられます。記載してよい内容は、ご自身でケース ${into} に記入してください。不要な場合は、スウォームのカード (/swarm status) から解決または中止してください。`,
  openMerged: (into) => `ケース ${into} を開く`,
  noticeCaseOver: {
    closed:
      'ケース管理システムで変更されました。原因と対処が分かっている場合は、ほかの人の参考になるように、スウォームのカード (/swarm status) からスウォームを解決してください。まだ解決していない場合は、そのまま続けられます。',
    gone: '削除または移動されたか、Swarm から参照できなくなりました。スウォームが不要な場合は、スウォームのカード (/swarm status) から解決または中止してください。',
  },
  noticeCaseReopenedTitle: (caseId) => `ケース ${caseId} が再開されました`,
  noticeCaseReopened: 'ケース管理システムで変更されました。スウォームはこのまま続きます。',
  noticeCaseReopenedClosed:
    'ケース管理システムで変更されました。もう一度専門家の協力が必要な場合は、カードからスウォームを再開してください。',
  noticeDone: 'この件は解消しました。',
} satisfies Messages['status'];
