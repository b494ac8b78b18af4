import { matchesOf } from './matches.ts';

/**
 * How far a name counts that stands in a text, 0..1, by what its clause says of it: 0 where that denies it (Teams は正常,
 * not affected, 変えていません), a part where it only works (使えます, works), which may still be what fails elsewhere.
 * Offsets are UTF-16 units, `to` exclusive.
 */
export function deniedPart(text: string, from: number, to: number): number {
  const before = text.slice(clauseStart(text, from), from);
  const after = text.slice(to, clauseEnd(text, to));
  if (/[\u3041-\u309f]/.test(before + after)) return partInJapanese(before, after);
  return partInEnglish(before.replace(/\s+/g, ' '), after.replace(/\s+/g, ' '));
}

/**
 * Whether a whole sentence denies all that it names, or says that it works: 「ネットワークは問題ありません。」, `DNS is not affected.`
 * What goes on (but, のに) tells something of its own.
 */
export function tellsWhatWorks(sentence: string): boolean {
  if (sentence.length > longestClause || goesOn.test(sentence)) return false;
  if (noneWith.test(sentence)) return true;
  const names = matchesOf(anyName, sentence).flatMap(({ 0: name, index }) =>
    /^OK\.?$/i.test(name) ? [] : [{ from: index, to: index + name.length }],
  );
  const [subject] =
    /^(?:(?:the|our|all|my|your) )?[\w-]+(?= (?:is|are|was|were|has|have|works?|looks?|seems?|shows?)\b)/iu.exec(
      sentence,
    ) ?? [];
  if (subject !== undefined) names.push({ from: 0, to: subject.length });
  return names.length > 0 && names.every(({ from, to }) => deniedPart(sentence, from, to) < 1);
}
const goesOn =
  /\b(?:but|while|whereas|although|though|however|yet|except|until|because|since|so|then|not (?:always|only|anymore|any more)|only|some|how|why|can you)\b|(?:(?<!繋|つな)が|けど|けれども?|のに|ものの|ので|ため|から|ても|でも|だけ|のみ|以外|しか|一部|たまに|時々)(?!い)[、,]?(?=.)|[?？]|(?:です|ます)か/iu;
const noneWith =
  /^(?:there (?:is|are|was|were) |we (?:have|see|had) )?no (?:known )?(?:issues?|problems?|errors?|outages?|trouble|impact) (?:with|in|on|at|for|from|to) [^,;]{1,60}$/iu;
/** What a sentence may name: words with a capital that do not begin it, katakana, Han before a topic. */
const anyName =
  /(?<=\S )\p{Lu}[\w.-]*|^\p{Lu}[\w.-]*(?=[ の]?(?:\p{Lu}|は|も|の|is|are|was|works?|does|has|[\u3041-\u9fff]))|^\p{Lu}{2,}\b|[ァ-ヺー]{2,}|\p{Script=Han}{2,}(?=(?:について)?[はも])|(?<=[\u3041-\u9fff\s])[A-Za-z]{2,}(?=\s?[はもの])/gu;

const works = 0.3;
const longestClause = 160;

function clauseStart(text: string, at: number): number {
  const window = text.slice(Math.max(0, at - longestClause), at);
  let start = 0;
  for (const { 0: border, index } of matchesOf(borders, window)) start = index + border.length;
  return at - window.length + start;
}

function clauseEnd(text: string, at: number): number {
  const window = text.slice(at, at + longestClause);
  const border = window.search(borders);
  return at + (border < 0 ? window.length : border);
}

/** What one says of two things is said in two clauses. */
const borders =
  /[。．！？!?;；\n]|\.(?=\s|$)|(?<=(?:ます|です|でした|ました|ません|ない|なく|なし|った|いる|れる|える|がる|開く|動く|届く|通る))(?:が|けど|けれども?|ものの|のに|ので|一方で?)、?|なのに、?|(?<=(?:して|せず|できず|いて|って|され|おり))、|(?<=[はも](?:全て|すべて)?(?:正常|無事|(?:疎通|接続|動作)?\s?(?:OK|可能?)|(?:問題|異常|影響)(?:なし|無し)|開く|動く|届く|通る|(?:つな|繋)がる))、|,? (?:but|while|whereas|although|though|however|yet|so|because|since)\b|,(?= (?:the|our|only|and|it|we|they|then)\b)/giu;

