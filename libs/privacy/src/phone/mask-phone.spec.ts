import { maskPhone } from './mask-phone.js';
import type { E164 } from './phone-number.js';

it.each([
  ['+8613800138000', '+86138•••8000'], ['+447700900123', '+44770•••123'], ['+12025550123', '+1202•••123'], ['+6581234567', '+6581•••67'], ['+4912345', '+49•••5'], ['+39012', '+3•••'],
])('%s is shown as %s', (number, shown) => expect(maskPhone(number as E164)).toBe(shown));

const lengths = Array.from({ length: 11 }, (_, at) => at + 5);

it.each(lengths)('of %i digits at least half are hidden of those after the country and a place of three', (digits) => {
  const number = `+${'1234567890'.repeat(2).slice(0, digits)}`;
  const [first = '', last = ''] = maskPhone(number as E164).split('•••');
  const hidden = digits - (first.length - 1) - last.length;
  // Countries of one digit have numbers of eleven at most; the others' codes have two or three.
  const subscriber = digits - 3 - (digits > 11 ? 2 : 1);
  expect([hidden >= 4, hidden >= subscriber / 2, number.startsWith(first), number.endsWith(last)]).toEqual([true, true, true, true]);
});
