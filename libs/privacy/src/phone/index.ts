export { maskPhone } from './mask-phone.js';
export { numberPattern } from './number-pattern.js';
export { normalisePhone, phoneFacts, rangePrefix, type E164, type PhoneFacts } from './phone-number.js';
