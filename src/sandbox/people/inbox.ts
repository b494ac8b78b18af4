import { readEvents } from './eventSource.ts';
import type { MessageView } from './views.ts';

/** Every message the person sees, kept current by the stream, which opens with the first wait. */
export function createInbox(url: string) {
  const messages = new Map<string, MessageView>();
  const waiting = new Set<() => void>();
  let opened: { ready: Promise<void>; close: () => void } | null = null;

  const open = (): { ready: Promise<void>; close: () => void } =>
    readEvents(url, (event) => {
      if (event.kind !== 'message') return;
      messages.set(`${event.message.conversation} ${event.message.id}`, event.message);
      for (const look of waiting) look();
    });
  const newest = (fits: (view: MessageView) => boolean): MessageView | undefined =>
    [...messages.values()].sort((one, other) => other.order - one.order).find((view) => !view.deleted && fits(view));

  return {
    waitFor: async (
      fits: (view: MessageView) => boolean,
      { timeout, who }: { timeout: number; who: string },
    ): Promise<MessageView> => {
      opened ??= open();
      await opened.ready;
      const already = newest(fits);
      if (already !== undefined) return already;
      return new Promise((resolve, reject) => {
        const tooLate = setTimeout(() => {
          waiting.delete(look);
          const last = [...messages.values()].sort((one, other) => other.order - one.order).slice(0, 5);
          const told = last
            .map((view) =>
              JSON.stringify({ from: view.from?.alias ?? 'bot', text: view.text, card: view.card }).slice(0, 2_000),
            )
            .join('\n');
          reject(
            new Error(`${who} saw no such message within ${timeout} ms. The newest of ${messages.size} were:\n${told}`),
          );
        }, timeout);
        const look = (): void => {
          const found = newest(fits);
          if (found === undefined) return;
          waiting.delete(look);
          clearTimeout(tooLate);
          resolve(found);
        };
        waiting.add(look);
      });
    },
    close: () => opened?.close(),
  };
}
