import { withoutCourtesy } from '../../../language/courtesy.ts';
import { usual } from '../../../language/usual.ts';

/**
 * The error code with the words that go with it, where a text is nothing else (`0x80070005`, `イベント ID 1135`,
 * `STOP: 0x0000007B`, `550 5.7.1`); null when it tells more, or names no code. Which case systems have ids like these
 * is asked first, by who calls.
 */
export function loneErrorCode(written: string): string | null {
  const words = usual(written)
    .replace(/\s+/g, ' ')
    .replace(/^[\s、。,.!！:：【[(（]+|[\s、。,.!！?？】\])）]+$/gu, '');
  const bare = withoutCourtesy(words).replace(/\s+/g, ' ').trim();
  if (bare === '' || bare.length > 80) return null;
  return coded.test(bare) ? bare : null;
}

/** How people call a code. */
const called = String.raw`(?:(?:the )?(?:(?:error|err|bug ?check|event|http|https|sqlstate|hresult|win32|smtp|ndr|exception|エラー|例外|イベント)(?:[\s:：#=-]*(?:id|code|no\.?|number|番号|コード))?|(?:stop|exit|status|sql|nt|停止|終了|ステータス|応答)[\s:：#=-]*(?:code|コード))[\s:：#=-]*(?:が|は)?\s?){1,3}`;
/** What may stand before a code that is one without it. */
const before = String.raw`(?:${called}|(?:stop|code|nt|停止)[\s:：#=-]*)`;
/** Codes that need no word beside them. */
const known = [
  '0x[0-9a-f]{3,16}',
  String.raw`(?:aadsts|kb|cve-|ora-|tns-|pls-|msb|nu|cs0|ts|tf|az-|sqlcode)-?\d{4,}(?:-\d{3,})?`,
  // A delivery status of mail: 550 5.7.1.
  String.raw`[245]\d\d[ -][245]\.\d{1,3}\.\d{1,3}`,
  String.raw`[245]\.\d{1,3}\.\d{1,3}`,
  // ERR_CONNECTION_RESET, NET::ERR_CERT_DATE_INVALID, STATUS_ACCESS_DENIED, ECONNREFUSED, NXDOMAIN.
  '(?-i:(?:[A-Z]{2,8}::)?(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){2,}|(?:ERR|E|STATUS|ERROR|SEC|SSL|RPC|DNS|CERT|WSAE|HTTP|NET)_[A-Z0-9_]+|E[A-Z]{5,}|[A-Z]{4,}DOMAIN|SERVFAIL))',
  // CrashLoopBackOff, ImagePullBackOff, OOMKilled, NullReferenceException.
  '(?-i:[A-Z]+[a-z]*(?:[A-Z][a-z]+)+(?:BackOff|Error|Exception|Killed|Failed|Denied))',
].join('|');
/** A number is a code only where it is called one. */
const numbered = String.raw`-?\d{3,10}(?:\.\d{1,4})?|(?<=sqlstate[\s:=]{1,3})[0-9a-z]{5}`;
const coded = new RegExp(
  String.raw`^(?:${before})?(?:${known})(?:\s?エラー|\s?error)?$|^${called}(?:${numbered})$`,
  'iu',
);
