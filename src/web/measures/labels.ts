/** A letter of Japanese takes about as much room as two of Latin. */
const wide = /[\p{scx=Hira}\p{scx=Kana}\p{sc=Han}\u{ff01}-\u{ff60}]/u;

/**
 * How many letters names beside a chart may have so that each fits into the room of `room` Latin letters. A chart cuts
 * all its names at one count.
 */
export function lettersThatFit(names: readonly string[], room: number): number {
  const fits = names.map((name) => {
    let taken = 0;
    const letters = [...name];
    const tooMany = letters.findIndex((letter) => {
      taken += wide.test(letter) ? 2 : 1;
      return taken > room;
    });
    return tooMany < 0 ? Number.POSITIVE_INFINITY : tooMany;
  });
  return Math.min(...fits, Math.max(1, ...names.map((name) => name.length)));
}
