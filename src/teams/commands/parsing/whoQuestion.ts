import { loneCaseId } from '../../../cases/ids/shape.ts';
import { faultSaid } from './faultSaid.ts';
import type { SwarmRequest } from './request.ts';
import { trimmed } from './trimmed.ts';
import { hasVerb } from './vocabulary.ts';
import { whoInEnglish, whoInJapanese, withoutOpening } from './whoWordings.ts';

/**
 * "Who knows …?", in words of one's own. `bare`: without signs at its ends; `asked`: as it was said, for where what is named is no
 * technology. Null: it is no such question, or it has a verb of its own and tells a matter.
 */
export function whoQuestion(bare: string, asked: string): SwarmRequest | null {
  // 「4712、対応できる人いませんか」 asks for whom a case needs, and of no technology.
  if (loneCaseId(bare) !== null) return null;
  const said = withoutOpening(bare);
  for (const question of [...inOneSentence, ...inTwoParts]) {
    const [, words] = question.exec(said) ?? [];
    if (words === undefined || hasVerb.test(words) || asksWhy.test(words)) continue;
    // Whoever tells a fault and asks "who?" beside it wants help with it.
    if (inTwoParts.includes(question) && faultSaid(words)) continue;
    return { kind: 'who', words: trimmed(words), asked };
  }
  const words = whoInEnglish(said) ?? whoInJapanese(bare, asked);
  return words === null || hasVerb.test(words) ? null : { kind: 'who', words: trimmed(words), asked };
}

/** "Does anyone know why …?" tells a matter. */
const asksWhy = /^(?:why|if|whether|what|where)\b/iu;

