import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { languages } from '../src/language/language.ts';
import { cards, readerIn } from '../test/fixtures/cards.ts';

/**
 * Draws every card with Microsoft's renderer, about as wide as Teams does, its languages side by side:
 *   node tools/card-gallery.ts [words in the names of the cards] [--open] [--narrow] [--dark]
 * `--open` unfolds the forms behind the buttons; `--narrow` is as wide as a phone; `--dark` has the dark theme's
 * colours. Prints the folder of the pictures.
 */
const flags = process.argv.slice(2).filter((each) => each.startsWith('--'));
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((each) => name.includes(each));

const renderer = readFileSync(
  join(createRequire(import.meta.url).resolve('adaptivecards'), '../../dist/adaptivecards.min.js'),
  'utf8',
);
const isDark = flags.includes('--dark');
const folder = mkdtempSync(join(tmpdir(), 'swarm-cards-'));

const hostConfig = {
  fontFamily: "'Segoe UI', 'Noto Sans CJK JP', 'Noto Sans', sans-serif",
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 12 },
  separator: { lineThickness: 1, lineColor: isDark ? '#525252' : '#e0e0e0' },
  actions: {
    maxActions: 6,
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  containerStyles: {
    default: colours('#ffffff', '#292929'),
    emphasis: colours('#f5f5f5', '#141414'),
    accent: colours('#ebf3fc', '#082338'),
    good: colours('#f1faf1', '#052505'),
    attention: colours('#fdf3f4', '#3b0509'),
    warning: colours('#fef7f2', '#411200'),
  },
  inputs: { label: { inputSpacing: 4, requiredInputs: { suffix: ' *', suffixColor: 'attention' } } },
};

function colours(light: string, dark: string) {
  const of = (onLight: string, onDark: string, subtle = isDark ? onDark : onLight) => ({
    default: isDark ? onDark : onLight,
    subtle,
  });
  const foregroundColors = {
    default: of('#242424', '#ffffff', isDark ? '#adadad' : '#616161'),
    accent: of('#0f6cbd', '#479ef5'),
    good: of('#0e700e', '#54b054'),
    warning: of('#bc4b09', '#faa06b'),
    attention: of('#b10e1c', '#dc626d'),
  };
  return { backgroundColor: isDark ? dark : light, foregroundColors };
}

const style = `
  body { margin: 0; padding: 16px; background: ${isDark ? '#1f1f1f' : '#f0f0f0'}; color: ${isDark ? '#fff' : '#242424'}; font: 14px ${hostConfig.fontFamily}; }
  main { display: flex; gap: 16px; align-items: start; }
  section { flex: 1 1 0; min-width: 0; background: ${isDark ? '#292929' : '#fff'}; border-radius: 6px; padding: 12px; box-shadow: 0 1px 3px #0003; }
  a { color: ${isDark ? '#479ef5' : '#0f6cbd'}; }
  .ac-pushButton { font: 600 14px ${hostConfig.fontFamily}; padding: 5px 12px; border: 1px solid ${isDark ? '#666' : '#d1d1d1'}; border-radius: 4px; background: ${isDark ? '#292929' : '#fff'}; color: inherit; margin: 2px 0; }
  .ac-pushButton.style-positive { background: #5b5fc7; color: #fff; border-color: #5b5fc7; }
  .ac-pushButton.style-destructive { background: #c50f1f; color: #fff; border-color: #c50f1f; }
  .ac-actionSet, .ac-adaptiveCard > div { flex-wrap: wrap; }
  .ac-input { font: 14px ${hostConfig.fontFamily}; box-sizing: border-box; width: 100%; padding: 5px 8px; border: 1px solid #d1d1d1; border-radius: 4px; }
  .ac-input input[type=checkbox], .ac-input input[type=radio] { width: auto; }
  .ac-multichoiceInput, .ac-choiceSetInput-expanded, .ac-toggleInput { border: 0; padding: 0; }
`;

const page = `<!doctype html><meta charset="utf-8"><style>${style}</style><main></main><script>${renderer}</script>
<script>
  function draw(json) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig)});
    card.parse(json);
    const place = document.createElement('section');
    place.append(card.render());
    document.querySelector('main').append(place);
  }
  // The n-th form of each card, unfolded; false when no card has so many.
  function unfold(n) {
    const forms = [...document.querySelectorAll('section')].map((each) => each.querySelectorAll('.ac-pushButton.expandable')[n]);
    for (const form of forms) form?.click();
    return forms.some(Boolean);
  }
</script>`;

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  const width = flags.includes('--narrow') ? 360 : 640;
  const tab = await browser.newPage({ viewport: { width: 2 * width + 48, height: 300 } });
  for (const [name, draw] of Object.entries(cards)) {
    if (!isWanted(name)) continue;
    const drawn = languages.map((language) => draw(readerIn(language)));
    const shown = async (part: string): Promise<void> => {
      await tab.screenshot({ path: join(folder, `${name}${part}.png`), fullPage: true });
    };
    const fresh = async (): Promise<void> => {
      await tab.setContent(page);
      for (const card of drawn) await tab.evaluate(`draw(${JSON.stringify(card)})`);
    };
    await fresh();
    await shown('');
    for (let form = 0; flags.includes('--open'); form++) {
      await fresh();
      if (!(await tab.evaluate(`unfold(${form})`))) break;
      await shown(`.form${form + 1}`);
    }
  }
} finally {
  await browser.close();
}
console.log(folder);
