import type { CommandName, Deed } from './request.ts';

/** Words of ours: the first of each is what help says; a problem may begin with any of them. */
export const commandWords: Record<CommandName, readonly string[]> = {
  status: ['status', 'ステータス', '状況', '状態', '進捗', 'じょうきょう'],
  explain: ['explain', 'why', '説明', '理由', 'なぜ', 'りゆう'],
  mine: ['mine', 'my', 'list', '自分', '一覧', 'いちらん', 'リスト'],
  skills: ['skills', 'skill', 'スキル'],
  who: ['who', '誰', 'だれ', '担当者'],
  history: ['history', '履歴', '検索', 'けんさく', 'りれき'],
  help: ['help', '?', 'ヘルプ', '使い方', '使いかた', 'つかいかた'],
  doctor: ['doctor', '診断', 'ドクター'],
};

/** Whole sentences that mean a command. Compared without courtesies, signs and spaces at their ends. */
export const commandPhrases: Partial<Record<CommandName, RegExp>> = {
  help: /^(?:help(?: me| us)?|(?:show )?(?:help|commands?|menu|options)|settings?|preferences|config(?:uration)?|options|コマンド|メニュー|(?:環境)?設定|使い方(?:を|が)?(?:教えて|知りたい)?(?:です)?|(?:これは|スウォームは)?(?:何|なに)ができ(?:ます|るんです)?か?|できること(?:は(?:何|なん)ですか)?|what (?:can|do) you do|what is this|how (?:does (?:this|it|swarm) work|(?:do|can) i use (?:this|it|you|swarm)))$/iu,
  mine: /^(?:(?:show |list )?(?:all )?my (?:swarms?|cases|invitations)|(?:私|自分|わたし)の(?:案件|ケース|スウォーム|招待)(?:一覧|の一覧)?)$/iu,
  skills: /^(?:(?:show |edit )?my skills|(?:私|自分)のスキル|スキル(?:設定|登録))$/iu,
};

/** Deeds that a button does, by the words people type for them, without a case and beside one. */
export const deedPhrases: Record<Deed, { alone: RegExp | null; beside: RegExp }> = {
  stop: {
    alone:
      /^(?:(?:stop|quit|exit|abort|cancel|undo|end)(?: (?:it|this|that|everything|all|(?:my|the|this) (?:swarm|plan|case|request)))?|取り?消し?(?:て|たい|ます)?|(?:スウォーム|計画)?を?(?:中止|停止|キャンセル)(?:する|して|したい)?|やめ(?:る|て|たい|ます)|止め(?:る|て|たい))$/iu,
    beside: /^(?!)/,
  },
  cancel: {
    alone: null,
    beside:
      /^(?:please )?(?:cancel|stop|abort|drop|delete|undo|取り?消(?:し|す)(?:て|たい)?|(?:中止|停止|キャンセル|破棄)(?:する|して|したい)?|やめ(?:る|て|たい)|止め(?:る|て|たい))$/iu,
  },
  resolve: {
    alone: /^(?:resolved?|close[d]?|done|solved|解決|終了|完了|クローズ)(?:する|した|したい)?$/iu,
    beside:
      /^(?:(?:mark )?(?:as )?(?:resolved?|close[d]?|done|solved|finish(?:ed)?|end)|(?:解決|終了|完了|クローズ)(?:済み?|(?:する|して|した|しました|したい))?)$/iu,
  },
  join: {
    alone: /^(?:join|volunteer|参加(?:する|したい)?|手伝(?:う|えます|いたい|います))$/iu,
    beside:
      /^(?:(?:let me |i (?:can|could|want to|would like to|will) |can i )?(?:join|help(?: out)?(?: with)?|volunteer)|参加(?:する|します|したい|できます)?|手伝(?:う|えます|いたい|います)|お手伝い(?:できます|します|したい))$/iu,
  },
  leave: {
    alone: /^(?:leave|離脱(?:する|したい)?|抜け(?:る|たい)|退出(?:する|したい)?)$/iu,
    beside:
      /^(?:(?:let me |i (?:want to|must|have to|need to) )?leave|離脱(?:する|します|したい)?|(?:から)?抜け(?:る|ます|たい)|退出(?:する|します|したい)?|辞退(?:する|します|したい)?)$/iu,
  },
  reopen: {
    alone: /^(?:re-?open|再開(?:する|して|したい)?|再オープン)$/iu,
    beside: /^(?:re-?open(?:ed)?|再開(?:する|して|したい)?|再オープン)$/iu,
  },
  invite: {
    alone: /^(?:invite|招待(?:する|したい)?)$/iu,
    beside:
      /^(?:invite|add|ask|call|招待(?:する|して|したい)?|呼(?:ぶ|んで|びたい))(?=$|\s).{0,60}?(?:\s?(?:to|into|in|for))?$|^.{1,40}?(?:さん|様|氏)?を(?:に)?(?:招待(?:する|して|したい)?|呼(?:ぶ|んで|びたい))$/iu,
  },
};

/** A new case of which nothing is told. */
export const newCase =
  /^(?:(?:start |create |open )?(?:a )?new(?: (?:swarm|case|one|plan))?|start|create|begin|(?:新規|新しい)(?:の)?(?:ケース|案件|スウォーム|作成|計画)?|開始|作成)$/iu;

/** Words around a case and a command that tell nothing: "what is the status of case 4711". */
export const aroundCommand =
  /(?<!\p{L})(?:case|ticket|incident|number|no|id|what|what's|whats|is|are|tell|show|give|me|us|the|a|an|of|for|on|about|at|to|from|with|my|it|now|current|and|i'd|like)(?!\p{L})|案件|ケース|チケット|番号|番(?=の)|現在|いま|今の|について|に関して|(?:を|が)?(?:教えて|知りたい|見せて|表示)(?:して)?(?:です)?|(?:は|が)?どう(?:なってい?ますか|ですか)|です(?:か)?|(?<=^|\s)[のはをがに]|[のはをがに](?=\s|$)/giu;

/** "Who knows …?", in words of its own: the first group is what somebody is to know. */
export const whoQuestions: readonly RegExp[] = [
  /^(?:is there |are there |do we have |find me |find |i need |we need |looking for |who is |who's )*(?:some(?:one|body)|any(?:one|body)|an? (?:expert|engineer|person)|people|who)(?: (?:who|that|here))* (?:knows?|understands?|owns?|is (?:good|familiar) (?:at|with)|familiar with|(?:do|should|can|could) i ask (?:about|for)|(?:can|could) help (?:me |us )?with|on|for)(?: about)? (.{2,60})$/iu,
  /^(?:(?:どなた|誰|だれ)か[、 ]?)?(.{2,40}?)\s?(?:が|を|に|の(?:こと)?を?)?\s?(?:わかる|分かる|詳しい|くわしい|知っている|得意な|できる)(?:人|方)(?:は|を|が)?\s?(?:(?:誰|だれ|どなた)|い(?:ます|ませんか|る|ますか)|いらっしゃいますか|探して(?:います)?)?(?:です)?か?$/u,
];

/** A sentence about something, not a few words to look up: it has a verb. */
export const hasVerb =
  /(?<!\p{L})(?:is|are|was|were|be|been|has|have|had|does|do|did|can|can't|cannot|could|won't|will|isn't|doesn't|didn't|fails?|failed|shows?|stops?|stopped|keeps?|crash(?:es|ed)|gone|lost|broken|not)(?!\p{L})|(?:ない|ません|ます|ました|です|でした|した|する|れる|なる|なった|いる|いた|できる|たい)(?:[。！!、\s]|$)/iu;
