import type { StoredCases } from '../cases/storedCases.ts';
import { parsePostedCase } from '../cases/webhook.ts';
import type { RegistryProblem } from '../registry/files/problem.ts';
import { problemSentence } from '../registry/files/problemWords.ts';
import { type AdmitActivity, json, type Route } from './route.ts';

export type OwnRoutesNeeds = {
  /** Lets the Bot Service in, and answers its activities. */
  admitActivity: AdmitActivity;
  cases: Pick<StoredCases, 'save'>;
  /** The one organisation served. */
  tenantId: string;
  /** Imports a registry file (JSON), all or nothing; gives what it did, or every problem by its line. */
  importRegistry: (
    content: Uint8Array,
  ) => Promise<{ ok: true; summary: object } | { ok: false; problems: RegistryProblem[] }>;
  exportRegistry: () => Promise<object>;
  /** Imports solved cases (JSON), all or nothing; gives how many were new or changed, or every problem by its line. */
  importPastCases: (
    content: Uint8Array,
  ) => Promise<{ ok: true; summary: object } | { ok: false; problems: RegistryProblem[] }>;
  /** What the bot cannot work without, each with whether it answers now. */
  ready: () => Promise<Record<string, boolean>>;
};

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** The bot's own routes. Those of the tab come from the room they show (main.ts). */
export function ownRoutes({
  admitActivity,
  cases,
  tenantId,
  importRegistry,
  exportRegistry,
  importPastCases,
  ready,
}: OwnRoutesNeeds): Route[] {
  const readyNow = together(ready);
  return [
    { method: 'POST', path: '/api/messages', rule: { kind: 'bot', bodyLimit: 256 * kilobyte, admit: admitActivity } },
    {
      method: 'POST',
      path: '/api/cases',
      rule: {
        kind: 'signed',
        bodyLimit: megabyte,
        pool: 'cases',
        async answer({ body }) {
          const posted = parsePostedCase(body);
          if (!posted.ok) return json(400, { errors: posted.errors });
          const { case: theCase, version } = posted;
          const outcome = await cases.save(tenantId, theCase, version);
          return json(outcome === 'stored' ? 201 : 200, { case: { id: theCase.id, version }, outcome });
        },
      },
    },
    {
      method: 'POST',
      path: '/api/registry',
      rule: {
        kind: 'signed',
        bodyLimit: 20 * megabyte,
        pool: 'imports',
        async answer({ body }) {
          const imported = await importRegistry(body);
          return imported.ok ? json(200, imported.summary) : json(400, { errors: imported.problems.map(told) });
        },
      },
    },
    {
      method: 'GET',
      path: '/api/registry',
      rule: { kind: 'signed', bodyLimit: 0, pool: 'imports', answer: async () => json(200, await exportRegistry()) },
    },
    {
      method: 'POST',
      path: '/api/past-cases',
      rule: {
        kind: 'signed',
        bodyLimit: 20 * megabyte,
        pool: 'imports',
        async answer({ body }) {
          const imported = await importPastCases(body);
          return imported.ok ? json(200, imported.summary) : json(400, { errors: imported.problems.map(told) });
        },
      },
    },
    {
      method: 'GET',
      path: '/healthz',
      rule: {
        kind: 'open',
        because: 'says only that the process runs',
        answer: async () => json(200, { status: 'ok' }),
      },
    },
    {
      method: 'GET',
      path: '/readyz',
      rule: {
        kind: 'open',
        because: 'says only which of our parts answer',
        async answer() {
          const checks = await readyNow();
          const all = Object.values(checks).every((each) => each);
          return all ? json(200, { status: 'ready', checks }) : json(503, { status: 'not-ready', checks });
        },
      },
    },
  ];
}

/** A problem with the sentence for people in either language: who sends a file may be a program, who mends it is not. */
const told = (problem: RegistryProblem) => ({
  ...problem,
  message: { en: problemSentence(problem, 'en'), ja: problemSentence(problem, 'ja') },
});

/** Looks once at a time: whoever asks meanwhile hears the same, so that nobody can have the database asked at will. */
function together<T>(look: () => Promise<T>): () => Promise<T> {
  let looking: Promise<T> | null = null;
  return () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
}
