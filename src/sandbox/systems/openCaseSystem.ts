import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseSystemKey } from '../../cases/systems/caseSystem.ts';
import { shippedMappings } from '../../cases/systems/mapping.ts';
import { caseWritings } from '../../swarm/caseWritings.ts';
import { behindFaults } from '../doors/door.ts';
import type { Faults } from '../doors/faults.ts';
import type { Feed } from '../doors/feed.ts';
import type { Limits } from '../doors/limits.ts';
import { openDoor } from '../doors/listener.ts';
import type { Tokens } from '../entra/tokens.ts';
import type { SandboxOrganisation } from '../organisation/organisation.ts';
import type { CaseSystemKind } from './caseSystemKind.ts';
import { createClientTokens } from './clients.ts';
import { createDynamicsStandIn } from './dynamics/dynamics.ts';
import { dynamicsWebhook } from './dynamics/webhook.ts';
import type { CaseStandIn, KeptCase, Twist } from './keptCase.ts';
import { keptCasesOf, ownColumns } from './organisationCases.ts';
import { createPushing, type Pushed, type Pushing } from './pushing.ts';
import { serviceNowBusinessRule } from './servicenow/businessRule.ts';
import { knowledgeBase } from './servicenow/knowledge.ts';
import { createServiceNowStandIn } from './servicenow/servicenow.ts';
import { guide } from './zendesk/guide.ts';
import { zendeskWebhook } from './zendesk/webhook.ts';
import { createZendeskStandIn } from './zendesk/zendesk.ts';

/** The organisation's case system, with its cases in it. */
export type OpenCaseSystem = {
  kind: CaseSystemKind;
  address: string;
  standIn: CaseStandIn;
  /** What the bot is told to find it and to read it. */
  environment: Record<string, string>;
  /**
   * Somebody changes a case there, of which the system tells the bot by itself; gives what became of that, null: there is
   * no such case.
   */
  change: (number: string, change: Partial<KeptCase>) => Promise<Pushed | null>;
  pushing: Pushing;
  /** Gives the tenant a rule of its own from now on. */
  twist: (rule: ReturnType<Twist>) => void;
  close: () => Promise<void>;
};

/** Opens the organisation's case system on a port of its own. Its calls are on the wire beside those of Microsoft 365. */
export async function openCaseSystem(needs: {
  kind: CaseSystemKind;
  organisation: SandboxOrganisation;
  tokens: Tokens;
  faults: Faults;
  feed: Feed;
  limits: Limits;
  now: () => number;
  /** Where the mapping file is written. */
  folder: string;
  /** Where the bot is; it may change. */
  botAddress: () => string;
}): Promise<OpenCaseSystem> {
  const { kind, organisation, tokens, faults, feed, limits, now, folder, botAddress } = needs;
  const door = await openDoor({ name: 'sandbox-cases', port: 0 });
  const { address } = door;
  const client = { id: randomUUID(), secret: randomBytes(24).toString('base64url') };
  let rule: ReturnType<Twist> = 'none';
  const common = { limits, cases: keptCasesOf(organisation, kind), now, twist: () => rule };
  const clientTokens = createClientTokens(now);
  const standIn = {
    dynamics: () => createDynamicsStandIn({ ...common, tokens, audience: address, ownColumns: ownColumns.dynamics }),
    servicenow: () =>
      createServiceNowStandIn({ ...common, client, tokens: clientTokens, ownColumns: ownColumns.servicenow }),
    zendesk: () => createZendeskStandIn({ ...common, client, tokens: clientTokens, address }),
  }[kind]();
  door.serve(
    behindFaults({ door: 'cases', faults, feed, refusal: standIn.refusal, work: (call) => standIn.answer(call) }),
  );
  const mappingFile = join(folder, 'case-mapping.json');
  await writeFile(mappingFile, JSON.stringify(mapping, null, 2));
  const secret = randomBytes(24).toString('base64');
  const writing = {
    dynamics: () => dynamicsWebhook({ key: secret, audience: address }),
    servicenow: () => serviceNowBusinessRule({ secret }),
    zendesk: () => zendeskWebhook({ secret }),
  }[kind]();
  const pushing = createPushing({ writing, botAddress, now });
  const policyFile = join(folder, 'case-policy.json');
  await writeFile(policyFile, JSON.stringify({ writeToCase: caseWritings.filter((each) => each !== 'status') }));
  const signIn: Record<CaseSystemKind, Record<string, string>> = {
    dynamics: { DYNAMICS_URL: address },
    servicenow: {
      SERVICENOW_URL: address,
      SERVICENOW_CLIENT_ID: client.id,
      SERVICENOW_CLIENT_SECRET: client.secret,
    },
    zendesk: { ZENDESK_URL: address, ZENDESK_CLIENT_ID: client.id, ZENDESK_CLIENT_SECRET: client.secret },
  };
  const environment = {
    ...signIn[kind],
    CASE_MAPPING_FILE: mappingFile,
    SWARM_POLICY_FILE: policyFile,
    [`${kind.toUpperCase()}_PUSH_SECRET`]: secret,
  };
  return {
    ...{ kind, address, standIn, environment, pushing, close: door.close },
    twist(next) {
      rule = next;
    },
    async change(number, change) {
      const at = standIn.cases.findIndex((each) => each.number === number);
      const before = standIn.cases[at];
      if (!before) return null;
      const changedAt = new Date(now()).toISOString();
      const after = { ...before, changes: before.changes + 1, changedAt, ...change };
      standIn.cases[at] = after;
      return pushing.push(after);
    },
  };
}

/** Older cases of the organisation have numbers of four figures; and it has columns for what these systems have none for. */
const numbersOf = (key: CaseSystemKey): string => `${shippedMappings[key].numbers}|\\d{4}`;
const inServiceNow = {
  language: { column: 'u_language', choices: { ja: 'ja', en: 'en' } },
  link: 'u_swarm_url',
  articles: { base: knowledgeBase },
  restricted: [{ column: 'u_confidential', is: [true] }],
};
const mapping = {
  dynamics: {
    numbers: numbersOf('dynamics'),
    severity: { critical: [{ column: 'isescalated', is: [true] }] },
    language: { column: 'new_language', choices: { ja: 'ja', en: 'en' } },
    link: 'new_swarmurl',
    articles: {},
    restricted: [{ column: 'new_confidential', is: [true] }],
  },
  'servicenow-case': inServiceNow,
  'servicenow-incident': { numbers: numbersOf('servicenow-incident'), ...inServiceNow },
  zendesk: {
    product: 'custom_fields.360001',
    link: 'custom_fields.360002',
    articles: { section: guide.section, permissionGroup: guide.permissionGroup, userSegment: null },
    restricted: [{ column: 'tags', is: ['confidential'] }],
  },
};