/** In one sentence: the first group is what somebody is to know. */
const inOneSentence: readonly RegExp[] = [
  /^(?:is there |are there |do we have |does |do |can |find me |find |(?:i |we )?need |looking for |who is |who's )*(?:some(?:one|body)|any(?:one|body)|an? (?:expert|engineer|person)|people|whom?)(?: (?:who|that|here|is))* (?:knows?|understands?|owns?|handles?|supports?|maintains?|looks after|(?:good|familiar|experienced|strong|best) (?:at|with|in)|responsible for|in charge of|(?:do|should|can|could|might|would) (?:i|we) (?:ask|talk (?:to|with)|speak (?:to|with)|chat with|contact|call|ping|bug|bother|mail|email|message|write to|reach(?: out to)?|go to|turn to|approach|involve|pull in|loop in|get hold of) (?:about|for|on|regarding|re|with|concerning)|to (?:ask|contact|call|ping|talk to|reach out to|go to) (?:about|for|on|regarding|re|with|concerning)|(?:the )?(?:best|right) (?:person|one|contact|engineer|expert)(?: to (?:ask|talk to|contact))? (?:about|for|on|with)|do we have (?:for|on)|(?:can|could) help (?:me |us )?with|on|for)(?: about)? (.{2,60})$/iu,
  /^(?:is there |are there |do we have |find me |find |i need |we need |looking for |who is |who's |who are )*(?:any |an? |our |the )*(?:experts?|specialists?|owners?|smes?|contacts?|go-to (?:person|people))(?: persons?)? (?:for|on|in|of|with) (.{2,60})$/iu,
  /^(?:who(?: is|'s| are) )?(?:any |our |the |your |an? )?(\S.{1,40}?) (?:experts?|specialists?|smes?)$/iu,
  /^(?:(?:[Ii]|[Ww]e) (?:need|want|could use)|[Ll]ooking for|[Ff]ind me|[Gg]et me|[Ii]s there) (?:an? |some )(?=[A-Z])((?:(?!(?:from|for|of|with|to|that|by)\b)\S{1,20} ){1,3})(?:person|people|guy|gal|engineer|expert)s?$/u,
  /^(.{2,40}?)\s?の(?:人|方)(?:は|が|って)?\s?(?:い(?:ます|ません)か|いらっしゃい(?:ます|ません)か|(?:誰|だれ|どなた)(?:ですか)?)$/u,
  /^(.{2,40}?)\s?の(?:相談先|問い?合わ?せ先|連絡先|窓口)(?:は|って|が|を)?\s?(?:(?:誰|だれ|どなた|どこ)(?:ですか|でしょうか)?|教えて(?:ください)?|知りたい(?:です)?)?$/u,
  /^(?:(?:どなた|誰|だれ)か[、 ]?)?(.{2,40}?)\s?(?:が|を|に|の(?:こと)?を?)?\s?(?:わかる|分かる|詳しい|くわしい|知っている|得意な|できる|強い)(?:人|方|かた)(?:は|を|が)?\s?(?:(?:誰|だれ|どなた)|い(?:ます|ませんか|る|ますか)|いらっしゃいま(?:すか?|せんか?)|探して(?:います)?|教えて)?(?:です)?か?$/u,
  /^(?:(?:どなた|誰|だれ)が?[、 ]?)(.{2,40}?)\s?(?:が|を|に|の(?:こと)?を?)\s?(?:わかり?|分かり?|詳しい|くわしい|知って|得意|担当)(?:い?ます|です|な(?:ん|の)(?:です)?|る)?か?$/u,
  /^(.{2,40}?)\s?(?:の|は)\s?(?:担当(?:者|の人|の方)?|エキスパート|専門家|詳しい人|オーナー)(?:は|を|が|って)?\s?(?:(?:誰|だれ|どなた)|い(?:ます|ませんか|る|ますか)|いらっしゃいますか|教えて|知りたい|探して(?:います)?)(?:です)?か?$/u,
  /^(.{2,40}?)\s?(?:の)?(?:担当(?:者)?|有識者|専門家|エキスパート|オーナー)(?:は|って)?$/u,
  /^(?:誰|だれ|どなた)に\s?(.{2,40}?)\s?(?:の(?:こと)?|について)?(?:を|は)?\s?(?:聞|相談|尋ね|頼).{0,12}$/u,
  /^(.{2,40}?)\s?(?:なら|は|って|について(?:は)?|のこと(?:は|なら)|の件(?:は|で|なら)?)[\s、]*(?:誰|だれ|どなた)(?:に|が)\s?(?:聞(?:け|く|い)|相談|尋ね|詳し|くわし|分か|わか|知って|得意|担当).{0,12}$/u,
  /^whose (?:field|area|job|domain|turf|responsibility|expertise|product|topic) (?:is|are) (.{2,60})$/iu,
];

const whoJa = '(?:誰|だれ|どなた)';
const askWhomJa = `${whoJa}(?:に(?:聞(?:け|い|く)|相談(?:すれ|する|したら)|尋ね(?:れ|る)|頼(?:め|む)|連絡(?:すれ|する))|が(?:詳しい|くわしい|分か|わか|担当|知って|得意)|か(?:詳しい|くわしい|わかる|分かる)(?:人|方))`;
/** What may follow the verb of the question: 「ばいいですか」, 「るんでしょうか」, 「人はいますか」. */
const restJa = '[ぁ-ん]{0,14}';
const askWhomEn =
  "who(?:m)?(?:'s| is| are)?(?: (?:the )?(?:best|right) (?:person|one))?(?: (?:to (?:ask|contact|call|ping|talk to)|knows?(?: (?:this|that|it))?|(?:do|should|can|could) (?:i|we) (?:ask|contact|call|ping|talk to)))?";

/** What it is about stands before or behind the question, parted by a sign: "Key Vault - who?", 「誰に聞けばいい？ Key Vault」. */
const inTwoParts: readonly RegExp[] = [
  new RegExp(`^${askWhomJa}${restJa}\\s?[?？、。:：\\s]\\s?(\\S.{1,40})$`, 'u'),
  new RegExp(`^(.{2,40}?)\\s?(?:[、,:：?？\\s]|[-–—]\\s)\\s?${askWhomJa}${restJa}$`, 'u'),
  new RegExp(`^${askWhomEn}\\s?[?:]\\s?(\\S.{1,40})$`, 'iu'),
  new RegExp(`^(.{2,40}?)\\s?(?:[,:?]|[-–—]\\s)\\s?${askWhomEn}$`, 'iu'),
];
