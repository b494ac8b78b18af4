import { type Columns, grown, savedColumn, uint8, uint32 } from './columns.ts';

/**
 * Texts by number, counted from 0, as bytes behind one another: a million strings of their own would keep the garbage
 * collector busy, and could be saved only one by one.
 */
export type Texts = {
  readonly size: number;
  add(text: string): void;
  /** Empty for a number that has none. */
  at(number: number): string;
  /** The same as comparing with `at`, and no string is made. */
  is(number: number, text: string): boolean;
  columns(): Columns;
  bytes(): number;
};

export function texts(saved?: Columns): Texts {
  let written: Buffer = saved ? Buffer.from(savedColumn(saved, 'written', Uint8Array).buffer) : Buffer.alloc(1024);
  let ends = saved ? savedColumn(saved, 'ends', Uint32Array) : uint32(64);
  let size = saved ? (savedColumn(saved, 'size', Uint32Array)[0] ?? 0) : 0;

  const startOf = (number: number): number => (number === 0 ? 0 : (ends[number - 1] ?? 0));
  const at = (number: number): string => (number < size ? written.toString('utf8', startOf(number), ends[number]) : '');

  return {
    get size() {
      return size;
    },
    add(text) {
      const start = startOf(size);
      if (start + 3 * text.length > written.length)
        written = Buffer.from(grown<Uint8Array>(written, start + 3 * text.length, uint8).buffer);
      ends = grown(ends, size + 1, uint32);
      ends[size++] = start + written.write(text, start);
    },
    at,
    is(number, text) {
      const start = startOf(number);
      if ((ends[number] ?? 0) - start !== text.length) return !isAscii(text) && at(number) === text;
      for (let place = 0; place < text.length; place++) {
        const code = text.charCodeAt(place);
        if (code > 127) return at(number) === text;
        if (code !== written[start + place]) return false;
      }
      return true;
    },
    columns: () => ({ written: new Uint8Array(written.buffer), ends, size: Uint32Array.of(size) }),
    bytes: () => written.byteLength + ends.byteLength,
  };
}

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
};
