import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPastCases } from '../../../src/evidence/pastCases/importPastCases.ts';
import type { RegistryFile } from '../../../src/registry/files/excel/workbook.ts';
import { flowingRegistryJson } from '../../../src/registry/files/json.ts';
import { registryFiles } from '../../../src/registry/files/registryFile.ts';
import { readForImport } from '../../../src/registry/importFiles.ts';
import { openSkillsRegistry } from '../../../src/registry/registry.ts';
import { createSnapshot, type Registry } from '../../../src/registry/snapshot.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { type TextKind, textKinds } from './kinds.ts';

/** What a door of twenty megabytes keeps everybody waiting at a stretch, and takes in all: milliseconds of the processor. */
export type Stretch = { door: string; 'longest stretch ms': number; 'in all ms': number };

const most = 19_000_000;
const person = (at: number): string => `22222222-2222-4222-8222-${String(at).padStart(12, '0')}`;
const bytes = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Bodies at the limit of both doors, taken in as the bot does it, into an embedded database: the one that has no process of its own. */
export async function stretches(): Promise<Stretch[]> {
  const folder = await mkdtemp(join(tmpdir(), 'swarm-bench-'));
  const database = await openDatabase({ kind: 'folder', folder: join(folder, 'data') });
  const registry = await openSkillsRegistry({ database, tenantId: 'bench', clock: Date.now });
  const another = await openSkillsRegistry({ database, tenantId: 'bench', clock: Date.now });
  try {
    const found: Stretch[] = [];
    for (const kind of textKinds.filter(({ name }) => name.endsWith(' prose')))
      for (const length of [2000, 30_000]) {
        const content = pastCasesOf(kind, length);
        const to = { database, tenantId: 'bench', known: registry.snapshot, clock: Date.now };
        found.push(
          await stretchOf(`POST /api/past-cases, ${kind.name} of ${length} bytes`, () =>
            importPastCases(to, [{ name: 'body.json', content }]),
          ),
        );
      }
    const many = registryOfMany();
    const read = async (files: RegistryFile[]) => {
      const reading = await readForImport(files, registry.snapshot);
      if (!reading.ok) throw new Error(`It was not read: ${JSON.stringify(reading.problems[0])}`);
      return reading.registry;
    };
    const body = [{ name: 'body.json', content: bytes(many) }];
    const faulty = [{ name: 'body.json', content: bytes({ ...many, technologies: [] }) }];
    const tables = registryFiles(many, 'csv');
    const works: [string, () => Promise<unknown>][] = [
      ['POST /api/registry', async () => registry.importAll(await read(body))],
      ['the same again', async () => registry.importAll(await read(body))],
      [
        'the same, looked at first, in place of all',
        async () => registry.previewImport(await read(body), { replace: true }),
      ],
      ['the same as CSV', async () => registry.previewImport(await read(tables))],
      ['nine lines each of which refer to nothing', () => readForImport(faulty, createSnapshot())],
      ['GET /api/registry', async () => lengthOf(flowingRegistryJson(await registry.export()))],
      ['taken over by another process', () => another.refresh()],
    ];
    for (const [name, work] of works) found.push(await stretchOf(`${name}, 12,000 people`, work));
    return found;
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function lengthOf(pieces: AsyncIterable<string>): Promise<number> {
  let length = 0;
  for await (const piece of pieces) length += piece.length;
  return length;
}

function pastCasesOf(kind: TextKind, length: number): Uint8Array {
  const text = kind.of(kind.name.startsWith('Japanese') ? length / 3 : length);
  const told = { title: 'T', text, closedAt: '2026-01-01T00:00:00Z', solvedBy: [person(9)] };
  const cases = Array.from({ length: Math.floor(most / length) }, (_, at) => ({
    id: `${kind.name}-${length}-${at}`,
    ...told,
  }));
  return bytes({ pastCases: cases });
}

function registryOfMany(people = 12_000): Registry {
  const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
  const plain = { zone: 'Asia/Tokyo', hours, languages: ['ja' as const], mostSwarms: 2, awayUntil: null, lead: false };
  const skill = { level: 3, owner: false, wantsToLearn: false, confirmedAt: '2026-01-01T00:00:00.000Z' };
  return {
    technologies: Array.from({ length: 9 }, (_, at) => ({
      ...{ id: `t${at}`, name: { en: `Product ${at}`, ja: `製品 ${at}` }, aliases: { en: [], ja: [] }, parent: null },
    })),
    engineers: Array.from({ length: people }, (_, at) => ({ id: person(at), name: `Person ${at}`, ...plain })),
    skills: Array.from({ length: people * 9 }, (_, at) => ({
      ...{ person: person(at % people), technology: `t${Math.floor(at / people)}`, ...skill },
    })),
  };
}

/** Between two turns of the event loop nobody is served. */
async function stretchOf(door: string, work: () => Promise<unknown>): Promise<Stretch> {
  let longest = 0;
  let all = 0;
  let isOn = true;
  let before = process.threadCpuUsage();
  const turn = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    longest = Math.max(longest, (user + system) / 1000);
    all += (user + system) / 1000;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOn = false;
  turn();
  return { door, 'longest stretch ms': Math.round(longest), 'in all ms': Math.round(all) };
}
