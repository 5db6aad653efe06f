export { Identity1763800000000 } from './1763800000000-identity.js';
export { IdentityRanges1763801100000 } from './1763801100000-identity-ranges.js';
