import fc from 'fast-check';
import { isCallerName, readCaller } from './caller-name.js';
import { normalisePhone } from './phone-number.js';

const NUMBER = '+8613800138000';

describe('a caller, however it is written', () => {
  it.each([
    ['a number in full', NUMBER, NUMBER],
    ['a number in the national form', '138 0013 8000', NUMBER],
    ['a short code of China', '95588', '+8695588'],
    ['a SIP address', 'sip:+8613800138000@ims.example.com', NUMBER],
    ['a secure SIP address', 'SIPS:+8613800138000@ims.example.com', NUMBER],
    ['a SIP address in the national form', 'sip:13800138000@gw.example.com', NUMBER],
    ['a SIP address with a port and parameters', 'sip:+8613800138000@10.0.0.1:5060;transport=tcp;user=phone', NUMBER],
    ['a SIP address with parameters in the user part', 'sip:+8613800138000;npdi;rn=+861390013@example.com', NUMBER],
    ['a SIP address with a password', 'sip:+8613800138000:secret@example.com', NUMBER],
    ['a SIP address with its plus encoded', 'sip:%2B8613800138000@example.com', NUMBER],
    ['a SIP address of a short code, said to be a telephone', 'sip:95588@ims.example.com;user=phone', '+8695588'],
    ['a SIP address of a short code in full', 'sip:+8695588@ims.example.com', '+8695588'],
    ['a From header', '"Bank 银行" <sip:+8613800138000@ims.example.com;user=phone>', NUMBER],
    ['a From header without a name', '<sip:+8613800138000@ims.example.com>', NUMBER],
    ['a tel address', 'tel:+86-138-0013-8000', NUMBER],
    ['a tel address with an extension', 'tel:+8613800138000;ext=12', NUMBER],
    ['a local tel address in its context', 'tel:13800138000;phone-context=+86', NUMBER],
    ['a local tel address in another country', 'tel:2025550143;phone-context=+1', '+12025550143'],
    ['a local tel address in the context of a host', 'tel:95588;phone-context=example.com', '+8695588'],
  ])('%s', (_name, written, number) => expect(readCaller(written, 'CN')).toBe(number));

  it.each([
    '', '  ', 'anonymous', 'Anonymous', 'ANONYMOUS', ' withheld ', 'private', 'Private Number', 'unknown', 'UNKNOWN_NUMBER', 'restricted', 'No Caller ID', 'no-number', 'Unavailable', '-1', '-2', '-3',
    '未知', '未知号码', '私人号码', '匿名', '隐藏号码', '无法显示', 'sip:anonymous@anonymous.invalid', '"Anonymous" <sip:anonymous@anonymous.invalid>', 'sip:Unavailable@unknown.invalid', 'tel:anonymous',
  ])('shows no number: "%s"', (written) => expect(readCaller(written, 'CN')).toBe('anonymous'));

  it.each([
    ['a name', 'sip:alice@example.com'], ['an extension of a private exchange', 'sip:12345@pbx.example.com'], ['another', 'sip:1001@pbx.example.com'], ['no user part', 'sip:example.com'],
    ['an empty user part', 'sip:@example.com'], ['forty digits', `sip:${'1'.repeat(40)}@example.com`], ['nothing', 'tel:'], ['a name as a number', 'tel:alice'], ['letters on keys', 'tel:1-800-FLOWERS'],
  ])('an address that is no number: %s', (_name, written) => expect(readCaller(written, 'CN')).toMatchObject({ code: 'number_unsupported' }));

  it.each([
    ['a name', 'alice'], ['a digit', '1'], ['two digits', '12'], ['a short code nobody has', '1001'], ['a short code of another country', '+1911'], ['forty digits', '1'.repeat(40)], ['forty digits in full', `+86${'1'.repeat(38)}`],
    ['a country nobody has', '+9991234567'], ['signs', '++--'], ['dashes', '--'], ['two numbers', '13800138000/13800138001'], ['an extension', '010-65529988 ext. 12'], ['letters on keys', '1-800-FLOWERS'],
    ['a mail address', 'mailto:alice@example.com'], ['a web address', 'https://example.com/13800138000'], ['NUL in a word', 'anonymous\0'], ['a word more', 'anonymous coward'], ['a very long text', 'x'.repeat(100_000)],
    ['full-width digits', '１３８００１３８０００'], ['HTML', '<b>13800138000</b>'], ['an empty From header', '<>'],
  ])('names nobody: %s', (_name, written) => expect(readCaller(written, 'CN')).toMatchObject({ code: 'input_invalid' }));
});

it('reads every number as it is, alone and in addresses', () => {
  const numbers = fc.oneof(fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^\+[1-9]\d{6,14}$/), fc.stringMatching(/^0(10|2\d|755)\d{8}$/));
  fc.assert(fc.property(numbers, (written) => {
    const number = normalisePhone(written, 'CN');
    if (number === undefined) return;
    for (const form of [written, `sip:${written}@example.com`, `<sip:${written}@example.com;user=phone>`, `tel:${number}`]) expect(readCaller(form, 'CN')).toBe(number);
  }), { numRuns: 300 });
});

it('always has an answer', () => {
  const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('sip:', 'tel:', '@', ';', '<', '>', '+', '%2B', ';phone-context=+', ';user=phone', '138', 'unknown'));
  fc.assert(fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom('CN', 'US', 'ZZ'), (parts, region) => {
    const read = readCaller(parts.join(''), region);
    expect(isCallerName(read) ? read : read.code).toMatch(/^(?:\+\d{5,18}|anonymous|input_invalid|number_unsupported)$/);
  }), { numRuns: 1000 });
});
