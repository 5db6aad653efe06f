import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { initialDense, initialLstm } from '../networks/initial-weights.js';
import { packForecaster, unpackForecaster } from './forecaster-artifact.js';
import { seasonalForecast } from './seasonal-forecast.js';
import { decodeSeriesNetwork, encodeSeriesNetwork, forecastSeries, type SeriesNetwork } from './series-network.js';

const shape = { days: 8, horizon: 48 };
const random = seededRandom(3);
const forecaster: SeriesNetwork = { shape, network: [initialLstm({ steps: 8, inputs: 24, units: 4 }, random), initialDense(4, 48, 'linear', random)] };

const hours = (length: number, of: (hour: number) => number): Float64Array => Float64Array.from({ length }, (_, hour) => of(hour));
const wave = (length: number): Float64Array => hours(length, (hour) => 50 + 20 * Math.sin(hour / 4) + 5 * Math.cos(hour * hour));

function seasonal(series: Float64Array): Float64Array {
  const into = new Float64Array(48);
  seasonalForecast(series, series.length, into);
  return into;
}

describe('a forecaster', () => {
  it('adds to the seasonal forecast where there is past enough', () => {
    expect(forecastSeries(forecaster, wave(359))).toEqual(seasonal(wave(359)));
    expect(forecastSeries(forecaster, wave(360))).not.toEqual(seasonal(wave(360)));
  });

  it.each([['constant', hours(500, () => 3), 3], ['zero', hours(500, () => 0), 0], ['of a day', hours(24, () => 7), 7]])('keeps to a series that is %s', (_name, series, value) => {
    expect(forecastSeries(forecaster, series)).toEqual(new Float64Array(48).fill(value));
  });

  it.each([['no hour', 0], ['an hour', 1], ['less than a day', 23]])('has no answer for %s', (_name, length) => expect(forecastSeries(forecaster, wave(length))).toBeUndefined());

  it('has no answer where every hour is missing', () => expect(forecastSeries(forecaster, hours(500, () => NaN))).toBeUndefined());

  it('gives numbers, whatever hours are missing or huge, and none below zero of counts', () => {
    const hour = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constantFrom(NaN, 0, 1e9));
    fc.assert(fc.property(fc.array(hour, { minLength: 300, maxLength: 420, size: 'max' }), (series) => {
      const forecast = forecastSeries(forecaster, Float64Array.from(series));
      expect(forecast?.every((value) => value >= 0 && value < Infinity) ?? series.every(Number.isNaN)).toBe(true);
    }), { numRuns: 30 });
  });

  it('forecasts ten times as much of ten times as much', () => {
    const ten = forecastSeries(forecaster, wave(400).map((value) => 10 * value));
    forecastSeries(forecaster, wave(400))?.forEach((value, at) => expect(10 * value).toBeCloseTo(ten?.[at] ?? NaN, 8));
  });
});

describe("a forecaster's bytes", () => {
  it('give the same forecaster back', () => {
    expect(unpackForecaster(packForecaster(forecaster))).toEqual(forecaster);
    expect(encodeSeriesNetwork(decodeSeriesNetwork(encodeSeriesNetwork(forecaster)))).toEqual(encodeSeriesNetwork(forecaster));
  });

  it('are refused where they are damaged, cut off or of other windows', () => {
    const bytes = packForecaster(forecaster);
    expect(() => unpackForecaster(bytes.subarray(0, 200))).toThrow('200 bytes where');
    expect(() => unpackForecaster(bytes.map((byte, at) => (at === 300 ? byte ^ 1 : byte)))).toThrow('checksum');
    expect(() => unpackForecaster(packForecaster({ ...forecaster, shape: { days: 7, horizon: 48 } }))).toThrow('do not fit');
    expect(() => decodeSeriesNetwork(Uint8Array.of(...encodeSeriesNetwork(forecaster), 0))).toThrow('follow the end');
  });
});
