import { calledCaseId, caseIdIn, looksLikeCaseId } from '../../../cases/ids/shape.ts';
import { composed } from '../../../language/compatible.ts';
import { onlyCourtesy, withoutCourtesy } from '../../../language/courtesy.ts';
import { usual, withoutInvisible } from '../../../language/usual.ts';
import { matchesOf } from '../../../reading/matches.ts';
import { answerTo } from './answerWords.ts';
import { askedOfBot } from './asked/askedOfBot.ts';
import { asksOfSwarm, besideNumber, wishesChange } from './besideNumber.ts';
import { causeSaid } from './causeSaid.ts';
import { dutyQuestion } from './dutyQuestions.ts';
import { loneErrorCode } from './errorCode.ts';
import { linkOf, linkSaid } from './link.ts';
import { caseOf, namesCase } from './namedCase.ts';
import { nearDeed, nearMiss } from './nearMiss.ts';
import { ownSwarmAsked } from './ownSwarm.ts';
import type { CommandName, Deed, SwarmRequest } from './request.ts';
import { trimmed } from './trimmed.ts';
import {
  aroundCommand,
  askedStatus,
  commandPhrases,
  commandWords,
  deedPhrases,
  hasVerb,
  newCase,
  pastQuestions,
} from './vocabulary.ts';
import { whenAnswered } from './whenAnswered.ts';
import { whoQuestion } from './whoQuestion.ts';

/**
 * Reads `/swarm …`, `swarm …`, `スウォーム …` and, where the bot was spoken to (mentioned, or in its personal chat),
 * the words alone: a command of ours or a case's number counts as one there too, anything else is just said. `text` is without the mention of the bot;
 * `isCommand`: it came from the slash menu, which leaves the name out. Gives null when the bot was not meant.
 *
 * A word of ours counts as one only when what follows fits it: "status 4711" is a question, "status page shows 500
 * after failover" is a case; 「誰 Kubernetes」 is a question, 「誰も接続できない」 is a case. Which case is meant is found
 * out by who carries it out: here it is only seen that words could name one.
 */
export function parseRequest(text: string, isSpokenTo: boolean, isCommand = false): SwarmRequest | null {
  const plain = withoutInvisible(composed(text))
    .replace(/&nbsp;|\u00a0/g, ' ')
    .trim();
  const named = namePattern.exec(plain);
  if (!named && !isSpokenTo) return null;
  const rest = (named ? plain.slice(named[0].length) : plain).trim();
  const words = usual(rest).trim();
  if (/^[?？]+$/.test(words)) return { kind: 'help' };
  const otherwise = requestIn(words, rest, Boolean(named) || isCommand);
  const answer = answerTo(words);
  if (answer) return { kind: 'answers', caseId: answer.caseId, otherwise };
  const beside = besideNumber(trimmed(words));
  return beside && wishesChange(beside.said) ? { kind: 'wishes', caseId: beside.caseId, otherwise } : otherwise;
}

function requestIn(words: string, rest: string, isCalledCase: boolean): SwarmRequest {
  const courtesy = onlyCourtesy(words);
  if (courtesy) return { kind: 'courtesy', courtesy };
  if (!/[\p{L}\p{N}]/u.test(words)) return { kind: 'panel' };
  return commandIn(words) ?? { kind: isCalledCase || looksLikeCaseId(words) ? 'case' : 'said', words: rest };
}

/** `/swarm`, `swarm`, `／スウォーム`, in any width, as a word of its own. */
const namePattern = /^[/／]?\s?(?:swarm|ｓｗａｒｍ|スウォーム|ｽｳｫｰﾑ)(?=[\s:：、,]|$)[\s:：、,]*/iu;

/** They may be long where nothing else is said. */
const addresses = /(?:https?|ms-[a-z-]+):\S{1,1000}/giu;

