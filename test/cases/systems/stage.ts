import { createCaller } from '../../../src/cases/systems/calls/caller.ts';
import { clientCredentials, entraTokens } from '../../../src/cases/systems/calls/tokens.ts';
import type { CaseSystem, CaseSystemKey } from '../../../src/cases/systems/caseSystem.ts';
import { createDynamics } from '../../../src/cases/systems/dynamics/dynamics.ts';
import { type Mapping, shippedMappings } from '../../../src/cases/systems/mapping.ts';
import { serviceNowClient } from '../../../src/cases/systems/servicenow/client.ts';
import { type CaseTable, caseTables, createServiceNow } from '../../../src/cases/systems/servicenow/servicenow.ts';
import { zendeskClient, zendeskLimitOf } from '../../../src/cases/systems/zendesk/client.ts';
import { createZendesk } from '../../../src/cases/systems/zendesk/zendesk.ts';
import { behindFaults } from '../../../src/sandbox/doors/door.ts';
import { createFaults, type Faults } from '../../../src/sandbox/doors/faults.ts';
import { createFeed } from '../../../src/sandbox/doors/feed.ts';
import { createLimits, type Limits } from '../../../src/sandbox/doors/limits.ts';
import { openDoor } from '../../../src/sandbox/doors/listener.ts';
import { createTokens } from '../../../src/sandbox/entra/tokens.ts';
import { createClientTokens } from '../../../src/sandbox/systems/clients.ts';
import { createDynamicsStandIn } from '../../../src/sandbox/systems/dynamics/dynamics.ts';
import type { StoredArticle } from '../../../src/sandbox/systems/keptArticles.ts';
import {
  type CaseStandIn,
  customersView,
  idWithin,
  type KeptCase,
  type TimelineEntry,
  type Twist,
} from '../../../src/sandbox/systems/keptCase.ts';
import { knowledgeBase } from '../../../src/sandbox/systems/servicenow/knowledge.ts';
import { sysId } from '../../../src/sandbox/systems/servicenow/records.ts';
import { createServiceNowStandIn, type ServiceNowOptions } from '../../../src/sandbox/systems/servicenow/servicenow.ts';
import { guide } from '../../../src/sandbox/systems/zendesk/guide.ts';
import { linkField, productField } from '../../../src/sandbox/systems/zendesk/tickets.ts';
import { createZendeskStandIn } from '../../../src/sandbox/systems/zendesk/zendesk.ts';

type May = 'writes-notes' | 'reads-cases' | 'reads-cases-alone' | 'no-role';

/** A case system played on this machine, and the room's client of it. */
export type SystemStage = {
  system: CaseSystem;
  /** A client with another mapping, or another patience in milliseconds. */
  systemWith(change: { mapping?: Partial<Mapping>; patience?: number }): CaseSystem;
  cases: KeptCase[];
  faults: Faults;
  /** How many calls reached it since this was asked last. */
  calls(): number;
  /** The tokens that it has given are worth nothing from now on. */
  endTokens(): void;
  /** What the account may do there; `reads-cases-alone`: it is no administrator. */
  allow(what: May): void;
  /** What staff see was said on a case, and what its customer sees. */
  timeline(number: string): TimelineEntry[];
  customersView(number: string): TimelineEntry[];
  /** What stands in its knowledge base. */
  articles(): StoredArticle[];
  /** A rule of the tenant's own that shows customers what was written for staff. */
  twist(what: ReturnType<Twist>): void;
  /** Its own limits are used up for so many milliseconds. */
  useUp(ms: number): void;
  /** The headers of the answer that it gave last, but to calls that a fault kept from it. */
  lastHeaders(): Readonly<Record<string, string>>;
  /** The account has another time zone. */
  live(zone: string): void;
  /** ServiceNow: the account may not see these columns from now on. */
  hide(...columns: string[]): void;
  /** Where people open a case. */
  addressOf(number: string): string;
  /** What else people copy of a case: other addresses of it, and what its record is called by there. */
  copiedOf(number: string): { addresses: string[]; records: string[] };
  now(): number;
  moveOn(ms: number): void;
  close(): Promise<void>;
};

