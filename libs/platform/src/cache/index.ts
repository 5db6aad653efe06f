export { CacheModule } from './cache.module.js';
export { Gathered } from './gathered.js';
export { Caches, type Cache, type CacheOptions } from './cache.js';
export { Remembered, type RememberedParts } from './remembered.js';
