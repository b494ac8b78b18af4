import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createActivities } from './connector/activities.ts';
import { createConnector } from './connector/connector.ts';
import { createDeliveries, type Deliveries } from './connector/deliveries.ts';
import { connectorError } from './connector/places.ts';
import { makeCertificate } from './doors/certificate.ts';
import { behindFaults } from './doors/door.ts';
import { createFaults, type FaultInput, type Faults } from './doors/faults.ts';
import { createFeed, type Feed } from './doors/feed.ts';
import { createLimits } from './doors/limits.ts';
import { answering, freePort, openDoor } from './doors/listener.ts';
import type { Route } from './doors/routes.ts';
import { botServiceOpenIdRoutes, entraRoutes } from './entra/entra.ts';
import { botServiceAudience, createTokens, type Tokens } from './entra/tokens.ts';
import { graphError } from './graph/answers.ts';
import { createGraph } from './graph/graph.ts';
import { type Permissions, usualPermissions } from './graph/permissions.ts';
import { modelRoutes } from './model/modelRoutes.ts';
import { type ModelStandIn, modelAudience, openModel } from './model/modelStandIn.ts';
import { addNewcomer } from './organisation/newcomer.ts';
import { loadOrganisation, registryOf, type SandboxOrganisation } from './organisation/organisation.ts';
import { addProfileSkills } from './organisation/profileSkills.ts';
import { feedRoutes, rotaOf } from './organisation/rota.ts';
import { addShifts } from './organisation/shifts.ts';
import { peopleRoutes } from './people/api.ts';
import { createDialogs } from './people/dialogs.ts';
import { createInstalling } from './people/installing.ts';
import { stageRoutes } from './people/stage.ts';
import { streamRoute } from './people/stream.ts';
import { caseRoutes } from './systems/caseRoutes.ts';
import type { CaseSystemKind } from './systems/caseSystemKind.ts';
import { type OpenCaseSystem, openCaseSystem } from './systems/openCaseSystem.ts';
import { makeTempFolder } from './tempFolder.ts';
import { createTenant } from './tenant/founding.ts';
import type { Tenant } from './tenant/tenant.ts';
import { windowRoutes } from './window/routes.ts';
import { windowStreamRoute } from './window/stream.ts';

export type SandboxOptions = {
  /** Left out: the organisation that ships with the sandbox. */
  organisation?: SandboxOrganisation;
  /** 0 or left out: any free port. */
  ports?: { entra?: number; graph?: number; connector?: number; bot?: number };
  /** Where the bot listens; `http://127.0.0.1:{bot port}/api/messages` when left out. */
  botEndpoint?: string;
  app?: { id?: string; secret?: string; name?: string };
  faults?: FaultInput;
  /** No wire log, no published limits: nothing that would slow down a benchmark or be measured by it. */
  bench?: boolean;
  /** Milliseconds; what Microsoft 365 takes for now. Tokens always use the true time. */
  now?: () => number;
  /** What was consented to; the product's own list when left out. Takes effect with the next token. */
  permissions?: Partial<Permissions>;
  /** Addresses beside the sandbox's own for which its Entra gives tokens. */
  audiences?: readonly string[];
  /** The case system that the organisation keeps its cases in; none when left out: they are sent by the webhook. */
  caseSystem?: CaseSystemKind;
  /** Whether there is a language model; none when left out, as the product ships. */
  model?: boolean;
  /** Whether the organisation has a rota and feeds of who is on call. */
  rota?: boolean;
  /** Folder for certificate and registry; a temporary one, removed at the end, when left out. */
  folder?: string;
  /** File that every Graph call is appended to as a line of JSON; SANDBOX_GRAPH_LOG of the environment when left out. */
  graphLog?: string;
  /** More routes on the server of the connector and the people, for the browser client. */
  routes?: readonly Route[];
};

export type Sandbox = {
  addresses: { entra: string; graph: string; connector: string; people: string; serviceUrl: string };
  /** The PEM file that a bot process is told to trust. */
  certificateFile: string;
  /** What a bot process needs in its environment; the database is for the caller to add. */
  botEnvironment: () => Record<string, string>;
  tenant: Tenant;
  faults: Faults;
  feed: Feed;
  tokens: Tokens;
  permissions: Permissions;
  deliveries: Deliveries;
  organisation: SandboxOrganisation;
  /** The organisation's case system, where it has one. */
  caseSystem: OpenCaseSystem | null;
  /** The stand-in for a language model, where there is one. */
  model: ModelStandIn | null;
  /** Where activities go; may be changed at any time. */
  bot: { endpoint: string };
  stop: () => Promise<void>;
};

