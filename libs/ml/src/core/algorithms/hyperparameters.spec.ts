import {
  boolean, checkedHyperparameters, checkHyperparameters, either, field, integer, number, oneOf, perClass,
} from './hyperparameters.js';

const FIELDS = {
  trees: field(integer(1, 1000), 100),
  rate: field(number(0, 1), 0.1),
  exact: field(boolean(), false),
  columns: field(either(oneOf('sqrt', 'log2'), integer(1, 100)), 'sqrt'),
  classWeights: field(either(oneOf('none', 'balanced'), perClass(number(0.01, 100))), 'none'),
};

const DEFAULTS = { trees: 100, rate: 0.1, exact: false, columns: 'sqrt', classWeights: 'none' };

describe('hyperparameters', () => {
  it.each([
    ['nothing', {}],
    ['the ends of a range', { trees: 1, rate: 1 }],
    ['zero and false, which are values', { rate: 0, exact: false }],
    ['either kind', { columns: 7, classWeights: { 0: 1, 12: 0.5 } }],
    ['the other kind', { columns: 'log2', classWeights: 'balanced' }],
  ])('keep %s and take the fallback for the rest', (_name, given) => {
    expect(checkHyperparameters(FIELDS, given)).toEqual({ values: { ...DEFAULTS, ...given } });
  });

  it('take undefined and null as not given', () => {
    expect(checkHyperparameters(FIELDS, { trees: undefined, rate: null })).toEqual({ values: DEFAULTS });
  });

  it.each([
    ['above its range', { trees: 1001 }, 'trees', 'must be a whole number from 1 to 1000'],
    ['a fraction', { trees: 1.5 }, 'trees', 'must be a whole number from 1 to 1000'],
    ['a text', { trees: '5' }, 'trees', 'must be a whole number from 1 to 1000'],
    ['below its range', { rate: -0.1 }, 'rate', 'must be a number from 0 to 1'],
    ['not a number', { rate: NaN }, 'rate', 'must be a number from 0 to 1'],
    ['not true or false', { exact: 1 }, 'exact', 'must be true or false'],
    ['another word', { columns: 'all' }, 'columns', 'must be "sqrt" or "log2" or a whole number from 1 to 100'],
    ['an empty map', { classWeights: {} }, 'classWeights', expect.stringContaining('object of class index')],
    ['a list', { classWeights: [1, 2] }, 'classWeights', expect.stringContaining('object of class index')],
    ['a map of no indices', { classWeights: { spam: 1 } }, 'classWeights', expect.stringContaining('object of class index')],
    ['a weight out of range', { classWeights: { 0: 1, 1: 0 } }, 'classWeights', expect.stringContaining('object of class index')],
    ['unknown', { tree: 5 }, 'tree', 'is unknown; there are trees, rate, exact, columns, classWeights'],
    ['a property of every object', { toString: 5 }, 'toString', expect.stringContaining('is unknown')],
  ])('name what is %s', (_name, given, path, message) => {
    expect(checkHyperparameters(FIELDS, given)).toEqual({ errors: [{ path, message }] });
  });

  it('name every fault at once', () => {
    const result = checkHyperparameters(FIELDS, { more: 1, trees: 0, rate: 2 });
    expect('errors' in result && result.errors.map(({ path }) => path)).toEqual(['more', 'trees', 'rate']);
  });

  it('are typed once they were checked, and refuse to be read unchecked', () => {
    const { trees, columns }: { trees: number; columns: number | string } = checkedHyperparameters(FIELDS, { trees: 3 });
    expect([trees, columns]).toEqual([3, 'sqrt']);
    expect(() => checkedHyperparameters(FIELDS, { trees: 0 })).toThrow('trees must be a whole number from 1 to 1000');
  });

  it('want a fallback of their own kind', () => {
    expect(() => field(integer(1, 5), 6)).toThrow('the fallback 6 is not a whole number from 1 to 5');
  });
});
