import fc from 'fast-check';
import { nestsDeeper, readJson } from './json-body.js';
import { findUnsafeText } from './unsafe-text.js';

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

describe('nesting', () => {
  it.each<[string, string, number, boolean]>([
    ['flat', '1', 0, false],
    ['one level', '[]', 0, true],
    ['at the limit', '[{"a":[]}]', 3, false],
    ['over the limit', '[{"a":[]}]', 2, true],
    ['brackets in texts', '["[[[[", "\\"[[[", "{{{"]', 1, false],
    ['side by side', '[[],[],[],[]]', 2, false],
    ['a text without end', '["[[[[', 1, false],
    ['a backslash at the end', '["\\', 1, false],
  ])('%s', (_name, json, limit, expected) => expect(nestsDeeper(Buffer.from(json), limit)).toBe(expected));

  it('agrees with the parsed value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.integer({ min: 0, max: 8 }), (json, limit) => {
        expect(nestsDeeper(Buffer.from(json), limit)).toBe(depthOf(JSON.parse(json)) > limit);
      }),
    );
  });
});

describe('reading', () => {
  it('gives back any JSON that is safe', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: fc.constantFrom('a', '好', '😀', '"', '\\', '\u0001') }), (value) => {
        expect(readJson(Buffer.from(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('has nothing to say of nothing', () => expect(readJson(Buffer.alloc(0))).toBeUndefined());

  it('never quotes the body', () => {
    expect(() => readJson(Buffer.from('{"phone":+8613800138000}'))).toThrow(expect.objectContaining({ code: 'json_malformed', detail: 'the body is not valid JSON' }));
  });

  it('names the place of an unsafe text', () => {
    expect(() => readJson(Buffer.from('{"a":[{"b":"x\\u0000"}]}'))).toThrow(expect.objectContaining({ code: 'text_unsafe', errors: [expect.objectContaining({ path: 'a.0.b' })] }));
  });

  it.each([['an overlong form', [0x22, 0xc0, 0x80, 0x22]], ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]], ['a cut sequence', [0x22, 0xe5, 0xa5]]])('refuses %s', (_name, bytes) => {
    expect(() => readJson(Buffer.from(bytes))).toThrow(expect.objectContaining({ code: 'encoding_invalid' }));
  });
});

describe('unsafe text', () => {
  it.each<[string, unknown, string | undefined]>([
    ['a plain text', 'ok', undefined],
    ['a NUL', 'a\0', ''],
    ['a lone high surrogate', { a: '\ud83d' }, 'a'],
    ['a lone low surrogate', ['', '\ude00x'], '1'],
    ['a pair', ['😀'], undefined],
    ['a key', { a: { 'b\0': 1 } }, 'a'],
    ['no text', [1, null, true, undefined], undefined],
  ])('%s', (_name, value, expected) => expect(findUnsafeText(value)).toBe(expected));
});
