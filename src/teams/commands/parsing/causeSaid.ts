import { besideNumber } from './besideNumber.ts';
import type { SwarmRequest } from './request.ts';

/**
 * That the cause or the fix was found: both are told where the swarm is resolved, so that is what is meant, of the case that is named or
 * of one's own. `whole`: one line of usual signs. Null: nothing of the kind, or also what is not known yet.
 */
export function causeSaid(whole: string): SwarmRequest | null {
  const beside = besideNumber(whole);
  const said = (beside?.said ?? whole)
    .replace(/[’]/gu, "'")
    .replace(/[\s,、。.!！:：]+/gu, ' ')
    .trim();
  const isMeant = found.some((each) => each.test(said)) || (beside !== null && told.some((each) => each.test(said)));
  return isMeant ? { kind: 'tells', about: 'resolve', caseId: beside?.caseId ?? null } : null;
}

const cause = '(?:the |its |a |our )?(?:real |actual )?(?:root )?(?:cause|fix|solution|culprit)';
const of = '(?: (?:for|of|to|in|behind) #)?(?: (?:for |of )?(?:it|this|that))?';
const now = '(?: (?:now|today|at last|finally))?';
const causeJa = '(?:根本|真の)?(?:原因|解決(?:策|方法)|対処(?:法|方法))';

const found: readonly RegExp[] = [
  new RegExp(
    `^(?:# )?(?:(?:i|we|they)(?: have|'ve)? )?(?:think (?:i|we)(?: have|'ve)? )?(?:just |finally |now )?(?:found|identified|figured out|nailed(?: down)?)(?: out)? ${cause}${of}${now}$`,
    'iu',
  ),
  new RegExp(`^(?:i|we) (?:now |finally )?(?:know|have) ${cause}${of}${now}$`, 'iu'),
  new RegExp(
    `^(?:# )?${cause}${of} (?:(?:is|was|has been) (?:now )?)?(?:found|known|identified|clear|confirmed|works?|worked|holds|held|helped)${now}$`,
    'iu',
  ),
  new RegExp(
    `^(?:# (?:の|は)? ?)?${causeJa}(?:が|は|を)?(?:ようやく|やっと)?(?:わか(?:りました|った)|分か(?:りました|った)|判明し(?:まし)?た|特定(?:でき|し)(?:まし)?た|見つか(?:りました|った)|突き止め(?:まし)?た)$`,
    'u',
  ),
];

/** What it was: beside a case alone, as a case that is told may say so, too. */
const told: readonly RegExp[] = [
  new RegExp(
    `^(?:# )?${cause}${of} (?:is|was|turned out to be) (?!(?:not|un|still|missing|what|open|to be)\\b|un).{2,80}$`,
    'iu',
  ),
  new RegExp(
    `^# (?:の|は)? ?${causeJa}は(?!.{0,12}(?:不明|何|なに|なん|未|わか|分か)).{2,60}(?:でした|です|だった)$`,
    'u',
  ),
];
