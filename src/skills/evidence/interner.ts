/** Names to numbers counted from 0, and back. */
export type Interner = {
  readonly size: number;
  find(name: string): number;
  numberOf(name: string): number;
  nameOf(number: number): string;
};

export function interner(): Interner {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    get size() {
      return names.length;
    },
    find: (name) => numbers.get(name) ?? -1,
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      names.push(name);
      return names.length - 1;
    },
    nameOf: (number) => names[number] ?? '',
  };
}
