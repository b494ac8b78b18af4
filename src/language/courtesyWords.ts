/** What somebody says who says nothing of a matter: a greeting, thanks, that it was heard, or that they ask. */
export type Courtesy = 'greeting' | 'thanks' | 'noted' | 'request';

/**
 * One courtesy in one language. `said`: the whole phrase, as somebody says it who says no more (courtesy.ts); null: nobody
 * says it alone. `marks`: what of it shows that a sentence of a letter is courtesy, whatever else the sentence says
 * (reading/courtesy.ts); null: it stands in sentences of the matter as well. Patterns of usual signs (usual.ts).
 */
export type CourtesyWords = { says: Courtesy | null; said: string | null; marks: string | null };

const both = (says: Courtesy, said: string, marks = ''): CourtesyWords => ({
  ...{ says, said },
  marks: marks === '' ? said : `${said}|${marks}`,
});
/** Alone it is a phrase, and in letters it has more forms. */
const each = (says: Courtesy, said: string, marks: string): CourtesyWords => ({ says, said, marks });
const alone = (says: Courtesy, said: string): CourtesyWords => ({ says, said, marks: null });
const inLetters = (marks: string): CourtesyWords => ({ says: null, said: null, marks });

/** How one greets at the beginning of a letter, too. */
export const englishGreetings = 'hi|hello|hey|good (?:morning|afternoon|evening|day|night)|greetings';

