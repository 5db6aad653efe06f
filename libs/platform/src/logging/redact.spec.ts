import fc from 'fast-check';
import { redactText } from './redact.js';

describe('what could be a phone number', () => {
  it.each([
    ['E.164', 'call from +8613800138000 now', 'call from [number] now'],
    ['bare', '13800138000', '[number]'],
    ['inside an id', 'u-13800138000', 'u-[number]'],
    ['between letters', 'x13800138000y', 'x[number]y'],
    ['spaced', '+86 138 0013 8000', '[number]'],
    ['with dashes and dots', '138-0013.8000', '[number]'],
    ['with brackets', '(010) 6655-4433', '[number]'],
    ['percent-encoded', '/caller/%2B8613800138000/x', '/caller/%2B[number]/x'],
    ['percent-encoded blanks', '%2B86%20138%200013%208000', '%2B[number]'],
    ['full-width', '＋８６１３８００１３８０００', '[number]'],
    ['Arabic digits', '٠١٢٣٤٥٦٧٨٩', '[number]'],
    ['right before a timestamp', '13800138000 2026-11-22T09:30:00Z', '[number]T09:30:00Z'],
    ['two in a row', '+8613800138000,+8613900139000', '[number],[number]'],
  ])('%s', (_name, text, expected) => expect(redactText(text)).toBe(expected));
});

describe('what is no phone number', () => {
  it.each([
    ['a timestamp', 'at 2026-11-22T09:30:00.123Z done'],
    ['a timestamp with a zone', '2026-11-22T09:30:00+08:00'],
    ['a day', 'partition 2026-11-22'],
    ['a UUID', '0198c1c2-1234-7abc-8def-123456789012'],
    ['a traceparent', '00-12345678901234567890123456789012-1234567890123456-01'],
    ['a stack frame', 'at run (/srv/dist/main.js:1234:56)'],
    ['counts', '12 of 345678 rows in 42 ms'],
    ['a port', '127.0.0.1:3004'],
  ])('%s', (_name, text) => expect(redactText(text)).toBe(text));
});

const number = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{6,14}$/)).map(([first, rest]) => `${first}${rest}`);
const digitsOf = (text: string): string => text.replace(/\D/g, '');

it('lets no E.164 number through, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('+', '', 'tel:', '%2B', '00'), number, fc.string(), (before, sign, digits, after) => {
      expect(redactText(`${before}${sign}${digits}${after}`)).not.toContain(digits);
    }),
    { numRuns: 5000 },
  );
});

it('lets no number through that is written in groups', () => {
  const separator = fc.constantFrom(' ', '-', '.', '\u00a0', '%20', ') ', ' - ', '/', '');
  const groups = fc.array(fc.tuple(fc.stringMatching(/^\d{2,4}$/), separator), { minLength: 4, maxLength: 5 });
  fc.assert(
    fc.property(groups, (parts) => {
      const text = `call +${parts.map(([digits, between]) => digits + between).join('')} ended`;
      expect(digitsOf(redactText(text)).length).toBeLessThan(7);
    }),
    { numRuns: 5000 },
  );
});

it('changes nothing on a second pass', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(redactText(redactText(text))).toBe(redactText(text))));
});
