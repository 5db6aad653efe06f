import fc from 'fast-check';
import random from '../../../test/golden/random.json' with { type: 'json' };
import wilson from '../../../test/golden/wilson.json' with { type: 'json' };
import { AppError, DAY_MS, isTimeZone, logit, mainZoneOf, median, QUARTER_HOUR_MS, ratio, seededRandom, selectInPlace, sigmoid, wilsonInterval, Z95, ZoneClock } from './index.js';

describe('seededRandom', () => {
  const RANGE = 2 ** 32;

  it.each(random)('gives the stream of sfc32 for the seed $seed', ({ seed, first, fork3 }) => {
    const stream = seededRandom(seed);
    const fork = seededRandom(seed).fork(3);
    expect([first.map(() => stream.next() * RANGE), fork3.map(() => fork.next() * RANGE)]).toEqual([first, fork3]);
  });

  it('stays in its bounds', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (seed, bound) => {
      const stream = seededRandom(seed);
      for (let draw = 0; draw < 20; draw++) {
        const [real, whole] = [stream.next(), stream.below(bound)];
        expect(real >= 0 && real < 1 && Number.isInteger(whole) && whole >= 0 && whole < bound).toBe(true);
      }
    }));
  });

  it('forks into streams that do not depend on what was drawn, and differ from each other', () => {
    const stream = seededRandom(5);
    const before = stream.fork(1).next();
    stream.next();
    expect(stream.fork(1).next()).toBe(before);
    expect(new Set(Array.from({ length: 1000 }, (_, key) => stream.fork(key).next())).size).toBe(1000);
  });

  it('spreads evenly', () => {
    const stream = seededRandom(3);
    const counts = new Array<number>(16).fill(0);
    for (let draw = 0; draw < 160_000; draw++) counts[stream.below(16)]!++;
    // Chi-squared with 15 degrees of freedom exceeds 44.3 once in ten thousand seeds; this seed is fixed.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(44.3);
  });
});

describe('the median', () => {
  it.each([
    ['nothing', [], undefined], ['one', [4], 4], ['two', [4, 1], 2.5], ['ties', [2, 2, 9, 2], 2], ['what is missing', [NaN, 3, Infinity, 1], 2],
  ])('of %s', (_name, values, expected) => expect(median(values)).toBe(expected));

  it('of rank k is the k-th of the sorted values', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 80 }), fc.nat(), (values, at) => {
      const rank = at % values.length;
      expect(selectInPlace(Float64Array.from(values), rank)).toBe(Float64Array.from(values).sort()[rank]);
    })));
});

describe('wilsonInterval', () => {
  it.each(wilson.whole)('of $successes in $total is what SciPy says', ({ successes, total, lower, upper }) => {
    const interval = wilsonInterval(successes, total);
    expect(interval.lower).toBeCloseTo(lower, 12);
    expect(interval.upper).toBeCloseTo(upper, 12);
  });

  it.each(wilson.fractional)('of decayed counts, $successes in $total', ({ successes, total, lower, upper }) => {
    const interval = wilsonInterval(successes, total);
    expect(interval.lower).toBeCloseTo(lower, 12);
    expect(interval.upper).toBeCloseTo(upper, 12);
  });

  it.each([[0, 0], [0, -1]])('of nothing is everything: %d in %d', (successes, total) => expect(wilsonInterval(successes, total)).toEqual({ lower: 0, upper: 1 }));

  it('holds the share, inside 0 and 1, and narrows with more of the same', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, share) => {
      const { lower, upper } = wilsonInterval(share * total, total);
      expect(lower >= 0 && upper <= 1 && lower <= share + 1e-12 && upper >= share - 1e-12).toBe(true);
      const more = wilsonInterval(share * total * 4, total * 4);
      expect(more.upper - more.lower).toBeLessThan(upper - lower + 1e-12);
    }));
  });

  it('is mirrored', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (total, drawn) => {
      const successes = Math.min(drawn, total);
      expect(wilsonInterval(total - successes, total).lower).toBeCloseTo(1 - wilsonInterval(successes, total).upper, 12);
    }));
  });

  it('is a 95 % interval unless another quantile is given', () => {
    expect(wilsonInterval(3, 10)).toEqual(wilsonInterval(3, 10, Z95));
    expect(wilsonInterval(3, 10, 2.5758293035489004).lower).toBeLessThan(wilsonInterval(3, 10).lower);
  });
});