/** What of the suite differs from system to system. */
export type SystemUnderTest = {
  key: CaseSystemKey;
  name: string;
  /** A number as the system gives them. */
  number: (n: number) => string;
  /** The paths of its API, without those for tokens. */
  callsPath: string;
  /** A column that there is none of. */
  missingColumn: string;
  /** The column in which the tenant keeps products. */
  product: string;
  /** A tenant's own column for confidential cases, by its name in the API and what it holds in one. */
  restricted: { column: string; value: unknown; is: string };
  /** A tenant's own column for the channel's address. */
  link: string;
  /** Where the tenant wants articles. */
  articles: Mapping['articles'];
  /** The longest note that it takes, in its own count, and how it counts. */
  longest: { most: number; count: (text: string) => number };
  /** The headers, beside `Retry-After`, with which it refuses a call that its own limits leave no room for. */
  limitHeaders: readonly string[];
  /** The column for when a case was created, holding nothing, as the API names and writes it. */
  undated: Readonly<Record<string, unknown>>;
  /** An urgency that says nothing to the mapping, by the names of the API, and whether it is one that nobody has mapped. */
  oddUrgency: { columns: Readonly<Record<string, unknown>>; isUnmapped: boolean };
  /** What the same case looks like where its owner's Entra id is known to the system itself. */
  knowsEntraId: boolean;
  open(): Promise<SystemStage>;
};

export const systemsUnderTest: readonly SystemUnderTest[] = [
  {
    key: 'dynamics',
    name: 'Dynamics 365',
    number: (n) => `CAS-${String(n).padStart(5, '0')}-V0K9Y0`,
    callsPath: '^/api/data/',
    missingColumn: 'new_gone',
    product: '_productid_value',
    restricted: { column: 'new_confidential', value: true, is: 'true' },
    link: 'new_swarmurl',
    articles: { languages: { ja: idWithin('languagelocale', 'ja') } },
    longest: { most: 100_000, count: (text) => text.length },
    limitHeaders: ['x-ms-ratelimit-burst-remaining-xrm-requests'],
    undated: { createdon: null },
    oddUrgency: { columns: { prioritycode: 100_000_000 }, isUnmapped: true },
    knowsEntraId: true,
    open: openDynamics,
  },
  ...caseTables.map((of) => ({
    key: of.key,
    name: 'ServiceNow',
    number: (n: number) => `${of.table === 'incident' ? 'INC' : 'CS'}${String(n).padStart(7, '0')}`,
    callsPath: '^/api/now/',
    missingColumn: 'u_gone',
    product: of.table === 'incident' ? 'cmdb_ci' : 'product',
    restricted: { column: 'u_confidential', value: 'true', is: 'true' },
    link: 'u_swarm_url',
    articles: { base: knowledgeBase },
    longest: { most: 4_000, count: (text: string) => text.length },
    limitHeaders: ['X-RateLimit-Limit', 'X-RateLimit-Reset', 'X-RateLimit-Rule'],
    undated: { sys_created_on: { value: '', display_value: '' } },
    oddUrgency: { columns: { priority: { value: '9', display_value: '9 - VIP' } }, isUnmapped: true },
    knowsEntraId: false,
    open: () => openServiceNow(of),
  })),
  {
    key: 'zendesk',
    name: 'Zendesk',
    number: String,
    callsPath: '^/api/v2/',
    missingColumn: 'custom_fields.999',
    product: `custom_fields.${productField}`,
    restricted: { column: 'tags', value: ['vip', 'confidential'], is: 'confidential' },
    link: `custom_fields.${linkField}`,
    articles: { section: guide.section, permissionGroup: guide.permissionGroup, userSegment: null },
    longest: { most: 65_535, count: (text) => Buffer.byteLength(text) },
    limitHeaders: [
      'X-Rate-Limit',
      'X-Rate-Limit-Remaining',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
    ],
    undated: { created_at: null },
    oddUrgency: { columns: { priority: null }, isUnmapped: false },
    knowsEntraId: false,
    open: openZendesk,
  },
];

