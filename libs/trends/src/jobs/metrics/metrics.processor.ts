import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { ThinMetrics } from '../../app/metrics/thin-metrics.js';
import { WatchMetrics } from '../../app/metrics/watch-metrics.js';
import { METRICS_JOB } from './metrics.job.js';

@Processor(METRICS_JOB.queue, { concurrency: 1 })
export class MetricsProcessor extends JobWorker {
  constructor(
    @Inject(WatchMetrics) private readonly watch: WatchMetrics,
    @Inject(ThinMetrics) private readonly thin: ThinMetrics,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<object> {
    const report = await this.watch.execute();
    return { ...report, thinnedHours: await this.thin.execute() };
  }
}
