import { z } from 'zod';
import type { DatabaseLocation } from './store/database.ts';

/** How the bot proves to Entra who it is. */
export type CredentialConfig =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; path: string }
  /** A user-assigned managed identity that is the bot's own identity. */
  | { kind: 'managed-identity' }
  /** The app trusts a managed identity (by its client id), or a token that the platform writes to a file. */
  | { kind: 'federated-identity'; identityClientId: string }
  | { kind: 'federated-file'; path: string };

/** Everything the process is told from outside. Addresses have no slash at their end. */
export type Config = {
  /** `playground`: anonymous activities are accepted, and only this machine can reach the bot. */
  mode: 'normal' | 'playground';
  port: number;
  /** The address to listen on. */
  host: string;
  /** The bot as Teams sees it. */
  publicUrl: string;
  app: { id: string; tenantId: string };
  credential: CredentialConfig;
  authorityHost: string;
  bot: {
    openIdMetadataUrl: string;
    tokenIssuer: string;
    oauthScope: string;
    /** Where the Bot Connector is until the first activity has said so; with a slash at its end, as Teams writes it. */
    serviceUrl: string;
  };
  graphBaseUrl: string;
  /** An origin that may show the tab in a frame beside Teams' own; for the sandbox. */
  tabFrameOrigin: string | null;
  database: Extract<DatabaseLocation, { kind: 'postgres' | 'folder' }>;
  hostTeamIds: string[];
  caseWebhookSecret: string;
  registryFile: string | null;
  policyFile: string | null;
  /** Whether calls to the Bot Connector are spaced to its published limits; off only where nothing enforces them. */
  connectorLimits: 'published' | 'off';
  logLevel: (typeof logLevels)[number];
};

/** One variable that is missing or wrong, and what to do about it. Never holds its value: that may be a secret. */
export type ConfigProblem = { variable: string; problem: string; remedy: string };

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Reads the environment. Fails closed: with anything missing or wrong there is no config, and every problem is named. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] } {
  const given = filledIn(environment);
  const parsed = environmentSchema.safeParse(given);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => problemOf(issue, given))),
    ...contradictions(given),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems: oncePerVariable(problems) };
  return { ok: true, config: configOf(parsed.data) };
}

/** Where the data is and whose it is, for tools that need nothing else. */
export type StoreConfig = Pick<Config, 'database'> & { tenantId: string };

/** Reads the part of the environment that tells where the data is. */
export function readStoreConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; config: StoreConfig } | { ok: false; problems: ConfigProblem[] } {
  const given = filledIn(environment);
  const parsed = storeSchema.safeParse(given);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => problemOf(issue, given)) };
  return {
    ok: true,
    config: { database: databaseOf(parsed.data), tenantId: parsed.data.MICROSOFT_APP_TENANT_ID },
  };
}

/** The problems as a text for the terminal, ending in the way out for somebody who only wants to look. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const width = Math.max(0, ...problems.map(({ variable }) => variable.length));
  return [
    `Swarm cannot start: ${problems.length} ${problems.length === 1 ? 'setting is' : 'settings are'} missing or wrong.`,
    '',
    ...problems.map(({ variable, problem, remedy }) => `  ${variable.padEnd(width)}  ${problem}. ${remedy}`),
    '',
    'Settings are environment variables; env/.env is read too (env/.env.example shows them all).',
    'To see Swarm work without any of this, run: npm run sandbox',
  ].join('\n');
}

/** An empty variable is one that somebody forgot to fill in. */
const filledIn = (environment: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));

const isLoopback = (url: string): boolean => /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(url);
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const guid = z.guid('is not a GUID').toLowerCase();
const httpsUrl = z.url({ protocol: /^https$/, error: 'is not an https address' }).transform(withoutSlash);
/** Plain http would carry tokens in the clear, so only this machine may be reached that way. */
const safeUrl = z
  .url({ protocol: /^https?$/, error: 'is not an address' })
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'is plain http, which only works on this machine')
  .transform(withoutSlash);

