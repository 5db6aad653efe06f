export { Identities, type IdentityId } from './app/identities.js';
export { Keyring } from './crypto/keyring.js';
export { Identity1763800000000 } from './infra/migrations/1763800000000-identity.js';
export { maskPhone, normalisePhone, numberPattern, phoneFacts, rangePrefix, type E164, type PhoneFacts } from './phone/index.js';
export { PrivacyModule } from './privacy.module.js';
