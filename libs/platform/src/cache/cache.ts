import { LRUCache } from 'lru-cache';

/** A bounded store that may forget anything at any time. */
export interface Cache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  clear(): void;
}

export interface CacheOptions {
  readonly enabled: boolean;
  /** Bytes the entries may take, by the estimate given with `entryBytes`. */
  readonly maxBytes: number;
  readonly ttlMs: number;
  readonly sweepMs: number;
}

const FORGETFUL: Cache<never> = { get: () => undefined, set: () => undefined, delete: () => undefined, clear: () => undefined };

/** The service's caches, which share one budget of bytes by fixed fractions and are swept together. */
export class Caches {
  private readonly sweeper: NodeJS.Timeout | undefined;
  private readonly swept: LRUCache<string, NonNullable<unknown>>[] = [];

  constructor(private readonly options: CacheOptions) {
    if (options.enabled) this.sweeper = setInterval(() => this.swept.forEach((cache) => cache.purgeStale()), options.sweepMs).unref();
  }

  /** @param fraction of the whole budget; `entryBytes` is the estimated size of one entry or tells each entry's, and `ttlMs` how long one is kept, 0 for not at all. */
  create<V extends NonNullable<unknown>>(fraction: number, entryBytes: number | ((value: V) => number), ttlMs = this.options.ttlMs): Cache<V> {
    // To the store a time of 0 would mean "for ever".
    if (!this.options.enabled || ttlMs === 0) return FORGETFUL;
    const maxBytes = Math.max(1, Math.floor(this.options.maxBytes * fraction));
    const bounds = typeof entryBytes === 'number' ? { max: Math.max(1, Math.floor(maxBytes / entryBytes)) } : { maxSize: maxBytes, sizeCalculation: entryBytes };
    const cache = new LRUCache<string, V>({ ...bounds, ttl: ttlMs, ttlResolution: 1000 });
    this.swept.push(cache as unknown as LRUCache<string, NonNullable<unknown>>);
    return cache;
  }

  close(): void {
    clearInterval(this.sweeper);
  }
}
