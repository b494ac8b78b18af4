import type { ProgressLine } from '../history/imports/progressLines.ts';
import type { WrongField } from '../history/policy/policyRoutes.ts';
import { formerColleague } from '../language/formerColleague.ts';
import type { Language } from '../language/language.ts';

/** Why the server did not give what was asked for. `status` 0: it was not reached. */
export class ServerRefusal extends Error {
  readonly status: number;
  readonly code: string;
  /** What the server says of it, in a sentence; empty where it says nothing. */
  readonly said: string;
  /** What of the input is wrong, where the server says so. */
  readonly fields: WrongField[];
  constructor(status: number, code: string, said = '', fields: WrongField[] = []) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.said = said;
    this.fields = fields;
  }

  /** Whether what was asked for may have been done all the same: an answer is lost, or fails, also after all was written. */
  get mayBeDone(): boolean {
    return this.status === 0 || (this.status >= 500 && !nothingDone.has(this.code));
  }
}

/** By these our own server says that it has done nothing. */
const nothingDone: ReadonlySet<string> = new Set([
  ...['busy', 'stopping', 'sign-in-unchecked', 'import-under-way', 'directory-away', 'profiles-away'],
]);

/** What kept something from being answered, whatever was thrown. */
export const refusalIn = (error: unknown): ServerRefusal =>
  error instanceof ServerRefusal ? error : new ServerRefusal(0, 'not-reached');

/** Asks the bot's own server, as the person who is signed in to Teams. */
export type Server = {
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  put<T>(path: string, content: unknown): Promise<T>;
  /** A line of JSON with what is `asked` and which files follow, then the files as they are, one after the other. */
  send<T>(path: string, files: readonly File[], asked: object): Promise<T>;
  /** The same, of work that tells in lines how far it is (progressLines.ts); gives what it did. */
  sendFollowing<T>(path: string, files: readonly File[], asked: object, onRead: (read: number) => void): Promise<T>;
  /** A file for the person's downloads. */
  file(path: string): Promise<Blob>;
};

/** `language`: the reader's, for the name of who was erased, which is stored in that of each case. */
export function createServer(token: () => Promise<string>, language: Language): Server {
  const [theirs, own] = [formerColleague[language === 'ja' ? 'en' : 'ja'], formerColleague[language]].map((name) =>
    JSON.stringify(name),
  ) as [string, string];
  const told = async <T>(answer: Response): Promise<T> =>
    JSON.parse((await answer.text()).replaceAll(theirs, own)) as T;

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    // Without a net Teams has no new token either; that is not about signing in.
    if (!navigator.onLine) throw new ServerRefusal(0, 'not-reached');
    const proof = await token().catch(() => {
      throw new ServerRefusal(401, 'no-sign-in');
    });
    const headers = { ...init.headers, Authorization: `Bearer ${proof}` };
    const answer = await fetch(path, { ...init, headers, cache: 'no-store' }).catch((error) => {
      if (init.signal?.aborted) throw error;
      throw new ServerRefusal(0, 'not-reached');
    });
    if (answer.ok) return answer;
    throw await refusalOf(answer);
  }

  return {
    get: async <T>(path: string, signal?: AbortSignal) => told<T>(await ask(path, signal ? { signal } : {})),
    put: async <T>(path: string, content: unknown) => {
      const headers = { 'Content-Type': 'application/json' };
      return told<T>(await ask(path, { method: 'PUT', body: JSON.stringify(content), headers }));
    },
    send: async <T>(path: string, files: readonly File[], asked: object) =>
      (await sent(path, files, asked)).json() as Promise<T>,
    sendFollowing: async <T>(
      path: string,
      files: readonly File[],
      asked: object,
      onRead: (read: number) => void,
    ): Promise<T> => {
      const answer = await sent(path, files, asked);
      for await (const line of linesOf(answer.body)) {
        const told = JSON.parse(line) as ProgressLine<T>;
        if ('did' in told) return told.did;
        onRead(told.read);
      }
      throw new ServerRefusal(0, 'not-reached');
    },
    file: async (path) => (await ask(path)).blob(),
  };

  async function sent(path: string, files: readonly File[], asked: object): Promise<Response> {
    // Read first: a file that changed since it was chosen, or is gone, fails here, and not as if the server were away.
    const contents = await Promise.all(files.map((file) => file.arrayBuffer())).catch(() => {
      throw new ServerRefusal(0, 'file-unreadable');
    });
    const told = files.map(({ name }, at) => ({ name, bytes: contents[at]?.byteLength ?? 0 }));
    const body = new Blob([`${JSON.stringify({ ...asked, files: told })}\n`, ...contents]);
    const headers = { 'Content-Type': 'application/octet-stream' };
    return ask(path, { method: 'PUT', body, headers });
  }
}

/** The lines of an answer as they come. A connection that breaks is a server that was not reached. */
async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (!body) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ServerRefusal(0, 'not-reached');
    });
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (done) return;
  }
}

async function refusalOf(answer: Response): Promise<ServerRefusal> {
  const content: unknown = await answer.json().catch(() => null);
  const error = content !== null && typeof content === 'object' && 'error' in content ? content.error : null;
  const told = (name: string): string => {
    const value: unknown = error !== null && typeof error === 'object' ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const fields: unknown = error !== null && typeof error === 'object' ? Reflect.get(error, 'fields') : undefined;
  const wrong = Array.isArray(fields) ? (fields as WrongField[]) : [];
  return new ServerRefusal(answer.status, told('code') || 'unknown', told('message'), wrong);
}
