import fc from 'fast-check';
import { USUAL } from '../app/trend-question.js';
import { reportTrend, TREND_METRICS } from '../core/index.js';
import { numbersIn } from '../core/summary/series.fixture.js';
import { presentTrend } from './present-trend.js';
import type { TrendSummaryDto } from './trends.dto.js';

const HOUR_MS = 3_600_000;
const BEFORE_CLOCKS_CHANGE = Date.UTC(2026, 9, 20) / HOUR_MS;
const SETTINGS = { seasonalityThreshold: 0.3, anomalyThreshold: 4 };

function shown(values: Float64Array, period: '24h' | '30d', metric = TREND_METRICS[0] as (typeof TREND_METRICS)[number]): TrendSummaryDto {
  const asked = { ...USUAL, metric, period, asOfMs: (BEFORE_CLOCKS_CHANGE + values.length) * HOUR_MS, earlier: false };
  const series = { firstHour: BEFORE_CLOCKS_CHANGE, values };
  const report = reportTrend({ ...series, metric, zone: 'Europe/Berlin', periodHours: period === '24h' ? 24 : 720, isDay: period === '24h', horizonHours: 48, settings: SETTINGS });
  return presentTrend('u-1', asked, { report, zone: 'Europe/Berlin', points: series });
}

/** Every number is finite, so that JSON says what was meant, and no text holds what is none. */
function expectFinite(summary: TrendSummaryDto): void {
  expect(numbersIn(summary).filter((number) => !Number.isFinite(number))).toEqual([]);
  expect(JSON.stringify(summary)).not.toMatch(/NaN|Infinity|undefined/);
}

describe.each(['24h', '30d'] as const)('the answer for %s', (period) => {
  it.each<[string, (at: number) => number, number]>([
    ['nothing', () => 0, 0], ['one point', () => 5, 1], ['a constant', () => 5, 400], ['zeros', () => 0, 400], ['nothing known', () => NaN, 400],
    ['a single spike', (at) => (at === 380 ? 90 : 0), 400], ['gaps', (at) => (at % 3 === 0 || (at > 100 && at < 280) ? NaN : at % 24), 400],
    ['the greatest there is', () => 1e300, 400],
  ])('holds only finite numbers: %s', (_name, valueAt, hours) => {
    const summary = shown(Float64Array.from({ length: hours }, (_, at) => valueAt(at)), period);
    expectFinite(summary);
    expect(summary.points).toHaveLength(hours);
    expect(summary.direction === 'insufficient_history').toBe(hours < 24 || Number.isNaN(valueAt(0)) && Number.isNaN(valueAt(1)));
  });

  it('holds only finite numbers, whatever comes in', () => {
    const value = fc.oneof({ weight: 6, arbitrary: fc.double({ min: 0, max: 50, noNaN: true }) }, { weight: 1, arbitrary: fc.constantFrom(NaN, 0, 1e9) });
    fc.assert(fc.property(fc.array(value, { minLength: 20, maxLength: 200 }), fc.constantFrom(...TREND_METRICS), (values, metric) => {
      expectFinite(shown(Float64Array.from(values), period, metric));
    }), { numRuns: 10 });
  });
});
