import { relatedTo } from './related-to.js';
import type { Link } from './suspect.js';

const link = (left: number, right: number, strength: number, relation: Link['relation'] = 'timing'): Link => ({ left, right, relation, strength });

describe('relatedTo', () => {
  it('names each other number by its strongest relation, from either end', () =>
    expect(relatedTo(5, [link(5, 9, 0.2), link(5, 9, 0.7, 'range'), link(2, 5, 0.9), link(1, 2, 1)])).toEqual([
      { callerId: 2, relation: 'timing', strength: 0.9 }, { callerId: 9, relation: 'range', strength: 0.7 },
    ]));

  it('names ten at most', () => {
    const related = relatedTo(0, Array.from({ length: 30 }, (_, at) => link(0, at + 1, (at + 1) / 100)));
    expect(related.map(({ callerId }) => callerId)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);
  });

  it('is empty of a number without ties', () => expect(relatedTo(3, [link(1, 2, 0.5)])).toEqual([]));
});
