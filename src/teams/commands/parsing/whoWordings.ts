/**
 * What somebody is to know whom people ask for as one asks colleagues in a chat: "anyone around who's good w/ AKS?", "who's our Okta guy",
 * "which team handles BGP?". `bare`: without signs at its ends. Null: it is no such question, or goes on to tell a matter.
 */
export function whoInEnglish(bare: string): string | null {
  const said = bare
    .replace(/[’‘]/gu, "'")
    .replace(/ w(?:\/ ?| )/giu, ' with ')
    .replace(/^whos\b|\bwho's\b/giu, 'who is')
    .replace(/ (?:around here|around|here|on the team|in the team)$/iu, '');
  const words = firstOf(english, said)?.replace(/ (?:issues?|problems?|questions?|stuff|topics?|matters|cases)$/iu, '');
  return words === undefined || tellsMatter.test(words) || words.includes(':') ? null : words;
}

/** The same in Japanese; `asked`: as it was said, since 「いない？」 asks and 「いない」 tells. */
export function whoInJapanese(bare: string, asked: string): string | null {
  const words = firstOf(japanese, /[?？]\s*$/u.test(asked) ? `${bare}？` : bare);
  return words === undefined || (bare.includes('見て') && seen.test(words)) ? null : words;
}

/** Who "sees" to a product takes care of it; who sees one of these reads it. */
const seen = /(?:メール(?:ボックス)?|ファイル|フォルダー?|画面|会議|予定表|チャット|投稿|データ|ログ)$/u;

function firstOf(questions: readonly RegExp[], said: string): string | undefined {
  for (const question of questions) {
    const words = question.exec(said)?.[1];
    if (words !== undefined) return words;
  }
  return undefined;
}

/** "Can you tell me who …", "do you know anyone …", "… on our team": without what says nothing around the question. */
export const withoutOpening = (said: string): string =>
  said
    .replace(opening, '')
    .replace(plea, '')
    .replace(/ (?:on|in) (?:the|our|this) team\b| (?:these days|nowadays)$|(?<=experts?),? anyone$/giu, '');

const opening =
  /^(?:(?:please )?(?:(?:can|could|would) you (?:please )?)?tell me|do you (?:happen to )?know|any idea|i (?:want|need|would like) to know|i'd like to know)(?= (?:who|which|what team|any)) /iu;

const plea =
  /^(?:(?:please )?(?:(?:can|could) (?:you|any(?:one|body)|some(?:one|body)) (?:please )?)?(?:recommend|suggest|give me|show me|list|find(?: me)?|point me to|connect me (?:with|to)|put me in touch with)|(?:i |we )?need (?:some )?help from) (?=(?:(?:an?|the|our|all|some|any) )?(?:\S+ ){0,3}(?:experts?|specialists?|smes?|some(?:one|body)|any(?:one|body))\b)/iu;

/** Who knows why, since when or how often something happens would help with that: it is a matter. */
const tellsMatter =
  /\b(?:why|how|if|whether|what|when|while|since|because|but|that|whom|every|again|after|down|offline|drops?|(?:hang|freez|crash|fail|lock|delet|block)\w*)\b/iu;

const knower = '(?:person|one|contact|engineer|expert|go-to(?: person)?|guy|gal|guru)';
const group = '(?:folks?|gurus?|guys?|gals?|pros?|wizards?|ninjas?|people|persons?|experts?|specialists?|smes?)';
const knows =
  '(?:(?:is |are )?(?:(?:really |pretty |very )?(?:good|best|strong|experienced|familiar) (?:at|with|in|on)|into)|has experience (?:with|in|of)|knows?(?: about)?|for|(?:to|who (?:can|could)) (?:ask|talk to|help(?: me| us)?) (?:about|with|on|re:?|regarding))';

const english: readonly RegExp[] = [
  new RegExp(
    `^(?:do we have |have (?:we|you) got |is there |got |know |do you know )?(?:any|some)(?:one|body)(?: (?:around|here|available|free|else|who|that))* ${knows} (.{2,60})$`,
    'iu',
  ),
  new RegExp(
    `^who is (?:the |our |your )?(?:(?:best|right|main|go-to) )?${knower} (?:to (?:ask|contact|talk to) )?(?:for|on|about|with|re:?) (.{2,60})$`,
    'iu',
  ),
  new RegExp(
    `^is (?!(?:this|that|it|there|here|which|the|my|your)\\b)[\\p{L}'-]{2,20}(?: [\\p{L}'-]{2,20})? (?:still )?(?:the|our) (?:(?:best|right|main) )?${knower} (?:to (?:ask|contact|talk to) )?(?:for|on|about|with|re:?) (.{2,60})$`,
    'iu',
  ),
  /^who does (?:the )?(\S{2,30}(?: \S{2,30})?)(?: (?:stuff|things|work|part|side))?$/iu,
  /^which (?:engineers?|people|colleagues?|experts?|ones?|of us) knows? (.{2,60})$/iu,
  /^(?:which|what) (?:support )?(?:team|group) (?:handles?|owns?|looks after|supports?|maintains?|covers|does|deals with|takes care of|is (?:responsible for|in charge of)) (.{2,60})$/iu,
  /^whom? (?:can|should|could|do|would) (?:i|we) (?:ask|talk to|speak (?:to|with)|contact|call|ping|chat with|message|reach out to|turn to) re:? (.{2,60})$/iu,
  /^who (?:(?:would|might|could|should) know(?: about)?|has (?:some |any )?experience (?:with|in|of)|is (?:good|best|strong|experienced|skilled|trained) (?:at|with|in|on)|(?:(?:should|can|could|would|will) )?(?:looks? (?:at|into|after)|take a look at|takes? care of|deals? with)) (?:(?:an?|the) )?(.{2,60})$/iu,
  new RegExp(
    `^(?:who (?:is|are) (?:our |the |your |an? )?|(?:do we have |have we got |are there |got )?any |(?:got|(?:i |we )?need) an? )((?:(?!(?:from|for|of|who|with|to|that|by)\\b)\\S{1,20} ){1,3})${group}$`,
    'iu',
  ),
  /^who is (?:our|the) (\S.{1,40}?) (?:contact|owner|lead|champion)$/iu,
];

const whoJa = '(?:誰|だれ|どなた)';
/** What may end a plea: 「いただけないでしょうか」, 「お願いいたします」. */
const pleaJa = '[ぁ-ん願致頂]{0,18}';
/** Whether there is such a person, who it is, or that one is wanted. */
const wantedJa = `\\s?(?:は|を|が|って|に)?\\s?(?:${whoJa}(?!も|が|に)[ぁ-ん]{0,10}？?|(?:い(?:ます|ません)|いらっしゃい(?:ます|ません)|おられ(?:ます|ません)|い(?:る|ない)(?:です|でしょう)?)か(?:ね|な)?？?|い(?:る|ない)？|(?:い(?:たら|れば|ましたら)|いらっしゃ(?:ったら|れば|いましたら))[、\\s]?(?:教えて|ご?紹介)${pleaJa}？?|(?:ご?紹介|教えて|探して|つない|繋い|アサイン|手配|ご?存[じ知]|知りません|知らない)${pleaJa}？?)$`;
const titleJa = '(?:有識者|専門家|経験者|エキスパート|スペシャリスト|オーナー|第一人者|担当(?:者|の?(?:人|方))?)';
const teamJa = '(?:チーム|部署|部門|グループ)';
const nameJa = '[\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Latin}]{1,14}(?:さん|様|氏)';

const japanese: readonly RegExp[] = [
  // How something is done, or why it is so, may be known by many: that is a matter.
  new RegExp(
    `^${whoJa}か[、\\s]?((?:(?!方法|し方|原因|理由|エラー|対処).){2,40}?)\\s?(?:が|を|に|の(?:こと)?を?)?\\s?(?:わかり|分かり|詳しい)(?:ます|です)?(?:か|でしょうか)？?$`,
    'u',
  ),
  new RegExp(
    `^(.{2,40}?)\\s?を?\\s?(?:担当(?:して(?:い)?る|する)|見て(?:い)?る|知って(?:い)?る)(?:の|人|方)は\\s?${whoJa}(?!も)[ぁ-ん]{0,10}？?$`,
    'u',
  ),
  new RegExp(
    `^(.{2,40}?)\\s?で(?:困った|問題が(?:あった|起きた))(?:ら|とき|時)(?:は)?[、\\s]?${whoJa}に\\s?(?:聞|相談|連絡|頼)[ぁ-ん]{0,12}？?$`,
    'u',
  ),
  /^(.{2,40}?)\s?の(?:相談先|問い?合わ?せ先|連絡先|窓口)(?:は|って)\s?どちら[ぁ-ん]{0,8}？?$/u,
  new RegExp(
    `^(?:${whoJa}か[、\\s]?)?(.{2,40}?)\\s?(?:が|を|に|について|の(?:こと)?を?)?\\s?(?:わかる|分かる|詳しい|くわしい|明るい|扱える|知って(?:い)?る|得意な?|強い|(?:知見|経験|知識)[がの]ある)(?:人|方|かた|エンジニア|メンバー|社員)${wantedJa}`,
    'u',
  ),
  new RegExp(`^(?:${whoJa}か[、\\s]?)?(.{2,40}?)\\s?の?\\s?${titleJa}${wantedJa}`, 'u'),
  new RegExp(`^(?:${whoJa}か[、\\s]?)?(.{2,40}?)\\s?の(?:プロ|達人)${wantedJa}`, 'u'),
  new RegExp(
    `^(.{2,40}?)\\s?(?:は|って|の担当は|を担当して(?:い)?るのは)\\s?ど(?:の|この|ちらの)(?:サポート)?${teamJa}(?:が\\s?(?:担当|見て(?!も)|対応|サポート|管轄|所管)[ぁ-ん]{0,10}|(?:です|でしょう|でした)?(?:か|っけ)?)？?$`,
    'u',
  ),
  new RegExp(
    `^(.{2,40}?)\\s?(?:を|の)?\\s?(?:担当(?:して(?:い)?る|する|の)?|見て(?:い)?る)${teamJa}(?:は|って)\\s?ど(?:こ|れ|ちら)[ぁ-ん]{0,8}？?$`,
    'u',
  ),
  new RegExp(
    `^(.{2,40}?)\\s?(?:なら|は|って|のこと(?:は|なら)|について(?:は)?|の件(?:は|なら)?)[\\s、]*${whoJa}が\\s?(?:見て(?:い)?(?:る|ます)|いい|良い|よい|よろしい|適任|担当|対応)[ぁ-ん]{0,10}？?$`,
    'u',
  ),
  new RegExp(
    `^${whoJa}が\\s?(.{2,40}?)\\s?(?:を|の)\\s?(?:担当(?:して(?:い)?(?:る|ます)|です)|見て(?:い)?る(?:ん|の)です)(?:の|ん)?(?:です|でしょう)?か？?$`,
    'u',
  ),
  new RegExp(
    `^(.{2,40}?)\\s?の${titleJa}(?:は|って)\\s?${nameJa}(?:です|でしょう|でいいです|で合って(?:い)?ます)(?:か|よね|っけ)？?$`,
    'u',
  ),
  new RegExp(`^${nameJa}(?:が|は)\\s?(.{2,40}?)\\s?の${titleJa}(?:です|でしょう)(?:か|よね|っけ)？?$`, 'u'),
];
