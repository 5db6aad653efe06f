import { Redis } from 'ioredis';

/** A connection for short commands: one that fails at once is better than one that waits, since all have a way without Redis. */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 2000 });
  redis.on('error', onError);
  return redis;
}
