import type { CommandName, Deed } from './request.ts';

/** Words of ours: the first of each is what help says; a problem may begin with any of them. */
export const commandWords: Record<CommandName, readonly string[]> = {
  status: ['status', 'ステータス', '状況', '状態', '進捗', 'じょうきょう'],
  link: ['link', 'リンク', '紐づけ', '紐付け', 'ひもづけ', '関連付け', '関連づけ'],
  unlink: ['unlink', 'リンク解除', '紐づけ解除', '紐付け解除', 'リンク取り消し'],
  explain: ['explain', 'why', '説明', '理由', 'なぜ', 'りゆう'],
  mine: ['mine', 'my', 'list', '自分', '一覧', 'いちらん', 'リスト', '参加中', 'invitations'],
  record: ['record', 'me', 'thanks', '記録', '私の記録', 'お礼', 'きろく'],
  skills: ['skills', 'skill', 'スキル'],
  who: ['who', '誰', 'だれ', '担当者'],
  history: [
    'history',
    '履歴',
    '検索',
    'けんさく',
    'りれき',
    '過去事例',
    '過去の事例',
    '過去ケース',
    '類似事例',
    '類似ケース',
  ],
  help: ['help', '?', 'ヘルプ', '使い方', '使いかた', 'つかいかた'],
  doctor: ['doctor', '診断', 'ドクター'],
};

const botInEnglish = '(?:this|it|swarm|the bot|the app|this (?:bot|app|thing|tool))';
const botInJapanese =
  '(?:(?:これ|こちら|ここ|あなた|きみ|君|(?:この)?(?:ボット|アプリ|ツール|Swarm|スウォーム))(?:は|って|では|で|に|を|の)?)?';

