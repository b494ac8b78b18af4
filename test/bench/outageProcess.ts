import { createLimits } from '../../src/sandbox/doors/limits.ts';
import { openDoor } from '../../src/sandbox/doors/listener.ts';
import { createDynamicsStandIn } from '../../src/sandbox/systems/dynamics/dynamics.ts';
import { idWithin, type KeptCase } from '../../src/sandbox/systems/keptCase.ts';

/**
 * A Dynamics 365 with very many cases, in a process of its own, so that telling of them takes no time from anybody else. Started with
 * how many, the address under which it is known, and the owner's id, name and mail; says where it is.
 */
const [count = '0', audience = '', id = '', name = '', mail = ''] = process.argv.slice(2);
const now = Date.now();
const limits = createLimits(Date.now);
/** Evenly over the last six days, the newest last: the list of changes begins with a week ago. */
const changedAt = (n: number): string => new Date(now - 6 * 86_400_000 * (1 - n / Number(count))).toISOString();
const cases = Array.from(
  { length: Number(count) },
  (_, n): KeptCase => ({
    ...{ number: `CAS-${String(n).padStart(6, '0')}-V0K9Y0`, title: 'The VPN drops', description: null },
    ...{ customer: null, product: null, severity: 'low', language: 'en', state: 'open', changes: 2 },
    owner: { kind: 'person', id, name, mail },
    created: new Date(now - 40 * 86_400_000).toISOString(),
    changedAt: changedAt(n),
    columns: { new_language: 'en', new_confidential: false },
  }),
);
const played = (known: KeptCase[]) =>
  createDynamicsStandIn({
    // Whether a token is good is not measured, and only the sandbox's Entra could tell.
    tokens: { verifyApp: async () => ({ ok: true, roles: [] }) },
    ...{ audience, cases: known, limits },
    ownColumns: [
      { name: 'new_language', type: 'string' },
      { name: 'new_confidential', type: 'boolean' },
      { name: 'new_swarmurl', type: 'string', maxLength: 300 },
    ],
  });
/** Of one case that is asked for by its id the others are not looked through: a system has an index for that. */
const byId = new Map(cases.map((each) => [idWithin('incident', each.number), each]));
const all = played(cases);
const door = await openDoor({ name: 'outage', port: 0 });
door.serve((call) => {
  const one = byId.get(/incidents\(([0-9a-f-]{36})\)/.exec(decodeURIComponent(call.path))?.[1] ?? '');
  return (one ? played([one]) : all).answer(call);
});
process.send?.({ address: door.address });
process.on('disconnect', () => process.exit());
