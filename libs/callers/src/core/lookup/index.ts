export { bucketFrom, hashesOf, isBucket, prefixOf, widened, type Bucket } from './bucket.js';
export { bucketBits, MOST_BITS } from './bucket-bits.js';
