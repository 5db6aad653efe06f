import { filled } from '../series.js';
import { isSparseCount } from './sparse-count.js';

const of = (values: number[], count?: 'partial' | 'complete') => isSparseCount(filled({ values: Float64Array.from(values), seasons: [], ...(count && { count }) }, 1000), count);

it.each<[string, boolean, boolean]>([
  ['few and mostly none', of([0, 0, 1, 0, 2], 'complete'), true],
  ['few, some unknown', of([0, NaN, 1, NaN, 2], 'partial'), true],
  ['a mean of two hours where clocks went back', of([...new Array<number>(40).fill(1), 0.5], 'complete'), true],
  ['of nothing said to be a count', of([0, 0, 1, 0, 2]), false],
  ['nothing at all', of([0, 0, 0], 'complete'), false],
  ['nothing known', of([NaN, NaN], 'partial'), false],
  ['ten an hour by day', of([10, 10, 0, 0, 0, 0], 'complete'), false],
  ['many', of([30, 12, 55], 'complete'), false],
  ['no whole numbers', of([0.2, 0.1, 0.7], 'partial'), false],
  ['what is below zero', of([0, -1, 1], 'partial'), false],
])('%s', (_name, found, expected) => expect(found).toBe(expected));
