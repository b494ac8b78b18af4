import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BodyPlace, bodyOverhead, createBodyPool, holderOf } from '../../src/http/bodyPool.ts';

const kilobyte = 1024;

/** A pool in which bodies are called by a name. */
function poolOf(most: number, ofOne = most) {
  const pool = createBodyPool({ most, ofOne });
  const sentAway: string[] = [];
  return {
    sentAway,
    enter: (name: string, holder = name): BodyPlace | null => pool.enter(holder, () => void sentAway.push(name)),
  };
}

describe('a pool for bodies', () => {
  test('counts what came, so that whoever announces and sends nothing takes no room', () => {
    const { enter, sentAway } = poolOf(1024 * kilobyte);
    for (let at = 0; at < 30; at++) enter(`stranger ${at}`);
    expect(enter('case system')?.grow(500 * kilobyte)).toBe(true);
    expect(sentAway).toEqual([]);
  });

  test('that is full hears whoever comes: the body that is longest there gives way', () => {
    const { enter, sentAway } = poolOf(200 * kilobyte);
    enter('slow')?.grow(100 * kilobyte);
    enter('later')?.grow(40 * kilobyte);
    const fresh = enter('case system');
    expect([fresh?.grow(60 * kilobyte), sentAway]).toEqual([true, ['slow']]);
  });

  test('sends no whole body away: who would need its room is refused', () => {
    const { enter, sentAway } = poolOf(200 * kilobyte);
    const whole = enter('whole');
    whole?.grow(150 * kilobyte);
    whole?.keep();
    const other = enter('other');
    expect([other?.grow(50 * kilobyte), other?.grow(1), sentAway]).toEqual([false, false, ['other']]);
    whole?.leave();
    expect(enter('again')?.grow(150 * kilobyte)).toBe(true);
  });

  test('lets a holder with more than one may have give way first, be it the newest', () => {
    const { enter, sentAway } = poolOf(400 * kilobyte, 150 * kilobyte);
    enter('old', 'case system')?.grow(40 * kilobyte);
    for (const name of ['first', 'second', 'third']) enter(name, 'one stranger')?.grow(70 * kilobyte);
    expect(sentAway).toEqual([]);
    expect([enter('new', 'case system')?.grow(90 * kilobyte), sentAway]).toEqual([true, ['first']]);
  });

  test('gives a holder’s newest body the room of their oldest', () => {
    const { enter, sentAway } = poolOf(400 * kilobyte, 150 * kilobyte);
    const bodies = ['first', 'second', 'third', 'fourth'].map((name) => enter(name, 'balancer'));
    for (const body of bodies) body?.grow(100 * kilobyte);
    expect(sentAway).toEqual(['first']);
  });

  test('never holds more than it may, and has all its room again when all have left', () => {
    const most = 20 * bodyOverhead;
    const step = fc.record({
      who: fc.nat({ max: 4 }),
      which: fc.nat({ max: 30 }),
      does: fc.constantFrom('enter', 'grow', 'keep', 'leave'),
      bytes: fc.nat({ max: 6 * bodyOverhead }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const pool = createBodyPool({ most, ofOne: most / 4 });
        const places: { place: BodyPlace; bytes: number; kept: boolean; gone: boolean }[] = [];
        for (const { who, which, does, bytes } of steps) {
          const body = places[which % Math.max(places.length, 1)];
          if (does === 'enter' || !body) {
            const one = { bytes: bodyOverhead, kept: false, gone: false };
            const place = pool.enter(`holder ${who}`, () => {
              expect(one.kept).toBe(false);
              one.gone = true;
            });
            if (place) places.push(Object.assign(one, { place }));
          } else if (does === 'grow' && !body.kept) {
            if (body.place.grow(bytes)) body.bytes += bytes;
          } else if (does === 'keep' && !body.gone && !body.kept) {
            body.place.keep();
            body.kept = true;
            body.bytes -= bodyOverhead;
          } else if (does === 'leave') {
            body.place.leave();
            body.gone = true;
          }
          const held = places.filter(({ gone }) => !gone).reduce((sum, each) => sum + each.bytes, 0);
          expect(held).toBeLessThanOrEqual(most);
        }
        for (const { place } of places) place.leave();
        const all = pool.enter('somebody', () => {});
        expect(all?.grow(most - bodyOverhead)).toBe(true);
        all?.keep();
        const next = pool.enter('somebody', () => {});
        expect(next?.grow(1)).toBe(false);
      }),
    );
  });
});

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:0db8:0000::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('the address %s counts as %s', (address, holder) => {
  expect(holderOf(address)).toBe(holder);
});
