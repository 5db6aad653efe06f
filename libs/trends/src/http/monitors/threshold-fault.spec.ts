import { thresholdFault } from './threshold-fault.js';

describe('a threshold', () => {
  it.each([
    ['answer_rate', 'gt', 50], ['answer_rate', 'gt', 1], ['answer_rate', 'gte', 1.01], ['ai_handled_share', 'lt', -1], ['ai_handled_share', 'lt', 0], ['calls', 'lt', 0], ['calls', 'lte', -1],
  ] as const)('on %s of %s %d can never be met', (metric, operator, value) => expect(thresholdFault(metric, { operator, value })).toMatch(/never/));

  it.each([
    ['answer_rate', 'gt', 0.99], ['answer_rate', 'gte', 1], ['ai_handled_share', 'lte', 0], ['calls', 'gt', 1e9], ['mean_duration', 'lt', 0.1]
  ] as const)('on %s of %s %d can', (metric, operator, value) => expect(thresholdFault(metric, { operator, value })).toBeUndefined());

  it.each([
    ['calls', 'gte', 0], ['calls', 'gt', -1], ['answer_rate', 'gt', -1], ['answer_rate', 'lte', 1], ['answer_rate', 'lt', 1.01], ['mean_duration', 'gte', -5],
  ] as const)('on %s of %s %d is always met', (metric, operator, value) => expect(thresholdFault(metric, { operator, value })).toMatch(/always/));

  it.each([['calls', 'gt', 0], ['calls', 'gte', 1], ['answer_rate', 'lt', 1], ['calls', 'lte', 0], ['calls', 'lte', 1e9]] as const)('on %s of %s %d may be met or not', (metric, operator, value) =>
    expect(thresholdFault(metric, { operator, value })).toBeUndefined());
});
