import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

export interface RateLimit {
  readonly max: number;
  readonly windowMs: number;
}

/** How a key stands after one more request. */
export interface Standing {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetMs: number;
}

/** Redis counts in whole seconds. While it is away, each process counts for itself: a limit is no reason to refuse everybody. */
function sharedLimiter(limit: RateLimit, redis: Redis): RateLimiterAbstract {
  return new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: 'rate',
    points: limit.max,
    duration: Math.ceil(limit.windowMs / 1000),
    rejectIfRedisNotReady: true,
    insuranceLimiter: localLimiter(limit),
  });
}

function localLimiter({ max, windowMs }: RateLimit): RateLimiterAbstract {
  return new RateLimiterMemory({ keyPrefix: 'rate', points: max, duration: windowMs / 1000 });
}

function standingOf(result: RateLimiterRes, allowed: boolean): Standing {
  return { allowed, remaining: Math.max(0, result.remainingPoints), resetMs: Math.max(0, result.msBeforeNext) };
}

/** Counts requests by key in fixed windows: in this process, or for all of them in Redis. */
export class RateLimiter {
  private readonly limiter: RateLimiterAbstract;

  constructor(
    readonly limit: RateLimit,
    redis?: Redis,
  ) {
    this.limiter = redis === undefined ? localLimiter(limit) : sharedLimiter(limit, redis);
  }

  async consume(key: string): Promise<Standing> {
    try {
      return standingOf(await this.limiter.consume(key), true);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return standingOf(refusal, false);
      throw refusal;
    }
  }
}

/** `RateLimit-Policy` and `RateLimit` as draft-ietf-httpapi-ratelimit-headers-10 writes them. */
export function rateLimitHeaders({ max, windowMs }: RateLimit, { remaining, resetMs }: Standing): Record<string, string> {
  return {
    'ratelimit-policy': `"default";q=${max};w=${Math.ceil(windowMs / 1000)}`,
    ratelimit: `"default";r=${remaining};t=${Math.ceil(resetMs / 1000)}`,
  };
}
