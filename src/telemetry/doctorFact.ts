/**
 * What a check of the installation found, as facts: graph/ finds them, teams/ words them in the reader's language.
 * `seconds` of a clock: ours minus Microsoft's. `error` is what another system said, in whatever language it came.
 */
export type DoctorFact =
  | { code: 'engine'; name: string }
  | { code: 'permissions'; count: number }
  | { code: 'granted' }
  /** Not the least permission that would do, but one that includes it. */
  | { code: 'granted-as'; permission: string }
  | { code: 'not-granted' }
  | { code: 'not-granted-here'; permissions: string[] }
  | { code: 'signed-in' }
  /** The name by which the tab signs people in (`api://…`). */
  | { code: 'name-known' | 'name-unknown'; name: string }
  | { code: 'owners'; count: number }
  | { code: 'no-owner' }
  /** So many members were looked at, and there are more. */
  | { code: 'more-members'; count: number }
  | { code: 'people'; count: number }
  | { code: 'unknown-people' | 'guests'; names: string[]; count: number }
  | { code: 'no-guests' }
  /** So many people were not looked up. */
  | { code: 'more-people'; count: number }
  | { code: 'no-date' }
  | { code: 'reached' }
  /** So many people could not be sent their invitation in the last days. */
  | { code: 'not-reached'; count: number; days: number }
  /** Until when (a local date) all calendars tell which days are off; and how many people have none. */
  | { code: 'calendars-until'; until: string; without: number }
  | { code: 'no-calendars'; without: number }
  /** Calendars of people whose days off are not known soon, or already now, each with its last date. */
  | { code: 'calendars-end'; names: string[] }
  /** A date (local) of which calendars that somebody has side by side say otherwise, the one that counts last; of so many more, too. */
  | { code: 'calendars-differ'; date: string; calendars: string[]; more: number }
  /**
   * Of so many past cases: whether weights learned from them are used, or the usual ones; and how many of the latest cases
   * each named right, asked before they were known. `judgedBy` 0: there are too few to say.
   */
  | { code: 'past-cases'; cases: number; own: boolean; judgedBy: number; ownRight: number; usualRight: number }
  | { code: 'no-feeds' }
  /** Feeds of shifts, and of how many people they tell. */
  | { code: 'feeds-read'; count: number; people: number }
  /** Not read for a day, or never (null; ISO, UTC), and why not: a trouble of registry/shifts/feed.ts. What it said last counts on. */
  | { code: 'feed-not-read'; readAt: string | null; trouble: string }
  /** Names in a feed that mean nobody of the registry, or several. */
  | { code: 'feed-unknown-people'; names: string[] }
  /** Events that could not be taken: too long, by a rule that comes too often, in a zone that nobody knows. */
  | { code: 'feed-left-out'; tooLong: number; tooOften: number; unknownZone: number }
  /** Who joins and leaves by Entra: when it was last read to its end (ISO, UTC). */
  | { code: 'people-followed'; at: string }
  /** Not read for a day, or never (null), and why not: a trouble of graph/people/following/followState.ts. */
  | { code: 'people-not-read'; at: string | null; trouble: string }
  /** So many would have left at once: nobody is taken for gone. */
  | { code: 'people-held'; count: number }
  | { code: 'role'; name: string }
  | { code: 'role-all-powerful'; name: string }
  | { code: 'own-process' }
  | { code: 'own-machine' }
  | { code: 'certificate'; days: number }
  | { code: 'answered'; status: number }
  | { code: 'catalogue-id'; id: string }
  | { code: 'clock-skew'; seconds: number }
  | { code: 'team-archived' }
  | { code: 'channels-unlisted' }
  /** Of a host team; `deleted`: of those taken, by channels deleted lately. `countedAt`: an ISO instant in UTC. */
  | { code: 'channels-taken'; taken: number; deleted: number; most: number; countedAt: string }
  | { code: 'installed' }
  | { code: 'not-installed' }
  | { code: 'no-answer'; seconds: number }
  /** Of a case system: signed in, and a case could be read; or none. */
  | { code: 'case-readable' | 'case-none-readable' | 'case-busy' | 'case-mapping-fits' }
  /** The choices of the urgency cannot be looked at. */
  | { code: 'case-choices-unknown' }
  /** `off`: the policy has nothing written into cases, as shipped. */
  | { code: 'case-notes-can-be-written' | 'case-note-rights-unknown' | 'case-writing-off' }
  /** Of drafts for the system's knowledge base. */
  | { code: 'case-articles-can-be-written' | 'case-article-rights-unknown' }
  /** By the system's own names. */
  | { code: 'case-note-rights-missing'; names: string[] }
  /** Nothing is written there any more, since customers could see this note, which is named as its system does. */
  | { code: 'case-writing-stopped'; note: string; caseId: string }
  /** What the system said. */
  | { code: 'case-forbidden'; said: string }
  /** Columns, by the system's own names, without which no case can be read, and which the account may not see. */
  | { code: 'case-columns-hidden'; names: string[] }
  /** Columns that the mapping names and the system has not, or hides; choices for which the mapping has no urgency. */
  | { code: 'case-columns-missing' | 'case-choices-unmapped'; names: string[] }
  /**
   * Of asking a case system for changes: when it last went through (ISO, UTC), and how many cases wait to be read again.
   * `said`: why it does not go through; null: it has only been a while.
   */
  | { code: 'case-changes-followed'; at: string; waiting: number }
  | { code: 'case-changes-behind'; at: string | null; waiting: number; said: string | null }
  /** There is no language model; there is one, and nothing is sent to it. */
  | { code: 'model-off' }
  | { code: 'model-unused'; host: string }
  /** For what it is used, what of the day's tokens is, and its last answer: when (ISO, UTC), and what was wrong with it. */
  | {
      code: 'model-used';
      host: string;
      uses: ('translation' | 'summary' | 'article' | 'reading')[];
      calls: number;
      tokens: number;
      most: number;
      last: { at: string; said: string; ok: boolean } | null;
    }
  | { code: 'error'; message: string };