function commandIn(words: string): SwarmRequest | null {
  // Commands are short; nobody buries one in a page.
  if (words.replace(addresses, '').length > 200 || words.includes('\n') || loneErrorCode(words)) return null;
  const bare = trimmed(withoutCourtesy(words)).replace(/^\//, '');
  if (bare === '') return null;
  // A courtesy may be what it is about: "4711 is good", "who is good at AKS?"
  const whole = trimmed(words).replace(/^\//, '');
  return (
    linkSaid(whole) ??
    causeSaid(whole) ??
    whenAnswered(whole) ??
    swarmQuestion(whole) ??
    ownSwarmAsked(whole) ??
    dutyQuestion(whole) ??
    byPhrase(trimmed(words)) ??
    dutyQuestion(bare) ??
    byPhrase(bare) ??
    // "4711 is done, thanks all" closes a case, and asks for no thanks.
    (bare === whole ? null : deedBeside(bare)) ??
    askedOfBot(words) ??
    whoQuestion(whole, words) ??
    pastQuestion(whole) ??
    besideCase(whole) ??
    byFirstWord(whole) ??
    byFirstWord(bare) ??
    besideCase(bare) ??
    whoQuestion(bare, words) ??
    pastQuestion(bare) ??
    almost(bare, words)
  );
}

function byPhrase(bare: string): SwarmRequest | null {
  for (const [command, pattern] of Object.entries(commandPhrases))
    if (pattern.test(bare)) return { kind: command as 'help' | 'mine' | 'record' | 'skills' | 'doctor' };
  for (const [about, { alone }] of Object.entries(deedPhrases))
    if (alone?.test(bare)) return { kind: 'tells', about: about as Deed, caseId: null };
  return newCase.test(bare) ? { kind: 'new' } : null;
}

const keywords = new Map<string, CommandName | 'case'>(
  [...Object.entries(commandWords), ['case', ['case', 'ケース', '案件']] as const].flatMap(([command, spellings]) =>
    spellings.map((word): [string, CommandName | 'case'] => [word, command as CommandName | 'case']),
  ),
);

function byFirstWord(words: string): SwarmRequest | null {
  const [, word = '', following = ''] = /^([^\s:：]+)[\s:：]*([\s\S]*)$/u.exec(words) ?? [];
  const keyword = keywords.get(word.toLowerCase());
  // A number may be called by the word that stands before it, too (案件 2026-118 is 案件2026-118 somewhere), and in "case 4712: the VPN
  // drops" nothing else calls it a case.
  const isNumber = /^\S*\d\S*$/.test(following) || calledCaseId(words) !== null;
  if (keyword === 'case') return following === '' ? null : { kind: 'case', words: isNumber ? words : following };
  return keyword ? requestOf(keyword, following.trim()) : null;
}

function requestOf(keyword: CommandName, following: string): SwarmRequest | null {
  const words = following === '' ? [] : following.split(/\s+/u);
  switch (keyword) {
    case 'status':
    case 'explain':
      if (following === '') return { kind: keyword, caseId: null };
      return namesCase(following) ? { kind: keyword, caseId: caseOf(following) } : null;
    case 'link':
      return linkOf(following);
    case 'unlink':
      if (following === '') return { kind: keyword, caseId: null };
      return namesCase(following) ? { kind: keyword, caseId: caseOf(following) } : null;
    case 'help':
      return words.length === 0 || /^(?:me|us)$/i.test(following) ? { kind: keyword } : null;
    case 'mine':
    case 'record':
    case 'skills':
    case 'doctor':
      return words.length === 0 ? { kind: keyword } : null;
    // Chosen from the menu with nothing typed after it: not a case called "who".
    case 'who':
      if (words.length === 0) return { kind: keyword, words: '' };
      return words.length <= 5 && !hasVerb.test(following) ? { kind: keyword, words: following } : null;
    case 'history':
      return asksThePast.test(following) || (words.length <= 8 && !hasVerb.test(following))
        ? { kind: keyword, words: following }
        : null;
    default:
      return keyword satisfies never;
  }
}

/** A question behind `history` is one to the past: no case begins "history why did …". */
const asksThePast =
  /^(?:how|why|what|which|who|whom|where|when|did|do|does|has|have|had|was|were|any(?:body|one|thing)?)\b|^(?:なぜ|何故|どう|どの|どこ|いつ|何|誰|だれ)|(?:です|ます|ました|でした|った|んだ|いた|した)(?:っけ|の)?か$/iu;

function swarmQuestion(whole: string): SwarmRequest | null {
  const beside = besideNumber(whole);
  return beside && asksOfSwarm(beside.said) ? { kind: 'status', caseId: beside.caseId } : null;
}

/** The id of a case and a command or a deed, in any order, with nothing else but words that tell nothing. */
function besideCase(bare: string): SwarmRequest | null {
  const glued = /^(\p{L}+)#?(\d[\w-]*)$/u.exec(bare);
  const ids = matchesOf(idLike, bare);
  const [only] = ids;
  const caseId = glued?.[2] ?? only?.[0];
  if (caseId === undefined || ids.length > 1) return null;
  const beside = glued?.[1] ?? `${bare.slice(0, only?.index)} ${bare.slice((only?.index ?? 0) + caseId.length)}`;
  const about = trimmed(beside.replace(aroundCommand, ' '));
  const command = keywords.get(about.toLowerCase().replace(/(?<=\p{Script=Han})して$/u, ''));
  if (askedStatus.test(about)) return { kind: 'status', caseId: caseIdIn(caseId) };
  if (opens.test(about)) return { kind: 'case', words: caseId };
  if (command === 'status' || command === 'explain') return { kind: command, caseId: caseIdIn(caseId) };
  for (const said of [trimmed(beside), about])
    for (const [deed, phrase] of Object.entries(deedPhrases))
      if (phrase.beside.test(said)) return { kind: 'tells', about: deed as Deed, caseId: caseIdIn(caseId) };
  const meant = nearDeed(about);
  return meant ? { kind: 'tells', about: meant, caseId: caseIdIn(caseId) } : null;
}

function deedBeside(bare: string): SwarmRequest | null {
  const request = besideCase(bare);
  return request?.kind === 'tells' ? request : null;
}

/** `Can you open a swarm for 4711?` */
const opens =
  /^(?:open|start|create|make|begin|set up|kick off|launch|開(?:いて|く|きたい)|(?:を)?(?:開始|作成)(?:して|する|したい)?|作(?:って|る|りたい)|立ち上げ(?:て|る|たい)?|始め(?:て|る|たい)?)$/iu;

/** One word with a figure in it, as ids are; Japanese goes on without a space. */
const idLike =
  /(?:\p{Script=Han}{1,6}-)?(?:[A-Z]{2,6} )?(?:\p{Script=Latin}{1,12}[-_./]?)??#?\d[\p{Script=Latin}\d\-_./]*|(?:\p{Script=Latin}{1,12}[-_])+\d[\p{Script=Latin}\d\-_./]*/gu;

function pastQuestion(bare: string): SwarmRequest | null {
  for (const question of pastQuestions) {
    const found = question.exec(bare);
    if (found && !hasVerb.test(found[1] ?? '')) return { kind: 'history', words: trimmed(asBefore(found[1] ?? '')) };
  }
  return null;
}

/** "Have we seen this before?" asks for what is talked of, which a search does not know. */
const asBefore = (words: string): string =>
  /^(?:(?:this|that|it|these|the same|something like (?:this|that))(?: (?:one|thing|case|error|issue|problem))?|(?:これ|この(?:件|問題|エラー|事象|障害))|(?:これと|今回と)?(?:同じ|似た|同様の?)(?:ような)?(?:こと|件|の|もの|事象|問題|エラー|障害)?)$/i.test(
    words,
  )
    ? ''
    : words;

/** A word like one of ours, where what follows would fit that one. */
function almost(bare: string, words: string): SwarmRequest | null {
  const [, word = '', following = ''] = /^([^\s:：]+)[\s:：]*([\s\S]*)$/u.exec(bare) ?? [];
  if (following !== '' && following.split(' ').length > 4) return null;
  const command = nearMiss(word);
  return command && requestOf(command, following) ? { kind: 'offers', command, following, word, words } : null;
}
