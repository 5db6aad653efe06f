import { initialDense, initialLstm } from '../networks/initial-weights.js';
import { seededRandom } from '#kernel';
import { backtestForecaster, dailyScale, meanAbsoluteError } from './backtest-forecaster.js';
import { forecastSeries, type SeriesNetwork } from './series-network.js';

const HORIZON = 48;
const random = seededRandom(3);
const forecaster: SeriesNetwork = {
  shape: { days: 2, horizon: HORIZON },
  network: [initialLstm({ steps: 2, inputs: 24, units: 3 }, random), initialDense(3, HORIZON, 'linear', random)],
};
const wavy = (hours: number, wobble: number) => Float64Array.from({ length: hours }, (_, at) => 10 + 5 * Math.sin((at / 24) * 2 * Math.PI) + wobble * ((at * 31) % 7));

describe('a forecaster on the ends of series', () => {
  it('is scored by what it says of them, in the scale of what came before', () => {
    const values = wavy(600, 0.5);
    const known = values.subarray(0, 600 - HORIZON);
    const point = forecastSeries(forecaster, known) as Float64Array;
    const scale = dailyScale(known) as number;
    const naive = values.map((_, at) => values[at - 24] ?? 0).subarray(600 - HORIZON, 600 - 24);
    const { series, mase, seasonalNaiveMase } = backtestForecaster(forecaster, [values]);
    expect([series, mase]).toEqual([1, meanAbsoluteError(values.subarray(600 - HORIZON), point) / scale]);
    const last = known.subarray(-24);
    const twice = Float64Array.of(...last, ...last);
    expect(naive.subarray(0, 24)).toEqual(last);
    expect(seasonalNaiveMase).toBeCloseTo(meanAbsoluteError(values.subarray(600 - HORIZON), twice) / scale, 12);
  });

  it.each([
    ['nothing', []], ['no more than it looks ahead', [wavy(HORIZON, 1)]], ['less than two days before', [wavy(HORIZON + 24, 1)]],
    ['the same day for ever', [Float64Array.from({ length: 600 }, (_, at) => at % 24)]],
  ])('has no figure on %s', (_name, all) => expect(backtestForecaster(forecaster, all)).toEqual({ series: 0, mase: undefined, seasonalNaiveMase: undefined }));

  it('leaves out what cannot be scored and averages the rest', () => {
    const [one, other] = [wavy(600, 0.5), wavy(700, 2)];
    const [first, second] = [one, other].map((values) => backtestForecaster(forecaster, [values]).mase as number);
    const both = backtestForecaster(forecaster, [one, wavy(10, 1), other]);
    expect(both.series).toBe(2);
    expect(both.mase).toBeCloseTo(((first as number) + (second as number)) / 2, 12);
  });
});
