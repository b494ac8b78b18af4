import type { Leaver } from '../registry/left/leaving.ts';
import type { Sql } from '../store/database.ts';

/** Why a list of people could not be read to its end. */
export const followTroubles = ['not-granted', 'not-found', 'throttled', 'no-answer', 'refused', 'held'] as const;
export type FollowTrouble = (typeof followTroubles)[number];

/** How far a list of people was read; instants as ISO in UTC (store/graphTables.ts says what each means). */
export type Followed = {
  source: string;
  link: string | null;
  since: string;
  triedAt: string;
  readAt: string | null;
  lookedAt: string | null;
  trouble: FollowTrouble | null;
  held: number;
  members: string[];
};

/** Somebody new: `manager` and `team` (of the registry), where these are known. */
export type Joiner = { id: string; name: string; manager: string | null; team: string | null };

/** What a list of people told. `back`: who had left and is there again, by id. */
export type PeopleChanges = { left: Leaver[]; back: string[]; joined: Joiner[] };

/** Takes what was found over; `save` is to be run in the same transaction, so that neither is without the other. */
export type TakeChanges = (changes: PeopleChanges, save: (tx: Sql) => Promise<void>) => Promise<void>;

/** Who matters: everybody of the registry who could leave, and those who have left. */
export type KnownPeople = {
  isRegistered(id: string): boolean;
  hasLeft(id: string): boolean;
  /** Ids of everybody of the registry, vendors and guests aside. */
  registered(): string[];
  /** How many left in the last 24 hours. */
  leftLately(): number;
  /** Whether somebody leads a support team or belongs to one: their people are told of. */
  belongsToTeam(id: string): boolean;
};

/** What a run found: of how many, or why not. `held`: so many would have left at once, and stay until an administrator says so. */
export type FollowOutcome = { left: number; joined: number; back: number; held: number; trouble: Followed['trouble'] };

/** So many people leave in a day at most: what says more is a wrong group, a wrong tenant or a fault, until an administrator says so. */
export const isTooMany = (leaving: number, lately: number, most: number): boolean =>
  leaving > 0 && leaving + lately > most;