/** What somebody asks who meets the bot for the first time, and what is called help elsewhere. */
const helpPhrases = new RegExp(
  `^(?:${[
    'help(?: me| us)?',
    '(?:show )?(?:me )?(?:(?:all |the |your )*(?:help|commands?|menu|options)|what you (?:can )?do)',
    'settings?|set ?up|preferences|config(?:uration)?|options|about|version|info(?:rmation)?|getting started',
    `(?:what|who) (?:are you|(?:is|'s) ${botInEnglish})|what(?:'s| is) ${botInEnglish}(?: for| about)`,
    `what (?:can|do|could) (?:you|i (?:ask|type|say|do)(?: (?:you|here))?) ?(?:do)?(?: (?:for (?:me|us)|here))?`,
    `what (?:can|does|do) ${botInEnglish} do`,
    `(?:are you|is (?:this|that|it)) (?:an? |the )?(?:real )?(?:human(?: being)?|person|bot|robot|chat ?bot|machine|ai|computer|real)`,
    `(?:${botInEnglish}|you(?:'re| are)?|that) ?(?:is |are |was )?(?:useless|(?:not|no) (?:very |really |that |of )*(?:helpful|useful|help|use)|no (?:help|use))`,
    `(?:where(?:'s| is| are| can (?:i|we) find)|is there|do (?:you|we) have|show me) (?:the |your |an? |any |more )*(?:documentation|docs?|manuals?|(?:user |quick )?guides?|instructions|tutorials?)`,
    'where can (?:i|we) (?:read|learn|find out) more(?: about (?:this|it|swarm|you))?',
    `how (?:(?:does|do) (?:${botInEnglish}|you) work|(?:do|can|should|would) (?:i|we) (?:use|start with|talk to|work with) (?:${botInEnglish}|you|your bot|the|your)|to use ${botInEnglish}|do (?:i|we) (?:start|begin))`,
    `(?:i (?:really )?(?:don't|do not|dont) (?:understand|know|see|get)|i(?:'m| am) not sure|no idea) (?:how|where) (?:to (?:start|begin|use (?:${botInEnglish}|you))|(?:i|we) (?:start|begin)|${botInEnglish} works)|how (?:do|can|should) (?:i|we) get (?:started|going)|where (?:do|should|can) (?:i|we) (?:start|begin)|how (?:does|do|can|should) (?:one|you|people) use ${botInEnglish}`,
    `${botInJapanese}(?:どう(?:やって|すれば)?|どのように|どこから|何から)(?:使(?:え|う)|始め(?:れ|る)?)(?:ば)?(?:いい|良い|よい)?(?:の)?か(?:が|も)?(?:よく)?(?:わか|分か)(?:らない|りません)(?:です)?`,
    `(?:${botInJapanese}使うのは|まだ)?(?:初めて|はじめて)(?:な(?:の|ん)|使うの|使い)?(?:です|ます)?(?:が|けど|ので|で)、?(?:どう(?:すれば|したら)|何をすれば|どうやって使えば)(?:いい|良い|よい)(?:の)?(?:です|でしょう)?か?`,
    'バージョン|(?:環境)?設定|(?:コマンド|メニュー|ヘルプ)(?:の?一覧|リスト)?(?:を?(?:見せて|見たい|表示(?:して)?|教えて|出して|開いて))?',
    `${botInJapanese}(?:使い(?:方|かた)|(?:操作|使用|利用)方法)(?:[をがは]|って)?(?:よく|まだ|いまいち)?(?:教えて|知りたい|(?:わか|分か)(?:らない|りません)|説明して)?(?:です)?`,
    `${botInJapanese}(?:いったい|一体)?(?:何|なに|なん|誰|だれ)(?:です|でしょう|なん(?:です)?|者(?:です)?)(?:か|の)?`,
    `(?:これ|こちら|このボット|このアプリ|あなた|Swarm)?(?:は|って)(?:何|なに|なん|誰|だれ)(?:です|でしょう)?か?`,
    `${botInJapanese}(?:何|なに)(?:が|を)?(?:でき(?:る|ます|るん(?:です)?)|してくれ(?:る|ます)|してもらえ(?:る|ます)|する)(?:もの|ボット|アプリ|ツール)?(?:なん)?(?:です|でしょう)?(?:か|の)?`,
    `${botInJapanese}(?:どう(?:やって|すれば)?|どのように)(?:使(?:う|い(?:ます)?|え(?:ば(?:いい|良い|よい))?)(?:ん|の)?|始め(?:る|れば(?:いい|良い|よい)))(?:です|ます|でしょう)?(?:か|の)?`,
    `(?:あなたは|きみは|これは)?(?:本物の)?(?:人間|人|ボット|ロボット|機械|AI)(?:ですか|なのですか|なんですか|でしょうか)`,
    `${botInJapanese}(?:全然|まったく|あまり)?役に?(?:立たない|立ちません|立たなかった)(?:です)?(?:ね|よ|な)?`,
    `(?:詳しい)?(?:ドキュメント|マニュアル|説明書|取扱説明書|手引き|ガイド|チュートリアル)(?:は|って|が|を)?(?:どこ(?:ですか|にありますか|で(?:見られ|読め)ますか)?|あり(?:ます|ません)か|見せて|見たい(?:です)?|ください)`,
    `${botInJapanese}できること(?:は|って)?(?:(?:何|なん)(?:です)?か?)?(?:を?教えて)?`,
  ].join('|')})$`,
  'iu',
);

/** Whole sentences that mean a command. Compared without courtesies, signs and spaces at their ends. */
export const commandPhrases: Partial<Record<CommandName, RegExp>> = {
  help: helpPhrases,
  mine: /^(?:(?:show |list |see |what are |which are |where are )?(?:me )?(?:all )?(?:of )?my (?:open |current )?(?:swarms?|cases|invitations)|(?:(?:show|list|see|give)(?: me)? |what are |which are |which |what )?(?:all |the |of )*(?:swarms?|cases) (?:that |which )?(?:i'm|i am|im|am i) (?:currently |now )?(?:in|on|part of|working on|involved in|a member of|helping with)(?: now| right now| currently| at the moment)?|(?:(?:私|自分|わたし)の(?:担当)?|(?:(?:今|現在|いま)、?)?(?:(?:私|自分|わたし)(?:が|の)、?)?(?:(?:今|現在|いま)、?)?(?:(?:参加|対応)(?:中|して(?:い)?る)|(?:入って|関わって)(?:い)?る)の?)(?:案件|ケース|スウォーム|招待)(?:(?:の)?一覧)?(?:[をはが]?(?:見せて|見たい|教えて|表示(?:して)?|確認(?:したい|して)?|どれ|何|ありますか)|は|って)?|(?:(?:私|自分|わたし)[はが]?、?)?(?:(?:今|現在|いま)、?)?どの(?:案件|ケース|スウォーム)に(?:参加して|入って|関わって)(?:い)?(?:ます|る)(?:か|の)?)$/iu,
  record:
    /^(?:(?:(?:show|see|what is|let me see) )?(?:me )?my (?:own )?(?:record|thanks|contributions?|growth|achievements?)|(?:who|has anyone|did anyone) thanked? me|(?:(?:show|tell) me )?what (?:i was|have i been|was i|i have been|i've been|did i get) thanked for|what (?:have|did) i (?:help(?:ed)?(?: with)?|learn(?:ed|t)?)|(?:(?:私|自分|わたし)の(?:記録|貢献|お礼|成長|実績)|(?:実績|(?:もらった|いただいた|届いた)(?:お礼|感謝)(?:の言葉)?|(?:(?:私|自分)が)?学んだこと|(?:ありがとう|お礼|感謝の言葉)(?:を|と)?(?:言われた|もらった)(?:記録|こと|もの)))(?:[をは]?(?:見せて|見たい|教えて|表示(?:して)?|確認(?:したい|して)?))?)$/iu,
  doctor:
    /^(?:(?:run|start|show|call)(?: me)? (?:the |a )?(?:doctor|diagnos(?:is|tics))|diagnos(?:e|is|tics)|(?:(?:自己)?診断|ドクター)(?:を|に)?(?:して|する|したい|実行(?:して)?|見せて|お願い(?:します)?))$/iu,
  skills:
    /^(?:(?:(?:how|where) (?:do|can) i |i (?:want|would like|need) to |let me )?(?:show|see|edit|add|change|update|register|enter|set)? ?(?:a |my |new )*skills?(?: levels?)?|(?:私の|自分の)?スキル(?:を|の)?(?:設定|登録|追加|編集|変更|更新|確認|見(?:せて|たい))?(?:する|したい|して|方法|の仕方|するには)?)$/iu,
};

/** Deeds that a button does, by the words people type for them, without a case and beside one. */
export const deedPhrases: Record<Deed, { alone: RegExp | null; beside: RegExp }> = {
  stop: {
    alone:
      /^(?:(?:stop|quit|exit|abort|cancel|undo|end)(?: (?:it|this|that|everything|all|(?:my|the|this) (?:swarm|plan|case|request)))?|取り?消し?(?:て|たい|ます)?|(?:元|もと)に戻(?:す|し(?:て|たい(?:です)?))|(?:i |we )?(?:pressed|hit|clicked|tapped|pushed) the wrong (?:button|one|thing)|(?:間違(?:えて|って)|誤って)(?:ボタンを|別のボタンを)?(?:押し(?:ました|てしまいました|ちゃいました|た)|クリックし(?:ました|てしまいました|た))|(?:スウォーム|計画)?を?(?:中止|停止|キャンセル)(?:する|して|したい)?|やめ(?:る|て|たい|ます)|止め(?:る|て|たい))$/iu,
    beside: /^(?!)/,
  },
  cancel: {
    alone: null,
    beside:
      /^(?:please )?(?:cancel|stop|abort|drop|delete|remove|terminate|discard|get rid of|undo|withdraw|kill|call off|scrap|(?:i |we )?(?:no longer|don't|do not) need(?: any ?(?:more|longer))?|(?:no longer|not) needed(?: any ?more)?|取消|取り?消(?:し|す)(?:て|たい|ます)?|(?:もう|やはり|やっぱり)?(?:不要(?:です|になりました)|(?:要|い)り(?:ません|なくなりました)|必要(?:ありません|なくなりました))|(?:中止|停止|キャンセル|破棄)(?:に|と)?(?:する|して|したい|しました|します)?|(?:やはり|やっぱり)?(?:やめ|止め)(?:る|て|たい|ます|ました|ときます|ることにし(?:ます|ました)))$/iu,
  },
  resolve: {
    alone: /^(?:resolved?|close[d]?|done|solved|解決|終了|完了|クローズ)(?:する|した|したい)?$/iu,
    beside:
      /^(?:(?:please |pls )?(?:mark )?(?:as )?(?:resolved?|close[d]?(?: out| down)?|done|solved|finish(?:ed)?|fixed|completed?|over|sorted(?: out)?|end(?:ed)?|wrapped up|all good|good to close)|(?:無事に?)?(?:終わ(?:り(?:ました|です)?|った|らせ(?:て|たい(?:です)?))|片[付づ]き(?:ました)?|片[付づ]いた|(?:収束|復旧|解消)(?:しました|済み?(?:です)?|した)?)|(?:無事に?)?(?:解決|終了|完了|クローズ|対応(?:が|は)?完了|閉じ|直り)(?:済み?(?:に(?:して|する|します))?|まし?た|(?:と|に)?(?:する|します|して|した|しました|したい|なりました|できました|させて|て|ます|たい))?)$/iu,
  },
  join: {
    // Who declined by mistake may still come.
    alone:
      /^(?:(?:i |we )?(?:accidentally (?:declined|said no)|(?:declined|said no|pressed decline)(?: it| the invitation)? (?:by (?:mistake|accident)|accidentally))|(?:間違(?:えて|って)|誤って)(?:招待を)?(?:辞退|拒否)(?:し(?:ました|てしまいました|ちゃいました|た)|を押し(?:ました|てしまいました|た))|join|volunteer|参加(?:する|して|したい)?|手伝(?:う|えます|いたい|います))$/iu,
    beside:
      /^(?:(?:let me |i (?:can|could|want to|would like to|will) |can i )?(?:join|help(?: out)?(?: with)?|volunteer|jump in(?: on)?|pitch in(?: on)?)|(?:count me in|i(?:'m| am) in|(?:add|include) me)(?: (?:for|on|to|in))?|(?:に)?(?:加わ|入)(?:り(?:ます|たい(?:です)?)|れます|って)|(?:に)?(?:仲間に|(?:私|自分)(?:を|も))?入れて(?:ください)?|(?:に)?(?:私|自分)(?:を|も)(?:追加|招待)して(?:ください)?|参加(?:する|して|します|したい|できます)?|手伝(?:う|えます|いたい|います)|お手伝い(?:できます|します|したい))$/iu,
  },
  leave: {
    alone: /^(?:leave|離脱(?:する|したい)?|抜け(?:る|たい)|退出(?:する|したい)?)$/iu,
    beside:
      /^(?:(?:let me |i (?:want to|must|have to|need to|am going to|will) )?(?:leave|step (?:back|down|out)|drop out)(?: (?:from|of))?|(?:i )?(?:have to|must|need to) (?:leave|drop out|step back)(?: (?:from|of))?|離脱(?:する|します|したい)?|(?:から|を)?(?:離れ(?:る|ます|たい(?:です)?)|降り(?:る|ます|たい(?:です)?))|(?:から|を)?抜け(?:る|ます|たい(?:です)?|なければなりません|ないといけません|させて)|(?:から)?外れ(?:る|ます|たい(?:です)?)|離脱しなければなりません|退出(?:する|します|したい)?|辞退(?:する|します|したい)?)$/iu,
  },
  reopen: {
    alone: /^(?:re-?open|再開(?:する|して|したい)?|再オープン(?:する|して|したい)?)$/iu,
    beside:
      /^(?:(?:please )?re-?open(?:ed)?(?: it| again)?|(?:came|come|comes|is|are) back[,; ]{0,2}(?:(?:and |so )?(?:please )?re-?open(?: it)?(?: again)?)?|(?:happened|happening|broke|broken|failing|failed) again|(?:また|まだ)?再(?:発|燃)(?:しました|した|しています|です)?|また(?:起き|出|同じ)(?:ました|ています|です)|再開(?:する|して|したい)?|再オープン(?:する|して|したい)?)$/iu,
  },
  thank: {
    alone:
      /^(?:(?:how (?:do|can) i|(?:i|we) (?:want|wish|need|(?:would|'d) like) to|i'd like to|let me|can i|please) )?(?:(?:say|send|give|write|pass on) (?:a )?(?:thanks?(?: you)?|word of thanks)(?: to (?!you)[^\d]{1,60})?|thank (?!you|u\b|god|goodness|heaven)[^\d]{1,60})$|^(?:.{1,40}?(?:さん|様|氏|皆さん|全員|チーム|人)に)?(?:お礼|感謝|御礼)(?:の(?:言葉|気持ち|メッセージ))?を(?:言い|伝え|送り|述べ)(?:たい|ます|たいの)(?:です)?(?:が|けど)?$|^(?:お礼|感謝)の(?:言い方|伝え方|送り方)$/iu,
    beside:
      /^(?:(?:how (?:do|can) i|(?:i|we) (?:want|wish|need|would like) to|i'd like to|let me|can i|please) )?(?:(?:say|send|give|write) (?:a )?(?:thanks?|word of thanks) (?:to|for)|thank (?!you|u\b|god|goodness|heaven)).{0,60}$|^(?:.{0,40}に)?\s?(?:お礼|感謝|御礼)を(?:言い|伝え|送り)(?:たい|ます)$/iu,
  },
  invite: {
    alone:
      /^(?:invite|招待(?:する|したい)?|(?:(?:can|could|may) (?:i|we) |how (?:do|can|could) (?:i|we) )?(?:invite|ask|add|include|bring in) (?:(?:some(?:one|body)|people|persons?|experts?|an? (?:expert|person)|colleagues?) (?:from |who is |who are )?(?:outside|external|(?:an)?other (?:teams?|compan(?:y|ies)|departments?))|(?:an? |the )?(?:external )?(?:guests?|vendors?|partners?|contractors?|externals?))(?: .{0,30})?|(?:社外|外部|他社|他部署|別の部署|他のチーム|別のチーム|ベンダー|協力会社)(?:の)?(?:人|方|エンジニア|専門家|担当者)?(?:を|も|は)(?:招待|呼び?|呼ぶ|呼べ|追加)(?:でき|し|こと|す)?.{0,12})$/iu,
    beside:
      /^(?:invite|ask|call|招待(?:する|して|したい)?|呼(?:ぶ|んで|びたい))(?=$|\s).{0,60}?(?:\s?(?:to|into|in|for))?$|^add(?: \S+){0,4}(?: (?:to|into|in))?$(?<!(?:for|bug|from|on))|^.{1,40}?(?:さん|様|氏)?[をも](?:に)?(?:招待(?:する|して|したい)?|呼(?:ぶ|んで|びたい))$|^.{1,40}?(?:さん|様|氏)[をも](?:に)?(?:追加(?:する|して|したい)?|入れ(?:て|たい)|参加させ(?:て|たい))$|^に?.{1,30}?(?:の|な|い|る)(?:人|方|エンジニア|専門家|エキスパート|担当者)を?(?:追加|招待|参加さ|入れ|呼[びん])(?:し|せ)?(?:て|で)?(?:たい(?:です)?|ください|ほしい(?:です)?|する)?$/iu,
  },
};

/** A new case of which nothing is told. */
export const newCase =
  /^(?:(?:start |create |open )?(?:a )?new(?: (?:swarm|case|one|plan))?|start|create|begin|(?:新規|新しい)(?:の)?(?:ケース|案件|スウォーム|作成|計画)?|開始|作成)$/iu;

/** Words around a case and a command that tell nothing: "what is the status of case 4711". */
export const aroundCommand =
  /(?<!\p{L})(?:case|ticket|incident|swarm|number|no|id|what['’]?s|what|is|are|be|been|was|has|have|tell|show|give|me|us|we|you|can|could|let's|lets|the|a|an|of|for|on|about|at|to|from|with|my|it|now|already|just|finally|current|and|i'd|like|please|pls|how (?:do|does|can|could|should) (?:i|we|you|one))(?!\p{L})|案件|ケース|チケット|スウォーム|番号|番(?=の)|の件(?:は|です(?:が)?)?、?|現在|いま|今の|もう|すでに|既に|について|に関して|(?:して|にして)?(?:いただけ|もらえ)(?:ます|ません)か|(?<=して)(?:おいて)?(?:ください|下さい)|[でを]?お願い(?:いた|致)?します|(?:を|が)?(?:教えて|知りたい|見せて|表示)(?:して)?(?:です)?|(?:は|が)?どう(?:なってい?ますか|ですか)|です(?:か)?|(?<=^|\s)[のはをがに]|[のはをがに](?=\s|$)/giu;

/** Words beside a case that ask how it stands. */
export const askedStatus =
  /^(?:where|(?:any )?(?:news|updates?)|any(?:thing)? new|progress|latest|how(?:'?s)?(?: (?:going|doing|coming along|looking))?|hows|going|coming along|(?:は|って)?\s?(?:その後|今|いま)?\s?(?:どう(?:なり(?:ました)?|なって(?:い)?(?:る|ます|ました))|どんな(?:感じ|状況|状態))(?:です|でしょう)?(?:か|の)?|(?:進捗|状況|経過)(?:状況)?[はって]{0,2}\s?(?:いかが|どう)(?:です|でしょう|でした)?か?|進み(?:具合)?|その後|(?:状況|進捗|ステータス)(?:の)?確認|(?:どう)?なった|まだ)$/iu;

/** Whether it was so: 「ありましたよね」, 「なかったですか」. */
const wasJa =
  '\\s?(?:(?:あり|起き|発生し|出)(?:ました|ません(?:でした)?)|(?:あっ|起き|発生し|出)た(?:の|ん)?(?:です|でしょう)?|なかった(?:です|でしょう)?)(?:か(?:ね|な)?|よね|っけ|(?<=せんでした))';

/** "Have we seen …?": what is to be looked for stands in the first group, where anything is told. */
export const pastQuestions: readonly RegExp[] = [
  /^(?:(?:is|was) there |do (?:we|you) have |(?:have )?(?:we|you) (?:seen|had) |(?:ever )?seen |got )?anything (?:similar|like (?:this|that|it)|alike)(?: to ((?:\S{1,30} ){0,2}?\S{1,30}))?(?: (?:before|already|earlier|in the past))?$/iu,
  /^(?:(?:show|find|search|list|see|any|are there|have we had|do we have|is there)(?: me)?(?: any| an?)? )?(?:past|previous|similar|earlier|old|older|solved|related) (?:cases?|incidents?|tickets?|issues?|swarms?)(?: (?:for|about|on|of|with|like|to|as) (.{2,80}))?$/iu,
  /^(?:(?:have|has|had|did) (?:we|you)|(?:(?:has|have|had|did) )?(?:any|some)(?:one|body)(?: here| else)?) (?:ever )?(?:seen?|had|have|solved?|fix(?:ed)?|met|meet|r[ua]n into|encounter(?:ed)?|dealt with|deal with|come across|heard of) (.{2,60}?)(?: (?:before|already|earlier|previously|in the past))$/iu,
  /^how (?:did|have) (?:we|you|they|(?:any|some)(?:one|body)) (?:(?:fix|solve|resolve|handle|repair|work around)(?:e?d)?|deal with|dealt with|get rid of|got rid of) (.{2,60}?) (?:(?:the )?last time|before|previously|in the past|last (?:week|month|year))$/iu,
  /^has (.{2,60}?) (?:ever )?(?:happened|occurred|come up|been (?:seen|reported|solved)) (?:before|already|previously|in the past)$/iu,
  /^what was the (?:fix|solution|(?:root )?cause|workaround) (?:(?:the )?last time|before)(?: (?:for|of|with) (.{2,60}))?$/iu,
  /^(.{2,60}?)\s?の(?:対応|解決|対処)(?:事例|履歴|実績|例)(?:は|が|を|って)?\s?(?:あり|ある|ない|教えて|見せて|探して)[ぁ-ん願致頂]{0,18}$/u,
  /^(.{2,40}?)(?:は|って|が)[、\s]?(?:以?前|過去)に?(?:も)?\s?(?:経験|発生|報告)?(?:した(?:こと|の))?[がは]?\s?あり(?:ます|ました)(?:か|よね|っけ)$/u,
  /^how (?:was|were) (.{2,60}?) (?:fixed|solved|resolved|handled|repaired) (?:(?:the )?last time|before|previously|in the past|last (?:week|month|year))$/iu,
  /^what (?:did we do|was done|helped|fixed it|worked) (?:(?:the )?last time|before|in the past) (?:about|for|with|against) (.{2,60})$/iu,
  /^what (?:did we do|was done|helped) (?:about|for|with|against) (.{2,60}?) (?:(?:the )?last time|before|previously|in the past)$/iu,
  /^(?:(.{2,60}?)\s?(?:の|に関する|について(?:の)?|に(?:似た|近い))\s?)?(?:過去|以前|類似|似た|同様|同じ)(?:ような)?(?:の|に|な)?\s?(?:似た|類似|同様|同じ|あった)?(?:ような)?(?:の|な)?\s?(?:事例|ケース|案件|事象|対応例|対応履歴|インシデント)(?:\s?(?:は|が|を|って))?\s?(?:(?:過去|以前|前)に(?:も)?\s?)?(?:(?:あり|有り)(?:ます|ませんか)|ある|な(?:い|かった)|一覧|(?:教えて|見せて|見たい|検索|調べて|探して|知りたい)[ぁ-ん願致頂]{0,18})?(?:です|でしょう)?か?$/u,
  /^(?:(?:以|)前)に?も?(?:これと)?(?:同じ|似た|同様の)(?:ような)?(?:こと|事象|件|問題|エラー|障害|ケース)?(?:が|は)?(?:あり(?:ました|ます)|あった|起き(?:ました|た))(?:です)?(?:か|よね|っけ)?$/u,
  new RegExp(`^(?:以?前|過去|昔)に?(?:も)?[、\\s]?(.{2,40}?)(?:が|は|って)?${wasJa}$`, 'u'),
  new RegExp(
    `^(?:(.{2,40}?)\\s?(?:で|の|について|に関して)?[、\\s]?)?(?:似た|同じ|類似の|同様の)(?:ような)?(?:件|事例|ケース|案件|事象|問題|障害|エラー|こと)(?:は|が|って)?[、\\s]?(?:以?前|過去)に?(?:も)?${wasJa}$`,
    'u',
  ),
  /^(?:この(?:前|間)|前回|以前|過去|先日|先週|先月|昨年|去年)(?:の|に|は)?\s?(?:あった|起きた|発生した)?\s?(?:(.{2,40}?)(?:は|って|を|の(?:とき|時|際)(?:は|って)?)[、\s]?)?(?:結局)?(?:どう(?:やって)?|どのように|何をして|何で)\s?(?:直|解決|対処|対応|復旧|解消|回避)(?:し(?:た|まし)|っ(?:た|て))[ぁ-ん]{0,14}$/u,
];

/** A sentence about something, not a few words to look up: it has a verb. */
export const hasVerb =
  /(?<!\p{L})(?:is|are|was|were|be|been|has|have|had|does|do|did|can|can't|cannot|could|should|must|won't|will|isn't|doesn't|didn't|fails?|failed|shows?|stops?|stopped|keeps?|crash(?:es|ed)|gone|lost|broken|not)(?!\p{L})|(?:ない|ません|ます|ました|です|でした|した|する|れる|なる|なった|いる|いた|できる|たい)(?:[。！!、\s]|$)/iu;
