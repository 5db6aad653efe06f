import { FAILING_FOR_MS, FAILURES_IN_A_ROW, fateOf, isGivenUp, RETRY_DELAYS_MS } from './retry.js';

describe('what follows from an attempt', () => {
  it.each([
    [200, 1, 'delivered'], [204, 8, 'delivered'], [299, 1, 'delivered'], [410, 1, 'gone'], [301, 1, 'retry'], [307, 1, 'retry'], [400, 1, 'retry'], [404, 7, 'retry'], [500, 8, 'failed'], [undefined, 1, 'retry'],
    [undefined, 8, 'failed'], [199, 1, 'retry'], [0, 1, 'retry'],
  ])('status %p at attempt %d: %s', (status, attempts, kind) => expect(fateOf({ status, fault: undefined }, attempts).kind).toBe(kind));

  it('waits longer and longer, a little more than a day in all', () => {
    const waits = RETRY_DELAYS_MS.map((_, at) => fateOf({ status: 500, fault: undefined }, at + 1));
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000].map((seconds) => ({ kind: 'retry', delayMs: seconds * 1000 })));
    const hours = RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0) / 3_600_000;
    expect([hours > 24, hours < 30]).toEqual([true, true]);
  });
});

describe('a receiver is given up', () => {
  it.each([
    ['not at its first failure', { failures: 0, failingSinceMs: undefined }, 0, false], ['not before five days', { failures: 9, failingSinceMs: 0 }, FAILING_FOR_MS - 1, false],
    ['after five days', { failures: 9, failingSinceMs: 0 }, FAILING_FOR_MS, true], ['after 200 failures in a row', { failures: FAILURES_IN_A_ROW - 1, failingSinceMs: 0 }, 1, true],
    ['not after 199', { failures: FAILURES_IN_A_ROW - 2, failingSinceMs: 0 }, 1, false],
  ])('%s', (_name, standing, nowMs, expected) => expect(isGivenUp(standing, nowMs)).toBe(expected));
});
