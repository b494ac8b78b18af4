import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPastCases } from '../../../src/evidence/pastCases/importPastCases.ts';
import { registrySteps } from '../../../src/registry/files/registryFile.ts';
import { openSkillsRegistry } from '../../../src/registry/registry.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { pauses, stepped } from '../../../src/time/pauses.ts';
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
    const content = registryOfMany();
    found.push(
      await stretchOf('POST /api/registry, 12,000 people', async () => {
        const steps = registrySteps([{ name: 'body.json', content }], registry.snapshot);
        const reading = await stepped(steps, pauses());
        if (!reading.ok) throw new Error(`It was not read: ${JSON.stringify(reading.problems[0])}`);
        return registry.importAll(reading.registry);
      }),
    );
    return found;
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
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

function registryOfMany(people = 12_000): Uint8Array {
  const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
  const plain = { zone: 'Asia/Tokyo', hours, languages: ['ja'], mostSwarms: 2, awayUntil: null, lead: false };
  const skill = { level: 3, owner: false, wantsToLearn: false, confirmedAt: '2026-01-01T00:00:00.000Z' };
  return bytes({
    technologies: Array.from({ length: 9 }, (_, at) => ({
      ...{ id: `t${at}`, name: { en: `Product ${at}`, ja: `製品 ${at}` }, aliases: { en: [], ja: [] }, parent: null },
    })),
    engineers: Array.from({ length: people }, (_, at) => ({ id: person(at), name: `Person ${at}`, ...plain })),
    skills: Array.from({ length: people * 9 }, (_, at) => ({
      ...{ person: person(at % people), technology: `t${Math.floor(at / people)}`, ...skill },
    })),
  });
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
