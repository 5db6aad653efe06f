import { emptyCaller } from './caller-state.js';
import { addRing, withRings } from './rings.js';

const [ANSWERED, MISSED] = [0, 2];

describe('how long it rings', () => {
  it.each([
    ['a missed call', 0, MISSED, 3000, { rings: 1, shortRings: 0 }], ['one given up at once', 0, MISSED, 2999, { rings: 1, shortRings: 1 }],
    ['an answered call', 0, ANSWERED, 1000, { rings: 0, shortRings: 0 }], ['a call of the user', 1, MISSED, 1000, { rings: 0, shortRings: 0 }],
  ])('counts of %s', (_name, direction, outcome, ringMs, expected) => {
    const rings = { rings: 0, shortRings: 0 };
    addRing(rings, { direction, outcome }, ringMs);
    expect(rings).toEqual(expected);
  });

  it('belongs to a number that called', () => {
    expect(withRings(emptyCaller(), { rings: 4, shortRings: 3 })).toMatchObject({ rings: 4, shortRings: 3 });
    expect([withRings(undefined, { rings: 1, shortRings: 1 }), withRings(emptyCaller(), undefined)]).toEqual([undefined, emptyCaller()]);
  });
});
