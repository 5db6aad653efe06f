import { isReference, readReferences } from './references.js';

it('are none, or one an instance', () => {
  expect(readReferences(undefined, 2)).toBeUndefined();
  expect(readReferences(['a', 'b'], 2)).toEqual(['a', 'b']);
});

it.each([
  ['too few', ['a'], 'ids'], ['no list', 'ab', 'ids'], ['an empty one', ['a', ''], 'ids.1'], ['a number', [1, 'b'], 'ids.0'],
  ['one too long', ['a', 'b'.repeat(129)], 'ids.1'], ['one with a NUL', ['a', '\0'], 'ids.1'], ['one twice', ['a', 'a'], 'ids.1'],
])('are refused where there is %s', (_name, ids, path) => {
  expect(() => readReferences(ids, 2)).toThrow(expect.objectContaining({ code: 'input_invalid', errors: [{ path, message: expect.any(String) }] }));
});

it.each([['x', true], ['x'.repeat(128), true], ['x'.repeat(129), false], ['', false], [undefined, false]])('%j is one: %s', (value, is) => expect(isReference(value)).toBe(is));
