import { minimise, type Objective } from './minimise.js';

const quietly = (): void => undefined;

/** Σ curvature × (x − target)² ÷ 2. */
function bowl(curvatures: readonly number[], target: number): Objective {
  return (point, gradient) => {
    let value = 0;
    point.forEach((at, axis) => {
      const curvature = curvatures[axis] ?? NaN;
      gradient[axis] = curvature * (at - target);
      value += (curvature * (at - target) ** 2) / 2;
    });
    return value;
  };
}

describe('the least point', () => {
  it.each([
    ['of a round bowl', [1, 1, 1]],
    ['of a narrow valley', [1, 1e2, 1e4, 1e6]],
    ['of a shallow bowl', [1e-3, 1e-3]],
  ])('%s is found', (_name, curvatures) => {
    const found = minimise(bowl(curvatures, 3), new Float64Array(curvatures.length), { iterations: 200, tolerance: 1e-9, precondition: quietly, onIteration: quietly });
    found.forEach((value) => expect(value).toBeCloseTo(3, 5));
  });

  it('is not looked for beyond the iterations, nor once it is found', () => {
    const iterations = (objective: Objective, most: number): number[] => {
      const heard: number[] = [];
      minimise(objective, new Float64Array(4), { iterations: most, tolerance: 1e-9, precondition: quietly, onIteration: (iteration) => heard.push(iteration) });
      return heard;
    };
    expect(iterations(bowl([1, 1e2, 1e4, 1e6], 3), 3)).toEqual([0, 1, 2]);
    expect(iterations(bowl([1, 1, 1, 1], 0), 50)).toEqual([0]);
    expect(iterations(bowl([1, 1, 1, 1], 1), 50).length).toBeLessThan(10);
  });

  it('is found at once with the curvature as precondition', () => {
    let iterations = 0;
    const curvatures = [1, 1e2, 1e4, 1e6];
    const precondition = (vector: Float64Array): void => vector.forEach((value, at) => (vector[at] = value / (curvatures[at] ?? NaN)));
    minimise(bowl(curvatures, 0.4), new Float64Array(4), { iterations: 50, tolerance: 1e-9, precondition, onIteration: () => iterations++ });
    expect(iterations).toBeLessThan(4);
  });

  it('is the start where nothing is lower', () => {
    const rough: Objective = (_point, gradient) => {
      gradient.fill(1);
      return 5;
    };
    expect(minimise(rough, Float64Array.of(1, 2), { iterations: 9, tolerance: 0, precondition: quietly, onIteration: quietly })).toEqual(Float64Array.of(1, 2));
  });
});
