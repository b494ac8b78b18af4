import { caseIdIn } from '../../../cases/ids/shape.ts';
import { matchesOf } from '../../../reading/matches.ts';

/**
 * Short words about one case, with `#` in the place of its number; null where several could be meant, or none. A number of fewer
 * than three figures is a time or a count.
 */
export function besideNumber(words: string): { caseId: string; said: string } | null {
  if (words.length > 120) return null;
  const numbers = matchesOf(number, words).filter(([id]) => /\d{3}/.test(id));
  const [only] = numbers;
  if (!only || numbers.length > 1) return null;
  const [id] = only;
  const said = `${words.slice(0, only.index).replace(called, '')}#${words.slice(only.index + id.length).replace(counter, '')}`;
  return { caseId: caseIdIn(id), said: said.replace(/\s*#\s*/gu, ' # ').trim() };
}

const number = /(?:\p{Script=Latin}{1,12}[-_]?)?\d[\p{Script=Latin}\d-]*/gu;
const called =
  /(?:(?<!\p{L})(?:the )?(?:case|ticket|incident|swarm)(?: (?:number|no\.?|id))?|案件|ケース|チケット|スウォーム)?\s?#?$/iu;
const counter = /^\s?番?の?(?:件|ケース|案件|スウォーム)(?=[にはをので、 ])/u;

/** Whether words about a case (besideNumber) ask who is in its swarm, or how urgent or when due it is: its status tells. */
export const asksOfSwarm = (said: string): boolean => swarmQuestions.some((question) => question.test(said));

const swarmQuestions: readonly RegExp[] = [
  /^(?:who(?:['’]s| is| are| else is| was| has)?|is (?:any|some)(?:one|body)) (?:already |currently |still )?(?:in|on|inside|working on|looking at|helping (?:with|on)|part of|leading|leads|coordinating|coordinates|assigned to|handling|joined|accepted|invited to|asked (?:for|to)|the (?:coordinator|lead|owner) (?:of|for)|in the (?:swarm|channel) (?:of|for)) #(?: (?:now|already|so far|at the moment))?$/iu,
  /^who(?:m)? (?:have (?:you|we)|did (?:you|we)|was|were|has been|have been|is|are) (?:already )?(?:ask(?:ed)?|invite(?:d)?)(?: so far)? (?:for|to|on|about) #$|^(?:nobody|no one|who|has (?:any|some)(?:one|body)) (?:has |have )?(?:answered|accepted|joined|responded)(?: (?:to|for|on))? #(?: yet| so far)?$/iu,
  /^(?:by |until )?when(?:['’]s| is| does| must| should) # (?:be )?(?:due|over|end|solved|done|fixed|expected)(?: by)?$/iu,
  /^(?:what(?:['’]s| is)|tell me|show me) the (?:deadline|due date|urgency|severity|priority|coordinator) (?:of|for) #$|^how (?:urgent|critical|important) is #$|^what(?:['’]s| is) # due$/iu,
  /^is # (?:still )?(?:open|running|urgent|critical|due|live)(?: now| today| tomorrow)?$/iu,
  /^# (?:に|には|で|は|の|を|へ|って)?[、 ]*(?:今|現在)?[は、 ]*(?:誰|だれ|どなた)が?\s?(?:参加|対応|担当|い(?:ます|る)|入って|関わって|見て|み(?:て|てる)|やって|コーディネーター|招待).{0,14}$/u,
  // How it ended: what its status says once it is over.
  /^(?:how (?:was|is|has|did (?:we|you|they|anybody|somebody))|who|what) (?:we |been )?(?:solved?|fix(?:ed)?|resolved?|close[d]?) #$|^how (?:was|has) # (?:been )?(?:solved|fixed|resolved|closed)$|^how did # end(?: up)?$|^what (?:was|is)(?: it that)? (?:the )?(?:root cause|cause|reason|fix|solution|resolution|workaround|outcome|result) (?:of|for|in|behind) #$|^what did (?:we|you) (?:learn|find(?: out)?) (?:from|in|about) #$/iu,
  /^# (?:は|って)?[、 ]*(?:どうやって|どのように|どう|何で)\s?(?:解決|直|対処|対応|終わ)(?:し|り|った|っ)?.{0,10}$|^# (?:の|は)\s?(?:根本)?(?:原因|解決(?:策|方法)?|対処(?:法|方法)?|結果|結論)(?:は|って|が)?\s?(?:何|なん|どう).{0,12}$|^# (?:から|で)[、 ]*(?:何|なに)(?:を|が)\s?(?:学|わか|分か).{0,12}$/u,
  /^(?:where(?:['’]s| is)|(?:please )?(?:open|show me|take me to|go to)|i (?:can['’]t|cannot) find|(?:can|could) (?:i|you) (?:see|open|show me)) (?:the )?(?:(?:swarm|teams?) )?(?:channel|room) (?:of|for|on) #$|^# (?:の)?\s?(?:チャネル|チャンネル|部屋)(?:は|を|へ|に|って)?\s?(?:どこ|開|見|入|行|あり).{0,12}$/iu,
  /^# (?:の|は|に)?\s?(?:今の|現在の)?(?:参加者|メンバー|参加している(?:人|方)|対応(?:者|している(?:人|方)|中の(?:人|方))|コーディネーター|期限|締め?切り?|緊急度|優先度|重要度)(?:は|を|って|が)?\s?(?:誰|だれ|どなた|いつ(?:まで)?|何(?:時)?|なん|どれくらい|どのくらい|どう|教えて|知りたい)?(?:です|でしょう|になって(?:い)?ます|なってい?ます|ください)?か?$/u,
  /^# (?:の期限)?は?\s?(?:いつ|何時)まで(?:に.{0,12})?(?:です|でしょう)?か?$/u,
  /^(?:# (?:に|には)?\s?[^ #]{1,14}(?:さん|様)は|[^ #]{1,14}(?:さん|様)は\s?# に)\s?(?:もう)?(?:参加|承諾|回答)(?:して|し)?(?:くれ)?(?:い)?(?:ます|ました)か$/u,
  /^(?:誰|だれ|どなた)が\s?# (?:に|を|の|へ)?\s?(?:参加|対応|担当|入って|見て|関わって).{0,12}$/u,
];

/** Whether words about a case (besideNumber) wish its urgency, deadline or name to be another: no words change these. */
export const wishesChange = (said: string): boolean => changes.some((change) => change.test(said));

const changes: readonly RegExp[] = [
  /^(?:(?:please|pls|plz|can you|could you|i want to) )*(?:rename|retitle) # (?:to|as) \S.{0,80}$/iu,
  /^(?:please )?# (?:is|isn['’]t|is not|was) ?(?:not|no longer|now|very|more|less)?(?: (?:that|so|as|really|very))? ?(?:urgent|critical|important|high priority|low priority)(?: any ?more| any longer| now)?$/iu,
  /^# (?:can wait|is due|(?:must|has to|needs to|should) be (?:solved|done|fixed))(?: .{1,40})?$/iu,
  /^(?:(?:please|pls|plz|can you|could you|i want to|we should|let us) )*(?:make|set|mark|change|lower|raise|increase|decrease|reduce|move|extend|postpone|push|update|rename|downgrade|upgrade|put) (?=.*(?:urgen|severity|priorit|deadline|due|critical|title|customer)).{0,40}#.{0,60}$/iu,
  /^(?:(?:please|pls|plz|can you|could you) )*(?:make|set|mark|change|downgrade|upgrade|raise|lower|escalate) # (?:to |as |more |less |down to |up to )*(?:urgent|critical|high|normal|low|sev ?\w|p\d)$/iu,
  /^# (?:の|は|を)?\s?(?:期限|締め?切り?|緊急度|優先度|重要度|深刻度|件名|題名|名前|タイトル|顧客名?)(?:を|は|が).{0,24}(?:して|下げ|上げ|変更|延長|延ば|早め|設定|直し|修正|更新|変え).{0,16}$/u,
  /^# (?:は|が)?\s?(?:もう|もはや|すでに|既に)?\s?(?:緊急|至急|急ぎ|急ぐ必要)(?:では|じゃ|で|は)?(?:ありません|ございません|ない(?:です)?|なくなりました)(?:でした)?$|^# は\s?(?:もう)?急ぎません$/u,
  /^# (?:を|は)\s?(?:緊急|至急|高|通常|低)(?:に|へ)(?:して|変更|下げ|上げ|変え).{0,14}$/u,
];
