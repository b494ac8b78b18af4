import type { TokenCredential } from '@azure/identity';
import { type CaseSystemsConfig, dynamicsScope } from '../../settings/caseSystems.ts';
import type { BotCredential } from '../../settings/tokens.ts';
import type { LeadsTo } from '../caseHome.ts';
import { caseKey } from '../ids/caseKey.ts';
import { createCaller } from './calls/caller.ts';
import { clientCredentials, entraTokens } from './calls/tokens.ts';
import type { CaseSystem, CaseSystemKey, PushDoor } from './caseSystem.ts';
import { createDynamics } from './dynamics/dynamics.ts';
import { dynamicsPush } from './dynamics/push.ts';
import { createPace } from './following/pace.ts';
import { readsAMinute } from './following/rereading.ts';
import type { Mappings } from './mapping.ts';
import { serviceNowClient } from './servicenow/client.ts';
import { serviceNowPush } from './servicenow/push.ts';
import { caseTables, createServiceNow } from './servicenow/servicenow.ts';
import { zendeskClient, zendeskLimitOf } from './zendesk/client.ts';
import { zendeskPush } from './zendesk/push.ts';
import { createZendesk } from './zendesk/zendesk.ts';

export type SystemsNeeds = {
  config: CaseSystemsConfig;
  mappings: Mappings;
  /** The bot's own: Dynamics 365 takes it, too, and ServiceNow, where it is set up so. */
  credential: TokenCredential & Partial<Pick<BotCredential, 'renew'>>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Whether anything is to be written into cases; if not, no right to it is asked for. */
  writes: () => boolean;
  /**
   * Given by who asks for very much that can wait: calls are made no faster than changed cases are read again, so that people's
   * questions, and other programs, always get through. Waits so many milliseconds.
   */
  wait?: (ms: number) => Promise<void>;
};

/** The systems that are configured, in the order in which they are asked; none, where none is. */
export function openCaseSystems({ config, mappings, credential, clock, writes, wait }: SystemsNeeds): CaseSystem[] {
  const { dynamics, servicenow, zendesk } = config;
  const systems: CaseSystem[] = [];
  const pace = createPace(readsAMinute, clock);
  const calling = (key: CaseSystemKey) => ({
    clock,
    ...(wait && {
      async turn() {
        for (let ms = pace.waitOf(key); ms > 0; ms = pace.waitOf(key)) await wait(ms);
        pace.count(key);
      },
    }),
  });
  if (dynamics) {
    // The API has a host of its own; tokens are for the one that people open.
    const url = dynamics.url.replace('.api.', '.');
    const caller = createCaller({ tokens: entraTokens(credential, dynamicsScope(url)), ...calling('dynamics') });
    systems.push(createDynamics({ url, caller, mapping: mappings.of.dynamics }));
  }
  if (servicenow) {
    const { url } = servicenow;
    const caller = createCaller({
      tokens:
        'scope' in servicenow
          ? entraTokens(credential, servicenow.scope)
          : clientCredentials(serviceNowClient(servicenow), clock),
      ...calling('servicenow-case'),
    });
    for (const of of caseTables)
      systems.push(createServiceNow({ url, caller, mapping: mappings.of[of.key], of, clock }));
  }
  if (zendesk) {
    const tokens = clientCredentials(zendeskClient(zendesk, writes, mappings.of.zendesk.articles !== null), clock);
    const caller = createCaller({ tokens, limitOf: zendeskLimitOf, ...calling('zendesk') });
    systems.push(createZendesk({ url: zendesk.url, caller, mapping: mappings.of.zendesk }));
  }
  return systems.toSorted((one, other) => mappings.order.indexOf(one.key) - mappings.order.indexOf(other.key));
}

/** Whether an address leads to a case that lives in one of the systems. */
export const leadsInto =
  (systems: readonly CaseSystem[]): LeadsTo =>
  (url, { home, id }) => {
    const named = URL.canParse(url) ? systems.find(({ key }) => key === home.system)?.addressed(new URL(url)) : null;
    if (!named) return false;
    return named.by === 'id' ? named.id === home.record : caseKey(named.number) === caseKey(id);
  };

/** The doors at which those push that are connected and have a secret for it. */
export function openPushDoors({ dynamics, servicenow, zendesk, pushSecrets }: CaseSystemsConfig): PushDoor[] {
  return [
    ...(dynamics && pushSecrets.dynamics.length > 0 ? [dynamicsPush(pushSecrets.dynamics)] : []),
    ...(servicenow && pushSecrets.servicenow.length > 0 ? [serviceNowPush(pushSecrets.servicenow)] : []),
    ...(zendesk && pushSecrets.zendesk.length > 0 ? [zendeskPush(pushSecrets.zendesk)] : []),
  ];
}

/** Tells in the log what of the mapping does not fit, and what cannot be reached, when a bot starts. Never rejects. */
export async function tellWhatDoesNotFit(
  systems: readonly CaseSystem[],
  log: (level: 'info' | 'warn', message: string, facts: Record<string, unknown>) => void,
): Promise<void> {
  await Promise.all(
    systems.map(async ({ key, selfTest }) => {
      for (const { result, fact } of await selfTest())
        if (result === 'ok') log('info', 'A case system was looked at', { system: key, found: fact.code });
        else log('warn', 'A case system is not as it should be', { system: key, found: fact });
    }),
  );
}
