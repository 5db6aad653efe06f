export { bucketFrom, hashesOf, isBucket, prefixOf, widened, type Bucket } from './bucket.js';
export { bucketBits, FEWEST_IN_BUCKET, MOST_BITS } from './bucket-bits.js';
