import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const refusals = {
  'no-such-swarm': 'このスウォームはすでに存在しません。',
  'no-such-invitation': 'この招待はすでに存在しません。',
  'not-case-owner': (owner) => spaced`この操作は、ケース担当者の ${owner} さんだけが行えます。`,
  'not-coordinator': (coordinator) =>
    spaced`この操作は、コーディネーターの ${coordinator} さんとケース担当者だけが行えます。`,
  'not-your-invitation': 'この招待は別の方あてです。ご本人だけが回答できます。',
  'plan-lapsed': 'この計画は失効しました。/swarm に続けてケース番号を入力すると、新しい計画を作成します。',
  'not-started': 'スウォームはまだ開始されていません。',
  'already-started': 'スウォームはすでに開始されています。',
  'model-restricted': '取扱注意のケースについては、言語モデルに何も送りません。',
  'model-nothing': '言語モデルに渡せる文章が、まだありません。',
  'swarm-forgotten':
    'このスウォームは終了から時間が経過し、内容と参加者の情報は残っていません。新しく開始してください。',
  'already-closed': { resolved: 'スウォームはすでに解決済みです。', cancelled: 'スウォームは中止されました。' },
  'still-running': 'スウォームはまだ進行中です。',
  'relay-over': (coordinator) => spaced`現在のコーディネーターは ${coordinator} さんです。何も変更されていません。`,
  'relay-refused': (person) =>
    spaced`${person} さんにはすでに依頼しましたが、引き受けられませんでした。ご本人のカードからは、今からでも承諾できます。`,
  'invitation-withdrawn': 'ご協力は不要になりました。お気持ちに感謝します。',
  'not-in-swarm': 'このスウォームには参加していません。',
  'came-already':
    'すでに承諾し、スウォームに参加しています。参加をやめる場合は、ご自身のカードまたはチャネルの「参加を取りやめる…」を選んでください。',
  'hand-over-first': 'あなたはこのスウォームのコーディネーターです。先に引き継いでから、参加を取りやめてください。',
  'room-is-there': 'スウォームのチャネルはすでにあります。',
  'already-in': (person) => spaced`${person} さんはすでにスウォームに参加しています。`,
  outside: (person, reach) =>
    spaced`${person} さんは社外の方のため、Swarm からは招待できません。直接ご連絡ください: ${reach}`,
  left: (person) => spaced`${person} さんは組織を離れたため、依頼できません。`,
  'already-asked': (person) => spaced`${person} さんには依頼済みで、回答を待っています。`,
  'already-needed': (technology) => spaced`${technology} はすでに対象の技術に含まれています。`,
  'not-needed': (technology) => spaced`${technology} はこのスウォームの対象の技術に含まれていません。`,
  'last-technology': '技術は少なくとも 1 つ必要です。除外する前に、別の技術を追加してください。',
  'nobody-in-the-room': 'ほかに参加者がいないため、意見を求める相手がいません。',
  'everyone-heard': '参加者は全員、すでに発言しています。',
  'asked-just-now': '数分前に尋ねたばかりです。回答をお待ちください。',
  'no-room-yet': '現在、質問を投稿できるチャネルがありません。チャネルの準備ができてからお試しください。',
  'nothing-to-retry': 'この処理はすでに完了しているか、再試行中です。',
  'case-known': (caseId) =>
    `このスウォームは、ケース管理システムのケース ${caseId} についてのものです。ここでは変更できません。`,
  'link-of-other': (owner) =>
    `このケースの担当者は ${owner} さんのため、この計画をリンクできません。スウォームを開始してからリンクするか、${owner} さんにケース番号で計画してもらってください。`,
  'link-restricted': (caseId) =>
    `ケース ${caseId} は取扱注意ですが、この計画は標準チャネル用です。「/swarm ${caseId}」と入力すると、プライベート チャネルの計画を作成できます。`,
  'note-crowded': (people) =>
    spaced`同じ欄に ${people} さんが同時に書き込み、まだ 1 つにまとめられていません。入力内容をコピーし、カードを更新してから、現在のメモを編集してください。`,
  'note-too-long': '長すぎてカードに収まりません。短くまとめ、詳細はチャネルに投稿してください。',
  'note-empty': '少なくとも 1 つの欄に入力してください。',
  'gap-not-theirs': (coordinator) =>
    spaced`あなたは現在、この技術のリーダーでもオンコール担当でもありません。お気づきの点は、コーディネーターの ${coordinator} さんに伝えてください。`,
  'not-your-question': 'この質問は、あなたあてではありません。',
  'gap-over':
    'この件はすでに解消しています。担当者が決まったか、不要になったか、スウォームが終了しました。何も変更していません。',
  'day-out-of-reach': '過ぎた日、または 1 年より先の日は指定できません。別の日を選んでください。',
  'follow-up-over': 'この確認は終わっています。別の日が指定されたか、スウォームが再開されました。',
  'no-such-task': 'この作業はもうありません。',
  'not-your-task': (person) => spaced`これは ${person} さんへの依頼です。`,
  'task-done': 'この作業はすでに完了しています。',
  'tasks-crowded':
    'このスウォームの作業はすでに 10 件あります。これ以上は、チームの作業管理の仕組みに登録してください。',
  'restricted-task': (person) =>
    spaced`取扱注意のケースです。${person} さんはスウォームに参加していないため、参加した人に依頼してください。`,
  'not-resolved': 'スウォームはまだ解決していません。',
  'article-not-saved': '先に記事を保存してください。送信できるのは、内容を確認して保存した記事のみです。',
  'article-restricted': '取扱注意のケースのため、記事を外部に送信することはできません。',
  'article-changed': (person) => spaced`その間に ${person} さんが記事を保存しました。`,
  'text-missing': {
    rootCause: '根本原因を入力してください。',
    fix: '解決方法を入力してください。',
    reason: '理由を入力してください。',
    question: '質問を入力してください。',
    elsewhere: '問い合わせ先と方法を入力してください。',
    thanks: 'お礼の言葉を入力してください。',
    task: '作業の内容を入力してください。',
    view: '伝える内容を入力するか、「特にありません」を選んでください。',
  },
  'thanks-to-oneself': 'お礼は自分以外の人に送れます。あなたの役割は「私の記録」に残ります。',
  'thanks-for-outsider': (person) => spaced`${person} さんはスウォームに参加していないため、お礼を送れません。`,
  'nobody-to-thank': 'お礼を伝える相手を選んでください。自分以外に協力した人が選ばれていません。',
  'thanks-crowded': 'このスウォームでは、すでに 30 件のお礼が送られています。',
  'credit-for-outsider': (person) =>
    spaced`${person} さんはこのスウォームに参加していません。先に招待するか、選択から外してください。`,
} satisfies Messages['refusals'];
