export type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** Columns of numbers by name: what a part of an index is saved as, and made from again. Views, no copies. */
export type Columns = Readonly<Record<string, Numbers>>;

/** A typed array with room for at least `length` values, the old ones kept: a quarter longer when it must grow. */
export function grown<T extends Numbers>(column: T, length: number, make: (length: number) => T): T {
  if (length <= column.length) return column;
  const wider = make(Math.max(length, Math.ceil(column.length * 1.25), 64));
  wider.set(column);
  return wider;
}

export const float64 = (length: number): Float64Array => new Float64Array(length);
export const float32 = (length: number): Float32Array => new Float32Array(length);
export const int32 = (length: number): Int32Array => new Int32Array(length);
export const uint32 = (length: number): Uint32Array => new Uint32Array(length);
export const uint8 = (length: number): Uint8Array => new Uint8Array(length);

/** A saved column; throws when there is none of this name and kind: what was saved is of another format. */
export function savedColumn<T extends Numbers>(saved: Columns, name: string, kind: new (length: number) => T): T {
  const column = saved[name];
  if (!(column instanceof kind)) throw new Error(`What was saved of the index has no ${kind.name} called ${name}`);
  return column;
}

/** Columns of one kind that were saved as a list (`named`). */
export function savedPages<T extends Numbers>(saved: Columns, name: string, kind: new (length: number) => T): T[] {
  const pages: T[] = [];
  while (saved[`${name}.${pages.length}`]) pages.push(savedColumn(saved, `${name}.${pages.length}`, kind));
  return pages;
}

/** Columns under names that begin with another: `within` gives them back. */
export const named = (name: string, columns: Columns | readonly Numbers[]): Columns =>
  Object.fromEntries(Object.entries(columns).map(([key, column]) => [`${name}.${key}`, column]));

export function within(saved: Columns | undefined, name: string): Columns | undefined {
  if (!saved) return undefined;
  const own = Object.entries(saved).filter(([key]) => key.startsWith(`${name}.`));
  return Object.fromEntries(own.map(([key, column]) => [key.slice(name.length + 1), column]));
}
