import type { SwarmRequest } from './request.ts';

/**
 * What people ask of the swarm that they are in, without its number, as of a colleague: where its channel is, who came, what they are to
 * do. Only whole sentences: whoever names anything else tells a case. `words`: one line of usual signs. Null: nothing of the kind.
 */
export function ownSwarmAsked(words: string): SwarmRequest | null {
  const said = words
    .replace(/[’‘]/gu, "'")
    .replace(/[\s,、。.!！?？]+/gu, ' ')
    .trim();
  return sentences.find(({ whole }) => whole.some((each) => each.test(said)))?.means ?? null;
}

const wish =
  "(?:(?:please|how (?:do|does|can|could|should) (?:i|we|you|one)|(?:can|could|would|may) (?:i|we|you)|(?:i|we)(?: would|'d)? (?:want|need|have|like|got) to|i must|i(?:'ve| have) got to) )*";
const swarm = "(?:swarm|channel|room|team)(?:'s)?";
const where =
  '(?:は|って|が)?(?:どこ|どちら)(?:ですか|でしょうか|にありますか|にあるの(?:ですか)?|から見られますか|か)?';

const sentences: readonly { means: SwarmRequest; whole: readonly RegExp[] }[] = [
  {
    means: { kind: 'status', caseId: null },
    whole: [
      new RegExp(
        `^(?:where(?:'s| is)|open|show me|i can't find) (?:the|my|our) (?:${swarm} )?(?:channel|room|swarm|briefing)$`,
        'iu',
      ),
      new RegExp(
        `^(?:who(?:'s| is| has| else is| else has| all is)?|(?:is|has|did) (?:any|some)(?:one|body)) (?:already |else )?(?:in|here|there|join(?:ed)?|accept(?:ed)?|come|coming|answer(?:ed)?|respond(?:ed)?|repl(?:y|ied))(?: (?:the|my|our|this) ${swarm})?(?: (?:yet|so far|already|now))?$`,
        'iu',
      ),
      /^(?:[Ii]s|[Hh]as) \p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}'-]{1,20})? (?:coming|joining|accepted|joined|answered)(?: yet)?$/u,
      /^what(?:'s| happens| comes| is) next$|^(?:次は|この後は?|このあとは?)(?:何|なに|どう)(?:が|に)?(?:起きます|なります|なるのです)か$/iu,
      /^(?:nobody|no one|no-one) (?:is|has|'s)? ?(?:answer(?:ing|ed|s)|respond(?:ing|ed|s)|repl(?:ying|ied)|accept(?:ing|ed)|join(?:ing|ed)|com(?:e|ing))(?: (?:yet|so far))?$/iu,
      new RegExp(
        `^(?:(?:is there |are there |do we have )?any (?:progress|news|updates?)|how(?:'s| is) (?:the|my|our|this) ${swarm} (?:going|doing|coming along))(?: yet| so far| now)?$`,
        'iu',
      ),
      /^(?:今の|現在の|その後の|スウォームの)?(?:進捗|状況|経過)(?:状況)?(?:は|って)? ?(?:いかが|どう|どんな感じ|どうなって(?:い)?(?:ます|る))(?:です|でしょう|でした)?か?$/u,
      new RegExp(`^(?:スウォームの)?(?:チャネル|チャンネル|部屋|スウォーム)${where}$`, 'u'),
      /^(?:今 ?)?(?:誰|だれ|どなた)(?:が|か|から)?(?:もう)?(?:参加|承諾|回答|返事|入って|来て)(?:を)?(?:して|し)?(?:くれて|くれ)?(?:い)?(?:ます|ました|る|た)(?:か|の)?$/u,
      /^(?:誰|だれ|どなた)(?:も|からも)(?:回答|返事|返信|反応|参加|承諾|来て)?(?:して)?(?:くれ)?(?:が|は)?(?:来|き)?(?:ません|ない(?:です)?|ていません|てません|ていない|がありません|ありません)$/u,
      /^[^ \d]{1,14}(?:さん|様)は(?:もう)?(?:参加|承諾|回答)(?:して|し)?(?:くれ)?(?:い)?(?:ます|ました)か$/u,
    ],
  },
  {
    means: { kind: 'mine' },
    whole: [
      /^(?:where(?:'s| is| are)|show me|i can't find) (?:the|my) invit(?:ation|e)s?$/iu,
      /^what (?:(?:should|do|can|must|shall) i|am i (?:supposed|meant|expected) to) do(?: (?:now|next|here|first))?$|^what now$/iu,
      /^i (?:don't|do not|dont) know what (?:to do|i should do)(?: (?:now|next|here|first))?$|^what am i (?:in|part of|working on)(?: (?:right )?now| currently| at the moment)?$/iu,
      /^(?:今は?|次は?|次に|まず)? ?何を(?:すれば|したら)(?:いい|よい|良い)(?:の)?か(?:が)?(?:わか|分か)(?:らない|りません)(?:です)?$/u,
      // The invitation says why, and who asks.
      /^(?:why|who|for what|by whom) (?:(?:was|am|have|did) )?(?:i (?:been |get )?(?:invited|asked|called|chosen|picked)|(?:you )?(?:invited?|ask(?:ed)?|call(?:ed)?|choo?se|pick(?:ed)?) me)(?: (?:here|for this|to this))?$/iu,
      /^(?:なぜ|何故|どうして|なんで|誰が|だれが)(?:私|自分)(?:が|を|に|は)(?:呼ばれ|呼ん|招待され|招待し|依頼され|依頼し|選ばれ|選ん).{0,10}$/u,
      /^(?:am i in (?:a|any) swarms?|(?:which|what) swarms? am i in)$/iu,
      new RegExp(`^(?:私への|自分への)?招待(?:状|カード)?${where}$`, 'u'),
      /^(?:私は|自分は)?(?:次に?|まず|今|これから|このあと|この後)?は?(?:(?:何|なに)を?(?:手伝え|すれ|やれ|し(?:たら|て))|どう(?:すれ|し(?:たら|て)))(?:ば)?(?:(?:いい|よい|良い|よろしい)(?:の|ん)?(?:です|でしょう)?(?:か)?)?$/u,
    ],
  },
  {
    means: { kind: 'tells', about: 'leave', caseId: null },
    whole: [
      new RegExp(
        `^${wish}(?:leave|drop out|step (?:back|out|down)|drop off)(?: (?:the|this|my) ${swarm})?(?: now| today)?$`,
        'iu',
      ),
      /^(?:今日は)?(?:もう)?(?:抜け|離脱し|降り|帰り|上がり|退出し)(?:たい(?:です)?|ます|なければなりません|ないといけません|させてください)$/u,
    ],
  },
  {
    means: { kind: 'tells', about: 'stop', caseId: null },
    whole: [
      new RegExp(
        `^(?:i|we) (?:have )?(?:started|opened|created|planned) (?:it|this|that|the swarm|this swarm) by (?:mistake|accident)$|^${wish}(?:cancel|stop|abort|undo|call off|delete|remove|kill|terminate|discard|drop|get rid of) (?:it|this|that|(?:the|this|my|an?) (?:swarm|plan|request))(?: (?:(?:that )?(?:i|we) (?:have )?(?:started|made|created|opened|planned) )?by (?:mistake|accident)| again)?$`,
        'iu',
      ),
      /^(?:間違(?:えて|って)|誤って)?(?:作っ|始め|開始し|作成し)?(?:た)?(?:この|私の|自分の)?(?:スウォーム|計画)(?:を|の)(?:消し|消す|消し方|削除(?:し|する|方法)?|取り?消し|取り?消す|なくし|やめ|やめる|中止(?:し|する|方法)?)(?:方|たい(?:です)?|て(?:ください|ほしい(?:です)?)?|には(?:どうすれば(?:いい|よい)ですか)?)?$|^(?:間違(?:えて|って)|誤って)(?:スウォームを)?(?:開始|作成)(?:し(?:ました|てしまいました|ちゃいました|た))$/u,
    ],
  },
  {
    means: { kind: 'tells', about: 'resolve', caseId: null },
    whole: [
      new RegExp(
        `^${wish}(?:close|end|finish|resolve|wrap up|complete) (?:it|this|that|(?:the|this|my|an?) swarm)(?: again)?$`,
        'iu',
      ),
      /^(?:この|私の|自分の)?スウォームを?の?(?:終わら(?:せ方|せて|せたい(?:です)?|せるには)|終え(?:方|たい(?:です)?)|閉じ(?:て|方|たい(?:です)?|るには)|クローズ(?:して|したい(?:です)?)|完了(?:して|したい(?:です)?|するには|方法)|終了(?:して|したい(?:です)?|するには|方法)|解決(?:したい(?:です)?|済みにしたい))(?:どうすれば(?:いい|よい)ですか)?$/u,
    ],
  },
  {
    means: { kind: 'tells', about: 'reopen', caseId: null },
    whole: [new RegExp(`^${wish}re-?open (?:it|this|that|(?:the|this|my) (?:swarm|case))(?: again)?$`, 'iu')],
  },
  {
    means: { kind: 'tells', about: 'invite', caseId: null },
    whole: [
      new RegExp(
        `^${wish}(?:add|invite|bring|get) [\\p{L}.' -]{1,40} (?:to|into|in) (?:the|this|my|our) ${swarm}$`,
        'iu',
      ),
      new RegExp(
        `^${wish}(?:add|invite|bring in|call in) (?:some(?:one|body)|(?:one|two|more|another|an extra|other)(?: more)? (?:people|persons?|experts?|engineers?|colleagues?))(?: (?:to|into) (?:the|this|my|our) ${swarm})?$`,
        'iu',
      ),
      /^(?:スウォームに)?(?:もう(?:一人|1人)|(?:ほか|他|別)の(?:人|方)|人|参加者|メンバー|エキスパート|[^ \d]{1,14}(?:さん|様))を?(?:スウォームに|チャネルに)?(?:追加|招待|呼び|呼ん|入れ)(?:し)?(?:たい(?:です)?|て(?:ください|ほしい(?:です)?)?|で(?:ください|ほしい(?:です)?))$/u,
    ],
  },
  {
    means: { kind: 'link', caseId: null, to: null },
    whole: [
      new RegExp(
        `^${wish}(?:link|connect|attach) (?:it|this|that|(?:the|this|my) swarm)(?: (?:to|with) (?:a|the|its|my|our) (?:case|ticket|incident))?$`,
        'iu',
      ),
      /^(?:これ|この(?:件|スウォーム)|スウォーム)を(?:ケース|チケット)(?:に|と)(?:リンク|紐[づ付]け|ひもづけ|関連[づ付]け)(?:し)?(?:たい(?:です)?|る(?:に)?(?:は)?|て(?:ください)?)(?:どう(?:すれば|したら)(?:いい|よい)ですか)?$/u,
    ],
  },
  { means: { kind: 'record' }, whole: [/^記録(?:を|が)(?:見たい(?:です)?|見せて(?:ください)?)$/u] },
];
