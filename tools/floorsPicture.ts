import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { z } from 'zod';

/** A room as it is drawn: its name, what it is for, and the rooms it imports from. */
export type DrawnRoom = { name: string; purpose: string; uses: string[] };

/** The house as it is drawn: floors from the ground up, and what stands beside them. */
export type House = { floors: DrawnRoom[][]; beside: DrawnRoom[] };

const root = join(import.meta.dirname, '..');
export const picturePath = join(root, 'docs/images/floors.svg');

const row = z.array(z.tuple([z.string(), z.string()]));
const plan = z.object({ floors: z.array(row), beside: row });

/** Reads the floors from tools/floors.cjs and the imports from the sources; rooms that have no file yet are left out. */
export async function surveyHouse(): Promise<House> {
  const require = createRequire(import.meta.url);
  const { floors, beside } = plan.parse(require('./floors.cjs'));
  const config = z.object({ options: z.record(z.string(), z.unknown()) }).parse(require('../.dependency-cruiser.cjs'));
  const { output } = await cruise([join(root, 'src')], { ...config.options, baseDir: root });
  if (typeof output === 'string') throw new Error(`dependency-cruiser told of no modules, but: ${output}`);

  const names = [...floors.flat(), ...beside].map(([name]) => name).toSorted((a, b) => b.length - a.length);
  const roomOf = (path: string) => names.find((name) => path === `src/${name}` || path.startsWith(`src/${name}/`));
  const uses = new Map<string, Set<string>>();
  for (const { source, dependencies } of output.modules) {
    const room = roomOf(source);
    if (room === undefined) continue;
    const used = uses.get(room) ?? new Set<string>();
    uses.set(room, used);
    for (const { resolved } of dependencies) {
      const other = roomOf(resolved);
      if (other !== undefined && other !== room) used.add(other);
    }
  }
  const inOrder = [...floors.flat(), ...beside].map(([name]) => name);
  const drawn = (rooms: [string, string][]): DrawnRoom[] =>
    rooms.flatMap(([name, purpose]) => {
      const used = uses.get(name);
      return used ? [{ name, purpose, uses: inOrder.filter((each) => used.has(each)) }] : [];
    });
  return { floors: floors.map(drawn), beside: drawn(beside) };
}

const width = 1120;
const besideWidth = 210;
const gap = 12;
const lineHeight = 16;

/** The house as an SVG: the ground at the bottom, each room with what it is for and what it imports from. */
export function drawHouse({ floors, beside }: House): string {
  const houseWidth = width - besideWidth - 3 * gap;
  let y = gap;
  const parts: string[] = [];
  for (const [level, floor] of [...floors.entries()].reverse()) {
    const roomWidth = (houseWidth - 2 * gap - (floor.length - 1) * gap) / floor.length;
    const texts = floor.map((room) => linesOf(room, roomWidth));
    const height = Math.max(...texts.map((lines) => lines.length)) * lineHeight + 26;
    parts.push(box(gap, y, houseWidth, height + 2 * gap, '#f3f2f1', 'none'));
    parts.push(`<text x="${gap + houseWidth - 6}" y="${y + 11}" text-anchor="end" class="floor">floor ${level}</text>`);
    for (const [index, room] of floor.entries()) {
      const x = 2 * gap + index * (roomWidth + gap);
      parts.push(drawRoom(room, texts[index] ?? [], x, y + gap, roomWidth, height));
    }
    y += height + 3 * gap;
  }
  const besideHeight = (y - gap - (beside.length - 1) * gap) / Math.max(beside.length, 1);
  for (const [index, room] of beside.entries()) {
    const x = houseWidth + 2 * gap;
    parts.push(
      drawRoom(
        room,
        linesOf(room, besideWidth),
        x,
        gap + index * (besideHeight + gap),
        besideWidth,
        besideHeight - gap,
      ),
    );
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="The floors of the house">`,
    '<style>text{font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:12px;fill:#323130}.name{font-weight:600;font-size:14px}.uses{fill:#605e5c}.floor{fill:#8a8886;font-size:10px}</style>',
    `<rect width="${width}" height="${y}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

type Line = { text: string; kind: 'purpose' | 'uses' };

function linesOf({ purpose, uses }: DrawnRoom, roomWidth: number): Line[] {
  const letters = Math.floor((roomWidth - 20) / 6.1);
  return [
    ...wrapped(purpose, letters).map((text): Line => ({ text, kind: 'purpose' })),
    ...wrapped(uses.length > 0 ? `uses ${uses.join(', ')}` : 'uses no other room', letters).map(
      (text): Line => ({ text, kind: 'uses' }),
    ),
  ];
}

function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function drawRoom({ name }: DrawnRoom, lines: Line[], x: number, y: number, w: number, h: number): string {
  return [
    box(x, y, w, h, '#ffffff', '#8a8886'),
    `<text x="${x + 10}" y="${y + 20}" class="name">${escaped(name)}</text>`,
    ...lines.map(
      ({ text, kind }, index) =>
        `<text x="${x + 10}" y="${y + 20 + (index + 1) * lineHeight}" class="${kind}">${escaped(text)}</text>`,
    ),
  ].join('\n');
}

const box = (x: number, y: number, w: number, h: number, fill: string, stroke: string) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="6" fill="${fill}" stroke="${stroke}"/>`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await writeFile(picturePath, drawHouse(await surveyHouse()));
