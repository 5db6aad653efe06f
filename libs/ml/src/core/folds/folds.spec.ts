import fc from 'fast-check';
import type { Fold } from './fold.js';
import { groupedFolds, groupLabels } from './grouped-folds.js';
import { stratifiedFolds } from './stratified-folds.js';
import { timeOrderedFolds } from './time-ordered-folds.js';

const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);

describe('stratifiedFolds', () => {
  const labelled = fc.array(fc.nat(3), { minLength: 6, maxLength: 60 }).map((labels) => Float64Array.from(labels));
  const drawn = fc.record({ labels: labelled, folds: fc.integer({ min: 2, max: 6 }), seed: fc.nat() });

  it('test each row once, learn from all the others, and spread every class evenly', () => {
    fc.assert(fc.property(drawn, ({ labels, folds, seed }) => {
      const found = stratifiedFolds(labels, folds, seed);
      expect(found.flatMap(({ test }) => [...test]).sort((left, right) => left - right)).toEqual([...labels.keys()]);
      for (const { train, test } of found) expect([...train, ...test].sort((left, right) => left - right)).toEqual([...labels.keys()]);
      expect(spread(found.map(({ test }) => test.length))).toBeLessThanOrEqual(1);
      for (const label of new Set(labels)) expect(spread(found.map(({ test }) => test.filter((row) => labels[row] === label).length))).toBeLessThanOrEqual(1);
    }));
  });

  it('are the same for the same seed, and others for another', () => {
    const labels = new Float64Array(50).map((_zero, row) => row % 2);
    expect(stratifiedFolds(labels, 5, 1)).toEqual(stratifiedFolds(labels, 5, 1));
    expect(stratifiedFolds(labels, 5, 1)).not.toEqual(stratifiedFolds(labels, 5, 2));
  });

  it.each([[1, 5], [6, 5], [2.5, 5], [2, 0]])('cannot be %d of %d rows', (folds, rows) =>
    expect(() => stratifiedFolds(new Float64Array(rows), folds, 1)).toThrow(`${folds} folds of ${rows} rows`));
});

describe('groupedFolds', () => {
  const grouped = fc.array(fc.tuple(fc.nat(2), fc.nat(9)), { minLength: 12, maxLength: 80 }).map((rows) => {
    const numbers = [...new Set(rows.map(([, group]) => group))];
    return { labels: Float64Array.from(rows, ([label]) => label), groups: Float64Array.from(rows, ([, group]) => numbers.indexOf(group)), count: numbers.length };
  });

  it('test each row once, learn from all the others, and never cut a group', () => {
    fc.assert(fc.property(grouped.filter(({ count }) => count >= 2), fc.integer({ min: 2, max: 5 }), fc.nat(), ({ labels, groups, count }, folds, seed) => {
      const found = groupedFolds(labels, groups, Math.min(folds, count), seed);
      expect(found.flatMap(({ test }) => [...test]).sort((left, right) => left - right)).toEqual([...labels.keys()]);
      for (const { train, test } of found) {
        expect([...train, ...test].sort((left, right) => left - right)).toEqual([...labels.keys()]);
        const learnt = new Set([...train].map((row) => groups[row]));
        expect([...test].filter((row) => learnt.has(groups[row]))).toEqual([]);
      }
      expect(groupedFolds(labels, groups, Math.min(folds, count), seed)).toEqual(found);
    }));
  });

  it('spread groups by the label most of their rows have', () => {
    const [labels, groups] = [Float64Array.of(1, 1, 0, 0, 1, 0, 2), Float64Array.of(0, 0, 0, 1, 2, 2, 3)];
    expect([...groupLabels(labels, groups)]).toEqual([1, 0, 0, 2]);
    const pairs = Float64Array.from({ length: 40 }, (_, row) => Math.floor(row / 2));
    for (const { test } of groupedFolds(pairs.map((group) => group % 2), pairs, 5, 3)) expect([...test].filter((row) => pairs[row]! % 2 === 1)).toHaveLength(4);
  });

  it('cannot be more than groups', () => expect(() => groupedFolds(new Float64Array(4), Float64Array.of(0, 0, 1, 1), 3, 1)).toThrow('3 folds of 2 rows'));
});

describe('timeOrderedFolds', () => {
  const plain = (folds: readonly Fold[]): unknown => folds.map(({ train, test }) => [[...train], [...test]]);

  it.each([
    ['rows in order', [1, 2, 3, 4, 5, 6], 2, [[[0, 1], [2, 3]], [[0, 1, 2, 3], [4, 5]]]],
    ['rows in disorder', [6, 5, 4, 3, 2, 1], 2, [[[4, 5], [2, 3]], [[2, 3, 4, 5], [0, 1]]]],
    ['a moment across a bound', [1, 2, 2, 2, 5, 6], 2, [[[0], [1, 2, 3]], [[0, 1, 2, 3], [4, 5]]]],
    ['one moment only', [1, 1, 1], 2, []],
  ])('of %s', (_name, times, folds, expected) => expect(plain(timeOrderedFolds(Float64Array.from(times), folds))).toEqual(expected));

  it('never learn from the time they are tested on or later, and learn from all before it', () => {
    fc.assert(fc.property(fc.array(fc.nat(30), { minLength: 8, maxLength: 60 }), fc.integer({ min: 2, max: 7 }), (given, folds) => {
      const times = Float64Array.from(given);
      for (const { train, test } of timeOrderedFolds(times, folds)) {
        const first = Math.min(...test.map((row) => times[row]!));
        expect([...train]).toEqual([...times.keys()].filter((row) => times[row]! < first));
      }
    }));
  });

  it('cannot be more than rows', () => expect(() => timeOrderedFolds(new Float64Array(2), 3)).toThrow('3 folds of 2 rows'));
});
