import { seededRandom } from '#kernel';
import { fitSeriesNetwork } from '../../core/forecasting/fit-series-network.js';
import { checkLstm, type LstmValues } from '../../core/forecasting/lstm-hyperparameters.js';
import { encodeSeriesNetwork, forecastSeries, type SeriesNetwork } from '../../core/forecasting/series-network.js';
import { seasonalForecast } from '../../core/forecasting/seasonal-forecast.js';
import { loadTensorFlow } from './load-tensorflow.js';
import { startLearning } from './start-learning.js';

const HORIZON = 24;
const checked = checkLstm({ days: 2, units: 6, epochs: 16, windowsPerEpoch: 256, batchSize: 32, learningRate: 0.03 });
const values = ('values' in checked ? checked.values : {}) as LstmValues;

/** Days that jump by 10 and come back on the next: the last day's hours are always wrong by 10, and the sign can be learnt. */
function jumping(length: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length }, (_, hour) => 40 + 10 * Math.floor(((hour + 24 * seed) % 48) / 24) + (hour % 24) + random.next());
}

const briefly = { ...values, epochs: 2 };

function fit(series: readonly Float64Array[], given: { readonly seed?: number; readonly values?: LstmValues; readonly progress?: (done: number) => void } = {}): SeriesNetwork | undefined {
  return fitSeriesNetwork(series, { start: startLearning, horizon: HORIZON, seed: 1, values: briefly, progress: () => undefined, ...given });
}

function errorOf(forecast: Float64Array | undefined, actual: Float64Array): number {
  return actual.reduce((sum, value, hour) => sum + Math.abs(value - (forecast?.[hour] ?? NaN)) / HORIZON, 0);
}

beforeAll(() => loadTensorFlow('wasm'));

describe('an LSTM over all series', () => {
  const series = [1, 2, 3, 4].map((seed) => jumping(500, seed));

  it('learns what the seasonal forecast misses, of series it never saw too', () => {
    const forecaster = fit(series, { values }) as SeriesNetwork;
    const unseen = jumping(552, 9);
    const seasonal = new Float64Array(HORIZON);
    seasonalForecast(unseen, 528, seasonal);
    const actual = unseen.subarray(528);
    expect(errorOf(forecastSeries(forecaster, unseen.subarray(0, 528)), actual)).toBeLessThan(0.7 * errorOf(seasonal, actual));
  });

  it('is the same of the same series and seed, and another of another', () => {
    const [one, again, other] = [fit(series), fit(series), fit(series, { seed: 2 })].map((forecaster) => encodeSeriesNetwork(forecaster as SeriesNetwork));
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it.each([['none', []], ['too short', [jumping(360, 1)]], ['constant', [new Float64Array(600).fill(4)]], ['without any hour', [new Float64Array(600).fill(NaN)]]])('is not there where series are %s', (_name, given) => {
    expect(fit(given)).toBeUndefined();
  });

  it('says how far it is and ends where it is told to', () => {
    const heard: number[] = [];
    fit(series, { progress: (done) => heard.push(done) });
    expect(heard).toEqual(heard.toSorted((one, other) => one - other));
    expect([heard[0], heard.at(-1)]).toEqual([0, 1]);
    const stop = (): void => {
      throw new Error('enough');
    };
    expect(() => fit(series, { progress: stop })).toThrow('enough');
  });
});
