import fc from 'fast-check';
import { LagRegression } from './lag-regression.js';

const LAGS = [1, 2, 3, 6, 7, 12];
const wave = (length: number) => Float64Array.from({ length }, (_, at) => 5 + Math.sin(at) + 0.7 * Math.cos(1.3 * at) + ((at * 7919) % 13) / 13);

/** Slope of the penalised squares at the weights: 0 at their minimum. */
function slopes(values: Float64Array, end: number, penalty: number): number[] {
  const regression = new LagRegression(values, LAGS, 12);
  regression.learn(end);
  const { weights, level } = regression.weights(penalty);
  const rows = Array.from({ length: end - 12 }, (_, row) => row + 12);
  const means = LAGS.map((lag) => rows.reduce((sum, at) => sum + (values[at - lag] as number), 0) / rows.length);
  const spread = LAGS.reduce((sum, lag, which) => sum + rows.reduce((total, at) => total + ((values[at - lag] as number) - (means[which] as number)) ** 2, 0), 0) / LAGS.length / rows.length;
  const rests = rows.map((at) => (values[at] as number) - level - LAGS.reduce((sum, lag, which) => sum + (weights[which] as number) * (values[at - lag] as number), 0));
  const alongLags = LAGS.map((lag, which) => rows.reduce((sum, at, row) => sum + (rests[row] as number) * (values[at - lag] as number), 0) - penalty * spread * (weights[which] as number));
  return [...alongLags, rests.reduce((sum, rest) => sum + rest, 0)];
}

describe('the regression on lags', () => {
  it.each([[40, 0.1], [200, 0.1], [200, 50]])('of %i values has the least penalised squares at penalty %d', (end, penalty) => {
    slopes(wave(200), end, penalty).forEach((slope) => expect(slope).toBeCloseTo(0, 7));
  });

  it('is the same learnt in pieces as at once', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 12, max: 150 }), { maxLength: 4 }), (ends) => {
      const [pieces, once] = [new LagRegression(wave(150), LAGS, 12), new LagRegression(wave(150), LAGS, 12)];
      [...ends, 150].sort((one, other) => one - other).forEach((end) => pieces.learn(end));
      once.learn(150);
      pieces.weights(1).weights.forEach((weight, at) => expect(weight).toBeCloseTo(once.weights(1).weights[at] as number, 9));
    }), { numRuns: 25 });
  });

  it('finds a rule', () => {
    const values = new Float64Array(300);
    values.forEach((_, at) => { values[at] = at < 12 ? at % 5 : 2 + 0.5 * (values[at - 1] as number) - 0.3 * (values[at - 6] as number) + Math.sin(at * at); });
    const regression = new LagRegression(values, LAGS, 12);
    regression.learn(300);
    const { weights } = regression.weights(0.1);
    expect([weights[0], weights[3]]).toEqual([expect.closeTo(0.5, 0), expect.closeTo(-0.3, 0)]);
  });

  it.each([['a constant', new Float64Array(30).fill(7), 7], ['zeros', new Float64Array(30), 0]])('says of %s that it stays', (_name, values, level) => {
    const regression = new LagRegression(values, LAGS, 12);
    regression.learn(30);
    expect(regression.weights(0.1)).toEqual({ weights: new Float64Array(6), level });
  });
});
