import type { Environment } from './environment.ts';

/** An OAuth client of a system's own, and the system's address, with no slash at its end. */
export type ClientConfig = { url: string; id: string; secret: string };

/** ServiceNow: an OAuth client of its own, or, with `scope`, a token that Entra gives the bot itself for it. */
export type ServiceNowConfig = ClientConfig | { url: string; scope: string };

/** Which case systems are connected; null: not connected. */
export type CaseSystemsConfig = {
  /** Signed in to as the bot itself. */
  dynamics: { url: string } | null;
  servicenow: ServiceNowConfig | null;
  zendesk: ClientConfig | null;
  mappingFile: string | null;
  /** The secrets by which each is known when it pushes; none: it does not. */
  pushSecrets: Record<'dynamics' | 'servicenow' | 'zendesk', readonly string[]>;
};

/** What the environment tells of case systems. */
export const caseSystemsOf = (environment: Environment): CaseSystemsConfig => ({
  dynamics: environment.DYNAMICS_URL === undefined ? null : { url: environment.DYNAMICS_URL },
  servicenow: serviceNowOf(environment),
  zendesk: clientOf(environment.ZENDESK_URL, environment.ZENDESK_CLIENT_ID, environment.ZENDESK_CLIENT_SECRET),
  mappingFile: environment.CASE_MAPPING_FILE ?? null,
  pushSecrets: {
    dynamics: environment.DYNAMICS_PUSH_SECRET ?? [],
    servicenow: environment.SERVICENOW_PUSH_SECRET ?? [],
    zendesk: environment.ZENDESK_PUSH_SECRET ?? [],
  },
});

function serviceNowOf(environment: Environment): ServiceNowConfig | null {
  const { SERVICENOW_URL: url, SERVICENOW_ENTRA_SCOPE: scope } = environment;
  return url !== undefined && scope !== undefined
    ? { url, scope }
    : clientOf(url, environment.SERVICENOW_CLIENT_ID, environment.SERVICENOW_CLIENT_SECRET);
}

/** The scopes for which Entra gives the bot tokens for case systems alone. */
export const caseSystemScopes = ({ dynamics, servicenow }: CaseSystemsConfig): string[] => [
  ...(dynamics ? [dynamicsScope(dynamics.url)] : []),
  ...(servicenow && 'scope' in servicenow ? [servicenow.scope] : []),
];

/** The API of Dynamics 365 has a host of its own; tokens are for the one that people open. */
export const dynamicsScope = (url: string): string => `${url.replace('.api.', '.')}/.default`;

const clientOf = (url?: string, id?: string, secret?: string): ClientConfig | null =>
  url === undefined || id === undefined || secret === undefined ? null : { url, id, secret };
