import { inBoth, type Kind, type Noise } from './noise.ts';

const onWords =
  (change: (word: string, at: number) => string) =>
  (text: string): string => {
    let at = 0;
    return text.replace(/[a-zA-Z]{4,}|[\u30a1-\u30fc]{4,}/g, (word) => (at++ % 3 === 2 ? change(word, at) : word));
  };

/** One letter mistyped in each third word: two turned round, one twice, one left out, or the neighbour of it pressed. */
const mistyped = onWords((word, at) => {
  const place = 1 + (at % (word.length - 2));
  const [head, one = '', two = '', tail] = [word.slice(0, place), word[place], word[place + 1], word.slice(place + 2)];
  return [`${head}${two}${one}${tail}`, `${head}${one}${one}${two}${tail}`, `${head}${two}${tail}`][at % 3] ?? word;
});
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
/** Katakana as old host systems export it. */
const halfKana = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u30a1-\u30fc\u3099\u309a]/g, (sign) => halves.get(sign) ?? sign)
    .normalize('NFC');
const halves = new Map(
  Array.from({ length: 63 }, (_, at) => String.fromCharCode(0xff61 + at)).map((half): [string, string] => [
    half.normalize('NFKC'),
    half,
  ]),
);
halves.set('\u3099', '\uff9e').set('\u309a', '\uff9f');
const wrapped =
  (width: number) =>
  (text: string): string =>
    text
      .replace(new RegExp(`([^\\n]{1,${width}})(?:\\s|$)`, 'g'), '$1\n')
      .replace(new RegExp(`([^\\n ]{${width}})(?=[^\\n])`, 'g'), '$1\n');

const both = (name: string, spoken: Noise['in'], change: (text: string) => string): Noise => ({
  name,
  in: spoken,
  put: ({ title, text }) => ({ title: change(title), text: change(text) }),
});

/** The same case from other hands and machines. */
export const typing: Kind = {
  name: 'typing and width',
  goal: null,
  noises: [
    both('mistyped', inBoth, mistyped),
    both('full width', inBoth, fullWidth),
    both('half-width kana', ['ja'], halfKana),
    both('capitals', ['en'], (text) => text.toUpperCase()),
    both('small letters', inBoth, (text) => text.toLowerCase()),
    both('long vowels left out', ['ja'], (text) => text.replace(/(?<=[\u30a1-\u30fa])ー(?![\u30a1-\u30fa])/g, '')),
    both('spaces between scripts', ['ja'], (text) =>
      text.replace(/(?<=[\u3041-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u3041-\u9fff])/g, ' '),
    ),
    both('no spaces between scripts', ['ja'], (text) =>
      text.replace(/(?<=[\u3041-\u9fff]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[\u3041-\u9fff])/g, ''),
    ),
    both('hard line breaks at 35', inBoth, wrapped(35)),
    both('hard line breaks at 72', inBoth, wrapped(72)),
    { name: 'the title twice', in: inBoth, put: ({ title, text }) => ({ title, text: `${title}\n${text}` }) },
    {
      name: 'the title in the text alone',
      in: inBoth,
      put: ({ title, text }) => ({ title: '-', text: `${title}\n${text}` }),
    },
    both('decomposed', inBoth, (text) => text.normalize('NFD')),
  ],
};