/** Starts a local Microsoft 365 on loopback: Entra over https, Graph, and the connector with the people's API. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const organisation = options.organisation ?? (await loadOrganisation());
  const folder = options.folder ?? (await makeTempFolder('sandbox'));
  await mkdir(folder, { recursive: true });
  const certificate = await makeCertificate(folder);
  const now = options.now ?? Date.now;
  const permissions = { ...usualPermissions(), ...options.permissions };
  const app = { id: options.app?.id ?? randomUUID(), name: options.app?.name ?? 'Swarm' };
  const clientSecret = options.app?.secret ?? randomBytes(24).toString('base64url');
  const webhookSecret = randomBytes(24).toString('base64url');
  const botPort = options.ports?.bot || (await freePort());

  const tenant = createTenant({ organisation, app, now });
  if (options.rota === true) {
    addNewcomer(tenant);
    addShifts(tenant);
    addProfileSkills(tenant);
    permissions.application = [...permissions.application, 'User.Read.All', 'Schedule.Read.All'];
  }
  const feed = createFeed({ keepWireLog: options.bench !== true });
  const faults = createFaults({ ...(options.bench === true ? { limits: 'off' } : {}), ...options.faults });
  const bot = { endpoint: options.botEndpoint ?? `http://127.0.0.1:${botPort}/api/messages` };

  // Addresses are part of what is signed and answered, so the doors open first and get their work afterwards.
  const entraDoor = await openDoor({ name: 'sandbox-entra', port: options.ports?.entra ?? 0, tls: certificate });
  const graphDoor = await openDoor({ name: 'sandbox-graph', port: options.ports?.graph ?? 0 });
  const connectorDoor = await openDoor({ name: 'sandbox-connector', port: options.ports?.connector ?? 0 });
  const serviceUrl = `${connectorDoor.address}/`;
  const parties = {
    tenantId: tenant.id,
    appId: app.id,
    authority: entraDoor.address,
    botIssuer: 'https://api.botframework.com',
    serviceUrl,
  };
  const graphAudience = 'https://graph.microsoft.com';
  const tokens = await createTokens(parties);

  const caseSystem =
    options.caseSystem === undefined
      ? null
      : await openCaseSystem({
          ...{ kind: options.caseSystem, organisation, tokens, faults, feed, now, folder },
          limits: createLimits(now),
          botAddress: () => new URL(bot.endpoint).origin,
        });

  const model = options.model === true ? await openModel({ tokens, faults, feed }) : null;

  const activities = createActivities(tenant, serviceUrl);
  const deliveries = createDeliveries({ tokens, faults, feed, endpoint: () => bot.endpoint });
  const installing = createInstalling({ activities, deliveries, feed });
  const dialogs = createDialogs({ tenant, activities, deliveries });
  const graphLog = options.graphLog ?? process.env.SANDBOX_GRAPH_LOG;
  // Written at once, so that whoever has an answer finds its call in the file.
  const graphNotes = graphLog === undefined ? null : openSync(graphLog, 'a');

  entraDoor.serve(
    behindFaults({
      door: 'entra',
      faults,
      feed,
      refusal: (status, code, message) => ({ status, body: { error: code, error_description: message } }),
      work: answering([
        ...(options.rota === true ? feedRoutes(organisation) : []),
        ...entraRoutes({
          tokens,
          parties,
          clientSecret,
          secretHasEnded: () => faults.settings().secretEnded,
          tabName: `api://127.0.0.1:${botPort}/${app.id}`,
          rolesFor: (audience) => (audience === graphAudience ? permissions.application : []),
          resources: new Map([
            [graphAudience, graphAudience],
            [graphDoor.address, graphAudience],
            [botServiceAudience, botServiceAudience],
            [modelAudience, modelAudience],
            ...[...(options.audiences ?? []), ...(caseSystem ? [caseSystem.address] : [])].map(
              (audience) => [audience, audience] as const,
            ),
          ]),
        }),
      ]),
    }),
  );
  graphDoor.serve(
    behindFaults({
      door: 'graph',
      faults,
      feed,
      refusal: graphError,
      work: createGraph({
        tenant,
        faults,
        tokens,
        events: installing.events,
        limits: createLimits(now),
        audience: graphAudience,
        permissions,
        note:
          graphNotes === null
            ? null
            : (call) => {
                writeSync(
                  graphNotes,
                  `${JSON.stringify(call)}
`,
                );
              },
      }),
    }),
  );
  const connector = behindFaults({
    door: 'connector',
    faults,
    feed,
    refusal: connectorError,
    work: createConnector({ tenant, feed, faults, tokens, limits: createLimits(now), audience: botServiceAudience }),
  });
  const stage = answering([
    ...botServiceOpenIdRoutes(tokens, parties, connectorDoor.address),
    ...peopleRoutes({ tenant, feed, activities, deliveries, dialogs, tokens, installing }),
    ...stageRoutes({ tenant, faults, feed, organisation, bot }),
    streamRoute({ tenant, feed }),
    ...caseRoutes(caseSystem),
    ...modelRoutes(model),
    ...windowRoutes({ tenant, feed, organisation, bot, caseSystem }),
    windowStreamRoute({ tenant, feed }),
    ...(options.routes ?? []),
  ]);
  connectorDoor.serve((call) => (call.path.startsWith('/v3/') ? connector(call) : stage(call)));

  const registryFile = join(folder, 'registry.json');
  const rota = options.rota === true ? rotaOf(organisation, entraDoor.address) : {};
  await writeFile(registryFile, JSON.stringify({ ...registryOf(organisation), ...rota }, null, 2));

  return {
    addresses: {
      entra: entraDoor.address,
      graph: graphDoor.address,
      connector: connectorDoor.address,
      people: connectorDoor.address,
      serviceUrl,
    },
    certificateFile: certificate.file,
    tenant,
    faults,
    feed,
    tokens,
    permissions,
    deliveries,
    organisation,
    caseSystem,
    model,
    bot,
    botEnvironment: () => ({
      PORT: String(botPort),
      PUBLIC_URL: `http://127.0.0.1:${botPort}`,
      MICROSOFT_APP_ID: app.id,
      MICROSOFT_APP_TENANT_ID: tenant.id,
      MICROSOFT_APP_TYPE: 'SingleTenant',
      MICROSOFT_APP_PASSWORD: clientSecret,
      AZURE_AUTHORITY_HOST: entraDoor.address,
      NODE_EXTRA_CA_CERTS: certificate.file,
      BOT_OPENID_METADATA_URL: `${connectorDoor.address}/v1/.well-known/openidconfiguration`,
      BOT_TOKEN_ISSUER: parties.botIssuer,
      BOT_OAUTH_SCOPE: `${botServiceAudience}/.default`,
      BOT_SERVICE_URL: serviceUrl,
      GRAPH_BASE_URL: graphDoor.address,
      SWARM_GRAPH_PREVIEWS: '1',
      HOST_TEAM_IDS: organisation.tenant.hostTeams.map((team) => team.id).join(','),
      CASE_WEBHOOK_SECRET: webhookSecret,
      REGISTRY_FILE: registryFile,
      ...(options.rota === true && {
        ENTRA_PEOPLE: 'everyone',
        SWARM_PROFILE_SKILLS: '1',
        SHIFTS_TEAM_IDS: [...tenant.schedules.keys()].join(','),
      }),
      // This machine is no public address.
      FEED_PRIVATE_HOSTS: new URL(entraDoor.address).host,
      TAB_FRAME_ORIGIN: connectorDoor.address,
      ...caseSystem?.environment,
      ...model?.environment,
    }),
    stop: async () => {
      faults.clear();
      await Promise.all([
        entraDoor.close(),
        graphDoor.close(),
        connectorDoor.close(),
        caseSystem?.close(),
        model?.close(),
      ]);
      // A bot that still thinks about something is not waited for.
      deliveries.close();
      await deliveries.settled();
      if (graphNotes !== null) closeSync(graphNotes);
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