function partInJapanese(before: string, after: string): number {
  if (butThis.test(after) || ruledOut.test(after)) return 0;
  if (
    elsewhere.test(`${before.slice(-20)} ${after}`) ||
    asks.test(after) ||
    failing.test(after.replace(doesNotFail, ''))
  )
    return 1;
  if (denies.test(after) || doesNotFail.test(after)) return 0;
  return worksInJapanese.test(after) ? works : 1;
}

/** `X ではなく`: what stands behind is meant. */
const butThis = /^\s*(?:側|の\S{1,8})?\s*(?:では|じゃ)(?:なく|ありません|ない)/u;
/** 切り分け済み, and what was looked at and found right. */
const ruledOut =
  /^\s?(?:側|自体)?(?:の\S{1,8})?(?:は|も|について(?:は)?)[^、。]{0,10}(?:切り?分け(?:[がはも]?済|て(?:い|お)|ました|完了|は?でき)|除外(?:済|し|でき)|対象外|白でした|シロ)|^\s?(?:側|自体)?(?:は|も)(?:既に|すでに)?(?:確認|検証|調査|点検)済/u;
/** 落ちていない, 止まっていません; of 止まらない the fault is that it goes on. */
const doesNotFail =
  /(?:落ち|止ま[っり]|切れ|切断され|失敗し|壊れ|停止し|遅延し|遅くなっ|ダウンし|再起動し|影響し|固まっ|エラーになっ|異常に?なっ|起き|発生し)て(?:は|も)?(?:い(?:ない|ません|なく|なかった)|おらず|ない)(?![\u3041-\u309f]{0,2}か)/u;
/** Of others, or of an earlier time: then it may be this one, now, that fails. */
const elsewhere =
  /(?:他|ほか|別|前|一部|昨日|先週|先月|今まで|これまで|それまで)の|以外|まで(?:は|、|正常|問題)|以前(?:は|の)|たまに|時々|ときどき|まれに|だけ|のみ|しか|(?:すれば|すると|したら|した後|直後)/u;
const asks = /(?:か[?？。]?\s*$|でしょうか|かどうか|確認し(?:たい|てください)|教えて)/u;
const failing =
  /(?:正常|問題なく|普通)[^、。]{0,12}(?:できませ|できな|ません(?!でした$)|しな(?:い|く)|されな|ならな)|失敗|落ち|止ま|切れ|遅(?:い|く)|時間(?:が|も)?かか|消え|(?:異常|エラー|問題|障害)(?:が|に(?!は)|で)(?!.{0,8}(?:ません|ない|なし|なく))|影響(?:が|も)(?!.{0,8}(?:ません|ない|なし|なく))|影響(?:し|を受け)て(?!.{0,4}(?:ません|ない))/u;
const denies =
  /^\s?[はも](?:疎通|接続|動作)?\s?OK\s*$|正常(?!性|に戻|化)|(?:問題|異常|影響|支障|不具合|障害|エラー|関係|変更|違い)(?:は|も|が|など)?(?:特に|まったく|全く|一切|何も)?(?:な(?:い|く|し|さ|かった)|無(?:い|く|し)|ありませ|出て(?:い)?(?:ませ|な)|受けて(?:い)?(?:ませ|な)|見られ(?:ませ|な)|見当たりませ|確認され(?:ませ|な|て(?:い)?ませ)|して(?:い)?ませ)|影響を受けてい(?:ませ|な)|無関係|関係(?:が)?薄|対象外|(?:変え|変更し|いじっ|触っ|触れ|更新し|使っ|使用し|利用し|入れ|導入し|当て|適用し|経由し|通し)て(?:は|も)?(?:い|お)(?:り)?(?:ません|ない)|使わ(?:ない|ず)/u;
