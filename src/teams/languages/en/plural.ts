const rules = new Intl.PluralRules('en');

/** `1 expert`, `2 experts`: the number with the word that goes with it. */
export const counted = (count: number, one: string, other: string): string =>
  `${count} ${rules.select(count) === 'one' ? one : other}`;

/** `once`, `3 times`. */
export const often = (count: number): string => (count === 1 ? 'once' : `${count} times`);
