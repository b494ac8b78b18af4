/**
 * Where a function that has one highest place has it, begun at `start`: each number has a step of its own, longer while its
 * slope keeps its sign, else half (Riedmiller and Braun 1993). `fixed` numbers stay; `atLeast` holds for the others.
 */
export function climbed(
  start: readonly number[],
  rounds: number,
  slopesAt: (at: readonly number[]) => readonly number[],
  { isFree = () => true, atLeast = () => Number.NEGATIVE_INFINITY }: Bounds = {},
): number[] {
  const found = [...start];
  const steps = start.map(() => 0.05);
  let before: readonly number[] = start.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const slopes = slopesAt(found);
    for (const [at, slope] of slopes.entries()) {
      if (!isFree(at)) continue;
      const turned = slope * (before[at] ?? 0) < 0;
      steps[at] = Math.min(0.2, Math.max(1e-4, (steps[at] ?? 0) * (turned ? 0.5 : 1.2)));
      found[at] = Math.max(atLeast(at), (found[at] ?? 0) + Math.sign(slope) * (steps[at] ?? 0));
    }
    before = slopes;
  }
  return found;
}
type Bounds = { isFree?: (at: number) => boolean; atLeast?: (at: number) => number };
