import { seededRandom, sigmoid } from '#kernel';
import { networkLoss } from './network-loss.js';
import { temperatureOf } from './temperature.js';

const ROWS = 1500;
const random = seededRandom(4);
const logits = Float64Array.from({ length: ROWS }, () => 6 * random.next() - 3);
const wanted = { targets: logits.map((logit) => (random.next() < sigmoid(logit) ? 1 : 0)), weights: new Float64Array(ROWS).fill(1) };

describe('the temperature', () => {
  it.each([1, 3])('finds logits that are %d times too large', (times) => {
    const found = temperatureOf('logistic', logits.map((logit) => times * logit), wanted);
    expect(found / times).toBeGreaterThan(0.9);
    expect(found / times).toBeLessThan(1.1);
  });

  it('leaves logits that are too small', () => expect(temperatureOf('logistic', logits.map((logit) => logit / 2), wanted)).toBeCloseTo(1, 5));

  it('never makes the loss larger', () => {
    const found = temperatureOf('logistic', logits.map((logit) => 5 * logit), wanted);
    expect(networkLoss('logistic', logits.map((logit) => (5 * logit) / found), wanted)).toBeLessThan(networkLoss('logistic', logits.map((logit) => 5 * logit), wanted));
  });

  it('never makes a network surer than it is, not even where all rows are told rightly', () => {
    expect(temperatureOf('logistic', Float64Array.of(1, -1), { targets: Float64Array.of(1, 0), weights: Float64Array.of(1, 1) })).toBeCloseTo(1, 5);
  });
});

describe('the loss', () => {
  it.each([
    ['logistic', [0], [1], Math.LN2], ['logistic', [800], [0], 800], ['softmax', [1, 1, 1], [0, 1, 0], Math.log(3)], ['softmax', [900, 0], [0, 1], 900],
    ['squared', [1, 3], [0, 0], 5], ['absolute', [1, -3], [0, 0], 2],
  ] as const)('%s of %j for %j', (loss, outputs, targets, expected) => {
    expect(networkLoss(loss, Float64Array.from(outputs), { targets: Float64Array.from(targets), weights: Float64Array.of(2) })).toBeCloseTo(expected, 12);
  });
});