describe('small functions', () => {
  it.each([[1, 2, 0.5], [0, 5, 0], [1, 0, undefined], [0, 0, undefined], [1, -1, undefined]])('ratio of %d and %d', (part, whole, expected) => expect(ratio(part, whole)).toBe(expected));
  it.each([[0, 0.5], [Math.log(3), 0.75], [1000, 1], [-1000, 0]])('sigmoid of %d', (at, expected) => expect(sigmoid(at)).toBeCloseTo(expected, 15));
  it('logit undoes sigmoid', () => fc.assert(fc.property(fc.double({ min: -15, max: 15, noNaN: true }), (at) => expect(logit(sigmoid(at))).toBeCloseTo(at, 6))));

  it('an AppError carries its code and detail, and its cause if there is one', () => {
    const cause = new Error('inner');
    const error = new AppError('thing_broken', 'conflict', 'it broke', { cause, retryAfterSeconds: 3, errors: [{ path: 'a', message: 'b' }] });
    expect(error).toMatchObject({ name: 'AppError', code: 'thing_broken', kind: 'conflict', detail: 'it broke', message: 'thing_broken: it broke', cause, retryAfterSeconds: 3 });
    expect('cause' in new AppError('a', 'invalid', 'b')).toBe(false);
  });
});

describe('time zones', () => {
  it.each(['Asia/Shanghai', 'UTC', 'Etc/GMT+8', 'America/Argentina/Buenos_Aires', 'Australia/Lord_Howe', 'europe/berlin'])('knows %s', (zone) => expect(isTimeZone(zone)).toBe(true));
  it.each(['', '+08:00', '-0330', 'Mars/Phobos', 'Asia/Shanghai ', 'CST6CDT7', '8', '../etc/passwd', 'Asia'])('does not know %j', (zone) => expect(isTimeZone(zone)).toBe(false));
  it.each([['CN', 'Asia/Shanghai'], ['JP', 'Asia/Tokyo'], ['DE', 'Europe/Berlin'], ['SG', 'Asia/Singapore'], ['ZZ', 'UTC'], ['XX', 'UTC']])('the main zone of %s is %s', (region, zone) =>
    expect(mainZoneOf(region)).toBe(zone));
  it('gives a zone it knows for every region', () => {
    for (const region of ['US', 'RU', 'BR', 'AU', 'NP', 'AQ', 'GB', 'IN']) expect(isTimeZone(mainZoneOf(region))).toBe(true);
  });
});

describe('ZoneClock', () => {
  const ZONES = [
    'Asia/Shanghai', 'Asia/Urumqi', 'UTC', 'Asia/Kathmandu', 'Pacific/Chatham', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/New_York', 'Europe/Berlin', 'Africa/Casablanca',
    'Pacific/Apia', 'Pacific/Kiritimati', 'Asia/Pyongyang', 'America/Caracas', 'Africa/Monrovia', 'Antarctica/Troll',
  ];
  const expectedHour = (zone: string, epochMs: number): number =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(epochMs)) % 24;
  const clock = new ZoneClock();

  it('tells the hour as Intl does, at any time in any zone', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2030, 0, 1) }), (zone, at) => {
      expect(clock.localHour(zone, at)).toBe(expectedHour(zone, at));
    }), { numRuns: 1500 });
  });

  it.each([
    ['spring forward in New York', 'America/New_York', '2026-03-08T07:00:00Z'], ['fall back in New York', 'America/New_York', '2026-11-01T06:00:00Z'],
    ['half an hour on Lord Howe', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'], ['and back', 'Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['the Chatham Islands', 'Pacific/Chatham', '2026-09-26T14:00:00Z'], ['Ramadan in Morocco', 'Africa/Casablanca', '2026-02-15T02:00:00Z'],
    ['the day that Samoa left out', 'Pacific/Apia', '2011-12-30T10:00:00Z'], ['North Korea in 2015', 'Asia/Pyongyang', '2015-08-14T15:00:00Z'],
    ['Venezuela in 2016', 'America/Caracas', '2016-05-01T07:00:00Z'],
  ])('is right to the minute around %s', (_name, zone, change) => {
    const at = Date.parse(change);
    for (let minute = -130; minute <= 130; minute++) expect([minute, clock.localHour(zone, at + minute * 60_000)]).toEqual([minute, expectedHour(zone, at + minute * 60_000)]);
  });

  it('goes on being right when it has met more moments than it keeps', () => {
    const small = new ZoneClock();
    for (let quarter = 0; quarter < 50_001; quarter++) small.localHour('UTC', quarter * QUARTER_HOUR_MS);
    expect([small.localHour('UTC', 0), small.localHour('UTC', DAY_MS - 1)]).toEqual([0, 23]);
  });

  it('does not know zones that are none', () => expect(() => clock.localHour('Mars/Phobos', 0)).toThrow(RangeError));
});
