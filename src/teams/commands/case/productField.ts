import type { ReadText } from '../../../reading/parts.ts';
import { faultSaid } from '../parsing/faultSaid.ts';
import { fieldsOf, formField } from './formField.ts';

/** The product that a field of a form names: `Product: SQL Server`, 【製品名】Teams; null where none does, or it says no name. */
export function productField(text: string, read: ReadText): string | null {
  for (const each of fieldsOf(text, read)) {
    const value = (field.exec(each)?.groups?.['value'] ?? '').split(/[、,;；]/u, 1)[0]?.trim() ?? '';
    if (value.length <= longestName && /\p{L}{2}/u.test(value) && !isNoName.test(value) && !tells(value)) return value;
  }
  return null;
}

const longestName = 60;
/** What goes on is a sentence that begins with the word: `Product: page shows 404`, 「【製品名】が表示されない」. */
const tells = (value: string): boolean =>
  faultSaid(value) ||
  /^[のがをはにでも]|(?:る|た|ない|ません|ます|です)$|\b(?:shows?|displays?|says|opens?|loads?|works?|returns?|gives|when|after|since|is|are|was|were|has|have|does|do|can|cannot)\b/iu.test(
    value,
  );
/** With a colon or in brackets only: "Product keys fail" is no field. */
const field = formField(
  String.raw`(?:(?:affected )?products?(?: name)?|(?:対象)?(?:製品|商品|プロダクト)(?:名)?)(?=[\s*_]{0,4}[】\]》〉)）」』:：=])`,
);
const isNoName = /^(?:n\/?a|none|unknown|not sure|other|tbd|不明|未定|なし|無し|その他|わから|分から)|[。.!！?？]$/iu;
