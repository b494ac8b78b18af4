import { isOurId } from '../../../cases/ids/shortIds.ts';
import { caseOf, namesCase } from './namedCase.ts';
import type { SwarmRequest } from './request.ts';

/** "T-1042 to INC0012345", the swarm first; one id alone is the case's, unless it is one that we give. */
export function linkOf(following: string): SwarmRequest | null {
  const ids = following
    .replace(/(?<=[\p{L}\d/])(?:を|に|と|へ)(?=\s|$|[\p{Script=Latin}\d])/gu, ' ')
    .split(/\s+/u)
    .filter(
      (word) => word !== '' && !/^(?:to|with|and|case|ticket|incident|swarm|the|を|に|と|へ|ケース|案件)$/iu.test(word),
    );
  if (ids.length > 2 || ids.some((word) => !namesCase(word))) return null;
  const [one, other] = ids.map(caseOf);
  if (one === undefined) return { kind: 'link', caseId: null, to: null };
  if (other === undefined)
    return isOurs(one) ? { kind: 'link', caseId: one, to: null } : { kind: 'link', caseId: null, to: one };
  return isOurs(other) && !isOurs(one)
    ? { kind: 'link', caseId: other, to: one }
    : { kind: 'link', caseId: one, to: other };
}

const isOurs = (id: string): boolean => isOurId(id.toUpperCase());

/** "Please link T-1042 to INC0012345", 「T-1042 を INC0012345 に紐づけて」. */
export function linkSaid(whole: string): SwarmRequest | null {
  const [, en, ja] =
    /^(?:please |can you |could you )?(?:link|connect|attach|relate) (.{3,600})$|^(.{3,600}?)\s?[をにとへ]?\s?(?:紐[づ付]け|ひもづけ|リンク|関連[付づ]け)(?:て|する|して|したい(?:です)?|たい(?:です)?|てください|してください)$/iu.exec(
      whole,
    ) ?? [];
  const request = linkOf(en ?? ja ?? '');
  return request?.kind === 'link' && request.to !== null ? request : null;
}
