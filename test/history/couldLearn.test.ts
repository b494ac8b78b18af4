import { expect, test } from '@jest/globals';
import { createCouldLearn } from '../../src/history/measures/couldLearn.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { engineer, skill, technology } from '../registry/sample.ts';

const under = (id: string, parent: string | null = 'network') => technology(id, id, id, [], [], parent);

/** VPN hangs on Mika. Network is the broader one; DNS is beside it, IPsec below it, AKS elsewhere. */
const snapshot = createSnapshot({
  technologies: [under('network', null), under('vpn'), under('dns'), under('ipsec', 'vpn'), under('aks', null)],
  engineers: [
    ...['mika', 'wants', 'little', 'dns', 'ipsec', 'broad', 'aks', 'busy'].map((id) => engineer(id)),
    engineer('vendor', { outside: 'by mail' }),
    engineer('never', { mostSwarms: 0 }),
  ],
  skills: [
    skill('mika', 'vpn', 5, { owner: true }),
    skill('mika', 'dns', 4),
    skill('wants', 'vpn', 1, { wantsToLearn: true }),
    skill('little', 'vpn', 2),
    skill('dns', 'dns', 4),
    skill('ipsec', 'ipsec', 3),
    skill('broad', 'network', 3),
    skill('aks', 'aks', 5),
    skill('busy', 'vpn', 2, { wantsToLearn: true }),
    skill('vendor', 'dns', 5),
    skill('never', 'dns', 5),
  ],
});
snapshot.apply([
  { kind: 'load', load: { person: 'busy', liveSwarms: 0, pendingInvitations: 0, asks28d: 8, asks7d: 2 } },
]);

test('who wants to comes first, then who knows a little, then who knows what is beside it; three are named, with why', () => {
  expect(createCouldLearn(snapshot, 7)('vpn')).toEqual([
    { id: 'wants', name: 'Name of wants', wants: true, knowsLittle: true, near: null },
    { id: 'little', name: 'Name of little', wants: false, knowsLittle: true, near: null },
    { id: 'broad', name: 'Name of broad', wants: false, knowsLittle: false, near: { en: 'network', ja: 'network' } },
  ]);
});

test('nobody is proposed who knows it, is outside, takes no swarms, or is asked too much already', () => {
  const named = createCouldLearn(snapshot, 7)('ipsec').map(({ id }) => id);
  expect(named).toEqual(['mika']);
  const beside = ['vpn', 'dns', 'network', 'ipsec', 'aks'].flatMap((each) =>
    createCouldLearn(snapshot, 7)(each).map(({ id }) => id),
  );
  for (const id of ['vendor', 'never', 'busy']) expect(beside).not.toContain(id);
  expect(createCouldLearn(snapshot, 7)('aks')).toEqual([]);
  expect(createCouldLearn(snapshot, 9)('vpn').map(({ id }) => id)).toEqual(['busy', 'wants', 'little']);
});
