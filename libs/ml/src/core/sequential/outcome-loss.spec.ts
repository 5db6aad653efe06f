import fc from 'fast-check';
import { alarmLoss, classLoss, targetLoss } from './outcome-loss.js';

describe('the loss of a classification', () => {
  it.each([
    ['right and sure', [0, 1], 1, 0], ['wrong and sure', [1, 0], 1, 1], ['of two classes (p − y)²', [0.3, 0.7], 1, 0.09],
    ['of three classes', [0.5, 0.25, 0.25], 0, (0.25 + 0.0625 + 0.0625) / 2],
  ])('%s', (_name, probabilities, label, loss) => expect(classLoss(probabilities, label)).toBeCloseTo(loss, 12));

  it.each([2, -1, 0.5, NaN])('is unknown where the class is %d of two', (label) => expect(classLoss([0.5, 0.5], label)).toBeUndefined());

  it('is least on average for whoever says what is so', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(probability, probability, (so, said) => {
      const expected = (p: number): number => so * (classLoss([1 - p, p], 1) as number) + (1 - so) * (classLoss([1 - p, p], 0) as number);
      expect(expected(so)).toBeLessThanOrEqual(expected(said) + 1e-12);
    }));
  });

  it('stays within 0 and 1', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 }), (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      if (total === 0) return;
      const loss = classLoss(weights.map((weight) => weight / total), 0) as number;
      expect([loss >= 0, loss <= 1]).toEqual([true, true]);
    }));
  });
});

it.each([[3, 3, 2, 0], [4, 3, 2, 0.25], [3, 4, 2, 0.25], [9, 3, 2, 1], [NaN, 3, 2, undefined], [3, 3, 0, undefined], [4, 3, 0, 1]])(
  'the loss of the value %d for the target %d with a spread of %d', (value, target, spread, loss) => expect(targetLoss(value, target, spread)).toBe(loss));

it.each([[0.7, 1, 0], [0.6, 1, 0], [0.5, 1, 1], [0.7, 0, 1], [0.5, 0, 0], [0.5, 2, undefined]])(
  'the loss of the score %d at a threshold of 0.6 with the label %d', (score, label, loss) => expect(alarmLoss(score, 0.6, label)).toBe(loss));
