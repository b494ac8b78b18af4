import type { Browser, Page } from 'playwright-core';

/** What a window is made with, and keeps. */
type Made = { locale: string; timezoneId?: string; permissions?: string[]; reducedMotion: 'reduce' | 'no-preference' };
type Size = { width: number; height: number };

/**
 * Windows that are used again. One whose browser has yet to begin a process for it, and to read and compile all scripts, takes
 * four times as long for its first page as one that has shown it before.
 */
export type Windows = {
  /** A window of its own for somebody, with nothing stored in it: like a browser of their own. */
  open(made: Made, size: Size): Promise<Page>;
  /** Takes a window back: it shows nothing any more, and takes part in nothing. */
  giveBack(page: Page): Promise<void>;
  /** Takes back all, and closes what else is open in this browser. */
  giveAllBack(): Promise<void>;
};

export function keepWindows(browser: Browser): Windows {
  const idle = new Map<string, Page[]>();
  const used = new Map<Page, string>();

  async function giveBack(page: Page): Promise<void> {
    const kind = used.get(page);
    if (kind === undefined || page.isClosed()) return;
    used.delete(page);
    page.removeAllListeners('pageerror').removeAllListeners('console');
    // Asked whether to leave what was typed: yes.
    page.removeAllListeners('dialog').on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    const others = page.context().pages();
    await Promise.all(others.filter((each) => each !== page).map((each) => each.close()));
    await Promise.all(page.frames().map((frame) => frame.evaluate(forget).catch(() => {})));
    await page.goto('about:blank');
    await page.context().clearCookies();
    page.removeAllListeners('dialog');
    idle.set(kind, [...(idle.get(kind) ?? []), page]);
  }

  return {
    async open(made, size) {
      const kind = JSON.stringify(made);
      const page = idle.get(kind)?.pop() ?? (await (await browser.newContext({ ...made, viewport: size })).newPage());
      used.set(page, kind);
      await page.setViewportSize(size);
      return page;
    },
    giveBack,
    async giveAllBack() {
      await Promise.all([...used.keys()].map(giveBack));
      const ours = new Set([...idle.values()].flat().map((page) => page.context()));
      await Promise.all(browser.contexts().map((context) => (ours.has(context) ? undefined : context.close())));
    },
  };
}

/** Runs in the page. */
const forget = (): void => {
  localStorage.clear();
  sessionStorage.clear();
};
