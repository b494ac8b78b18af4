type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

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