export const courtesyWords: Readonly<Record<'en' | 'ja', readonly CourtesyWords[]>> = {
  en: [
    alone(
      'greeting',
      `${englishGreetings}|(?:good)?bye|see you(?: (?:later|soon|tomorrow|on monday|next week|all))?|take care|welcome|(?:have a |enjoy (?:your|the) )?(?:great|nice|good|lovely|happy|merry) (?:day|evening|night|weekend|week|one|holidays?|vacation|new year|christmas|xmas|easter)|have a good one|congrat(?:s|ulations)(?: (?:all|team))?`,
    ),
    each(
      'thanks',
      '(?:many )?thanks(?: you)?(?: so much| a lot| again| all)?|thank you(?: so much| very much| all| again)?|thx|ty|cheers|appreciated',
      'thank(?:s| you)|cheers|appreciate|much obliged',
    ),
    alone(
      'thanks',
      'that (?:fixed|solved|did) it|it works(?: again| now)?(?: now)?|works (?:again|now)|much appreciated',
    ),
    alone(
      'noted',
      'ok(?:ay)?|will (?:do|check|look)(?: (?:later|soon|it|that))?|gotcha|i will|all ?right|roger(?: that)?|copy that|makes sense|sounds good|i see|no (?:worries|problem)|np|(?:you are|you.re) welcome|my pleasure|(?:good|great|nice) (?:job|to know|idea|work)|test(?:ing)?(?: ?1 ?2 ?3| ?123)?|sure|yes|yep|yeah|no|nope|got it|noted|understood|great|nice|cool|perfect|awesome|good|fine|well done|(?:ha){2,}h?|lol|wow',
    ),
    // Whoever meant another place or took something back.
    alone(
      'noted',
      '(?:in the )?wrong (?:chat|channel|window|person|bot|button|thread)|my (?:bad|mistake)|never ?mind|nvm|(?:ignore|disregard) (?:(?:this|that|my|the)(?: last| previous)?(?: (?:message|one|post|text))?|me|it|the above)|ignore|scratch that|forget (?:it|that)|oops|by mistake',
    ),
    each(
      'request',
      'please|pls|plz|sorry|excuse me|(?:can|could|would|will) you(?: please)?|(?:have|take) a look(?: at)?|look (?:at|into)|check|take',
      "sorry (?:to|for|about)|apolog|bother(?:ing)?|do not mind|don't mind|bear with|patience",
    ),
    inLetters(
      "hope (?:you|this|all|everyone|that)|hoping|looking? forward|hesitate|my name is|(?:i am|i'm) (?:writing|responsible|new here|back in|the new|not sure (?:whether|if) this)|we (?:have not|haven't) (?:spoken|met|talked)|long time|regards|sincerely|faithfully|have a (?:great|nice|good|lovely)|happy new year|merry",
    ),
    inLetters(
      'as (?:discussed|promised|agreed|mentioned) (?:in|on|at|yesterday|earlier|today|during|,)|please find (?:below|attached|the)|let me know|talk soon|speak soon|out (?:of (?:the )?office|again|until)|(?:call|ring|phone) my (?:mobile|cell)|call (?:is|me|you)|reply to all|in the loop|forward this|right (?:place|people|person)|gave me (?:this|your)|on behalf|earliest convenience|at your disposal|quick call|taking my call|putting it in writing|pinged|was impressed|were impressed',
    ),
    // Whoever asks how it goes, over the mail that tells of what.
    inLetters(
      "any (?:updates?|news|progress)(?: (?:on|about|regarding|with) (?:this|it|that|my (?:case|ticket)))?(?: yet| please)?(?=\\s*[?!.,]|$)|(?:just )?(?:following|checking) (?:up|in)(?: on (?:this|it|that|my (?:case|ticket)))?(?=[?!.,]|$)|(?:gentle|friendly|kind) reminder|we(?: are|'re) still (?:waiting|blocked)(?=[.!?]|$)",
    ),
    inLetters(
      "something else|here's the (?:whole )?story|the details below|can we talk|whoever can help|any (?:help|advice|hint|ideas?)|in advance|as promised|as discussed|reads? mail|two weeks of leave|inbox|great (?:summer|weekend|holiday)",
    ),
  ],
  ja: [
    each(
      'greeting',
      '(?:(?:いつも|平素(?:は|より)?|大変)、?)*お世話にな(?:って(?:おり|い)?|り)ます',
      '世話にな|お世話様|お?せわになっ',
    ),
    each(
      'greeting',
      'お疲れ(?:さま|様)?(?:です|でした)?|おつかれ(?:さま)?(?:です|でした)?|(?:おつ|乙)(?:です|でした)?(?![\\p{L}ー])|ご苦労(?:さま|様)(?:です|でした)?',
      'お(?:疲れ|つかれ)(?:様|さま)|ご苦労',
    ),
    both(
      'greeting',
      'おはよう(?:ございます)?|こんにち[はわ]|こんばん[はわ]|はじめまして|初めまして|(?:お先に)?失礼(?:いた|致)?し(?:ます|ました)',
      '失礼(?:いた|し|致)|初めて(?:の)?(?:ご連絡|メール|お便り|連絡)',
    ),
    alone(
      'greeting',
      '(?:(?:新年|[明あ]けまして)、?)?おめでとう(?:ございます)?|(?:今年|本年|来年)も(?=よろしく|宜しく)|(?:どうぞ)?[良よ]い(?:お年|週末|一日)を(?:お(?:迎え|過ごし)ください)?|お大事に(?:してください|どうぞ)?|また(?:明日|来週|後で|あとで)(?=[。!！]|$)|いってきます|いってらっしゃい|お先です|(?:ただいま)?戻りました(?=[。!！]|$)',
    ),
    both(
      'thanks',
      '(?:[ご御](?:対応|確認|連絡|返信|回答|協力|支援)(?:(?:いただき|頂き|くださり|下さり)(?:まして)?)?、?)?(?:どうも|いつも|本当に|大変)*(?:ありがとう|有難う|有り難う)(?:ございま(?:す|した))?',
    ),
    alone('thanks', 'どうも|サンキュー|どういたしまして'),
    each(
      'thanks',
      '助かり(?:ました|ます)|直りました|解決しました|感謝(?:します|いたします)?',
      '助かります|感謝|[御お]礼|おかげ|お陰|幸い(?:です|に|で)|幸甚',
    ),
    each(
      'noted',
      '(?:了解|承知)(?:です|しました|いたしました|致しました|いたします|しております)?|かしこまりました|(?:わか|分か)り(?:ました)|(?:わか|分か)った(?=[。!！]|$)|(?<!\\p{L})(?:はい)+(?!つ|く)|いいえ|なるほど|大丈夫です|いいね|(?:すごい|いい|素晴らしい)(?:です)?ね?(?=[。!！]|$)',
      '承知しました|承知いたしました|了解(?:です|しました)',
    ),
    alone(
      'noted',
      '確認(?:いた|致)?します|確認しました|(?:そう|その通り)です(?:ね|か)?|(?:後|あと)で(?:見|確認し)(?:ます|ておきます)|OKです|オッケー(?:です)?|いえいえ|とんでもない(?:です)?',
    ),
    alone('noted', 'テスト(?:です|中(?:です)?|投稿(?:です)?|送信(?:です)?)?(?![\\p{L}\\p{N}])'),
    // Whoever meant another place or took something back.
    alone(
      'noted',
      '(?:(?:送信先|宛先|送り先|投稿先|チャット|チャネル|部屋|相手)(?:を|が)?)?間違え(?:て(?:送り|送ってしまい|投稿し|しまい)|い)?ました|間違い(?:です|でした)|別の(?:チャット|チャネル|部屋|人|宛先)(?:です|でした)|誤(?:送信|爆|投稿)(?:です|でした|しました)?|(?:今の(?:は)?|先ほどの(?:は)?)?(?:忘れて|無視して|気にしないで)(?:ください|下さい)|(?:なん|何)でも(?:ない|ありません)(?:です)?',
    ),
    each(
      'request',
      '(?:どうぞ|どうか|何卒|なにとぞ)?(?:よろしく|宜しく)(?:(?:お|御)願い(?:いた|致|申し上げ)?(?:し)?ます)?',
      'よろしくおねがい|(?:よろしく|宜しく)(?:お願|ご|どうぞ|です|。|$)',
    ),
    each(
      'request',
      '(?:ご|御)?(?:対応|確認|調査|教示|連絡)?(?:を)?(?:お|御)願い(?:いた|致)?(?:します|したいです|できますか|できますでしょうか)?|頼みます',
      'お願い(?:いた|致|申|でき|し(?:ます|たい))|[ご御](?:確認|査収|教示|検討|対応|返信|回答|相談|連絡|一報|高覧|容赦|了承|承知)(?:の|いただ|を|くだ|下さ|させ|し|差し上げ|いた|でき|です|いたし)|[ご御]連絡(?:差し|いた|させ|し|先|ありがとう|いただ)|お申し付け',
    ),
    each(
      'request',
      'ごめん(?:なさい|ね)?|すみません(?:が)?|すいません(?:が)?|申し訳(?:ありません|ございません)(?:が)?|恐れ入りますが?|恐縮です(?:が)?|お忙しい(?:ところ|中)(?=、?(?:恐れ入|恐縮|すみません|すいません|申し訳|失礼|ありがとう| *$))|ご多[忙用]の?(?:ところ|中)',
      'すみません|すいません|申し訳|恐れ入り|恐縮|お詫び',
    ),
    each(
      'request',
      'お手数(?:です|(?:を)?お?(?:かけ|掛け)(?:いた|致)?(?:し)?(?:ます|ました))?が?|(?:を)?相談(?:させて|したい)(?:です|ください|下さい|いただけますか)?|(?:を)?(?:見て|教えて)?(?:ください|下さい|いただけますか)',
      'お手数|お手間|お手すき|別の[ご]?相談|(?:件|内容)(?:、|を)?(?:共有|相談)|(?:いただ|頂)け(?:ます(?:と|でしょうか)|れば)',
    ),
    inLetters(
      'ご無沙汰|久しぶり|平素|拝啓|前略|敬具|草々|突然の|夜分|早朝から|朝早く|お忙しい|ご多[用忙]|と申します|高配|引き立て|お変わり|お元気|取り急ぎ|とり急ぎ|楽しみに|お会い|お目に|遠慮なく|折り返し|お電話|席を外|引き継ぎまし|引き継ぎを|代理で|代わりに(?:ご連絡|書)',
    ),
    inLetters(
      'その後、?(?:の(?:状況|進捗)は?、?)?(?:いかが|どう)(?:でしょう|です|なって)|(?:進捗|状況)は?、?(?:いかが|どう)(?:でしょう|です|なって)|(?:まだ)?(?:ご)?(?:回答|返信|連絡)(?:を)?(?:お待ちして|いただけて(?:い|お)りません|が(?:まだ)?(?:来て|届いて)(?:い|お)?りません)|リマインド',
    ),
    inLetters(
      '長文|乱文|不慣れ|(?:下記|標記|表題|首題|掲題|以下|先日|前回|先ほど|上記)の(?:件|通り|とおり|打ち合わせ|会議)|別件で|ご紹介|いつも(?:お|大変|迅速|丁寧)|急ぎでは|お急ぎ|ご足労|お越し|書かせていただ|メールにて|不明な点|後ほど|またご連絡|本年も|新年|暑さ|寒さ',
    ),
  ],
};

/** All that marks a sentence as courtesy in a language. */
export const courtesyMarks = (language: 'en' | 'ja'): string =>
  courtesyWords[language].flatMap(({ marks }) => marks ?? []).join('|');
