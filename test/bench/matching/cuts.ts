/**
 * How Japanese is best cut into terms: `npm run bench:matching -- cuts` (half a minute). The technology of ja-support's
 * articles, by title and by title with text: splits in time within the part to learn from (104 questions), and the
 * test part (98). `rules` is what the product does; the others change the text before it.
 */
import { evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { termsOf } from '../../../src/evidence/terms/terms.ts';
import { type Fold, tasksOf } from './sets.ts';
import { table } from './table.ts';
import { tuningFolds } from './tuning.ts';

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const cuts: Record<string, (text: string) => string> = {
  'rules: latin words, katakana runs, kanji pairs': (text) => text,
  'Intl.Segmenter, then the rules': (text) => [...segmenter.segment(text)].map(({ segment }) => segment).join(' '),
  'latin words only': (text) => text.replace(/[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]+/g, ' '),
  'Japanese only': (text) => text.replace(/[a-zA-Z]+/g, ' '),
};

const tasks = tasksOf('ja-support');
const rows = Object.entries(cuts).map(([name, cut]) => {
  const early = measured(tasks.flatMap(tuningFolds), cut);
  const late = measured(
    tasks.flatMap((task) => [...task.folds()]),
    cut,
  );
  return {
    cut: name,
    'early @1': early.first,
    '@3': early.three,
    'test @1': late.first,
    ' @3': late.three,
    'ms a text': early.milliseconds,
  };
});
console.log(table(rows));

function measured(folds: Fold[], cut: (text: string) => string) {
  let [asked, first, three, time, texts] = [0, 0, 0, 0, 0];
  for (const { train, tests, candidates } of folds) {
    const index = evidenceIndex({ linearBits: 18 });
    for (const past of train) {
      const began = performance.now();
      const terms = termsOf(cut(past.title), cut(past.text));
      time += performance.now() - began;
      texts++;
      index.add({ ...past, terms });
    }
    index.recount();
    const { names } = index.parts.technologies;
    for (const test of tests) {
      const named = index
        .ask({ title: cut(test.title), text: cut(test.text) })
        .technologies.map(({ label }) => names.nameOf(label))
        .filter((label) => candidates.has(label));
      const place = named.findIndex((label) => test.truth.includes(label));
      asked++;
      if (place === 0) first++;
      if (place >= 0 && place < 3) three++;
    }
  }
  return { first: `${first} of ${asked}`, three, milliseconds: (time / texts).toFixed(2) };
}