const environmentSchema = z.object({
  PORT: z.coerce
    .number('is not a number')
    .int('is not a port')
    .min(0, 'is not a port')
    .max(65_535, 'is not a port')
    .default(3978),
  PUBLIC_URL: safeUrl.optional(),
  MICROSOFT_APP_ID: guid,
  MICROSOFT_APP_TENANT_ID: guid,
  MICROSOFT_APP_TYPE: z
    .enum(['SingleTenant', 'UserAssignedMsi'], 'is neither SingleTenant nor UserAssignedMsi')
    .default('SingleTenant'),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_CERTIFICATE_PATH: z.string().optional(),
  MICROSOFT_APP_FEDERATED_IDENTITY: guid.optional(),
  AZURE_FEDERATED_TOKEN_FILE: z.string().optional(),
  AZURE_AUTHORITY_HOST: httpsUrl.default('https://login.microsoftonline.com'),
  BOT_OPENID_METADATA_URL: safeUrl.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  BOT_TOKEN_ISSUER: z.string().default('https://api.botframework.com'),
  BOT_OAUTH_SCOPE: z.string().default('https://api.botframework.com/.default'),
  BOT_SERVICE_URL: safeUrl.default('https://smba.trafficmanager.net/teams'),
  GRAPH_BASE_URL: safeUrl.default('https://graph.microsoft.com'),
  TAB_FRAME_ORIGIN: safeUrl.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,40}$/, 'is not a plain name')
    .default('swarm'),
  DATA_FOLDER: z.string().default('.data/swarm'),
  HOST_TEAM_IDS: z
    .string()
    .transform((list) => [
      ...new Set(
        list
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== ''),
      ),
    ])
    .pipe(z.array(z.guid('holds something that is not a GUID').toLowerCase()).min(1, 'names no team')),
  CASE_WEBHOOK_SECRET: z.string().min(16, 'is shorter than 16 characters'),
  REGISTRY_FILE: z.string().optional(),
  SWARM_POLICY_FILE: z.string().optional(),
  SWARM_CONNECTOR_LIMITS: z.enum(['published', 'off'], 'is neither published nor off').default('published'),
  SWARM_PLAYGROUND: z.enum(['1', '0'], 'is neither 1 nor 0').default('0'),
  LOG_LEVEL: z.enum(logLevels, `is none of ${logLevels.join(', ')}`).default('info'),
});
type Environment = z.infer<typeof environmentSchema>;
const storeSchema = environmentSchema.pick({
  MICROSOFT_APP_TENANT_ID: true,
  DATABASE_URL: true,
  DATABASE_SCHEMA: true,
  DATA_FOLDER: true,
});
type Variable = keyof Environment;
const variableSchema = environmentSchema.keyof();

const remedies: Record<Variable, string> = {
  PORT: 'Give a port between 0 and 65535; without one it is 3978',
  PUBLIC_URL: 'Give the https address under which Teams reaches this bot',
  MICROSOFT_APP_ID: "Give the application (client) id of the bot's app registration in Entra",
  MICROSOFT_APP_TENANT_ID: 'Give the directory (tenant) id of the organisation this bot serves',
  MICROSOFT_APP_TYPE: 'Give SingleTenant or UserAssignedMsi, as the Azure Bot resource says',
  MICROSOFT_APP_PASSWORD:
    'Give a client secret of the app registration, or instead MICROSOFT_APP_CERTIFICATE_PATH, MICROSOFT_APP_FEDERATED_IDENTITY or AZURE_FEDERATED_TOKEN_FILE',
  MICROSOFT_APP_CERTIFICATE_PATH: 'Give the path of a PEM file with certificate and private key',
  MICROSOFT_APP_FEDERATED_IDENTITY: 'Give the client id of the managed identity that the app registration trusts',
  AZURE_FEDERATED_TOKEN_FILE: 'Give the path of the token file that the platform keeps fresh',
  AZURE_AUTHORITY_HOST: 'Leave it out for the public cloud',
  BOT_OPENID_METADATA_URL: 'Leave it out for the public cloud',
  BOT_TOKEN_ISSUER: 'Leave it out for the public cloud',
  BOT_OAUTH_SCOPE: 'Leave it out for the public cloud',
  BOT_SERVICE_URL: 'Leave it out for the public cloud',
  GRAPH_BASE_URL: 'Leave it out for the public cloud',
  TAB_FRAME_ORIGIN: 'Leave it out; only the sandbox shows the tab in a frame of its own',
  DATABASE_URL: 'Give postgres://user:password@host/database, or leave it out to keep data in DATA_FOLDER',
  DATABASE_SCHEMA: 'Use lower case letters, digits and _, or leave it out',
  DATA_FOLDER: 'Give a folder that only this process uses',
  HOST_TEAM_IDS: 'Give the group ids of the teams that hold swarm channels, with commas between them',
  CASE_WEBHOOK_SECRET: 'Give a random secret that the case system signs with, for example from: openssl rand -hex 32',
  REGISTRY_FILE: 'Give the path of a JSON file, or leave it out',
  SWARM_POLICY_FILE: 'Give the path of a JSON file, or leave it out',
  SWARM_CONNECTOR_LIMITS: 'Leave it out; off is only for benchmarks against a connector without limits',
  SWARM_PLAYGROUND: 'Leave it out; 1 is only for the local Agents Playground',
  LOG_LEVEL: 'Leave it out for info',
};

function problemOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): ConfigProblem {
  const variable = variableSchema.parse(issue.path[0]);
  return {
    variable,
    problem: given[variable] === undefined ? 'is missing' : issue.message,
    remedy: remedies[variable],
  };
}

/** What single variables cannot show. Judged from the raw values, so that one start names every problem. */
function contradictions(given: Partial<Record<string, string>>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const add = (variable: Variable, problem: string, remedy = remedies[variable]): number =>
    problems.push({ variable, problem, remedy });
  const proofs = (
    [
      'MICROSOFT_APP_PASSWORD',
      'MICROSOFT_APP_CERTIFICATE_PATH',
      'MICROSOFT_APP_FEDERATED_IDENTITY',
      'AZURE_FEDERATED_TOKEN_FILE',
    ] as const
  ).filter((name) => given[name] !== undefined);
  const [first, second] = proofs;
  if (given.MICROSOFT_APP_TYPE === 'UserAssignedMsi') {
    if (first !== undefined)
      add(
        first,
        'is set although the bot is a managed identity, which has no secret',
        'Remove it, or set MICROSOFT_APP_TYPE to SingleTenant',
      );
  } else if (first === undefined) add('MICROSOFT_APP_PASSWORD', 'is missing');
  else if (second !== undefined)
    add(second, `is set beside ${first}`, 'Keep one of them: the bot should have one way to sign in');
  if (given.PUBLIC_URL === undefined && !isLoopback(given.GRAPH_BASE_URL ?? '') && given.SWARM_PLAYGROUND !== '1')
    add('PUBLIC_URL', 'is missing');
  return problems;
}

function oncePerVariable(problems: ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.variable, problem])).values()].reverse();
}

function configOf(environment: Environment): Config {
  const playground = environment.SWARM_PLAYGROUND === '1';
  return {
    mode: playground ? 'playground' : 'normal',
    port: environment.PORT,
    host: playground ? '127.0.0.1' : '0.0.0.0',
    publicUrl: environment.PUBLIC_URL ?? `http://127.0.0.1:${environment.PORT}`,
    app: { id: environment.MICROSOFT_APP_ID, tenantId: environment.MICROSOFT_APP_TENANT_ID },
    credential: credentialOf(environment),
    authorityHost: environment.AZURE_AUTHORITY_HOST,
    bot: {
      openIdMetadataUrl: environment.BOT_OPENID_METADATA_URL,
      tokenIssuer: environment.BOT_TOKEN_ISSUER,
      oauthScope: environment.BOT_OAUTH_SCOPE,
      serviceUrl: `${environment.BOT_SERVICE_URL}/`,
    },
    graphBaseUrl: environment.GRAPH_BASE_URL,
    tabFrameOrigin: environment.TAB_FRAME_ORIGIN ?? null,
    database: databaseOf(environment),
    hostTeamIds: environment.HOST_TEAM_IDS,
    caseWebhookSecret: environment.CASE_WEBHOOK_SECRET,
    registryFile: environment.REGISTRY_FILE ?? null,
    policyFile: environment.SWARM_POLICY_FILE ?? null,
    connectorLimits: environment.SWARM_CONNECTOR_LIMITS,
    logLevel: environment.LOG_LEVEL,
  };
}

function databaseOf(environment: z.infer<typeof storeSchema>): Config['database'] {
  return environment.DATABASE_URL === undefined
    ? { kind: 'folder', folder: environment.DATA_FOLDER }
    : { kind: 'postgres', url: environment.DATABASE_URL, schema: environment.DATABASE_SCHEMA };
}

function credentialOf(environment: Environment): CredentialConfig {
  if (environment.MICROSOFT_APP_TYPE === 'UserAssignedMsi') return { kind: 'managed-identity' };
  if (environment.MICROSOFT_APP_CERTIFICATE_PATH !== undefined)
    return { kind: 'certificate', path: environment.MICROSOFT_APP_CERTIFICATE_PATH };
  if (environment.MICROSOFT_APP_FEDERATED_IDENTITY !== undefined) {
    return { kind: 'federated-identity', identityClientId: environment.MICROSOFT_APP_FEDERATED_IDENTITY };
  }
  if (environment.AZURE_FEDERATED_TOKEN_FILE !== undefined)
    return { kind: 'federated-file', path: environment.AZURE_FEDERATED_TOKEN_FILE };
  return { kind: 'secret', secret: environment.MICROSOFT_APP_PASSWORD ?? '' };
}
