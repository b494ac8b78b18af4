import type { z } from 'zod';
import { type CaseSystemsConfig, caseSystemsOf } from './caseSystems.ts';
import { type ConfigProblem, contradictions, oncePerVariable, problemOf } from './configProblem.ts';
import { type Environment, environmentSchema, filledIn, type logLevels, storeSchema } from './environment.ts';
import { type ModelConfig, modelOf } from './model.ts';

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
  /** Whether Graph's beta may be asked where v1.0 does not do it (apps in private channels). */
  graphPreviews: boolean;
  /** Whether administrators may read skills of Microsoft 365 profiles. */
  profileSkills: boolean;
  /** An origin that may show the tab in a frame beside Teams' own; for the sandbox. */
  tabFrameOrigin: string | null;
  /** A PostgreSQL by its address, and the schema in it that is Swarm's; or a folder (PGlite). */
  database: { kind: 'postgres'; url: string; schema: string } | { kind: 'folder'; folder: string };
  hostTeamIds: string[];
  caseWebhookSecret: string;
  caseSystems: CaseSystemsConfig;
  /** Hosts in a network of one's own (`calendar.example:8443`) from which feeds of shifts may be read. */
  feedPrivateHosts: string[];
  /** Whose joining and leaving is followed in Entra; null: nobody's. */
  followPeople: FollowPeopleConfig | null;
  /** Teams whose Shifts are read, by Entra group id. */
  shiftsTeamIds: string[];
  registryFile: string | null;
  policyFile: string | null;
  /** Whether calls to the Bot Connector are spaced to its published limits; off only where nothing enforces them. */
  connectorLimits: 'published' | 'off';
  /** A language model; null, as shipped: there is none, and nothing of it is loaded. */
  model: ModelConfig | null;
  /** Where telemetry is sent, by OTLP, or read by Prometheus; null: nowhere, and nothing of it is loaded. */
  telemetry: TelemetryConfig | null;
  logLevel: (typeof logLevels)[number];
};

/** `groups` empty: everybody of the tenant. `mostAtOnce`: so many leave in a day at most, before an administrator says so. */
export type FollowPeopleConfig = { groups: { group: string; team: string | null }[]; mostAtOnce: number };

/**
 * `sentTo`: a collector, to which traces and metrics are sent; null: to none. `endpoint`: its address, without `/v1/…`.
 * `sampled`: the share of traces that is sent, 0 to 1. `scraped`: where Prometheus reads the metrics; null: nowhere.
 */
export type TelemetryConfig = {
  serviceName: string;
  sentTo: { endpoint: string; sampled: number; everyMs: number } | null;
  scraped: { host: string; port: number } | null;
};

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
    graphPreviews: environment.SWARM_GRAPH_PREVIEWS === '1',
    profileSkills: environment.SWARM_PROFILE_SKILLS === '1',
    tabFrameOrigin: environment.TAB_FRAME_ORIGIN ?? null,
    database: databaseOf(environment),
    hostTeamIds: environment.HOST_TEAM_IDS,
    caseWebhookSecret: environment.CASE_WEBHOOK_SECRET,
    caseSystems: caseSystemsOf(environment),
    feedPrivateHosts: environment.FEED_PRIVATE_HOSTS,
    followPeople:
      environment.ENTRA_PEOPLE === undefined
        ? null
        : {
            groups: environment.ENTRA_PEOPLE.flatMap(({ group, team }) => (group === null ? [] : [{ group, team }])),
            mostAtOnce: environment.ENTRA_PEOPLE_MOST_AT_ONCE,
          },
    shiftsTeamIds: environment.SHIFTS_TEAM_IDS,
    registryFile: environment.REGISTRY_FILE ?? null,
    policyFile: environment.SWARM_POLICY_FILE ?? null,
    connectorLimits: environment.SWARM_CONNECTOR_LIMITS,
    model: modelOf(environment),
    telemetry: telemetryOf(environment),
    logLevel: environment.LOG_LEVEL,
  };
}

function telemetryOf(environment: z.infer<typeof environmentSchema>): Config['telemetry'] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_PROMETHEUS_PORT: port } = environment;
  if (endpoint === undefined && port === undefined) return null;
  const { OTEL_TRACES_SAMPLER_ARG: sampled, OTEL_METRIC_EXPORT_INTERVAL: everyMs } = environment;
  return {
    serviceName: environment.OTEL_SERVICE_NAME,
    sentTo: endpoint === undefined ? null : { endpoint, sampled, everyMs },
    scraped: port === undefined ? null : { host: environment.OTEL_EXPORTER_PROMETHEUS_HOST, port },
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
