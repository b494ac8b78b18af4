import type { z } from 'zod';
import { isLoopback, type Variable, variableSchema } from './environment.ts';

/** One variable that is missing or wrong, and what to do about it. Never holds its value: that may be a secret. */
export type ConfigProblem = { variable: string; problem: string; remedy: string };

/**
 * The problems as a text for the terminal, ending in the way out for somebody who only wants to look. `failed` is what
 * comes of them.
 */
export function describeProblems(problems: readonly ConfigProblem[], failed = 'Swarm cannot start'): string {
  const width = Math.max(0, ...problems.map(({ variable }) => variable.length));
  return [
    `${failed}: ${problems.length} ${problems.length === 1 ? 'setting is' : 'settings are'} missing or wrong.`,
    '',
    ...problems.map(({ variable, problem, remedy }) => `  ${variable.padEnd(width)}  ${problem}. ${remedy}`),
    '',
    'Settings are environment variables; env/.env is read too (env/.env.example shows them all).',
    'To see Swarm work without any of this, run: npm run sandbox',
  ].join('\n');
}

/** What is wrong with a variable, as its schema says. */
export function problemOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): ConfigProblem {
  const variable = variableSchema.parse(issue.path[0]);
  return {
    variable,
    problem: given[variable] === undefined ? 'is missing' : issue.message,
    remedy: remedies[variable],
  };
}

/** What single variables cannot show. Judged from the raw values, so that one start names every problem. */
export function contradictions(given: Partial<Record<string, string>>): ConfigProblem[] {
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
  for (const system of ['SERVICENOW', 'ZENDESK'] as const) {
    const [url, ...client] = [`${system}_URL`, `${system}_CLIENT_ID`, `${system}_CLIENT_SECRET`] as const;
    const byEntra = system === 'SERVICENOW' && given.SERVICENOW_ENTRA_SCOPE !== undefined;
    const names = byEntra ? [url] : [url, ...client];
    const [extra] = byEntra ? client.filter((name) => given[name] !== undefined) : [];
    if (extra)
      add(extra, 'is set beside SERVICENOW_ENTRA_SCOPE', 'Keep one of them: the bot signs in there in one way');
    if (byEntra || names.some((name) => given[name] !== undefined))
      for (const name of names) if (given[name] === undefined) add(name, 'is missing');
  }
  if (given.MODEL_URL !== undefined && given.MODEL_NAME === undefined) add('MODEL_NAME', 'is missing');
  if (given.MODEL_URL === undefined)
    for (const name of ['MODEL_NAME', 'MODEL_KEY', 'MODEL_ENTRA_SCOPE', 'MODEL_CASE_TEXT'] as const)
      if (given[name] !== undefined) add(name, 'is set although there is no MODEL_URL');
  if (given.MODEL_KEY !== undefined && given.MODEL_ENTRA_SCOPE !== undefined)
    add('MODEL_KEY', 'is set beside MODEL_ENTRA_SCOPE', 'Keep one of them: the bot signs in there in one way');
  if (given.PUBLIC_URL === undefined && !isLoopback(given.GRAPH_BASE_URL ?? '') && given.SWARM_PLAYGROUND !== '1')
    add('PUBLIC_URL', 'is missing');
  return problems;
}

