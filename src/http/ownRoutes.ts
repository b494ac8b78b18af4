import type { Case, Person } from '../cases/case.ts';
import type { StoredCases } from '../cases/storedCases.ts';
import { parsePostedCase } from '../cases/webhook.ts';
import { DirectoryAway } from '../registry/files/mails.ts';
import type { RegistryProblem } from '../registry/files/problem.ts';
import { problemSentence } from '../registry/files/problemWords.ts';
import type { Sql } from '../store/database.ts';
import { isPersonId, mailIn } from '../store/personId.ts';
import { type AdmitActivity, errorAnswer, type HttpAnswer, json, type Route } from './route.ts';

export type OwnRoutesNeeds = {
  /** Lets the Bot Service in, and answers its activities. */
  admitActivity: AdmitActivity;
  cases: Pick<StoredCases, 'save'>;
  /** The one organisation served. */
  tenantId: string;
  /** The person with this mail address in Entra; null: nobody. Throws when that cannot be told now. */
  findPerson: (mail: string) => Promise<Person | null>;
  /** Imports a registry file (JSON), all or nothing; gives what it did, or every problem by its line. */
  importRegistry: (
    content: Uint8Array,
    alongside: Alongside<object>,
  ) => Promise<{ ok: true; summary: object } | { ok: false; problems: RegistryProblem[] }>;
  /** As JSON, piece by piece. */
  exportRegistry: (alongside: (tx: Sql) => Promise<void>) => Promise<AsyncIterable<string>>;
  /** Imports solved cases (JSON), all or nothing; gives how many were new or changed, or every problem by its line. */
  importPastCases: (
    content: Uint8Array,
    alongside: Alongside<object>,
  ) => Promise<{ ok: true; summary: object } | { ok: false; problems: RegistryProblem[] }>;
  /** What the bot cannot work without, each with whether it answers now. */
  ready: () => Promise<Record<string, boolean>>;
};

/** What else is written in the transaction of an import, told of what that did. */
type Alongside<Summary> = (tx: Sql, summary: Summary) => Promise<void>;

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** Two systems may count alike; the one whose case is kept here is told from the other by the address. */
const ofOther =
  'leads to another case than the one with this id that Swarm has read in its system: send the address that it has there';

/** The bot's own routes. Those of the tab come from the room they show (main.ts). */
export function ownRoutes({
  admitActivity,
  cases,
  tenantId,
  findPerson,
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
        async answer({ body }, signature) {
          const posted = parsePostedCase(body);
          if (!posted.ok) return json(400, { errors: posted.errors });
          const owned = await withOwner(posted.case, findPerson);
          if (!owned.ok) return owned.answer;
          const { dropped, version } = posted;
          const told = (outcome: 'stored' | 'had-it') => ({
            case: {
              id: owned.case.id,
              version: version <= Number.MAX_SAFE_INTEGER ? Number(version) : String(version),
            },
            outcome,
            ...(dropped.length > 0 ? { dropped } : {}),
          });
          const outcome = await cases.save(tenantId, owned.case, version, (tx, became) =>
            signature.use(tx, told(became)),
          );
          if (outcome === 'of-other') return json(409, { errors: [{ path: 'case.url', message: ofOther }] });
          return json(outcome === 'stored' ? 201 : 200, told(outcome));
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
        async answer({ body }, signature) {
          return imported(() => importRegistry(body, (tx, summary) => signature.use(tx, summary)));
        },
      },
    },
    {
      method: 'GET',
      path: '/api/registry',
      rule: {
        kind: 'signed',
        bodyLimit: 0,
        pool: 'imports',
        // Everybody's skills go out once for a signature: who overhears it asks in vain.
        answer: async (_request, signature) => ({
          status: 200,
          body: {
            type: 'application/json; charset=utf-8',
            content: await exportRegistry((tx) => signature.use(tx, null)),
          },
        }),
      },
    },
    {
      method: 'POST',
      path: '/api/past-cases',
      rule: {
        kind: 'signed',
        bodyLimit: 20 * megabyte,
        pool: 'imports',
        async answer({ body }, signature) {
          return imported(() => importPastCases(body, (tx, summary) => signature.use(tx, summary)));
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

/** What became of an import. While people cannot be looked up nothing is taken, and the same may be sent again. */
async function imported(run: () => ReturnType<OwnRoutesNeeds['importRegistry']>): Promise<HttpAnswer> {
  try {
    const outcome = await run();
    return outcome.ok ? json(200, outcome.summary) : json(400, { errors: outcome.problems.map(told) });
  } catch (error) {
    if (!(error instanceof DirectoryAway)) throw error;
    return errorAnswer(503, 'directory-away', `${error.message}. Nothing was imported. Send it again.`, lookAgain);
  }
}

const lookAgain = { 'Retry-After': '30' };

/** A case with its owner by their Entra id, however the case system names them; or why there is none. */
async function withOwner(
  theCase: Case,
  findPerson: OwnRoutesNeeds['findPerson'],
): Promise<{ ok: true; case: Case } | { ok: false; answer: HttpAnswer }> {
  const { owner } = theCase;
  if (isPersonId(owner.id)) return { ok: true, case: theCase };
  const refused = (message: string) =>
    ({ ok: false, answer: json(400, { errors: [{ path: 'case.owner.id', message }] }) }) as const;
  const mail = mailIn(owner.id);
  if (mail === null) return refused('is neither an Entra object id nor a mail address');
  const found = await findPerson(mail).catch(() => 'away' as const);
  if (found === 'away') {
    const message = 'Who the owner is cannot be looked up now. Send the case again.';
    return { ok: false, answer: errorAnswer(503, 'directory-away', message, lookAgain) };
  }
  if (!found) return refused(`${mail} is nobody in this organisation: give the Entra object id of the owner`);
  return { ok: true, case: { ...theCase, owner: { ...owner, id: found.id } } };
}

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
