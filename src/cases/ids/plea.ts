const english = [
  "(?:i|we)(?:'m|'re| am| are)?",
  'me|us|my|our|team|folks|need(?:s|ed)?|want|looking for|could use',
  "let(?:['’]?s| us) swarm|get (?:me|us)|get(?= (?:some|more|any) )",
  'help(?: out)?|assist(?:ance)?|support|(?:an? )?(?:(?:extra |more )?(?:hands?|eyes|people|experts?|engineers?))(?: (?:on|for|with)(?: (?:it|this|that))?)?',
  'some(?:one|body)|any(?:one|body)|some|any|can|could|look(?:ing)?|a look|with|w\\/|into|here',
  'asap|a\\.s\\.a\\.p|now|right away|urgent(?:ly)?|quickly|is on fire|stuck(?: (?:on|with))?',
  '(?:(?:no|not in a) )?(?:rush|hurry)|not (?:that |very |so )?urgent',
  'when(?:ever)? (?:you|they|some(?:one|body)|any(?:one|body)) (?:(?:has|have|gets?|got) (?:a |some )?(?:time|moment|minute|chance)|is free|are free)',
  'the one from (?:this morning|yesterday|earlier|today|last (?:night|week)|before)',
];

const who = '(?:人|方|かた)(?:は|が)?(?:い(?:ます|ません|ない)か|いらっしゃいま(?:す|せん)か)?';
const begged =
  '(?:ほしい|欲しい|(?:もらえ|いただけ|頂け|くれ)(?:ます|ません|ない)(?:です|でしょう)?か|ください|下さい)?';
const japanese = [
  '(?:誰|だれ|どなた)か|一緒に|お手すきの(?:方|時|とき|際)?(?:に|で)?',
  '(?:お|大)?急ぎ(?:では|じゃ)(?:ない|ありません|ございません)|急ぎません',
  `(?:見て|手伝って|助けて)(?:くれる|もらえる|いただける)${who}`,
  `(?:(?:詳しい|わかる|分かる|できる)?(?:人|方)|メンバー|エキスパート|専門家|エンジニア|力)(?:を|が)(?:集め|呼ん|探し|紹介し|貸し)[てで]${begged}`,
  `(?:大至急|至急|緊急|急ぎ|(?:助け|手伝っ|手を貸し|力を貸し|見)て|頼(?:む|みます|んだ))(?:で|です)?${begged}`,
  `(?:対応|協力|支援|サポート)?(?:できる|詳しい|わかる|分かる)${who}`,
  '(?:ヘルプ|応援|サポート|支援|手助け|助け|協力)(?:が(?:必要|ほしい|欲しい)|を)?',
  '(?:困|詰ま|行き詰ま|手こず)って(?:い|お)?(?:ます|る|ります)',
  'スウォームを?(?:したい|立ち上げ(?:たい|て)|始めたい|開始したい|組みたい)',
  '担当して(?:い)?(?:る|ます)(?:の|ん)?(?:ですが?)?',
];

/**
 * Words with which somebody asks for help and says nothing of what it is about: "need help with 4712 asap", 「4715 を助けてください」. Of usual
 * signs (language/usual.ts); where nothing else is left beside a case's number, the case is what is meant.
 */
export const plea = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${english.join('|')})(?![\p{L}\d])|(?:番?の(?:件|ケース|案件|チケット)?|番(?=、)|[をでにが、\s])*(?:${japanese.join('|')})(?:です|ます)?(?:が|けど)?`,
  'giu',
);
