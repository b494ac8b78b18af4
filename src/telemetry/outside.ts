import type { Told } from './names.ts';
import { isTold, record, traced } from './telemetry.ts';

/** A call of something outside, as it is told. `name` holds no address and no id. */
export type OutsideCall = { system: NonNullable<Told['swarm.system']>; name: string; told: Told };

/**
 * Makes a call of something outside, told as a span and by how long it took. `statusOf` gives the status of what came, null:
 * no answer; what is thrown is told by `statusOf` too.
 */
export async function toldOutside<T>(
  { system, name, told }: OutsideCall,
  statusOf: (outcome: { answer: T } | { fault: unknown }) => number | null,
  work: () => Promise<T>,
): Promise<T> {
  if (!isTold()) return work();
  const all = { 'swarm.system': system, ...told };
  const began = performance.now();
  return traced({ name, kind: 'client', told: all }, async (span) => {
    const took = (outcome: { answer: T } | { fault: unknown }): void => {
      const status = statusOf(outcome);
      const more: Told = status === null ? { 'error.type': 'no-answer' } : { 'http.response.status_code': status };
      span.tell(more);
      if (status === null || status >= 400) span.failed(status === null ? 'no-answer' : String(status));
      record('http.client.request.duration', (performance.now() - began) / 1000, { ...all, ...more });
    };
    try {
      const answer = await work();
      took({ answer });
      return answer;
    } catch (fault) {
      took({ fault });
      throw fault;
    }
  });
}

/** How long a call waited for its turn, in milliseconds; told only if it did. */
export function toldWait(system: NonNullable<Told['swarm.system']>, ms: number): void {
  if (ms > 0) record('swarm.client.wait', ms / 1000, { 'swarm.system': system });
}

/**
 * Words that Graph's own paths are made of. Whatever is none of them stands for somebody or something, and is left out; so is a
 * query.
 */
const pathWords = new Set(
  (
    'teams channels members add remove allMembers archive unarchive filesFolder primaryChannel operations tabs enabledApps ' +
    '$ref installedApps permissionGrants users manager memberOf transitiveMembers mailboxSettings teamwork chat ' +
    'communications getPresencesByUserId presence appCatalogs teamsApps groups owners $batch servicePrincipals ' +
    'appRoleAssignments applications sendActivityNotification organization calendar getSchedule'
  ).split(' '),
);

/** A path of Graph with `{id}` for each part that is none of Graph's own words. */
export function templateOf(path: string): string {
  const [below = ''] = path.split('?');
  return below
    .split('/')
    .map((part) => (part === '' || pathWords.has(part) ? part : '{id}'))
    .join('/');
}
