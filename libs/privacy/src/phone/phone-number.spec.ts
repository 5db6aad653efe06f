import fc from 'fast-check';
import { normalisePhone, rangePrefix, type E164 } from './phone-number.js';

describe('normalising', () => {
  it.each([
    ['a Chinese mobile in full', '+8613800138000', '+8613800138000'],
    ['in the national form', '13800138000', '+8613800138000'],
    ['with blanks', '138 0013 8000', '+8613800138000'],
    ['with hyphens', '138-0013-8000', '+8613800138000'],
    ['with the country code in brackets', '(+86) 138 0013 8000', '+8613800138000'],
    ['with dots', '138.0013.8000', '+8613800138000'],
    ['with the international prefix', '0086 138 0013 8000', '+8613800138000'],
    ['a newer mobile range', '19912345678', '+8619912345678'],
    ['a landline of Beijing', '010-65529988', '+861065529988'],
    ['a landline in full', '+86 10 6552 9988', '+861065529988'],
    ['a landline of Guangzhou', '(020) 8765-4321', '+862087654321'],
    ['a landline with four digits of area code', '0755 2345 6789', '+8675523456789'],
    ['an 800 number', '8008101818', '+868008101818'],
    ['a 400 number', '400-810-1818', '+864008101818'],
    ['a carrier', '10086', '+8610086'],
    ['a carrier in full', '+8610086', '+8610086'],
    ['another carrier', '10010', '+8610010'],
    ['a bank', '95588', '+8695588'],
    ['a bank in full', '+86 95588', '+8695588'],
    ['a company of eight digits', '95013812', '+8695013812'],
    ['a local service', '96110', '+8696110'],
    ['the police', '110', '+86110'],
    ['the government hotline', '12345', '+8612345'],
    ['a message gateway', '106575258192144', '+86106575258192144'],
    ['a number in the United States', '+1 202 555 0143', '+12025550143'],
    ['one in Germany', '+49 (0)30 901820', '+4930901820'],
    ['one in Hong Kong', '+852 2123 4567', '+85221234567'],
    ['one in Russia', '+7 495 123-45-67', '+74951234567'],
    ['a spoofed one, a digit too long', '+86138001380001', '+86138001380001'],
    ['one that nobody has but that is of a possible length', '+8619000000001', '+8619000000001'],
    ['a toll-free number of no country', '+800 1234 5678', '+80012345678'],
  ])('%s', (_name, written, expected) => expect(normalisePhone(written, 'CN')).toBe(expected));

  it.each([
    ['nothing', ''], ['a digit', '1'], ['two digits', '12'], ['a plus', '+'], ['two plusses', '++8613800138000'], ['blanks', '   '], ['words', 'unknown'], ['anonymous', 'anonymous'],
    ['a SIP URI', 'sip:+8613800138000@example.com'], ['a tel URI', 'tel:+8613800138000'], ['letters on keys', '1-800-FLOWERS'], ['an extension', '010-65529988 ext. 12'],
    ['an extension after a hash', '010-65529988#12'], ['two numbers', '13800138000/13800138001'],
    ['full-width digits', '１３８００１３８０００'], ['Arabic digits', '١٣٨٠٠١٣٨٠٠٠'], ['a non-breaking blank', '138\u00a00013\u00a08000x'],
    ['NUL', '1380013800\0'], ['a line break after a good number', '+8613800138000\nX'], ['forty digits', '1'.repeat(40)], ['forty digits in full', `+86${'1'.repeat(38)}`], ['a country nobody has', '+9991234567'],
    ['HTML', '<b>13800138000</b>'], ['SQL', "1'; DROP TABLE identity;--"], ['a percent sign', '%2B8613800138000'],
  ])('refuses %s', (_name, written) => expect(normalisePhone(written, 'CN')).toBeUndefined());

  it.each([
    ['US', '(202) 555-0143', '+12025550143'], ['DE', '030 901820', '+4930901820'], ['HK', '2123 4567', '+85221234567'], ['CN', '+1 202 555 0143', '+12025550143'],
  ])('reads national forms of %s', (region, written, expected) => expect(normalisePhone(written, region)).toBe(expected));

  it('knows the service numbers of China in China alone, unless written in full', () => {
    expect(normalisePhone('95588', 'US')).not.toBe('+8695588');
    expect(normalisePhone('+8695588', 'US')).toBe('+8695588');
    expect(normalisePhone('+495588', 'CN')).not.toBe('+8695588');
  });

  it.each(['+310000000', '+31000000000', '0031000000000'])('reads %s until nothing changes', (written) => {
    const number = normalisePhone(written, 'DE');
    if (number !== undefined) expect(normalisePhone(number, 'CN')).toBe(number);
    expect(number === undefined || number.length < written.length).toBe(true);
  });

  it('gives for its own results the same again, in any region', () => {
    const written = fc.oneof(
      fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^0(10|2\d|755)\d{8}$/), fc.stringMatching(/^(95|96)\d{3,6}$/), fc.stringMatching(/^\+[1-9]\d{6,14}$/), fc.stringMatching(/^[+0-9 ()-]{2,20}$/),
    );
    fc.assert(fc.property(written, fc.constantFrom('CN', 'US', 'DE'), (text, region) => {
      const number = normalisePhone(text, 'CN');
      if (number === undefined) return;
      expect(number).toMatch(/^\+\d{5,18}$/);
      expect(normalisePhone(number, region)).toBe(number);
    }), { numRuns: 500 });
  });

  it('never fails, whatever it gets', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('CN', 'ZZ', 'US'), (text, region) => {
      const number = normalisePhone(text, region);
      expect(number === undefined || /^\+\d+$/.test(number)).toBe(true);
    }), { numRuns: 1000 });
  });
});

describe('the block a number belongs to', () => {
  it.each([
    ['+8613800138000', 1, '861380013800'], ['+8613800138000', 2, '86138001380'], ['+8613800138000', 3, '8613800138'], ['+8610086', 2, '86100'], ['+8610086', 3, undefined],
    ['+86110', 1, undefined], ['+12025550143', 2, '120255501'],
  ])('%s without its last %i digits', (number, dropped, expected) => expect(rangePrefix(number as E164, dropped)).toBe(expected));
});
