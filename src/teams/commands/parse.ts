/** What somebody asked of the bot in words. `words` is what followed, as written. */
export type SwarmRequest =
  /** Nothing but the name: the panel in a swarm's channel, help anywhere else. */
  | { kind: 'panel' }
  /** A case, by its id or told in free text. */
  | { kind: 'case'; words: string }
  /** Words to the bot that were not called a case: it may be one, it may be a thank-you. */
  | { kind: 'said'; words: string }
  | { kind: 'status'; caseId: string | null }
  | { kind: 'explain'; caseId: string | null }
  | { kind: 'mine' }
  | { kind: 'skills' }
  | { kind: 'who'; words: string }
  | { kind: 'history'; words: string }
  | { kind: 'help' }
  | { kind: 'doctor' };

/**
 * Reads `/swarm …`, `swarm …`, `スウォーム …` and, where the bot was spoken to (mentioned, or in its personal chat),
 * the words alone: a command of ours or a case's number counts as one there too, anything else is just said. `text` is without the mention of the bot;
 * `isCommand`: it came from the slash menu, which leaves the name out. Gives null when the bot was not meant.
 *
 * A word of ours counts as one only when what follows fits it: "status 4711" is a question, "status page shows 500
 * after failover" is a case; 「誰 Kubernetes」 is a question, 「誰も接続できない」 is a case.
 */
export function parseRequest(text: string, isSpokenTo: boolean, isCommand = false): SwarmRequest | null {
  const plain = text
    .normalize('NFC')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .trim();
  const named = namePattern.exec(plain);
  if (!named && !isSpokenTo) return null;
  const rest = (named ? plain.slice(named[0].length) : plain).trim();
  if (rest === '') return { kind: 'panel' };
  const [, word = '', following = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(rest) ?? [];
  const request = requestOf(keywords.get(folded(word)), following.trim());
  return request ?? { kind: named || isCommand || looksLikeCaseId(rest) ? 'case' : 'said', words: rest };
}

/** `/swarm`, `swarm`, `／スウォーム`, in any width, as a word of its own. */
const namePattern = /^[/／]?\s?(?:swarm|ｓｗａｒｍ|スウォーム|ｽｳｫｰﾑ)(?=[\s:：、,]|$)[\s:：、,]*/iu;

type Keyword = Exclude<SwarmRequest['kind'], 'panel' | 'said'>;

const spellings: Record<Keyword, readonly string[]> = {
  case: ['case', 'ケース', '案件'],
  status: ['status', 'ステータス', '状況', '状態'],
  explain: ['explain', 'why', '説明', '理由'],
  mine: ['mine', 'my', '自分', '一覧'],
  skills: ['skills', 'skill', 'スキル'],
  who: ['who', '誰', 'だれ', '担当者'],
  history: ['history', '履歴', '検索'],
  help: ['help', '?', 'ヘルプ', '使い方'],
  doctor: ['doctor', '診断', 'ドクター'],
};

const folded = (word: string): string => word.normalize('NFKC').toLowerCase();
const keywords = new Map<string, Keyword>(
  Object.entries(spellings).flatMap(([keyword, words]) =>
    words.map((word): [string, Keyword] => [folded(word), keyword as Keyword]),
  ),
);

function requestOf(keyword: Keyword | undefined, following: string): SwarmRequest | null {
  if (keyword === undefined) return null;
  const words = following === '' ? [] : following.split(/\s+/u);
  switch (keyword) {
    case 'case':
      return words.length > 0 ? { kind: 'case', words: following } : null;
    case 'status':
    case 'explain': {
      if (words.length > 1) return null;
      const [only] = words;
      if (only === undefined) return { kind: keyword, caseId: null };
      return looksLikeCaseId(only) ? { kind: keyword, caseId: caseIdIn(only) } : null;
    }
    case 'mine':
    case 'skills':
    case 'help':
    case 'doctor':
      return words.length === 0 ? { kind: keyword } : null;
    // Chosen from the menu with nothing typed after it: not a case called "who".
    case 'who':
      if (words.length === 0) return { kind: 'help' };
      return words.length <= 5 ? { kind: keyword, words: following } : null;
    case 'history':
      return words.length <= 8 ? { kind: keyword, words: following } : null;
    default:
      return keyword satisfies never;
  }
}

/**
 * Whether words could be the id of a case in some case system: one word with a digit in it, made of letters, digits
 * and the usual marks (`4711`, `#4711`, `CS0012345`, `INC-1`, `T-…`). `VPN` or `AADSTS50011エラー` are not.
 */
export function looksLikeCaseId(words: string): boolean {
  const word = caseIdIn(words);
  return /^(?=.*\d)[A-Za-z]{0,12}[-_./]?\d[A-Za-z0-9\-_./]{0,40}$/.test(word) || ownCaseId.test(word);
}

/** Ids we give to cases told in free text (freeText.ts). */
export const ownCaseId = /^T-[A-Z2-7]{12}$/;

/** The id as a case system has it: in usual width, without the number sign people put before it. */
export const caseIdIn = (words: string): string => words.normalize('NFKC').trim().replace(/^#/, '');
