import { z } from 'zod';
import { isNear, modelUses } from './modelUses.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** An empty variable is one that somebody forgot to fill in. */
export const filledIn = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));

/** Whether an address is of this machine. */
export const isLoopback = (url: string): boolean =>
  /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(url);
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const guid = z.guid('is not a GUID').toLowerCase();
const httpsUrl = z.url({ protocol: /^https$/, error: 'is not an https address' }).transform(withoutSlash);
/** Plain http would carry tokens in the clear, so only this machine may be reached that way. */
const safeUrl = z
  .url({ protocol: /^https?$/, error: 'is not an address' })
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'is plain http, which only works on this machine')
  .transform(withoutSlash);

/** One secret, or two with a comma between while the one takes the other's place. */
const pushSecrets = z
  .string()
  .transform((list) => list.split(',').map((secret) => secret.trim()))
  .refine((secrets) => secrets.every((secret) => secret.length >= 16), 'is shorter than 16 characters');

/** `everyone`; or a group of Entra, with the support team whose people are in it (`network=…`) or without. */
const followed = z
  .string()
  .regex(
    /^(everyone|([a-z0-9]+(-[a-z0-9]+)*=)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    'holds something that is no group',
  )
  .transform((each) => {
    const [id = '', team = null] = each.split('=').reverse();
    return { group: id === 'everyone' ? null : id, team };
  });

/** Every variable the process reads, and what it may hold. What to do about a wrong one: configProblem.ts. */
export const environmentSchema = z.object({
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
  DYNAMICS_URL: safeUrl.optional(),
  SERVICENOW_URL: safeUrl.optional(),
  SERVICENOW_CLIENT_ID: z.string().optional(),
  SERVICENOW_CLIENT_SECRET: z.string().optional(),
  SERVICENOW_ENTRA_SCOPE: z
    .string()
    .regex(/^\S+\/\.default$/, 'does not end with /.default')
    .optional(),
  ZENDESK_URL: safeUrl.optional(),
  ZENDESK_CLIENT_ID: z.string().optional(),
  ZENDESK_CLIENT_SECRET: z.string().optional(),
  DYNAMICS_PUSH_SECRET: pushSecrets.optional(),
  SERVICENOW_PUSH_SECRET: pushSecrets.optional(),
  ZENDESK_PUSH_SECRET: pushSecrets.optional(),
  CASE_MAPPING_FILE: z.string().optional(),
  FEED_PRIVATE_HOSTS: z
    .string()
    .transform((list) =>
      [...new Set(list.split(',').map((host) => host.trim().toLowerCase()))].filter((host) => host !== ''),
    )
    .pipe(
      z.array(
        z.string().regex(/^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/, 'holds something that is no host'),
      ),
    )
    .default([]),
  ENTRA_PEOPLE: z
    .string()
    .transform((list) => list.split(',').map((each) => each.trim().toLowerCase()))
    .pipe(z.array(followed))
    .refine((list) => list.length === 1 || !list.some(({ group }) => group === null), 'names everyone beside groups')
    .optional(),
  ENTRA_PEOPLE_MOST_AT_ONCE: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(1, 'is below 1')
    .default(25),
  SHIFTS_TEAM_IDS: z
    .string()
    .transform((list) => [...new Set(list.split(',').map((id) => id.trim()))].filter((id) => id !== ''))
    .pipe(z.array(z.guid('holds something that is not a GUID').toLowerCase()))
    .default([]),
  /** A language model, and what of cases it may be sent: model.ts. */
  MODEL_URL: z
    .url({ protocol: /^https?$/, error: 'is not an address' })
    .refine((url) => url.startsWith('https:') || isNear(url), 'is plain http to a host outside your own network')
    .refine((url) => !/[?#]/.test(url), 'holds more than an address: no ? and no #')
    .transform((url) => withoutSlash(url.replace(/\/chat\/completions\/*$/, '')))
    .optional(),
  MODEL_NAME: z.string().max(200, 'is longer than 200 characters').optional(),
  MODEL_KEY: z.string().optional(),
  MODEL_ENTRA_SCOPE: z
    .string()
    .regex(/^\S+\/\.default$/, 'does not end with /.default')
    .optional(),
  MODEL_CASE_TEXT: z
    .string()
    .transform((list) => [...new Set(list.split(',').map((use) => use.trim()))].filter((use) => use !== ''))
    .pipe(z.array(z.enum(modelUses, `holds something that is none of ${modelUses.join(', ')}`)))
    .default([]),
  MODEL_TIMEOUT: z.coerce.number('is not a number').min(5, 'is below 5').max(120, 'is above 120').default(30),
  MODEL_TOKENS_A_REQUEST: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(1_000, 'is below 1000')
    .max(100_000, 'is above 100000')
    .default(8_000),
  MODEL_TOKENS_A_DAY: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(0, 'is below 0')
    .max(1_000_000_000, 'is above 1000000000')
    .default(200_000),
  REGISTRY_FILE: z.string().optional(),
  SWARM_POLICY_FILE: z.string().optional(),
  SWARM_GRAPH_PREVIEWS: z.enum(['1', '0'], 'is neither 1 nor 0').default('0'),
  SWARM_PROFILE_SKILLS: z.enum(['1', '0'], 'is neither 1 nor 0').default('0'),
  SWARM_CONNECTOR_LIMITS: z.enum(['published', 'off'], 'is neither published nor off').default('published'),
  SWARM_PLAYGROUND: z.enum(['1', '0'], 'is neither 1 nor 0').default('0'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'is not an address' })
    .transform(withoutSlash)
    .optional(),
  /** Read by the exporters themselves. */
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number('is not a number').min(0, 'is below 0').max(1, 'is above 1').default(0.1),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(1_000, 'is below 1000')
    .default(60_000),
  OTEL_EXPORTER_PROMETHEUS_PORT: z.coerce
    .number('is not a port')
    .int('is not a port')
    .min(1, 'is not a port')
    .max(65_535, 'is not a port')
    .optional(),
  OTEL_EXPORTER_PROMETHEUS_HOST: z.string().max(255, 'is longer than 255 characters').default('localhost'),
  OTEL_SERVICE_NAME: z.string().max(100, 'is longer than 100 characters').default('swarm'),
  LOG_LEVEL: z.enum(logLevels, `is none of ${logLevels.join(', ')}`).default('info'),
});
export type Environment = z.infer<typeof environmentSchema>;
/** Those of them that tell where the data is and whose it is. */
export const storeSchema = environmentSchema.pick({
  MICROSOFT_APP_TENANT_ID: true,
  DATABASE_URL: true,
  DATABASE_SCHEMA: true,
  DATA_FOLDER: true,
});
export type Variable = keyof Environment;
export const variableSchema = environmentSchema.keyof();
