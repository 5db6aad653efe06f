import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Caches } from './cache.js';

@Global()
@Module({
  providers: [
    {
      provide: Caches,
      inject: [Settings],
      useFactory: ({ env, sections: { cache } }: Settings) =>
        new Caches({ enabled: env.ENABLE_CACHING, maxBytes: cache.maxSize, ttlMs: cache.defaultTTL * 1000, sweepMs: cache.checkPeriod }),
    },
  ],
  exports: [Caches],
})
export class CacheModule implements OnApplicationShutdown {
  constructor(@Inject(Caches) private readonly caches: Caches) {}

  onApplicationShutdown(): void {
    this.caches.close();
  }
}
