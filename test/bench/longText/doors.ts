import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parsePostedCase } from '../../../src/cases/webhook.ts';
import { withoutDemands } from '../../../src/detection/withoutDemands.ts';
import { evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { learnedFrom } from '../../../src/evidence/learned.ts';
import { readPastCaseFiles } from '../../../src/evidence/pastCases/pastCaseFile.ts';
import { termSpans, termsOf } from '../../../src/evidence/terms/terms.ts';
import { channelName } from '../../../src/graph/channels/channelName.ts';
import { createSearchReader } from '../../../src/history/search/searchQuery.ts';
import { textOfHtml } from '../../../src/reading/markup.ts';
import { readRegistryFiles } from '../../../src/registry/files/registryFile.ts';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { technologySchema } from '../../../src/registry/technology.ts';
import { searchableWords, tokensOf } from '../../../src/swarm/service/searchWords.ts';
import { escapedMarkdown, passage, short } from '../../../src/teams/cards/parts/text.ts';
import { caseFromText } from '../../../src/teams/commands/case/freeText.ts';
import { technologiesNamed } from '../../../src/teams/commands/namedTogether.ts';
import { askedOfBot } from '../../../src/teams/commands/parsing/asked/askedOfBot.ts';
import { dutyQuestion } from '../../../src/teams/commands/parsing/dutyQuestions.ts';
import { ownTimeSaid } from '../../../src/teams/commands/parsing/ownTime.ts';
import { parseRequest } from '../../../src/teams/commands/parsing/parse.ts';
import { whoQuestion } from '../../../src/teams/commands/parsing/whoQuestion.ts';
import { createDirectory } from '../../../src/teams/people/directory.ts';
import { peopleTyped } from '../../../src/teams/people/writtenName.ts';

/** Where text comes in or goes out. `most`: UTF-16 units, and bytes of UTF-8 where the request's body bounds it too. */
export type Door = { name: string; most: number; mostBytes?: number; take(text: string): unknown };

const file = join(import.meta.dirname, '../../../src/sandbox/organisation/technologies.json');
const technologies = z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8')));
const solved = join(import.meta.dirname, '../../fixtures/solvedCases.jsonl');
const solvedCase = z.looseObject({ id: z.string(), title: z.string(), text: z.string(), technology: z.string() });
const snapshot = createSnapshot({ technologies, engineers: [], skills: [] });
const index = evidenceIndex({ linearBits: 18 });
for (const line of readFileSync(solved, 'utf8').trim().split('\n')) {
  const { id, title, text, technology } = solvedCase.parse(JSON.parse(line));
  index.add({ id, title, text, closedAt: Date.UTC(2026, 0, 1), credits: [], technologies: [technology] });
}
index.recount();
const detect = learnedFrom(() => index).detector(technologies);
const directory = createDirectory({
  registry: { snapshot },
  chats: { find: async () => null },
  clock: () => Date.UTC(2026, 10, 20),
});
const search = createSearchReader(snapshot);
const owner = { id: '22222222-2222-4222-8222-000000000009', name: 'Owen Owner' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function planned(text: string): unknown {
  const told = caseFromText({ text, tenantId: 'bench', owner, at: '2026-11-20T00:00:00.000Z' });
  return told && detect(told);
}
const posted = (fields: object): unknown =>
  parsePostedCase(
    bytes(
      JSON.stringify({
        case: { id: '1', title: 'T', owner, created: '2026-11-20T00:00:00Z', ...fields },
        version: 1,
      }),
    ),
  );
const inCsv = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** As the body of a request to the bot may be, with some room for what is around the text. */
const activity = 240 * 1024;

export const doors: readonly Door[] = [
  {
    name: 'a message, planned',
    most: 200_000,
    mostBytes: activity,
    take: (text) => {
      const request = parseRequest(text, true);
      return request && planned('words' in request ? (request.words ?? '') : '');
    },
  },
  { name: 'a line to the bot', most: 200, take: (text) => parseRequest(text, true) },
  { name: 'what is asked of the bot', most: 120, take: askedOfBot },
  { name: 'what is said of one’s own time', most: 80, take: ownTimeSaid },
  { name: 'who knows it, asked in words', most: 120, take: (text) => whoQuestion(text, text) },
  { name: 'who is on call, asked in words', most: 120, take: dutyQuestion },
  {
    name: '/swarm who',
    most: 200_000,
    mostBytes: activity,
    take: (text) => directory.technologyNamed(text.replace(/\s+/g, '')),
  },
  {
    name: '/swarm who: several',
    most: 200_000,
    mostBytes: activity,
    take: (text) => technologiesNamed(text, directory),
  },
  {
    name: 'a person named in a message',
    most: 200_000,
    mostBytes: activity,
    take: (text) => directory.personNamed(text),
  },
  { name: 'people named on a card', most: 100_000, take: peopleTyped },
  { name: 'Swarm this: HTML to words', most: 500_000, mostBytes: activity, take: textOfHtml },
  { name: 'the form of a case', most: 20_000, take: planned },
  { name: 'webhook: title', most: 300, take: (text) => posted({ title: text || '-' }) },
  { name: 'webhook: description', most: 50_000, take: (text) => posted({ description: text }) },
  {
    name: 'detection in a description',
    most: 50_000,
    take: (text) => detect({ title: 'T', description: text, product: null }),
  },
  { name: 'detection in a product', most: 200, take: (text) => detect({ title: 'T', description: '', product: text }) },
  { name: 'terms of a past case', most: 50_000, take: (text) => termsOf('T', text) },
  { name: 'terms with their places', most: 50_000, take: (text) => termSpans('T', text) },
  { name: 'question to past cases', most: 50_000, take: (text) => index.ask({ title: 'T', text }).technologies },
  {
    name: 'import: a text in a CSV of past cases',
    most: 50_000,
    take: (text) =>
      readPastCaseFiles(
        [
          {
            name: 'past.csv',
            content: bytes(`id,title,text,closed_at,solved_by\n1,T,${inCsv(text)},2026-01-01T00:00:00Z,${owner.id}\n`),
          },
        ],
        snapshot,
        Date.UTC(2026, 10, 20),
      ),
  },
  {
    name: 'import: any file as past cases',
    most: 200_000,
    take: (text) => readPastCaseFiles([{ name: 'past.csv', content: bytes(text) }], snapshot, Date.UTC(2026, 10, 20)),
  },
  {
    name: 'import: any file as a registry',
    most: 200_000,
    take: (text) => readRegistryFiles([{ name: 'skills.csv', content: bytes(text) }], snapshot),
  },
  {
    name: 'import: rows under the right columns',
    most: 200_000,
    take: (text) =>
      readRegistryFiles([{ name: 'skills.csv', content: bytes(`person,technology,level\n${text}`) }], snapshot),
  },
  {
    name: 'import: any file as JSON',
    most: 200_000,
    take: (text) => readRegistryFiles([{ name: 'registry.json', content: bytes(text) }], snapshot),
  },
  {
    name: 'what search finds',
    most: 50_000,
    take: (text) => tokensOf(searchableWords([text]), [], '2026-11-20T00:00:00Z'),
  },
  { name: 'what an article leaves out', most: 50_000, take: withoutDemands },
  { name: 'words to search for', most: 500, take: search },
  { name: 'a line on a card', most: 50_000, take: (text) => short(text, 200) },
  { name: 'a passage on a card', most: 50_000, take: (text) => passage(text, 4000, 40) },
  { name: 'markdown on a card', most: 4000, take: escapedMarkdown },
  {
    name: 'a channel’s name',
    most: 300,
    take: (text) => channelName({ swarmId: 'a1b2c3d4', caseId: '4711', title: text }),
  },
];

/**
 * Bodies of twenty megabytes, which signed callers alone may send: no reader takes so much within 100 ms, so the bot reads them in
 * steps (stretches.ts). What holds here is a time for each megabyte.
 */
export const bigDoors: readonly Door[] = [
  {
    name: 'POST /api/registry',
    most: 20 * 1024 * 1024,
    mostBytes: 20 * 1024 * 1024,
    take: (text) =>
      readRegistryFiles(
        [
          {
            name: 'body.json',
            content: inJson('technologies', pieces(text, 60), (en, at) => ({ id: `t${at}`, name: { en, ja: en } })),
          },
        ],
        snapshot,
      ),
  },
  {
    name: 'POST /api/past-cases',
    most: 20 * 1024 * 1024,
    mostBytes: 20 * 1024 * 1024,
    take: (text) =>
      readPastCaseFiles(
        [
          {
            name: 'body.json',
            content: inJson('cases', pieces(text, 40_000), (piece, at) => ({
              ...{ id: `c${at}`, title: 'T', text: piece, closedAt: '2026-01-01T00:00:00Z', solvedBy: [owner.id] },
            })),
          },
        ],
        snapshot,
        Date.UTC(2026, 10, 20),
      ),
  },
];

const pieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
const inJson = (table: string, rows: string[], row: (piece: string, at: number) => object): Uint8Array =>
  bytes(JSON.stringify({ [table]: rows.map(row) }));