const reading = (may: May): Exclude<May, 'reads-cases-alone'> => (may === 'reads-cases-alone' ? 'reads-cases' : may);

type Times = { clock(): number; moveOn(ms: number): void; limits: Limits; useUp(ms: number): void };

function times(): Times {
  let ahead = 0;
  let usedUpUntil = 0;
  const clock = (): number => Date.now() + ahead;
  const limits = createLimits(clock);
  return {
    clock,
    moveOn(ms) {
      ahead += ms;
    },
    useUp(ms) {
      usedUpUntil = clock() + ms;
    },
    limits: { take: (key, windows) => Math.max(0, usedUpUntil - clock()) || limits.take(key, windows) },
  };
}

/** A door with a stand-in behind it: calls are counted, faults strike. */
async function openCasesDoor() {
  const faults = createFaults({});
  const feed = createFeed({ keepWireLog: true });
  const door = await openDoor({ name: 'sandbox-cases', port: 0 });
  let seen = 0;
  let last: Readonly<Record<string, string>> = {};
  return {
    faults,
    address: door.address,
    lastHeaders: () => last,
    close: async () => {
      faults.clear();
      await door.close();
    },
    serve({ answer, refusal }: Pick<CaseStandIn, 'answer' | 'refusal'>) {
      const work: CaseStandIn['answer'] = async (call) => {
        const answered = await answer(call);
        last = answered.headers ?? {};
        return answered;
      };
      door.serve(behindFaults({ door: 'cases', faults, feed, refusal, work }));
    },
    calls() {
      const fresh = feed.wireLog().filter(({ number }) => number > seen);
      seen = feed.wireLog().at(-1)?.number ?? seen;
      return fresh.length;
    },
  };
}

/** The tokens of an Entra tenant, which come without its HTTPS here: that @azure/identity gets one is test/settings/identity.test.ts. */
export const openEntra = () =>
  createTokens({
    tenantId: idWithin('tenant', 'test'),
    appId: idWithin('app', 'test'),
    authority: 'https://127.0.0.1:1',
    botIssuer: 'https://api.botframework.com',
    serviceUrl: 'https://127.0.0.1:1',
  });

async function openDynamics(): Promise<SystemStage> {
  const { clock, moveOn, limits, useUp } = times();
  const door = await openCasesDoor();
  const cases: KeptCase[] = [];
  const tokens = await openEntra();
  const tenant = tenantsOwn();
  let age: 'good' | 'ended' = 'good';
  const standIn = createDynamicsStandIn({
    ...{ tokens, audience: door.address, limits, cases, language: 'ja', applicationUser: tenant.may },
    ...{ now: clock, twist: tenant.twist },
    ownColumns: [
      { name: 'new_confidential', type: 'boolean' },
      { name: 'new_swarmurl', type: 'string', maxLength: 500 },
    ],
  });
  door.serve(standIn);
  const credential = {
    getToken: async () => ({
      token: age === 'ended' ? 'a token that has ended' : await tokens.forApp(door.address, []),
      expiresOnTimestamp: 0,
    }),
    renew: () => {
      age = 'good';
      return true;
    },
  };
  return {
    ...staged({ door, cases, moveOn, clock, useUp }, (mapping, patience) =>
      createDynamics({
        ...{ url: door.address, mapping: { ...shippedMappings.dynamics, ...mapping } },
        caller: createCaller({ tokens: entraTokens(credential, `${door.address}/.default`), clock, ...patience }),
      }),
    ),
    endTokens() {
      age = 'ended';
    },
    ...tenant.acts(standIn),
    live() {},
    hide() {},
    addressOf: (number) =>
      `${door.address}/main.aspx?appid=1&etn=incident&pagetype=entityrecord&id=%7B${idWithin('incident', number).toUpperCase()}%7D`,
    copiedOf(number) {
      const id = idWithin('incident', number);
      const app = '0c6bd0a5-7b2b-ea11-a810-000d3a11e605';
      const braces = `%7b${id}%7d`;
      return {
        addresses: [
          `main.aspx?etn=incident&pagetype=entityrecord&id=${braces}`,
          `main.aspx?etn=incident&pagetype=entityrecord&id={${id}}`,
          `main.aspx?appid=${app}&forceUCI=1&pagetype=entityrecord&etn=incident&id=${id}`,
          `main.aspx?appid=${app}&pagetype=entityrecord&etn=incident&formid=${app}&id=${id}`,
          `apps/msdyn_CustomerServiceWorkspace/main.aspx?etn=incident&id=${id}&pagetype=entityrecord`,
          `main.aspx?ETN=Incident&ID=${id}`,
          // As links in mails of older versions have it.
          `main.aspx?etc=112&extraqs=formid%3d${app}&id=${braces}&pagetype=entityrecord`,
          `main.aspx?etc=112&extraqs=%3f_gridType%3d112%26etc%3d112%26id%3d${encodeURIComponent(braces)}&pagetype=entityrecord`,
          `cs/cases/edit.aspx?id=${braces}`,
          `api/data/v9.2/incidents(${id})`,
        ]
          .map((path) => `${door.address}/${path}`)
          // In the apps for phones: the one names no organisation.
          .concat(
            `ms-dynamicsxrm://?pagetype=entity&etn=incident&id=${id}`,
            `ms-dynamicsxrm:///?pagetype=entity&etn=incident&id=${id}`,
            `ms-apps://${new URL(door.address).hostname}_${app}?tenantId=${app}&isShortcut=true&appType=AppModule&pagetype=entityrecord&etn=incident&id=${id}`,
          ),
        records: [id, `{${id.toUpperCase()}}`],
      };
    },
  };
}

