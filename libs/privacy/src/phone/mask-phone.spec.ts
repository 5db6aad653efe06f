import { maskPhone } from './mask-phone.js';
import type { E164 } from './phone-number.js';

it.each([
  ['+8613800138000', '+86138•••8000'], ['+12025550123', '+12025•••123'], ['+4912345', '+49•••45'], ['+39012', '+3•••2'],
])('%s is shown as %s', (number, shown) => expect(maskPhone(number as E164)).toBe(shown));
