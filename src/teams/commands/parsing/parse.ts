import { calledCaseId, looksLikeCaseId } from '../../../cases/ids/shape.ts';
import { composed } from '../../../language/compatible.ts';
import { onlyCourtesy, withoutCourtesy } from '../../../language/courtesy.ts';
import { usual, withoutInvisible } from '../../../language/usual.ts';
import { answerTo } from './answerWords.ts';
import { askedOfBot } from './asked/askedOfBot.ts';
import { besideCase, deedBeside } from './besideCase.ts';
import { asksOfSwarm, besideNumber, wishesChange } from './besideNumber.ts';
import { causeSaid } from './causeSaid.ts';
import { deedFirst } from './deedFirst.ts';
import { dutyQuestion } from './dutyQuestions.ts';
import { loneErrorCode } from './errorCode.ts';
import { linkOf, linkSaid } from './link.ts';
import { caseOf, namesCase } from './namedCase.ts';
import { nearMiss } from './nearMiss.ts';
import { ownSwarmAsked } from './ownSwarm.ts';
import { plainly, withoutThanks } from './politely.ts';
import type { CommandName, Deed, SwarmRequest } from './request.ts';
import { trimmed } from './trimmed.ts';
import { commandPhrases, commandWords, deedPhrases, hasVerb, newCase, pastQuestions } from './vocabulary.ts';
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
  const told = { kind: isCalledCase || looksLikeCaseId(words) ? 'case' : 'said', words: rest } as const;
  return commandIn(words, told) ?? told;
}

/** `/swarm`, `swarm`, `／スウォーム`, in any width, as a word of its own. */
const namePattern = /^[/／]?\s?(?:swarm|ｓｗａｒｍ|スウォーム|ｽｳｫｰﾑ)(?=[\s:：、,]|$)[\s:：、,]*/iu;

/** They may be long where nothing else is said. */
const addresses = /(?:https?|ms-[a-z-]+):\S{1,1000}/giu;

/** `told`: the words as they were, for where a command is only likely. */
function commandIn(words: string, told: SwarmRequest): SwarmRequest | null {
  // Commands are short; nobody buries one in a page, of addresses either.
  if (words.length > 2_000) return null;
  if (words.replace(addresses, '').length > 200 || words.includes('\n') || loneErrorCode(words)) return null;
  const bare = trimmed(withoutCourtesy(words)).replace(/^\//, '');
  if (bare === '') return null;
  // A courtesy may be what it is about: "4711 is good", "who is good at AKS?"
  const whole = trimmed(words).replace(/^\//, '');
  const unthanked = withoutThanks(whole);
  const plain = plainly(whole);
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
    (bare === whole ? null : deedBeside(bare, told)) ??
    (unthanked === whole ? null : deedBeside(plainly(unthanked), told)) ??
    (plain === whole ? null : (swarmQuestion(plain) ?? ownSwarmAsked(plain) ?? byPhrase(plain))) ??
    askedOfBot(words) ??
    whoQuestion(whole, words) ??
    pastQuestion(whole) ??
    besideCase(whole, told) ??
    (plain === whole ? null : besideCase(plain, told)) ??
    deedFirst(unthanked, told) ??
    byFirstWord(whole) ??
    byFirstWord(bare) ??
    besideCase(bare, told) ??
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
      if (words.length > 5 || hasVerb.test(following) || whoDid.test(following)) return null;
      return { kind: keyword, words: following, ...(whoDoes.test(following) && { asked: `who ${following}` }) };
    case 'history':
      return asksThePast.test(following) || (words.length <= 8 && !hasVerb.test(following))
        ? { kind: keyword, words: following }
        : null;
    default:
      return keyword satisfies never;
  }
}

/** "Who deleted the site?" asks of a matter; "who uses it?" may, where what is named is no technology. */
const whoDid =
  /^(?:has |have |had )?(?!(?:need|feed|speed|seed|embed|based|shared|managed|distributed|dedicated|advanced|red)\b)\p{Ll}{2,}ed \S|^(?:broke|did|took|made|wrote|sent|lost|left|set|cut|shut|put|built|found|got|gave|saw|ran|reset|hit|began) \S/u;
const whoDoes = /^\p{Ll}{3,}s \S/u;

/** A question behind `history` is one to the past: no case begins "history why did …". */
const asksThePast =
  /^(?:how|why|what|which|who|whom|where|when|did|do|does|has|have|had|was|were|any(?:body|one|thing)?)\b|^(?:なぜ|何故|どう|どの|どこ|いつ|何|誰|だれ)|(?:です|ます|ました|でした|った|んだ|いた|した)(?:っけ|の)?か$/iu;

function swarmQuestion(whole: string): SwarmRequest | null {
  const beside = besideNumber(whole);
  return beside && asksOfSwarm(beside.said) ? { kind: 'status', caseId: beside.caseId } : null;
}

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