/** The client of the bot in ServiceNow and Zendesk. */
export const client = { id: 'swarm', secret: 'the secret of the client' };

/** `entra`: its tokens are taken, too. */
export async function openServiceNow(of: CaseTable, entra?: ServiceNowOptions['entra']): Promise<SystemStage> {
  const { clock, moveOn, limits, useUp } = times();
  const door = await openCasesDoor();
  const cases: KeptCase[] = [];
  const tokens = createClientTokens(clock);
  const tenant = tenantsOwn();
  let zone = 'GMT';
  let hidden: readonly string[] = [];
  const standIn = createServiceNowStandIn({
    ...{ client, tokens, limits, cases, may: tenant.may, now: clock, twist: tenant.twist },
    get zone() {
      return zone;
    },
    hides: () => hidden,
    rateRule: 100_000,
    ...(entra && { entra }),
    ownColumns: { u_confidential: 'false', u_swarm_url: '' },
  });
  door.serve(standIn);
  const url = door.address;
  return {
    ...staged({ door, cases, moveOn, clock, useUp }, (mapping, patience) =>
      createServiceNow({
        ...{ url, of, clock, mapping: { ...shippedMappings[of.key], ...mapping } },
        caller: createCaller({
          tokens: clientCredentials(serviceNowClient({ url, ...client }), clock),
          clock,
          ...patience,
        }),
      }),
    ),
    endTokens: tokens.end,
    ...tenant.acts(standIn),
    live(elsewhere) {
      zone = elsewhere;
    },
    hide(...columns) {
      hidden = columns;
    },
    addressOf: (number) =>
      `${url}/now/nav/ui/classic/params/target/${encodeURIComponent(`${of.table}.do?sys_id=${sysId(of.table, number)}`)}`,
    copiedOf(number) {
      const [id, table] = [sysId(of.table, number), of.table];
      return {
        addresses: [
          `nav_to.do?uri=${table}.do?sys_id=${id}`,
          `nav_to.do?uri=%2F${table}.do%3Fsysparm_view%3D%26sys_id%3D${id}%26sysparm_stack%3D${table}_list.do`,
          `${table}.do?sys_id=${id}&sysparm_record_target=${table}`,
          `${table}.do?sysparm_query=number=${number}`,
          `nav_to.do?uri=${table}_list.do%3Fsysparm_query%3Dnumber%3D${number}`,
          // The form of what all such tables come from opens the record of whichever it is.
          `nav_to.do?uri=task.do?sys_id=${id}`,
          `task.do?sysparm_query=number=${number}`,
          `text_search_exact_match.do?sysparm_search=${number}`,
          `now/sow/record/${table}/${id}`,
          `now/sow/record/${table}/${id}/params/selected-tab-index/1`,
          `now/workspace/agent/record/${table}/${id}`,
          `now/cwf/agent/record/${table}/${id}`,
          `$m.do#/form/${table}/${id}`,
          `sp?id=ticket&table=${table}&sys_id=${id}`,
          `csm?sys_id=${id}&view=csp&id=csm_ticket&table=${table}`,
        ].map((path) => `${url}/${path}`),
        records: [id, id.toUpperCase(), `sys_id=${id}`, `sys_id: ${id} をお願いします`],
      };
    },
  };
}

