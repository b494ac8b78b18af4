import { withoutCourtesy } from '../../language/courtesy.ts';
import { idsInText, type PossibleId } from './idsInText.ts';
import type { KnownId, KnownIds } from './knownIds.ts';
import { plea } from './plea.ts';

/**
 * Which case a text means: one that is known; perhaps one of some, which only its writer can say; or none that is known.
 */
export type CaseMeant = { kind: 'one'; caseId: string } | { kind: 'perhaps'; caseIds: string[] } | { kind: 'none' };

/** At most so many are asked about. */
const mostAsked = 3;

/**
 * Looks for each word of a text that could be an id among the cases that are known, before anything is judged by its
 * shape. An id of letters and figures, one in an address or in brackets, and one beside which nothing is said are
 * meant; of a number among other words only the writer knows whether it is a case, a port or a count.
 */
export function createCaseMeant(knownIds: KnownIds): (written: string) => Promise<CaseMeant> {
  return async (written) => {
    const { text, ids } = idsInText(written);
    if (ids.length === 0) return { kind: 'none' };
    const known = await knownIds(ids.map(({ key }) => key));
    return known.length === 0 ? { kind: 'none' } : judged(text, ids, known);
  };
}

function judged(text: string, ids: readonly PossibleId[], known: readonly KnownId[]): CaseMeant {
  const taken: { from: number; to: number; id: string; sure: boolean }[] = [];
  for (const possible of ids) {
    const { key, from, to } = possible;
    // What is within a longer one, or in an address that names one, is none of its own.
    if (taken.some((each) => from < each.to && each.from < to)) continue;
    const [first, ...others] = known.filter((each) => each.key === key);
    if (first)
      for (const { id } of [first, ...others])
        taken.push({ from, to, id, sure: others.length === 0 && isSure(text, possible) });
  }
  const isAlone = saysNothingMore(text, taken);
  const of = (some: readonly { id: string }[]) => [...new Set(some.map(({ id }) => id))];
  const inOrder = taken.toSorted((one, other) => one.from - other.from);
  // Of ids that are told in one breath none is meant before the others.
  const together = inOrder.filter((each, at) => {
    const [before, after] = [inOrder[at - 1], inOrder[at + 1]];
    return (before && areJoined(text, before, each)) || (after && areJoined(text, each, after));
  });
  const sure = of(inOrder.filter((each) => each.sure || (together.includes(each) && together.some((one) => one.sure))));
  const all = of(inOrder);
  const [only] = sure.length > 0 ? sure : isAlone ? all : [];
  if (only !== undefined && (sure.length === 1 || all.length === 1)) return { kind: 'one', caseId: only };
  const asked = sure.length > 1 ? sure : all;
  return asked.length === 0 ? { kind: 'none' } : { kind: 'perhaps', caseIds: asked.slice(0, mostAsked) };
}

type Place = { from: number; to: number };
/** Whether nothing but what joins words of one kind stands between: `5120, 5121`, 5120と5121, `5120 or 5121`. */
const areJoined = (text: string, one: Place, other: Place): boolean =>
  one.to <= other.from &&
  joining.test(text.slice(one.to, other.from)) &&
  !counted.test(text.slice(other.to, other.to + 24));
