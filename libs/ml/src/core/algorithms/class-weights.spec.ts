import { weightsOfClasses } from './class-weights.js';

describe('class weights', () => {
  const labels = Float64Array.of(0, 0, 0, 1);

  it.each([
    ['alike', 'none' as const, [1, 1, 1]],
    ['balanced, a class without rows at 0', 'balanced' as const, [4 / 9, 4 / 3, 0]],
    ['as given, 1 where not', { 1: 5 }, [1, 5, 1]],
  ])('are %s', (_name, weights, expected) => {
    expect([...weightsOfClasses(weights, labels, 3)]).toEqual(expected);
  });

  it('are not given to a class that there is not', () => {
    expect(() => weightsOfClasses({ 0: 1, 3: 2 }, labels, 3)).toThrow('classWeights.3: there are 3 classes');
  });
});