async function openZendesk(): Promise<SystemStage> {
  const { clock, moveOn, limits, useUp } = times();
  const door = await openCasesDoor();
  const cases: KeptCase[] = [];
  const tokens = createClientTokens(clock);
  const tenant = tenantsOwn();
  const url = door.address;
  const standIn = createZendeskStandIn({
    ...{ address: url, client, tokens, limits, cases, may: tenant.may, now: clock, twist: tenant.twist },
    isAdministrator: tenant.isAdministrator,
  });
  door.serve(standIn);
  return {
    ...staged({ door, cases, moveOn, clock, useUp }, (mapping, patience) =>
      createZendesk({
        ...{ url, mapping: { ...shippedMappings.zendesk, ...mapping } },
        caller: createCaller({
          tokens: clientCredentials(
            zendeskClient({ url, ...client }, () => true, true),
            clock,
          ),
          limitOf: zendeskLimitOf,
          clock,
          ...patience,
        }),
      }),
    ),
    endTokens: tokens.end,
    ...tenant.acts(standIn),
    live() {},
    hide() {},
    addressOf: (number) => `${url}/agent/tickets/${number}`,
    copiedOf: (number) => ({
      addresses: [
        `agent/tickets/${number}/events`,
        `agent/tickets/${number}?brand_id=360001`,
        `agent/#/tickets/${number}`,
        `agent/tickets/${number}/requester/requested_tickets`,
        `tickets/${number}`,
        `requests/${number}`,
        `hc/requests/${number}`,
        `hc/ja/requests/${number}?page=2`,
        `api/v2/tickets/${number}.json`,
      ].map((path) => `${url}/${path}`),
      records: [],
    }),
  };
}

/** What a tenant has decided for itself. */
function tenantsOwn() {
  let role: May = 'reads-cases';
  let rule: ReturnType<Twist> = 'none';
  return {
    may: () => reading(role),
    isAdministrator: () => role !== 'reads-cases-alone',
    twist: () => rule,
    acts: (standIn: CaseStandIn): Pick<SystemStage, 'allow' | 'twist' | 'timeline' | 'customersView' | 'articles'> => ({
      allow(what) {
        role = what;
      },
      twist(what) {
        rule = what;
      },
      timeline: standIn.timeline,
      articles: standIn.articles,
      customersView: (number) => customersView(standIn, number),
    }),
  };
}

/** What every stage has. */
function staged(
  of: {
    door: Awaited<ReturnType<typeof openCasesDoor>>;
    cases: KeptCase[];
    moveOn: Times['moveOn'];
    clock: () => number;
    useUp: Times['useUp'];
  },
  create: (mapping: Partial<Mapping>, patience: { patience?: number }) => CaseSystem,
) {
  const systemWith: SystemStage['systemWith'] = ({ mapping = {}, patience }) =>
    create(mapping, patience === undefined ? {} : { patience });
  const { door, cases, moveOn, clock, useUp } = of;
  return {
    system: systemWith({}),
    ...{ systemWith, cases, moveOn, useUp, now: clock },
    ...{ faults: door.faults, calls: door.calls, lastHeaders: door.lastHeaders, close: door.close },
  };
}
