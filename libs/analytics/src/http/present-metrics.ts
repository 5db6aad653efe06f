import { ratio } from '#kernel';
import type { SystemMetrics } from '../app/read-metrics.js';
import type { SystemMetricsDto } from './metrics.dto.js';

export function presentMetrics({ stream, caches, queues, models, storage }: SystemMetrics, asOfMs: number): SystemMetricsDto {
  const { acceptedPerSecond, foldedPerSecond, accepted, rejected, lag, latencyMs, bufferUse } = stream;
  return {
    throughput: { acceptedPerSecond, foldedPerSecond, accepted, rejected },
    lag: { events: lag, latencyMs, bufferUse },
    caches: caches.map((cache) => ({ ...cache, hitRate: ratio(cache.hits, cache.hits + cache.misses) ?? null })),
    queues: queues.map(({ queue, states: { waiting = 0, active = 0, delayed = 0, failed = 0 } }) => ({ queue, waiting, active, delayed, failed })),
    models: models.map(({ latestMs, ...model }) => ({ ...model, latestAt: latestMs === null ? null : new Date(latestMs).toISOString() })),
    storage,
    asOf: new Date(asOfMs).toISOString(),
  };
}
