import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

/**
 * Draws appPackage/color.png (192 x 192) and appPackage/outline.png (32 x 32): one in the middle, six around, joined.
 * Run it by hand after a change: `node tools/icons.ts`.
 */
type Point = readonly [x: number, y: number];
type Ink = readonly [red: number, green: number, blue: number];
/** A shape is the distance of a point to its edge: negative inside. Units: the picture is 1 x 1, the middle is 0, 0. */
type Shape = (at: Point) => number;
type Layer = { shape: Shape; ink: (at: Point) => Ink };

const white: Ink = [255, 255, 255];
const amber: Ink = [255, 185, 56];

const disc =
  ([x, y]: Point, radius: number): Shape =>
  (at) =>
    Math.hypot(at[0] - x, at[1] - y) - radius;

const ring =
  (middle: Point, radius: number, width: number): Shape =>
  (at) =>
    Math.abs(disc(middle, radius)(at)) - width / 2;

const line =
  (from: Point, to: Point, width: number): Shape =>
  (at) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const along = ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / (dx * dx + dy * dy);
    const near = Math.min(1, Math.max(0, along));
    return Math.hypot(at[0] - from[0] - near * dx, at[1] - from[1] - near * dy) - width / 2;
  };

/** The six around, the first to the upper right. */
const places = (distance: number): Point[] =>
  [-30, 30, 90, 150, 210, 270].map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return [Math.cos(angle) * distance, Math.sin(angle) * distance];
  });

const plain = (shape: Shape, ink: Ink): Layer => ({ shape, ink: () => ink });

/** From the middle outwards: a full ground, spokes, the six, and the one in the middle. */
const colour: Layer[] = [
  {
    shape: () => -1,
    ink: ([x, y]) => {
      const part = Math.min(1, Math.max(0, x * 0.35 + y * 0.65 + 0.5));
      const mix = (from: number, to: number) => from + (to - from) * part;
      return [mix(24, 8), mix(132, 62), mix(140, 92)];
    },
  },
  ...places(0.27).map((place) => plain(line([0, 0], place, 0.026), white)),
  ...places(0.27).map((place, index) => plain(disc(place, 0.072), index === 0 ? amber : white)),
  plain(disc([0, 0], 0.118), white),
  { shape: disc([0, 0], 0.056), ink: () => [16, 97, 116] },
];

const outline: Layer[] = [
  ...places(0.36).map((place) =>
    plain(line([place[0] * 0.5, place[1] * 0.5], [place[0] * 0.78, place[1] * 0.78], 0.05), white),
  ),
  ...places(0.375).map((place) => plain(disc(place, 0.08), white)),
  plain(ring([0, 0], 0.15, 0.062), white),
];

/** Red, green, blue, alpha of each pixel, row by row; each pixel is the mean of 8 x 8 points. */
function painted(layers: Layer[], size: number): Uint8Array {
  const fine = 8;
  const pixels = new Uint8Array(size * size * 4);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const sum = [0, 0, 0, 0];
    for (let point = 0; point < fine * fine; point++) {
      const x = ((pixel % size) + ((point % fine) + 0.5) / fine) / size - 0.5;
      const y = (Math.floor(pixel / size) + (Math.floor(point / fine) + 0.5) / fine) / size - 0.5;
      const top = layers.findLast(({ shape }) => shape([x, y]) <= 0);
      if (top)
        for (const [channel, value] of [...top.ink([x, y]), 1].entries()) sum[channel] = (sum[channel] ?? 0) + value;
    }
    const [red = 0, green = 0, blue = 0, covered = 0] = sum;
    if (covered > 0) {
      pixels.set(
        [red / covered, green / covered, blue / covered, (255 * covered) / (fine * fine)].map(Math.round),
        pixel * 4,
      );
    }
  }
  return pixels;
}

/** A PNG of 8-bit RGBA pixels (https://www.w3.org/TR/png-3/). */
function png(pixels: Uint8Array, size: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'ascii'), body]);
    const frame = Buffer.alloc(named.length + 8);
    frame.writeUInt32BE(body.length, 0);
    named.copy(frame, 4);
    frame.writeUInt32BE(crc32(named), named.length + 4);
    return frame;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row++) {
    rows.set(pixels.subarray(row * size * 4, (row + 1) * size * 4), row * (size * 4 + 1) + 1);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const folder = new URL('../appPackage/', import.meta.url);
writeFileSync(new URL('color.png', folder), png(painted(colour, 192), 192));
writeFileSync(new URL('outline.png', folder), png(painted(outline, 32), 32));
