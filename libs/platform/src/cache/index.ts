export { CacheModule } from './cache.module.js';
export { Caches, type Cache, type CacheOptions } from './cache.js';
