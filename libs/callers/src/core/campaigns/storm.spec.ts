import { isStorm } from './storm.js';

describe('a storm', () => {
  it.each([
    ['a new number that calls everyone', { calls: 20, users: 20, usual: 0 }, true],
    ['too few calls to hurry', { calls: 19, users: 19, usual: 0 }, false],
    ['one user who is called again and again', { calls: 60, users: 3, usual: 0 }, false],
    ['a call centre as ever', { calls: 300, users: 250, usual: 280 }, false],
    ['a call centre on a busy day', { calls: 1200, users: 900, usual: 280 }, false],
    ['a call centre that was taken over', { calls: 1500, users: 900, usual: 280 }, true],
    ['chance', { calls: 20, users: 20, usual: 4 }, true],
    ['chance of a busier one', { calls: 20, users: 20, usual: 5 }, false],
  ])('%s', (_name, recent, expected) => expect(isStorm({ callerId: 1, ...recent })).toBe(expected));
});
