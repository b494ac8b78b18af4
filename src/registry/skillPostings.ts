import type { TechnologyId } from './technology.ts';

/** A level and whether they own it, in one small number: level × 2 + owner. 0 stands for nothing. */
export const skillCode = (level: number, owner: boolean): number => level * 2 + (owner ? 1 : 0);
export const levelOf = (code: number): number => code >> 1;
export const isOwner = (code: number): boolean => (code & 1) === 1;

/** Who has a line for one technology: the first `length` of both columns, in no order. */
export type SkillPosting = { readonly seats: Int32Array; readonly codes: Uint8Array; readonly length: number };

/** Seats by technology, packed: reading thousands of them touches little memory. */
export type SkillPostings = {
  of(technology: TechnologyId): SkillPosting;
  add(technology: TechnologyId, seat: number, code: number): void;
  remove(technology: TechnologyId, seat: number): void;
  drop(technology: TechnologyId): void;
};

export function createSkillPostings(): SkillPostings {
  const postings = new Map<TechnologyId, { seats: Int32Array; codes: Uint8Array; length: number }>();
  const nobody: SkillPosting = { seats: new Int32Array(0), codes: new Uint8Array(0), length: 0 };
  const placeIn = (posting: SkillPosting, seat: number): number =>
    posting.seats.subarray(0, posting.length).indexOf(seat);
  return {
    of: (technology) => postings.get(technology) ?? nobody,
    // The caller knows that the seat is not in it yet: it would be slow to look for each of 600,000.
    add(technology, seat, code) {
      const posting = postings.get(technology) ?? { seats: new Int32Array(4), codes: new Uint8Array(4), length: 0 };
      if (posting.length === posting.seats.length) {
        const { seats, codes } = posting;
        posting.seats = new Int32Array(seats.length * 2);
        posting.seats.set(seats);
        posting.codes = new Uint8Array(codes.length * 2);
        posting.codes.set(codes);
      }
      posting.seats[posting.length] = seat;
      posting.codes[posting.length] = code;
      posting.length++;
      postings.set(technology, posting);
    },
    remove(technology, seat) {
      const posting = postings.get(technology);
      const place = posting ? placeIn(posting, seat) : -1;
      if (!posting || place < 0) return;
      posting.length--;
      posting.seats[place] = posting.seats[posting.length] ?? 0;
      posting.codes[place] = posting.codes[posting.length] ?? 0;
    },
    drop: (technology) => {
      postings.delete(technology);
    },
  };
}
