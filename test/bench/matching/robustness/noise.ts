/** A case as it is told: what a case system has in two fields, and a person types in one. */
export type Told = { title: string; text: string };
export type Spoken = 'ja' | 'en';

/**
 * One thing that people or programs put around a case and that says nothing of what it is about. `other` is a case of
 * another technology, in the same language. `in`: which languages' cases it is put around.
 */
export type Noise = {
  name: string;
  in: readonly Spoken[];
  /** Technologies of whose cases it would be a lie. */
  except?: readonly string[];
  put(of: Told, other: Told): Told;
};

/** A kind of noise. `goal`: in how many of 100 cases the first technology may change; null where none is set. */
export type Kind = { name: string; goal: number | null; noises: readonly Noise[] };

export type Place = 'before' | 'after' | 'within';

export const inBoth: readonly Spoken[] = ['ja', 'en'];

/** The same words in each of the places, as a noise each. */
export const around = (
  name: string,
  spoken: readonly Spoken[],
  words: string | ((other: Told) => string),
  places: readonly Place[],
): Noise[] =>
  places.map((place) => ({
    name: `${name}, ${place}`,
    in: spoken,
    put: (of, other) => ({ ...of, text: placed(of.text, typeof words === 'string' ? words : words(other), place) }),
  }));

/** What opens a mail, and what closes it. */
export const framed = (name: string, spoken: readonly Spoken[], opens: string, closes: string): Noise => ({
  name,
  in: spoken,
  put: ({ title, text }) => ({ title, text: [opens, text, closes].filter((part) => part !== '').join('\n\n') }),
});

function placed(text: string, words: string, place: Place): string {
  if (place === 'before') return `${words}\n\n${text}`;
  if (place === 'after') return `${text}\n\n${words}`;
  const [first, rest] = halves(text);
  return `${first}\n\n${words}\n\n${rest}`;
}

/** A text cut at the end of the sentence nearest its middle. */
function halves(text: string): [string, string] {
  const ends = [...text.matchAll(/[。．！？]|[.!?](?=\s)|\n/gu)].map(({ index }) => index + 1);
  const middle = text.length / 2;
  const at = ends.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? text.length;
  return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
}

/** The beginning of another case's text, as it would stand in a mail. */
export const openingOf = ({ text }: Told, most = 220): string => text.slice(0, most).toWellFormed().trim();
