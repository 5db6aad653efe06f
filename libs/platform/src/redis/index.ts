export { assertRedis, connectRedis } from './connect-redis.js';
