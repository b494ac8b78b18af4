import { type StreamEvent, streamEventSchema } from './views.ts';

/**
 * Reads a stream of server-sent events and hands over each. `ready` resolves with the event of that name, and rejects
 * when the stream cannot be opened. `close` ends it; nothing is handed over afterwards.
 */
export function readEvents(
  url: string,
  see: (event: StreamEvent) => void,
): { ready: Promise<void>; close: () => void } {
  const ended = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const read = async (): Promise<void> => {
    const response = await fetch(url, { signal: ended.signal, headers: { accept: 'text/event-stream' } });
    if (!response.ok || response.body === null) throw new Error(`GET ${url}: ${response.status}`);
    let rest = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + text).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const data = part.split('\n').find((line) => line.startsWith('data: '));
        if (data === undefined || ended.signal.aborted) continue;
        const event = streamEventSchema.parse(JSON.parse(data.slice('data: '.length)));
        if (event.kind === 'ready') resolve();
        see(event);
      }
    }
  };
  read().catch((error: unknown) => {
    // A stream that is closed, by either side, has simply ended.
    if (!ended.signal.aborted) reject(error);
  });
  promise.catch(() => undefined);
  return { ready: promise, close: () => ended.abort() };
}
