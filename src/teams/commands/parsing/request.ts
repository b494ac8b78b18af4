import type { Courtesy } from '../../../language/courtesyWords.ts';

/** What the bot does when asked by a word of its own. */
export type CommandName =
  | 'help'
  | 'mine'
  | 'record'
  | 'status'
  | 'link'
  | 'unlink'
  | 'explain'
  | 'who'
  | 'history'
  | 'skills'
  | 'doctor';

/** What people ask for in words that is done with a button of a card: how it is done is told. */
export type Deed = 'stop' | 'cancel' | 'resolve' | 'join' | 'leave' | 'reopen' | 'invite' | 'thank';

/** The same, and what else of the bot they ask about in sentences of their own (asked/askedOfBot.ts). */
export type About = Deed | 'note' | 'views' | 'article' | 'hand-over' | 'data' | 'language';

/** A time of which people ask who is on call; a day of the week is the next one. */
export type DutyTime =
  | 'tonight'
  | 'tomorrow'
  | 'tomorrow-night'
  | 'this-week'
  | 'weekend'
  | 'next-week'
  | 'this-month'
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'
  | 'sunday';

/** What somebody asked of the bot in words. `words` is what followed, as written; `caseId` the words that name a case. */
export type SwarmRequest =
  /** Nothing but the name: the panel in a swarm's channel, help anywhere else. */
  | { kind: 'panel' }
  /** A case, by its id or told in free text. */
  | { kind: 'case'; words: string }
  /** Words to the bot that were not called a case: it may be one, it may be a thank-you. */
  | { kind: 'said'; words: string }
  | { kind: 'status'; caseId: string | null }
  /** A swarm is about the case that `to` names (null: not said which); `caseId` null: the one of the channel, or that one leads. */
  | { kind: 'link'; caseId: string | null; to: string | null }
  | { kind: 'unlink'; caseId: string | null }
  | { kind: 'explain'; caseId: string | null }
  | { kind: 'mine' }
  /** One's own part in resolved swarms. */
  | { kind: 'record' }
  | { kind: 'skills' }
  /** `words` empty: of what is not said yet. `asked`: the whole sentence, where it was one: "who knows AKS?" */
  | { kind: 'who'; words: string; asked?: string }
  | { kind: 'history'; words: string }
  /** Who is on call, now or when they said; `words`: for what, null for anything. */
  | { kind: 'on-call'; words: string | null; when?: DutyTime }
  /** Which support team they are in. */
  | { kind: 'team' }
  | { kind: 'help' }
  | { kind: 'doctor' }
  /** A word like one of ours: is `command`, with `following`, what was meant? `words` is all that was written. */
  | { kind: 'offers'; command: CommandName; following: string; word: string; words: string }
  /** `otherwise`: what is meant where there is no such case, as words around a number may tell anything: "add the 4096 key to Key Vault". */
  | { kind: 'tells'; about: About; caseId: string | null; otherwise?: SwarmRequest }
  /** Words that answer an invitation: meant so by who has one, of that case or of any; `otherwise`, by everybody else. */
  | { kind: 'answers'; caseId: string | null; otherwise: SwarmRequest }
  /** That urgency, deadline or title of a case be another: meant so where it has a swarm; `otherwise`, where it has none. */
  | { kind: 'wishes'; caseId: string; otherwise: SwarmRequest }
  | { kind: 'courtesy'; courtesy: Courtesy }
  /** A new case of which nothing is told yet. */
  | { kind: 'new' };
