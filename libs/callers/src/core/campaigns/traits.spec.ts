import fc from 'fast-check';

import { DAY_MS, seededRandom } from '#kernel';

import { lineOf, type Line } from './line.js';
import { livesOf } from './lives.js';
import { mixesOf } from './mixes.js';
import { operatingClock } from './operating-clock.js';
import { callAt, callsOf, suspectWith, type Plan } from './planted.fixture.js';
import { scriptLengthsOf } from './script-lengths.js';
import { atWorst, type Trait } from './trait.js';

const random = seededRandom(5);
const lineWith = (plan: Plan): Line => lineOf([suspectWith(1, { calls: callsOf(plan, random) })]);
const plain = { firstDay: 3, days: 8, callsPerDay: 4 };
const others = Array.from({ length: 60 }, (_, at) => lineWith({ firstDay: at % 40, days: 1 + (at % 13), callsPerDay: 1 + (at % 5), scriptSeconds: 20 + at }));

/** To merge in any order is to have merged the same. */
function expectOrderNotToCount<S>({ evidence, join }: Trait<S>, [one, two, three]: readonly [S, S, S]): void {
  const firstWay = evidence(one, two) + evidence(join(one, two), three);
  const otherWay = evidence(two, three) + evidence(join(two, three), one);
  expect(firstWay).toBeCloseTo(otherWay, 6);
}

describe('scriptLengthsOf', () => {
  const lines = [lineWith({ ...plain, scriptSeconds: 90 }), lineWith({ ...plain, scriptSeconds: 90 }), lineWith({ ...plain, scriptSeconds: 33 }), lineWith(plain), ...others];
  const { trait, scripts } = scriptLengthsOf(lines);
  const between = (one: number, other: number) => trait.evidence(scripts[one] as Float64Array, scripts[other] as Float64Array);

  it('ties the same length, parts different ones, and has no say without any', () => {
    expect(between(0, 1)).toBeGreaterThan(2);
    expect(between(0, 2)).toBeLessThan(-3);
    expect(between(0, 3)).toBeCloseTo(0, 9);
  });

  it('adds up to the same in any order', () => expectOrderNotToCount(trait, [scripts[0]!, scripts[1]!, scripts[2]!]));

  it('bears a thousand calls of one length, which speak for it and against no other line', () => {
    const busy = lineOf([suspectWith(1, { calls: Array.from({ length: 1000 }, (_, at) => callAt(at * 60_000, at, 120)) })]);
    const { trait: beside, scripts: all } = scriptLengthsOf([busy, ...lines]);
    const nats = all.map((script) => beside.evidence(all[0] as Float64Array, script));
    expect(nats.every(Number.isFinite)).toBe(true);
    expect(nats[0]).toBeGreaterThan(2);
  });
});

describe('livesOf', () => {
  const lines = [lineWith(plain), lineWith(plain), lineWith({ ...plain, firstDay: 20 }), lineOf([suspectWith(1, { calls: [callAt(0), callAt(DAY_MS)] })]), ...others];
  const { trait, lives } = livesOf(lines, operatingClock(lines), []);

  it('ties those who set out and end together, and parts those who do not', () => {
    expect(trait.evidence(lives[0]!, lives[1]!)).toBeGreaterThan(2);
    expect(trait.evidence(lives[0]!, lives[2]!)).toBeLessThan(-3);
  });

  it('is undefined of two calls', () => expect(lives[3]).toBeUndefined());
});

describe('mixesOf', () => {
  const { trait, mixes } = mixesOf([[8, 0, 0], [9, 1, 0], [0, 0, 12], [0, 0, 0]].map((counts) => Float64Array.from(counts)), 3);

  it('ties the same shares, parts others, and has no say of nothing', () => {
    expect(trait.evidence(mixes[0]!, mixes[1]!)).toBeGreaterThan(0);
    expect(trait.evidence(mixes[0]!, mixes[2]!)).toBeLessThan(0);
    expect(trait.evidence(mixes[0]!, mixes[3]!)).toBeCloseTo(0, 12);
  });

  it('adds up to the same in any order', () => expectOrderNotToCount(trait, [mixes[0]!, mixes[1]!, mixes[2]!]));
});

describe('operatingClock', () => {
  const clock = operatingClock([{ calls: callsOf(plain, random) }]);

  it('runs a day a day, and hardly by night', () => {
    expect(clock(5 * DAY_MS) - clock(3 * DAY_MS)).toBeCloseTo(2, 9);
    expect(clock(20.9 * 3_600_000) - clock(14 * 3_600_000)).toBeLessThan(0.03);
  });

  it('never runs backwards', () => {
    fc.assert(fc.property(fc.nat(5 * DAY_MS), fc.nat(DAY_MS), (from, later) => expect(clock(from + later)).toBeGreaterThanOrEqual(clock(from))));
  });
});

describe('atWorst', () => {
  it.each([[5, 1, 5], [-1, 1, -1], [-50, 1, Math.log(0.05)], [-50, 3, 3 * Math.log(0.05)]])('of %d nats and %d lines', (nats, lines, expected) =>
    expect(atWorst(nats, lines)).toBe(expected));
});
