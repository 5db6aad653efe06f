import { readInstances } from './read-instances.js';

const NAMES = ['x', 'y'];

it('reads lists by place and objects by name; what is null or left out is missing', () => {
  const read = readInstances([[1, 2], { y: 3 }, [null, 4], {}], NAMES);
  expect('features' in read && [...read.features.values]).toEqual([1, 2, NaN, 3, NaN, 4, NaN, NaN]);
});

it.each([
  ['a value too few', [[1]], 'instances.0'],
  ['a value too many', [[1, 2], [1, 2, 3]], 'instances.1'],
  ['a feature that is none', [{ x: 1, z: 2 }], 'instances.0.z'],
  ['a name every object has', [{ constructor: 1 }], 'instances.0.constructor'],
  ['a text in a list', [[1, '2']], 'instances.0.1'],
  ['a truth value in an object', [{ x: true }], 'instances.0.x'],
  ['a number for a row', [5], 'instances.0'],
  ['nothing for a row', [null], 'instances.0'],
])('names %s', (_name, instances, path) => expect(readInstances(instances, NAMES)).toMatchObject({ errors: [{ path }] }));

it('stops at twenty errors', () => {
  const read = readInstances(Array.from({ length: 500 }, () => ['a', 'b']), NAMES);
  expect('errors' in read && read.errors.length).toBe(20);
});
