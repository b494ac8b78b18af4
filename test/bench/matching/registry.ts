/**
 * A new customer's first day: the technologies of a case by the registry's aliases alone, then what learning adds:
 * `npm run bench:matching -- registry`. The starter list of ../shared/data/taxonomy (or TAXONOMY_DATA) is the
 * registry; the sets' labels are brought to its ids, and only cases with such a label are counted. `both` is what the
 * product tells: nothing that is not sure enough.
 */
import { createDetector } from '../../../src/detection/detection.ts';
import { defaultDetectionSettings } from '../../../src/detection/detectionSettings.ts';
import { evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { learnedFrom } from '../../../src/evidence/learned.ts';
import { type Fold, tasksOf } from './sets.ts';
import { idOf, technologies } from './taxonomy.ts';

const detect = createDetector(technologies, { ...defaultDetectionSettings, atLeast: 0.01, besideSurest: 0, most: 10 });

console.log(
  `${'task'.padEnd(24)}${'past cases'.padStart(11)}${'tests'.padStart(7)}   by          @1     @3   says something`,
);
for (const task of [...tasksOf('ms-support-en'), ...tasksOf('ja-support')]) {
  if (task.asks !== 'technologies') continue;
  const [fold] = task.folds();
  if (fold)
    for (const count of [0, 10, 100, 1000])
      if (count === 0 || count / 3.4 < fold.train.length) report(task.name, fold, count);
}

function report(name: string, fold: Fold, count: number): void {
  const index = evidenceIndex({ linearBits: 20 });
  const taught = fold.train.slice(-count || fold.train.length, count === 0 ? 0 : undefined);
  for (const past of taught) index.add({ ...past, technologies: [...new Set(past.technologies.flatMap(idOf))] });
  index.recount();
  const detectBoth = learnedFrom(() => index).detector(technologies);
  const asked = fold.tests
    .map((test) => ({ ...test, ids: test.truth.flatMap(idOf) }))
    .filter(({ ids }) => ids.length > 0);
  const ways = { aliases: [0, 0, 0], learned: [0, 0, 0], both: [0, 0, 0] };
  for (const { title, text, ids } of asked) {
    const named = new Map(
      detect({ title, description: text, product: null }).map((each) => [each.technology, each.confidence]),
    );
    const learned = new Map(
      index
        .ask({ title, text })
        .technologies.map(({ label, probability }) => [index.parts.technologies.names.nameOf(label), probability]),
    );
    const both = new Map(
      detectBoth({ title, description: text, product: null }).map((each) => [each.technology, each.confidence]),
    );
    for (const [way, found] of Object.entries({ aliases: named, learned, both })) {
      const row = ways[way as keyof typeof ways];
      const order = [...found].sort((a, b) => b[1] - a[1]).map(([id]) => id);
      const place = order.findIndex((id) => ids.includes(id));
      if (place === 0) row[0] = (row[0] ?? 0) + 1;
      if (place >= 0 && place < 3) row[1] = (row[1] ?? 0) + 1;
      if (order.length > 0) row[2] = (row[2] ?? 0) + 1;
    }
  }
  for (const [way, row] of Object.entries(ways)) {
    if (count === 0 && way !== 'aliases') continue;
    const part = row.map((hits) => ((100 * hits) / asked.length).toFixed(1).padStart(7));
    console.log(
      `${name.padEnd(24)}${String(taught.length).padStart(11)}${String(asked.length).padStart(7)}   ${way.padEnd(8)}${part.join('')}`,
    );
  }
}
