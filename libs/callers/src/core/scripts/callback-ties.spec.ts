import { callbackTies } from './callback-ties.js';

const named = (...pairs: string[]): { group: string; number: string }[] => pairs.map((pair) => ({ group: pair.charAt(0), number: pair.slice(1) }));
const ONCE = 1 / Math.log(2);

describe('ties by a call-back number', () => {
  it.each([
    ['nobody shares a number', named('a1', 'b2'), []],
    ['two do', named('b1', 'a1'), [{ left: 'a', right: 'b', strength: ONCE }]],
    ['a number is named often', named('a1', 'a1', 'b1', 'b1'), [{ left: 'a', right: 'b', strength: ONCE }]],
    ['two share two', named('a1', 'b1', 'a2', 'b2'), [{ left: 'a', right: 'b', strength: 2 * ONCE }]],
    ['too many share it', named('a1', 'b1', 'c1', 'd1'), []],
    ['the stronger comes first', named('a1', 'b1', 'c1', 'b2', 'c2'), [
      { left: 'b', right: 'c', strength: 1 / Math.log(3) + ONCE }, { left: 'a', right: 'b', strength: 1 / Math.log(3) }, { left: 'a', right: 'c', strength: 1 / Math.log(3) },
    ]],
  ])('%s', (_name, numbers, ties) => expect(callbackTies(numbers, 3)).toEqual(ties));
});
