import { callerFrom, numberFrom, readNumber } from './number-asked.js';

it('a caller may be withheld, a number may not', () => {
  expect(callerFrom('phoneNumber', 'Private', 'CN')).toBe('anonymous');
  expect(readNumber('Private', 'CN')).toMatchObject({ code: 'number_withheld' });
  expect([callerFrom('x', 'sip:+8613800138000@a.b', 'CN'), numberFrom('x', '138 0013 8000', 'CN')]).toEqual(['+8613800138000', '+8613800138000']);
});

it.each<[string, unknown, string]>([
  ['a withheld number', 'anonymous', 'number_withheld'], ['nothing', '', 'number_withheld'], ['a name', 'alice', 'input_invalid'], ['a SIP name', 'sip:alice@a.b', 'number_unsupported'],
  ['a JSON number', 13_800_138_000, 'input_invalid'], ['a list', ['+8613800138000'], 'input_invalid'], ['nothing given', undefined, 'input_invalid'],
])('%s is refused, naming the field', (_name, written, code) => {
  const refusal = expect.objectContaining({ code, kind: 'invalid', errors: [{ path: 'calledNumber', message: expect.any(String) as string }] }) as Error;
  expect(() => numberFrom('calledNumber', written, 'CN')).toThrow(refusal);
});
