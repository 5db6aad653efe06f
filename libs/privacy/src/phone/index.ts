export { isCallerName, readCaller, WITHHELD, type CallerName, type UnreadableCaller } from './caller-name.js';
export { maskPhone } from './mask-phone.js';
export { callerFrom, numberFrom, readNumber, type UnreadableNumber } from './number-asked.js';
export { numberPattern } from './number-pattern.js';
export { NUMBER_SERVICES, phoneFacts, type NumberService, type PhoneFacts } from './phone-facts.js';
export { normalisePhone, rangePrefix, type E164 } from './phone-number.js';
export { PUBLIC_HASH_BITS, PUBLIC_HASH_CONTEXT, publicHash } from './public-hash.js';
