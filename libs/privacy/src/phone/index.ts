export { maskPhone } from './mask-phone.js';
export { normalisePhone, phoneFacts, rangePrefix, type E164, type PhoneFacts } from './phone-number.js';
