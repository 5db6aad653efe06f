import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { metricName } from '#realtime/core';
import { metricLabels } from './metric-words.js';
import { mergedStates, stateOfValue, type MetricState } from './metric-state.js';
import { meanOf, statisticOf, sumOf, watchedStatistic } from './metric-statistic.js';
import { MetricWatch, type MetricAnomaly, type MetricReading, type MetricWatchState } from './metric-watch.js';
import { bucketOf, histogramQuantile, valueOf } from './value-histogram.js';

const stateOf = (values: readonly number[]): MetricState => values.map(stateOfValue).reduce(mergedStates);
const anyValue = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, -0, 0.1, 0.2, 1e300, -1e300));

describe('what is kept of values', () => {
  it('is the same whatever the order and the grouping, to the last byte', () => {
    fc.assert(fc.property(fc.array(anyValue, { minLength: 2, maxLength: 40 }), fc.nat(), (values, cut) => {
      const at = 1 + (cut % (values.length - 1));
      const grouped = mergedStates(stateOf([...values.slice(at)].reverse()), stateOf(values.slice(0, at)));
      const text = ({ sumUnits, histogram, ...state }: MetricState): string => JSON.stringify([state, sumUnits.toString(), Object.entries(histogram).sort()]);
      expect(text(grouped)).toBe(text(stateOf(values)));
    }));
  });

  it('tells sum and mean exactly, and no negative zero', () => {
    const state = stateOf(new Array<number>(10).fill(0.1));
    expect([sumOf(state), meanOf(state)]).toEqual([1, 0.1]);
    expect(Object.is(stateOf([-0]).least, 0)).toBe(true);
  });

  it('tells quantiles to within 2.5 %', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 }), fc.constantFrom(0.5, 0.95, 1), (values, share) => {
      const exact = [...values].sort((left, right) => left - right)[Math.ceil(share * values.length) - 1] as number;
      expect(Math.abs((histogramQuantile(stateOf(values).histogram, share) as number) / exact - 1)).toBeLessThan(0.025);
    }));
    expect(histogramQuantile({}, 0.5)).toBeUndefined();
  });

  it('keeps values apart by sign and size', () => {
    expect([-100, -1, 0, 1e-12, 1, 100].map((value) => Math.sign(bucketOf(value)))).toEqual([-1, -1, 0, 0, 1, 1]);
    expect(valueOf(bucketOf(-100)) / -100).toBeCloseTo(1, 1);
  });
});

describe('the words of a series', () => {
  it.each([
    ['http.request-duration', 'http_request_duration'], [' Latency MS ', 'latency_ms'], ['calls of 13800138000', 'calls_of_n'], ['***', 'unnamed'],
  ])('name %s', (written, expected) => expect(metricName(written)).toBe(expected));

  it.each<[string, unknown, object]>([
    ['in the order of their names', { route: '/A', Method: 'GET' }, { method: 'get', route: '/a' }],
    ['without who it was', { userId: 'u-1', caller: 'x', ip: '10.0.0.1', request_id: 'r', status: '500' }, { status: '500' }],
    ['without numbers and ids', { host: 'h-13800138000', path: '/x/+86 138 0013 8000', node: '0198c1c2-1234-7abc-8def-123456789012', peer: '10.0.0.1', pod: 'api-7f' }, { host: '*', node: '*', path: '*', peer: '*', pod: 'api-7f' }],
    ['at most eight', Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`k${String.fromCharCode(97 + at)}`, 'v'])), Object.fromEntries([...'abcdefgh'].map((letter) => [`k${letter}`, 'v']))],
    ['none', undefined, {}],
  ])('%s', (_name, labels, expected) => expect(JSON.parse(metricLabels(labels))).toEqual(expected));

  it('are the same however labels are ordered', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), { maxKeys: 12 }), (labels) => {
      expect(metricLabels(Object.fromEntries(Object.entries(labels).reverse()))).toBe(metricLabels(labels));
    }));
  });
});

it.each([['http_request_duration', 'p95'], ['db_ms', 'p95'], ['errors', 'sum'], ['error_rate', 'mean'], ['queue_depth', undefined], ['timeouts', 'sum']])('of %s is watched %s', (name, statistic) => {
  expect(watchedStatistic(name)).toBe(statistic);
  expect(statisticOf('sum', stateOf([2, 3]))).toBe(5);
});

describe('the watch of a series', () => {
  const DAY = 96;
  const START = 1_970_000;
  const figures = (quarters: number, seed: number, planted: (at: number) => number = () => 1): MetricReading[] => {
    const random = seededRandom(seed);
    return Array.from({ length: quarters }, (_, at) => ({ quarter: START + at, value: 80 * (1 + 0.2 * Math.sin((2 * Math.PI * at) / DAY)) * (0.9 + 0.2 * random.next()) * planted(at) }));
  };
  const learnt = 26 * DAY;

  it.each([['a rise', 6, 1], ['a fall', 1 / 6, 0]])('tells of %s as often as it should', (_name, factor, expected) => {
    const readings = figures(learnt + DAY, 3, (at) => (at >= learnt + 20 && at < learnt + 24 ? factor : 1));
    const told = new MetricWatch().take(readings, START + learnt);
    expect(told).toHaveLength(expected);
    for (const { openedQuarter, peakValue, usual, parts } of told) {
      expect(openedQuarter - START - learnt).toBe(20);
      expect(peakValue / usual).toBeGreaterThan(4);
      expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  });

  it('says nothing of a constant, of nothing, and before it may', () => {
    const constant = figures(learnt, 1).map(({ quarter }) => ({ quarter, value: 5 }));
    expect(new MetricWatch().take(constant, START)).toEqual([]);
    expect(new MetricWatch().take(constant.map(({ quarter }) => ({ quarter, value: undefined })), START)).toEqual([]);
    expect(new MetricWatch().take(figures(learnt + DAY, 3, (at) => (at === learnt + 20 ? 9 : 1)), START + learnt + DAY)).toEqual([]);
  });

  it('goes on from its state as if it had never been put away', () => {
    const readings = figures(learnt + DAY, 3, (at) => (at >= learnt + 20 && at < learnt + 24 ? 6 : 1));
    const whole = new MetricWatch().take(readings, START + learnt);
    const first = new MetricWatch();
    first.take(readings.slice(0, learnt + 10), START + learnt);
    const rest = new MetricWatch(JSON.parse(JSON.stringify(first.state())) as MetricWatchState).take(readings.slice(learnt + 10), START + learnt);
    expect(rest).toEqual<readonly MetricAnomaly[]>(whole);
  });
});
