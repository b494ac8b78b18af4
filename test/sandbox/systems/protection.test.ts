import { describe, expect, test } from '@jest/globals';
import { createCaller } from '../../../src/cases/systems/calls/caller.ts';
import { createDynamics } from '../../../src/cases/systems/dynamics/dynamics.ts';
import { shippedMappings } from '../../../src/cases/systems/mapping.ts';
import { createLimits } from '../../../src/sandbox/doors/limits.ts';
import { openDoor } from '../../../src/sandbox/doors/listener.ts';
import { createDynamicsStandIn } from '../../../src/sandbox/systems/dynamics/dynamics.ts';
import { createProtection, most } from '../../../src/sandbox/systems/dynamics/protection.ts';

/** The limits of Dataverse by the stand-in's own count, in the codes that the public documentation has for each. */
describe('the service protection of the stand-in of Dynamics 365', () => {
  test('refuses the request after the last of five minutes, and says when there is room again', () => {
    let now = 0;
    const protection = createProtection({ limits: createLimits(() => now), now: () => now });
    for (let n = 0; n < most.requests; n++) {
      const entered = protection.enter();
      if ('leave' in entered) entered.leave();
    }
    now = 60_000;
    expect(protection.enter()).toEqual({ refused: expect.objectContaining({ code: '0x80072322', wait: 240 }) });
    expect(protection.headers()['x-ms-ratelimit-burst-remaining-xrm-requests']).toBe('0');
    now = 300_001;
    expect(protection.enter()).toHaveProperty('leave');
  });

  test('refuses whoever had it work for 20 minutes within five, however few the requests', () => {
    let now = 0;
    const protection = createProtection({ limits: createLimits(() => now), now: () => now });
    const entered = Array.from({ length: 10 }, () => protection.enter());
    now = 120_000;
    for (const each of entered) if ('leave' in each) each.leave();
    expect(protection.enter()).toEqual({ refused: expect.objectContaining({ code: '0x80072321', wait: 300 }) });
    expect(protection.headers()['x-ms-ratelimit-time-remaining-xrm-requests']).toBe('0');
    now = 420_001;
    expect(protection.enter()).toHaveProperty('leave');
  });

  test.each([
    ['52 requests are under way', '0x80072326'],
    ['its 20 minutes are used up', '0x80072321'],
  ] as const)('is heard by our client when %s: it asks no more until then', async (_, code) => {
    let ahead = 0;
    const now = () => Date.now() + ahead;
    const door = await openDoor({ name: 'sandbox-cases', port: 0 });
    const limits = createLimits(now);
    const going = Promise.withResolvers<void>();
    let isHeld = true;
    let calls = 0;
    const standIn = createDynamicsStandIn({
      ...{ audience: door.address, limits, cases: [], now },
      tokens: { verifyApp: async () => ({ ok: true, roles: [] }) },
      execution: async () => {
        if (isHeld) await going.promise;
      },
    });
    const codes: unknown[] = [];
    door.serve(async (call) => {
      calls += 1;
      const answered = await standIn.answer(call);
      if (answered.status === 429) codes.push(answered.body);
      return answered;
    });
    const dynamics = createDynamics({
      url: door.address,
      mapping: shippedMappings.dynamics,
      caller: createCaller({
        tokens: { get: async () => ({ kind: 'ok', token: 'x' }), renew() {} },
        clock: now,
      }),
    });
    const read = () => dynamics.readCase({ by: 'number', number: 'CAS-01213-V0K9Y0' });
    const others = Array.from({ length: most.atOnce }, () =>
      fetch(`${door.address}/api/data/v9.2/WhoAmI`, { headers: { authorization: 'Bearer x' } }),
    );
    while (calls < most.atOnce) await new Promise((resolve) => setImmediate(resolve));
    if (code === '0x80072321') {
      ahead += 60_000;
      isHeld = false;
      going.resolve();
      await Promise.all(others);
    }
    const busy = await read();
    expect(codes).toEqual([{ error: { code, message: expect.any(String) } }]);
    if (busy.kind !== 'busy') throw new Error(`It is ${busy.kind}`);
    const asked = calls;
    expect(await read()).toEqual(busy);
    expect(calls).toBe(asked);
    isHeld = false;
    going.resolve();
    await Promise.all(others);
    ahead += Date.parse(busy.until) - now() + 1;
    expect(await read()).toEqual({ kind: 'not-found' });
    await door.close();
  });
});
