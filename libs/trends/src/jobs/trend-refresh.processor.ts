import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { ForgetAlerts } from '../app/monitors/forget-alerts.js';
import { RefreshTrends } from '../app/refresh-trends.js';
import { RollUpPlatform } from '../app/roll-up-platform.js';
import { ROLL_UP_JOB, TREND_JOB } from './trend-refresh.job.js';

@Processor(TREND_JOB.queue, { concurrency: 1 })
export class TrendRefreshProcessor extends JobWorker {
  constructor(
    @Inject(RollUpPlatform) private readonly rollUp: RollUpPlatform,
    @Inject(RefreshTrends) private readonly refresh: RefreshTrends,
    @Inject(ForgetAlerts) private readonly forget: ForgetAlerts,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process({ name }: Job): Promise<object> {
    if (name === ROLL_UP_JOB.name) return { hours: await this.rollUp.begin() };
    const refreshed = { hours: await this.rollUp.execute(), reports: await this.refresh.execute(), forgotten: await this.forget.execute() };
    this.logger.info('trends are refreshed', refreshed);
    return refreshed;
  }
}
