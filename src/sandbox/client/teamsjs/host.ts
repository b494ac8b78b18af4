import { z } from 'zod';

/** What Teams tells a tab about itself, in the flat form that TeamsJS asks for (its `app.getContext` gives it a shape). */
export type TabContext = {
  theme: 'default' | 'dark' | 'contrast';
  locale: string;
  entityId: string;
  subEntityId: string;
  userObjectId: string;
  userDisplayName: string;
  loginHint: string;
  userPrincipalName: string;
  tid: string;
};

export type TeamsHost = {
  /** The context has changed; a change of the theme is told as such, as Teams does. */
  update: (context: TabContext) => void;
  close: () => void;
};

/**
 * Answers a page that uses TeamsJS 2 in `frame`, over window messages, as Teams' web client does. Only messages of that
 * frame and of `origin` are heard, and answers go nowhere else.
 */
export function hostTab(options: {
  frame: HTMLIFrameElement;
  origin: string;
  context: TabContext;
  token: () => Promise<string>;
  /** A Teams deep link or any other address that the page wants opened. */
  openLink: (link: string) => void;
  /** The page has gone to another of its pages, or asks to. */
  toPage: (page: string | null) => void;
  /** The page says that it is there, or that it is not. */
  onState: (state: 'loaded' | 'failed') => void;
}): TeamsHost {
  let context = options.context;
  const handlers = new Set<string>();

  const post = (message: object): void => {
    options.frame.contentWindow?.postMessage(message, options.origin);
  };
  const hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== options.frame.contentWindow || event.origin !== options.origin) return;
    const request = requestSchema.safeParse(event.data);
    if (!request.success) return;
    const { id, uuidAsString, func, args } = request.data;
    answerTo(func, args).then((answer) => {
      if (answer !== null)
        post({ id, args: answer, monotonicTimestamp: performance.now(), ...(uuidAsString ? { uuidAsString } : {}) });
    });
  };

  /** The arguments of the answer; null for what expects none. */
  async function answerTo(func: string, args: readonly unknown[]): Promise<unknown[] | null> {
    switch (func) {
      case 'initialize':
        return ['content', 'web', JSON.stringify(runtime), '2.0.1'];
      case 'getContext':
        return [{ ...context, ...fixedContext }];
      case 'authentication.getAuthToken':
        return options.token().then(
          (token) => [true, token],
          (problem: unknown) => [false, problem instanceof Error ? problem.message : String(problem)],
        );
      case 'registerHandler':
        if (typeof args[0] === 'string') handlers.add(args[0]);
        return null;
      case 'executeDeepLink':
        options.openLink(String(args[0]));
        return [true];
      case 'pages.navigateToApp': {
        const target = appPageSchema.safeParse(args[0]);
        if (!target.success) return [false, 'INVALID_ARGUMENTS'];
        options.openLink(entityLink(target.data));
        return [true];
      }
      case 'pages.currentApp.navigateTo': {
        const target = ownPageSchema.safeParse(args[0]);
        if (!target.success) return [{ errorCode: 4000, message: 'INVALID_ARGUMENTS' }];
        options.toPage(target.data.subPageId ?? null);
        return [undefined];
      }
      case 'pages.currentApp.navigateToDefaultPage':
        options.toPage(null);
        return [undefined];
      case 'appInitialization.appLoaded':
        options.onState('loaded');
        return null;
      case 'appInitialization.success':
        options.onState('loaded');
        return [{ status: 'success' }];
      case 'appInitialization.failure':
        options.onState('failed');
        return null;
      default:
        // TeamsJS asks for nothing that the runtime below does not name; what it only tells needs no answer.
        return null;
    }
  }

  addEventListener('message', hear);
  return {
    update: (next) => {
      const hasNewTheme = next.theme !== context.theme;
      context = next;
      if (hasNewTheme && handlers.has('themeChange')) post({ func: 'themeChange', args: [next.theme] });
      if (handlers.has('contextChange')) post({ func: 'contextChange', args: [{ ...next, ...fixedContext }] });
    },
    close: () => removeEventListener('message', hear),
  };
}

const requestSchema = z.object({
  id: z.number(),
  uuidAsString: z.string().optional(),
  func: z.string(),
  args: z
    .array(z.unknown())
    .nullish()
    .transform((args) => args ?? []),
});
const appPageSchema = z.looseObject({
  appId: z.string(),
  pageId: z.string(),
  webUrl: z.string().optional(),
  subPageId: z.string().optional(),
});
const ownPageSchema = z.looseObject({ pageId: z.string(), subPageId: z.string().optional() });

function entityLink({ appId, pageId, subPageId }: z.infer<typeof appPageSchema>): string {
  const context =
    subPageId === undefined ? '' : `?context=${encodeURIComponent(JSON.stringify({ subEntityId: subPageId }))}`;
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(appId)}/${encodeURIComponent(pageId)}${context}`;
}

/** The capabilities of this host, in TeamsJS' runtime format. */
const runtime = {
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  supports: { app: { notifySuccessResponse: {} }, pages: { currentApp: {} } },
};
const fixedContext = {
  frameContext: 'content',
  hostClientType: 'web',
  hostName: 'Teams',
  isFullScreen: false,
  isMultiWindow: false,
  sessionId: 'sandbox',
  appSessionId: 'sandbox',
  ringId: 'general',
  userLicenseType: 'Unknown',
};
