import fc from 'fast-check';
import { robustSpread } from '../robust/spread.js';
import { robustScores } from './robust-scores.js';

const scores = (values: readonly number[], { grain = 1e-9, phases = values.map(() => 0) } = {}): Float64Array =>
  robustScores({ values: Float64Array.from(values), phases: Uint8Array.from(phases), grain });

describe('robust scores', () => {
  it('count robust standard deviations from the median', () => {
    const found = scores([-2, -1, 0, 1, 2, 100]);
    const { centre, sigma } = robustSpread([-2, -1, 0, 1, 2, 100])!;
    expect([centre, sigma]).toEqual([0.5, 1.5 * 1.482602218505602]);
    expect(found[5]).toBeCloseTo((100 - centre) / sigma, 12);
  });

  it.each([
    ['nothing', [], []],
    ['one value', [5], [0]],
    ['equal values', [3, 3, 3], [0, 0, 0]],
  ])('of %s are defined', (_name, values, expected) => expect([...scores(values)]).toEqual(expected));

  it('see a lone spike, and no anomaly in a step of one grain', () => {
    const spike = (height: number): number => scores(Array.from({ length: 100 }, (_, at) => (at === 40 ? height : 0)), { grain: 1 })[40]!;
    expect(spike(50)).toBe(50);
    expect(spike(1)).toBe(1);
  });

  it('know that one phase scatters more than another', () => {
    const phases = Array.from({ length: 400 }, (_, at) => at % 2);
    const values = phases.map((phase, at) => (phase === 0 ? 1 : 10) * ((((at >> 1) * 7) % 11) - 5));
    const found = scores([...values, 30, 30], { phases: [...phases, 0, 1] });
    expect(found[400]).toBeGreaterThan(3 * found[401]!);
  });

  it('do not ask where zero is', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1 }), fc.integer({ min: -50, max: 50 }), (values, shift) => {
      const moved = scores(values.map((value) => value + shift), { grain: 1 });
      scores(values, { grain: 1 }).forEach((score, at) => expect(moved[at]).toBeCloseTo(score, 9));
    })));
});
