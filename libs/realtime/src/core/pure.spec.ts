import fc from 'fast-check';
import { addLatencies, countLatency, emptyLatencies, LATENCY_BOUNDS_MS, latencyQuantile } from './latency-histogram.js';
import { unsafeText } from './unsafe-text.js';
import { userIdFault } from './user-id.js';
import { weeksAround } from './weeks.js';

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

describe('unsafeText', () => {
  it.each([
    ['a string', 'plain'], ['nothing', undefined], ['null', null], ['a number', 1.5], ['every kind of value', { a: [1, 'x', null, true, { b: '' }] }],
    ['emoji and surrogate pairs', '👍🏽 \u{10ffff}'], ['a private character', '\ufffe\uffff'], ['sixteen levels', nested(16)],
  ])('finds no fault in %s', (_name, value) => expect(unsafeText(value)).toBeUndefined());

  it.each([
    ['NUL', 'a\0b', /NUL/], ['NUL in a list', ['a', ['\0']], /NUL/], ['NUL in a key', { 'a\0': 1 }, /NUL/], ['NUL in an inner key', { a: { '\0': 1 } }, /NUL/],
    ['a lone high surrogate', '\ud800', /surrogate/], ['a lone low surrogate', { a: 'x\udc00y' }, /surrogate/], ['a surrogate pair the wrong way round', '\udc00\ud800', /surrogate/],
    ['a lone surrogate in a key', { '\ud83d': 1 }, /surrogate/], ['seventeen levels', nested(17), /deeper than 16/],
  ])('finds %s', (_name, value, expected) => expect(unsafeText(value)).toMatch(expected));

  it('goes no deeper than it must, however deep a value is', () => {
    expect(unsafeText(JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))).toMatch(/deeper/);
  });

  it('is happy with whatever UTF-8 can say', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
      const text = JSON.stringify(value);
      expect(unsafeText(value) === undefined).toBe(!text.includes('\\u0000'));
    }));
  });
});

describe('userIdFault', () => {
  it.each(['u-17', 'a', 'A.b_c:d@e-f', '0', 'x'.repeat(128), '1b4e28ba-2fa1-11d2-883f-0016d3cca427', 'Caller', 'constructor', '__proto__'])('takes %s', (id) =>
    expect(userIdFault(id)).toBeUndefined());

  it.each(['', ' ', 'a b', 'x'.repeat(129), 'a/b', 'a\n', 'ü', '用户', 'a\0', '+8613800138000', 'a%20', '{}'])('refuses %j', (id) => expect(userIdFault(id)).toMatch(/1 to 128/));

  it.each(['caller', 'interactions', 'metrics', 'reports', 'stats', 'platform'])('refuses the reserved word %s', (id) => expect(userIdFault(id)).toMatch(/reserved/));
});

describe('weeksAround', () => {
  const WEEK_MS = 7 * 86_400_000;

  it.each([
    ['a Thursday', '2026-01-15T10:00:00Z', '20260112'],
    ['a Monday at midnight', '2026-01-12T00:00:00Z', '20260112'],
    ['the last moment of a Sunday', '2026-01-11T23:59:59.999Z', '20260105'],
    ['a year that begins in mid-week', '2025-01-01T00:00:00Z', '20241230'],
    ['a leap day', '2024-02-29T12:00:00Z', '20240226'],
  ])('begin on Mondays, one before this: %s', (_name, now, thisMonday) => {
    const weeks = weeksAround(Date.parse(now));
    expect([weeks.length, weeks[1]?.name]).toEqual([6, thisMonday]);
    expect(new Date(weeks[1]?.startMs ?? 0).getUTCDay()).toBe(1);
  });

  it('follow each other without gap or overlap, with now in the second', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (now) => {
      const weeks = weeksAround(now);
      for (const [index, week] of weeks.entries()) {
        expect(week.endMs - week.startMs).toBe(WEEK_MS);
        if (index > 0) expect(week.startMs).toBe(weeks[index - 1]?.endMs);
      }
      const [, current] = weeks;
      expect(now >= (current?.startMs ?? Infinity) && now < (current?.endMs ?? 0)).toBe(true);
    }));
  });

  it('have the same names and bounds whoever asks in the same weeks', () => {
    const monday = weeksAround(Date.parse('2026-01-12T00:00:00Z'));
    expect(weeksAround(Date.parse('2026-01-18T23:59:59Z'))).toEqual(monday);
    expect(weeksAround(Date.parse('2026-01-19T00:00:00Z')).slice(0, 5)).toEqual(monday.slice(1));
  });
});

describe('the latency histogram', () => {
  const of = (latencies: readonly number[]): number[] => {
    const counts = emptyLatencies();
    latencies.forEach((latency) => countLatency(counts, latency));
    return counts;
  };

  it('has a bucket more than bounds, each bound 15 % above the last, from 1 ms to about 15 minutes', () => {
    expect(emptyLatencies()).toHaveLength(LATENCY_BOUNDS_MS.length + 1);
    expect(LATENCY_BOUNDS_MS[0]).toBe(1);
    expect(LATENCY_BOUNDS_MS.at(-1)).toBeCloseTo(1.15 ** 98, 3);
  });

  it.each([[0, 0], [-5, 0], [1, 0], [1.01, 1], [1.15, 1], [1.16, 2], [1e9, 99], [Infinity, 99]])('puts %d ms into bucket %i', (latency, bucket) =>
    expect(of([latency]).indexOf(1)).toBe(bucket));

  it('says nothing where nothing was counted', () => expect(latencyQuantile(emptyLatencies(), 0.5)).toBeUndefined());

  it('gives quantiles to within a bucket', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 880_000 }), { minLength: 1, maxLength: 300 }), fc.constantFrom(0.5, 0.95, 0.99, 1), (latencies, share) => {
      const exact = [...latencies].sort((a, b) => a - b)[Math.ceil(share * latencies.length) - 1] as number;
      const found = latencyQuantile(of(latencies), share) as number;
      expect(found).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
      expect(found).toBeLessThanOrEqual(exact * 1.15 * (1 + 1e-9));
    }));
  });

  it('adds up to the histogram of all', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1e7 })), fc.array(fc.integer({ min: 0, max: 1e7 })), (left, right) => {
      const sum = of(left);
      addLatencies(sum, of(right));
      expect(sum).toEqual(of([...left, ...right]));
    }));
  });
});