/** The first problem of each variable: more at once confuse. */
export function oncePerVariable(problems: ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.variable, problem])).values()].reverse();
}

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
  DYNAMICS_URL: 'Give the address of the environment, such as https://contoso.crm7.dynamics.com, or leave it out',
  SERVICENOW_URL: 'Give the address of the instance, such as https://contoso.service-now.com, or leave it out',
  SERVICENOW_CLIENT_ID: 'Give the client id of the OAuth client in ServiceNow, or leave SERVICENOW_URL out',
  SERVICENOW_CLIENT_SECRET: 'Give the secret of the OAuth client in ServiceNow, or leave SERVICENOW_URL out',
  SERVICENOW_ENTRA_SCOPE:
    'Give the scope of the registration in Entra that ServiceNow trusts, such as api://<id>/.default, or leave it out',
  ZENDESK_URL: 'Give the address of the account, such as https://contoso.zendesk.com, or leave it out',
  ZENDESK_CLIENT_ID: 'Give the identifier of the OAuth client in Zendesk, or leave ZENDESK_URL out',
  ZENDESK_CLIENT_SECRET: 'Give the secret of the OAuth client in Zendesk, or leave ZENDESK_URL out',
  DYNAMICS_PUSH_SECRET: 'Give 16 characters or more, the same as in the webhook of Dynamics 365, or leave it out',
  SERVICENOW_PUSH_SECRET: 'Give 16 characters or more, the same as in the script of ServiceNow, or leave it out',
  ZENDESK_PUSH_SECRET: 'Give the signing secret of the webhook in Zendesk, or leave it out',
  CASE_MAPPING_FILE: 'Give the path of a JSON file or the JSON itself, or leave it out for the mappings as shipped',
  ENTRA_PEOPLE:
    'Give everyone, or ids of groups with commas between them (network=<id> for the group of a support team), or leave it out',
  ENTRA_PEOPLE_MOST_AT_ONCE: 'Give how many people leave in a day at most, or leave it out for 25',
  SHIFTS_TEAM_IDS: 'Give ids of teams that have Shifts, with commas between them, or leave it out',
  FEED_PRIVATE_HOSTS: 'Give host names, with their port where it is not 443, and commas between them, or leave it out',
  MODEL_URL:
    'Give the address up to where /chat/completions follows, https outside your own network, or leave it out: then there is no language model',
  MODEL_NAME: 'Give the name of the model, in Azure that of the deployment, or leave MODEL_URL out',
  MODEL_KEY: 'Give the key of the language model, or leave it out',
  MODEL_ENTRA_SCOPE: 'Give https://cognitiveservices.azure.com/.default for Azure OpenAI, or leave it out',
  MODEL_CASE_TEXT:
    'Give for what the text of cases may be sent to the model, of translation, summary, article and reading with commas between, or leave it out: then nothing is sent',
  MODEL_TIMEOUT: 'Give the seconds in which the model answers, between 5 and 120, or leave it out for 30',
  MODEL_TOKENS_A_REQUEST: 'Give the most tokens of one request with its answer, or leave it out for 8000',
  MODEL_TOKENS_A_DAY: 'Give the most tokens of a day, or leave it out for 200000',
  REGISTRY_FILE: 'Give the path of a JSON file, or leave it out',
  SWARM_POLICY_FILE: 'Give the path of a JSON file or the JSON itself, or leave it out',
  SWARM_GRAPH_PREVIEWS: 'Leave it out, or give 1 to let Swarm use Graph’s beta for private channels',
  SWARM_PROFILE_SKILLS:
    'Leave it out, or give 1 to let administrators read skills of Microsoft 365 profiles, which Graph has in its beta only',
  SWARM_CONNECTOR_LIMITS: 'Leave it out; off is only for benchmarks against a connector without limits',
  SWARM_PLAYGROUND: 'Leave it out; 1 is only for the local Agents Playground',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'Give the address of an OTLP collector (HTTP), or leave it out: then nothing is sent',
  OTEL_EXPORTER_OTLP_HEADERS:
    'Give what the collector wants to see, as name=value with commas between, or leave it out',
  OTEL_TRACES_SAMPLER_ARG: 'Give the share of traces to send, between 0 and 1, or leave it out for 0.1',
  OTEL_METRIC_EXPORT_INTERVAL: 'Give the milliseconds between two sendings of metrics, at least 1000, or leave it out',
  OTEL_EXPORTER_PROMETHEUS_PORT:
    'Give a free port for Prometheus to read, such as 9464, or leave it out: then none is opened',
  OTEL_EXPORTER_PROMETHEUS_HOST:
    'Give the address to listen at for Prometheus (0.0.0.0 in a container), or leave it out for localhost',
  OTEL_SERVICE_NAME: 'Give a short name, or leave it out for swarm',
  LOG_LEVEL: 'Leave it out for info',
};
