export { Identities, type IdentityId } from './app/identities.js';
export { Keyring } from './crypto/keyring.js';
export { FillRanges } from './infra/fill-ranges.js';
export {
  callerFrom, isCallerName, maskPhone, normalisePhone, NUMBER_SERVICES, numberFrom, numberPattern, phoneFacts, PUBLIC_HASH_BITS, PUBLIC_HASH_CONTEXT, publicHash, rangePrefix, readCaller,
  readNumber, WITHHELD,
  type CallerName, type E164, type NumberService, type PhoneFacts, type UnreadableCaller, type UnreadableNumber,
} from './phone/index.js';
export { PrivacyJobsModule } from './privacy-jobs.module.js';
export { PrivacyModule } from './privacy.module.js';
