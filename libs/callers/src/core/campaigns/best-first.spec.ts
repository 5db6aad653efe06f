import fc from 'fast-check';

import { BestFirst } from './best-first.js';

describe('BestFirst', () => {
  it('gives entries by score, then by key', () => {
    fc.assert(fc.property(fc.array(fc.record({ score: fc.nat(9), key: fc.nat(99) })), (entries) => {
      const queue = new BestFirst<{ score: number; key: number }>();
      for (const entry of entries) queue.push(entry);
      const taken = Array.from(entries, () => queue.pop());
      expect(taken).toEqual([...entries].sort((one, other) => other.score - one.score || one.key - other.key));
      expect(queue.pop()).toBeUndefined();
    }));
  });

  it('takes entries in between', () => {
    const queue = new BestFirst<{ score: number; key: number }>();
    queue.push({ score: 1, key: 1 });
    queue.push({ score: 5, key: 2 });
    expect(queue.pop()?.key).toBe(2);
    queue.push({ score: 0, key: 3 });
    queue.push({ score: 3, key: 4 });
    expect([queue.pop()?.key, queue.pop()?.key, queue.pop()?.key]).toEqual([4, 1, 3]);
  });
});
