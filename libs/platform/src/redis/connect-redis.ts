import { Redis } from 'ioredis';
import { AppError } from '#kernel';

const CONNECT_MS = 2000;
const COMMAND_MS = 2000;

/** A connection for short commands: one that fails at once is better than one that waits, since all have a way without Redis. */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: CONNECT_MS, commandTimeout: COMMAND_MS });
  redis.on('error', onError);
  return redis;
}

/** @throws AppError `redis_unreachable` where nothing answers at `url` */
export async function assertRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: CONNECT_MS });
  // Without a listener ioredis prints every error by itself.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch (cause) {
    throw new AppError('redis_unreachable', 'unavailable', 'REDIS_URL names a Redis that does not answer; start it, or leave REDIS_URL empty to run on PostgreSQL alone', { cause });
  } finally {
    redis.disconnect();
  }
}
