import { type Case, caseSchema } from '../../src/cases/case.ts';
import type { CaseSystemKind } from '../../src/sandbox/systems/caseSystemKind.ts';
import { idWithin } from '../../src/sandbox/systems/keptCase.ts';
import { sysId } from '../../src/sandbox/systems/servicenow/records.ts';

/** The client of the bot in the systems that have their own. */
export const outageClient = { id: 'swarm', secret: 'the secret of the outage' };

/** The number of the case that changed after so many others. */
export function outageNumber(system: CaseSystemKind, n: number): string {
  const figures = (most: number) => String(n).padStart(most, '0');
  return { dynamics: `CAS-${figures(6)}-V0K9Y0`, servicenow: `INC${figures(7)}`, zendesk: String(1_000_000 + n) }[
    system
  ];
}

/** What the bot is told to find a system. */
export const outageEnvironment = (system: CaseSystemKind, url: string): Record<string, string> =>
  system === 'dynamics'
    ? { DYNAMICS_URL: url }
    : {
        [`${system.toUpperCase()}_URL`]: url,
        [`${system.toUpperCase()}_CLIENT_ID`]: outageClient.id,
        [`${system.toUpperCase()}_CLIENT_SECRET`]: outageClient.secret,
      };

/** The case as somebody posts it, with its address in the system. */
export function outagePosted(system: CaseSystemKind, number: string, host: string, owner: Case['owner']): Case {
  const path = {
    dynamics: `main.aspx?etn=incident&id=${idWithin('incident', number)}`,
    servicenow: `nav_to.do?uri=incident.do?sys_id=${sysId('incident', number)}`,
    zendesk: `agent/tickets/${number}`,
  }[system];
  return caseSchema.parse({
    ...{ id: number, title: 'The VPN drops', owner, created: new Date().toISOString(), url: `https://${host}/${path}` },
  });
}

/** What a call asks for: a list of changes, or one case by its id within the system (Zendesk: its number). */
export function outageAsked(path: string): { kind: 'list' } | { kind: 'read'; record: string } | { kind: 'other' } {
  const plain = decodeURIComponent(path);
  if (/incidents\?|sys_updated_on|\/incremental\//.test(plain)) return { kind: 'list' };
  const record = /incidents\(([0-9a-f-]{36})\)|sys_id=([0-9a-f]{32})|\/tickets\/(\d+)/
    .exec(plain)
    ?.slice(1)
    .find(Boolean);
  return record === undefined ? { kind: 'other' } : { kind: 'read', record };
}

export const outageRecord = (system: CaseSystemKind, number: string): string =>
  system === 'zendesk' ? number : system === 'dynamics' ? idWithin('incident', number) : sysId('incident', number);
