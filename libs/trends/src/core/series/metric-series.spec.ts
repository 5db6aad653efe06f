import { metricSeries, type HourCounts } from './metric-series.js';

const NOTHING: HourCounts = { hour: 0, calls: 0, incoming: 0, answered: 0, aiHandled: 0, timedAnswered: 0, answeredMs: 0, distinctCallers: 0, spamCalls: 0 };
const busy: HourCounts = { hour: 11, calls: 10, incoming: 8, answered: 2, aiHandled: 4, timedAnswered: 2, answeredMs: 90_000, distinctCallers: 5, spamCalls: 3 };

describe('a metric by the hour', () => {
  it.each([
    ['calls', [0, 10, 0]], ['spam_calls', [0, 3, 0]], ['distinct_callers', [0, 5, 0]],
    ['answer_rate', [NaN, 0.25, NaN]], ['ai_handled_share', [NaN, 0.5, NaN]], ['mean_duration', [NaN, 45, NaN]],
  ] as const)('%s: none is 0 of counts, and not known of shares', (metric, expected) => {
    expect(metricSeries([busy], metric, { fromHour: 10, untilHour: 13 })).toEqual(Float64Array.from(expected));
  });

  it('passes over hours outside, and lets the last of two stand', () => {
    const hours = [{ ...busy, hour: 9 }, { ...NOTHING, hour: 10, calls: 1 }, { ...NOTHING, hour: 10, calls: 2 }, { ...busy, hour: 12 }];
    expect(metricSeries(hours, 'calls', { fromHour: 10, untilHour: 12 })).toEqual(Float64Array.of(2, 0));
  });

  it.each([[10, 10], [10, 9]])('from %d up to %d there is nothing', (fromHour, untilHour) => {
    expect(metricSeries([busy], 'calls', { fromHour, untilHour })).toHaveLength(0);
  });
});