const joining =
  /^[\s,、，;；/／&＆+＋・#と]*(?:and|or|vs\.?|versus|plus|および|及び|または|又は|もしくは|か|や|と)?[\s,、，/／・#と]*$/iu;

function isSure(text: string, { key, from, to, place, cut }: PossibleId): boolean {
  if (place === 'address') return true;
  const [before, after] = [text.slice(Math.max(0, from - 30), from), text.slice(to, to + 24)];
  if (measured.test(before)) return false;
  if (introduced.test(before)) return !counted.test(after);
  if (cut) return false;
  if (place === 'brackets' || (/\p{L}/u.test(key) && key.length >= 5)) return true;
  // A number of four figures that comes first is how people name a case, and then say more.
  const opening = withoutCourtesy(text.slice(0, from)).replace(plea, ' ').replace(fillers, ' ');
  return !/[\p{L}\p{N}]/u.test(opening) && key.length >= 4 && !counted.test(after) && !led.test(after);
}

/** What is called a case. */
const introduced =
  /(?:(?<![\p{L}\d])(?:case|ticket|tracking|incident|request|issue|sr|ref|no|nr|number|id)|案件|ケース|チケット|インシデント|問い?合わ?せ|受付|管理|番号|№)(?:\s?(?:番号|number|no|id|nr))?\s?(?:は|が|:|=|#|\.|is|-)?\s?(?:#|no\.?\s?)?$/iu;
/** What is called something else. */
const measured =
  /(?:(?<!\p{L})(?:error|err|errno|event|port|tcp|udp|room|ext|extension|vlan|code|exit|status|http|build|version|ver|kb|line|windows|office|sql|server|employee|staff|badge|user|member|customer|account|asset|serial|device|order|invoice|purchase|phone|model|contract|license)|イベント|エラー|ポート|コード|ビルド|バージョン|行|社員|職員|従業員|会員|顧客|お客様|利用者|ユーザー|口座|電話|内線|注文|発注|伝票|請求書?|資産|機器|端末|製造|シリアル|契約|部品|型)(?:\s?(?:id|code|no\.?|number|番号|コード|番))?\s?(?:は|が)?\s?[:#=]?\s?$/iu;
/** What is said of a case, not of so many things. */
const ofCase =
  '件(?!数)|案件|ケース|チケット|インシデント|スウォーム|問い?合わ?せ|続き|対応|進捗|状況|状態|担当|障害|依頼|お客|クローズ|キャンセル|オープン|ステータス|エスカレ|プラン|ブリーフィング';
/** What is counted or numbered: 4737 台, 5120件のメール, 5120番ポート, 5120号室; but 4737番の件 is a case. */
const counted = new RegExp(
  `^\\s?(?:${[
    '台|人|名|個|回|本|枚|時|分|秒|日|週|か月|ヶ月|カ月|ヵ月|月|年|円|行|つ|社|拠点|店|度|倍|世代|通|部(?!署)|箱|席|室|階|丁目|冊|株|点|種|校|棟|両|便|世帯|口|頁|文字|桁|万|千|億|ページ|ドル|ビット|バイト|メートル',
    `件(?:の(?!${ofCase})|(?!の|です|について|に関|$))`,
    // A number of a thing: what it is stands right after.
    `[番号](?:(?=[\\p{Script=Katakana}\\p{Script=Latin}])(?!${ofCase})|の(?!${ofCase})|(?:室|機|車|線|館|棟|店|席|目|地|街|台|窓口))`,
    // Right at the number, a thing is what there are so many of.
    `(?<!\\s)(?!${ofCase})\\p{Script=Katakana}`,
    '%|(?:ms|secs?|mins?|hours?|days?|weeks?|users?|people|persons?|servers?|machines?|errors?|times|[mgtk]i?b|pcs?|devices?|clients?|sites?|mailbox(?:es)?|e?mails?|messages?|licen[cs]es?|ports?|accounts?|records?|rows?|files?|requests?|sessions?|connections?|seats?|vms?|nodes?|rooms?|calls|items?|objects?|groups?|tenants?|endpoints?|packets?|events?|employees?|customers?|phones?|printers?|laptops?|documents?|pages?|jobs?|tickets|cases|incidents)(?!\\p{L})',
  ].join('|')})`,
  'iu',
);
/** A sentence that goes on about it: 1709 から, 404 が. */
const led = /^\s?[番号]?(?:が|を|から|で(?!す)|に(?!つい|関)|へ|まで|より|も|と)/u;
/** Words around an id that tell nothing. */
const fillers =
  /(?<!\p{L})(?:case|ticket|incident|request|sr|no|nr|number|id|ref|re|fw|fwd|cc|fyi|for|about|regarding|the|one|on|of|at|my|this|that|with|is|it's|it|swarm|i|mean|meant|see|kindly|check|show|open|view|display|what|how|new|news|info|updates?|again|yesterday's|today's|n)(?!\p{L})|(?:昨日|一昨日|今日|本日|今朝|昨夜|先日|先週|先ほど|さっき|さきほど|前回|以前|例|あ|そ)の|もう(?:一度|一回)|再度|改めて|(?:見せ|見|みて|開い|開け|表示|確認|チェック|調べ)(?:し)?て|案件|ケース|チケット|インシデント|問い?合わ?せ|受付|管理|番号?|号|件|さん|こちら|この|続き|について|に関(?:して|する)|至急|です|[のはをが]/giu;

function saysNothingMore(text: string, taken: readonly { from: number; to: number }[]): boolean {
  let rest = text;
  for (const { from, to } of taken) rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
  return !/[\p{L}\p{N}]/u.test(withoutCourtesy(rest).replace(plea, ' ').replace(fillers, ' '));
}