const worksInJapanese =
  /(?:(?:使え|動(?:い|作し)|(?:つな|繋)が[りっ]|成功し|でき|開け|通[りっ]|届[きい]|稼働し|見え)(?:て)?(?:い|お)?(?:り)?(?:ます|る)|動く|届く|通る|開く|(?:つな|繋)がる)(?!よう|まで|こと|はず|とき|時|場合|前)/u;

function partInEnglish(before: string, after: string): number {
  if (atOtherTimes.test(`${before} ${after}`)) return 1;
  if (deniesBefore.test(before) || deniesAfter.test(after)) return 0;
  if (/(?:^|\s)no $/iu.test(before) && wasDone.test(after)) return 0;
  return worksBefore.test(before) || worksAfter.test(after) ? works : 1;
}

const atOtherTimes =
  /\b(?:until|used to|previously|formerly|before the|yesterday|last (?:week|month)|any ?more|no longer|some|others?|another|most|except|only|after (?:a )?(?:restart|reboot)|if|when|once|not (?:working|running|resolving|behaving|loading) (?:fine|well|correctly|properly|as expected))\b/iu;
const deniesBefore =
  /(?:\b(?:nothing to do with|nothing (?:was |has been |has )?changed (?:on|in|at|with)|no (?:issues?|problems?|errors?|outage|trouble|impact|effect) (?:with|in|on|at|for|from|to)|(?:not|isn't|aren't) (?:on|using|related to|caused by|due to|about|because of)|(?:(?:we|i|they|customer)(?: (?:do|did|have) not| (?:do|did|have)n't|'ve not| never)|nobody(?: has)?|no one(?: has)?) (?:used?|changed?|touch(?:ed)?|updated?|install(?:ed)?|modif(?:y|ied)|reconfigured?)(?: anything (?:on|in|at|about))?|unrelated to|independent of|rul(?:ed|es?) out|without using|not)(?: (?:the|our|any|a|an|this))?) $/iu;
const deniesAfter =
  /^(?:(?:,| and| &| or) [\w -]{1,30}?)?(?: (?:itself|service|servers?|side|clients?|gateway|tunnel|settings?|configuration|cluster|meetings?|calls?|flow))*,? (?:(?:is|are|was|were)(?: not|n't) (?:affected|involved|used|impacted|changed|touched|related|the (?:cause|problem|issue|culprit)|in use|installed|updated|at fault)|(?:has|have)(?: not|n't) (?:been )?(?:affected|changed|touched|updated)|(?:is|are|seems?|looks?|appears?|stays?|was|were)(?: to be)?(?: all| otherwise| perfectly| completely| still)? (?:fine|ok|okay|healthy|good|normal|unaffected|unchanged|unrelated|up(?: and (?:running|stable))?|ruled out|out of scope|excluded)\b|(?:has|have) been (?:checked and (?:is|are) (?:healthy|fine|ok)|ruled out|excluded)|shows? no (?:errors?|problems?|issues?)|(?:is )?ok(?:ay)?(?=[,;/]|$)|ha(?:s|ve) nothing to do|(?:work|run|behave|perform)s? (?:fine|well|normally|correctly|properly|as expected|without (?:any )?(?:issues?|problems?|errors?))|(?:is|are) (?:working|running|behaving|operating) (?:fine|well|normally|correctly|properly|as expected))/iu;
const wasDone =
  /^(?: [\w-]+)? (?:was|were|has been|have been|is) (?:installed|changed|involved|used|applied|touched|deployed)/iu;
const worksBefore =
  /\b(?:succeeds?|works?(?: fine)?|is (?:possible|successful)) (?:from|in|with|on|via|through)(?: the| our)? $/iu;
const worksAfter =
  /^(?: (?:itself|service|servers?|side|clients?|meetings?|calls?|flow))* (?:works?|resolves?|responds?|succeeds?|can be reached|is reachable)\b(?! (?:slowly|for|again|very|on))/iu;
