import { z } from 'zod';
import { judgeSignature } from '../../webhook.ts';
import type { Push, PushDoor, PushRefusal } from '../caseSystem.ts';
import { headerOf, pushedBody, pushTolerance } from '../pushed.ts';

/**
 * ServiceNow has no webhooks: a business rule of the organisation's own posts which record changed, by the script of
 * docs/case-systems.md, and signs it as the generic webhook is signed, in base64.
 */
export function serviceNowPush(secrets: readonly string[]): PushDoor {
  const signed = (head: Omit<Push, 'body'>) => ({
    timestamp: headerOf(head, 'x-swarm-timestamp'),
    signature: headerOf(head, 'x-swarm-signature'),
  });

  function refusal(head: Omit<Push, 'body'>, now: number): PushRefusal | null {
    const { timestamp, signature } = signed(head);
    if (!timestamp || !signature) return 'unsigned';
    if (!/^\d{1,12}$/.test(timestamp)) return 'malformed';
    return Math.abs(now - 1_000 * Number(timestamp)) > pushTolerance ? 'old' : null;
  }

  return {
    name: 'servicenow',
    refusal,
    parsePush(push, now) {
      const judged = secrets.map((secret) => judgeSignature(secret, { ...signed(push), body: push.body }, now));
      const [first] = judged;
      if (!judged.some(({ ok }) => ok)) {
        const why = judged.find((each) => !each.ok && each.refusal === 'old')
          ? 'old'
          : first?.ok === false
            ? first.refusal
            : 'wrong';
        return { kind: 'refused', why };
      }
      const told = pushedBody(changeSchema, push.body);
      if (!told) return { kind: 'malformed' };
      const system = keys[told.table];
      return system === undefined
        ? { kind: 'nothing' }
        : { kind: 'changed', system, record: told.sys_id.toLowerCase(), by: null, mergedInto: null };
    },
  };
}

const keys: Readonly<Record<string, 'servicenow-case' | 'servicenow-incident'>> = {
  sn_customerservice_case: 'servicenow-case',
  incident: 'servicenow-incident',
};
const changeSchema = z.object({ table: z.string(), sys_id: z.string().regex(/^[0-9a-f]{32}$/i) });
