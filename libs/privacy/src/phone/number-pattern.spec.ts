import { numberPattern } from './number-pattern.js';

describe('a pattern of numbers', () => {
  it.each([
    ['an E.164 prefix', '+8610*', 'CN', '+8610*'],
    ['a prefix with blanks and hyphens', '+86 138-0013*', 'CN', '+861380013*'],
    ['a company', '95*', 'CN', '+8695*'],
    ['a message gateway', '1069*', 'CN', '+861069*'],
    ['an area code with its 0', '010*', 'CN', '+8610*'],
    ['an area code without', '0755*', 'CN', '+86755*'],
    ['a mobile prefix', '138*', 'CN', '+86138*'],
    ['a country', '+1*', 'CN', '+1*'],
    ['a country after 00', '001*', 'CN', '+1*'],
    ['a country whose numbers keep their 0', '06*', 'IT', '+3906*'],
    ['one of Germany', '030*', 'DE', '+4930*'],
    ['a number', '138 0013 8000', 'CN', '+8613800138000'],
    ['a service number', '95588', 'CN', '+8695588'],
    ['the beginning of a country code', '+99*', 'CN', '+99*'], ['the home country', '+86*', 'CN', '+86*'], ['a whole number', '13800138000*', 'CN', '+8613800138000*'], ['satellites', '+8816*', 'CN', '+8816*'],
    ['a beginning with all but one digit', '+1202555014*', 'CN', '+1202555014*'], ['an address', 'sip:+8613800138000@a.b', 'CN', '+8613800138000'],
  ])('%s', (_name, written, region, expected) => expect(numberPattern(written, region)).toBe(expected));

  it.each([
    ['nothing', ''], ['all numbers', '*'], ['a plus', '+*'], ['a lone 0', '0*'], ['a star within', '13*8000'], ['two stars', '138**'], ['letters', '13a*'],
    ['a regular expression', '^138.*'], ['too many digits', `${'1'.repeat(16)}*`], ['two digits', '12'],
    ['the zeros dialled before a country', '00*'], ['a country nobody has', '+999*'], ['one after 00', '00999*'], ['a 0 after the country code', '+860*'], ['a 1 that vanishes', '+11*'], ['more digits than any number', '+8613800138000123*'],
  ])('is not %s', (_name, written) => expect(numberPattern(written, 'CN')).toBeUndefined());

  it('means the same when it is given again', () => {
    for (const written of ['+8610*', '95*', '010*', '138*', '+1*', '95588', '13800138000']) {
      const pattern = numberPattern(written, 'CN') as string;
      expect(numberPattern(pattern, 'CN')).toBe(pattern);
    }
  });
});
