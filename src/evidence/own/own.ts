import { type FusionWeights, features, fusionWeights, weightsOf } from '../answering/fusionWeights.ts';
import { type Columns, savedColumn } from '../columns/columns.ts';
import { type AskedCase, askedCases } from './askedCases.ts';
import { chancesOf, type OwnWeights, ownWeights } from './ownWeights.ts';
import { type Calibration, calibrationBy, usualCalibration } from './pastChance.ts';

/**
 * What an index has learned of itself: its tenant's own weights for technologies, and how its chances are to be read. Of
 * past cases that are asked before they are taken in, up to a hundred and fifty.
 */
export type Own = {
  readonly weights: FusionWeights;
  readonly calibration: Calibration;
  /** Undefined while there are too few cases to say. */
  readonly judged: Omit<OwnWeights, 'weights'> | undefined;
  /** Whether the next case, of an index of so many, is to be asked before it is taken in. */
  isDue(size: number): boolean;
  note(asked: AskedCase): void;
  /** Learns anew if there is enough that is new; some ten milliseconds. */
  learn(): void;
  columns(): Columns;
  bytes(): number;
};

export function own(saved?: Columns): Own {
  const cases = askedCases(saved);
  let [learnedAt = 0, lastAt = 0] = saved ? savedColumn(saved, 'when', Float64Array) : [];
  let weights = fusionWeights.technologies;
  let calibration = usualCalibration;
  let judged: Own['judged'];
  const learnNow = (): void => {
    const all = cases.all();
    const { weights: found, ...about } = ownWeights(all, fusionWeights.technologies) ?? { weights };
    weights = 'isTaken' in about ? found : fusionWeights.technologies;
    judged = 'isTaken' in about ? about : undefined;
    calibration = calibrationBy(all, (asked) => chancesOf(asked, weights));
    learnedAt = cases.count;
  };
  if (saved) restore(savedColumn(saved, 'learned', Float64Array));

  return {
    get weights() {
      return weights;
    },
    get calibration() {
      return calibration;
    },
    get judged() {
      return judged;
    },
    isDue: (size) => size >= firstAsked && size - lastAt >= Math.min(size, mostLooked) / askedOneIn,
    note(asked) {
      lastAt = asked.size;
      cases.add(asked);
    },
    learn() {
      if (cases.count >= learnedAt + worthLearning) learnNow();
    },
    columns: () => ({ ...cases.columns(), when: Float64Array.of(learnedAt, lastAt), learned: learnedColumn() }),
    bytes: () => cases.bytes(),
  };

  function learnedColumn(): Float64Array {
    const { slope, offset, unlike, alike } = calibration;
    const { isTaken, cases: count, usual, own: mine } = judged ?? { ...nothing };
    return Float64Array.of(
      ...features.map((feature) => weights[feature]),
      ...[slope, offset, unlike, alike],
      ...[judged ? 1 : 0, isTaken ? 1 : 0, count, usual.right, usual.loss, mine.right, mine.loss],
    );
  }

  function restore(column: Float64Array): void {
    weights = weightsOf(column);
    const [slope = 1, offset = 0, unlike = 0, alike = 1, is, isTaken, count = 0, ...told] = column.subarray(
      features.length,
    );
    calibration = { slope, offset, unlike, alike };
    const [usualRight = 0, usualLoss = 0, right = 0, loss = 0] = told;
    if (is === 1)
      judged = {
        ...{ isTaken: isTaken === 1, cases: count },
        ...{ usual: { right: usualRight, loss: usualLoss }, own: { right, loss } },
      };
  }
}

const nothing = { isTaken: false, cases: 0, usual: { right: 0, loss: 0 }, own: { right: 0, loss: 0 } };
/** Before there are so many, nothing can be said. */
const firstAsked = 10;
/** Of more cases than so many a load learns only the newest. */
const mostLooked = 50_000;
const worthLearning = 5;
/** Asking costs as much as seven cases that are taken in: one in so many of an index's size is asked. */
const askedOneIn = 100;
