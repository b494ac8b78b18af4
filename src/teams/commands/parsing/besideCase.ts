import { caseIdIn } from '../../../cases/ids/shape.ts';
import { matchesOf } from '../../../reading/matches.ts';
import { faultSaid } from './faultSaid.ts';
import { nearDeed } from './nearMiss.ts';
import type { Deed, SwarmRequest } from './request.ts';
import { trimmed } from './trimmed.ts';
import { aroundCommand, askedStatus, commandWords, deedPhrases, hasVerb } from './vocabulary.ts';

/**
 * The id of a case and a command or a deed, in any order, with nothing else but words that tell nothing. `told`: the words as they were,
 * which are meant where there is no such case and the number could be any. Null: it is none of these.
 */
export function besideCase(bare: string, told: SwarmRequest): SwarmRequest | null {
  const glued = /^(\p{L}+)#?(\d[\w-]*)$/u.exec(bare);
  const ids = matchesOf(idLike, bare);
  const [only] = ids;
  const written = glued?.[2] ?? only?.[0];
  if (written === undefined || ids.length > 1) return null;
  const before = glued?.[1] ?? bare.slice(0, only?.index);
  const after = glued ? '' : bare.slice((only?.index ?? 0) + written.length);
  const beside = `${before} ${after}`;
  const about = trimmed(beside.replace(aroundCommand, ' '));
  const caseId = caseIdIn(written);
  if (askedStatus.test(about)) return { kind: 'status', caseId };
  if (opens.test(about)) return { kind: 'case', words: written };
  const word = about.toLowerCase().replace(/(?<=\p{Script=Han})して$/u, '');
  for (const command of ['status', 'explain'] as const)
    if (commandWords[command].includes(word)) return { kind: command, caseId };
  const around = { caseId, before, after };
  const withoutReason = about.replace(reason, '');
  const deed =
    deedIn([trimmed(beside), trimmed(before + after), about], around) ??
    (withoutReason === about ? null : deedIn([withoutReason], around));
  if (!deed) return null;
  const isSure = deed.isSure && withoutReason === about && !/^\d{1,3}$/.test(caseId);
  return { kind: 'tells', about: deed.about, caseId, ...(isSure ? {} : { otherwise: told }) };
}

/** The same, where a deed is told and nothing is asked. */
export function deedBeside(bare: string, told: SwarmRequest): Extract<SwarmRequest, { kind: 'tells' }> | null {
  const request = besideCase(bare, told);
  return request?.kind === 'tells' ? request : null;
}

/** 「再発したので再オープン」 */
const reason = /^\S{1,40}(?:ので|ため|から)[、\s]*(?=\S)/u;

type Around = { caseId: string; before: string; after: string };

/** Sure is a deed that can be one of a case alone: whom one invites or thanks is said in words that may tell anything. */
function deedIn(said: readonly string[], around: Around): { about: Deed; isSure: boolean } | null {
  for (const words of said)
    for (const [each, phrase] of Object.entries(deedPhrases)) {
      const about = each as Deed;
      if (!phrase.beside.test(words)) continue;
      if (about !== 'invite' && about !== 'thank') return { about, isSure: true };
      if (tellsOther(around)) continue;
      return { about, isSure: namesPerson(around) };
    }
  const meant = nearDeed(said.at(-1) ?? '');
  return meant && { about: meant, isSure: true };
}

/** "Call 911 routing fails", "thank you page returns 500", "ask 3 people": a fault, thanks to us, a count. */
const tellsOther = ({ caseId, before, after }: Around): boolean =>
  !/\d{3}/.test(caseId) ||
  /\bthank(?:s)?[ -]?(?:you|u|god|goodness|heaven)\b/iu.test(before) ||
  faultSaid(`${before} ${after}`) ||
  (!japanese.test(after) && hasVerb.test(after));

/** Who is invited to a case or thanked for it is a person, by name or not; in Japanese they may stand behind it. */
const namesPerson = ({ before, after }: Around): boolean =>
  (/^#?$/.test(before) && japanese.test(after)) || persons.some((each) => each.test(before));

const persons: readonly RegExp[] = [
  /\b(?:invite|ask|call|add|thank|thanks to)(?: in)?(?: (?:[\p{Lu}\p{Script=Han}\p{Script=Katakana}][\p{L}.'-]*|and|some(?:one|body)|every(?:one|body)|people|colleagues?|them|(?:an?|another|the|more|my) (?:experts?|engineers?|colleagues?|teams?|people))){1,5} (?:to|into|in|for|on|about)(?: (?:the )?(?:case|swarm|ticket))? #?$/u,
  /(?:さん|様|氏|皆|全員|人|方|専門家|エンジニア|エキスパート|担当者|チーム)(?:を|に|へ|も)?\s?$/u,
];
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** `Can you open a swarm for 4711?` */
const opens =
  /^(?:open|start|create|make|begin|set up|kick off|launch|開(?:いて|く|きたい)|(?:を)?(?:開始|作成)(?:して|する|したい)?|作(?:って|る|りたい)|立ち上げ(?:て|る|たい)?|始め(?:て|る|たい)?)$/iu;

/** One word with a figure in it, as ids are; Japanese goes on without a space. */
const idLike =
  /(?:\p{Script=Han}{1,6}-)?(?:[A-Z]{2,6} )?(?:\p{Script=Latin}{1,12}[-_./]?)??#?\d[\p{Script=Latin}\d\-_./]*|(?:\p{Script=Latin}{1,12}[-_])+\d[\p{Script=Latin}\d\-_./]*/gu;
