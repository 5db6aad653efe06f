import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { FindCampaigns } from '../../app/campaigns/find-campaigns.js';
import { WatchStorms } from '../../app/campaigns/watch-storms.js';
import { CAMPAIGNS_JOB, STORM_JOB } from './campaigns.job.js';

const BETWEEN_REPORTS_MS = 1000;

@Processor(CAMPAIGNS_JOB.queue, { concurrency: 1 })
export class CampaignsProcessor extends WorkerHost {
  constructor(
    @Inject(FindCampaigns) private readonly findCampaigns: FindCampaigns,
    @Inject(WatchStorms) private readonly watchStorms: WatchStorms,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    super();
  }

  @OnWorkerEvent('error')
  failed(error: Error): void {
    this.logger.warn('the worker of campaigns cannot reach its store', { reason: error.message });
  }

  override async process(job: Job): Promise<object> {
    return job.name === STORM_JOB.name ? this.watch() : this.find(job);
  }

  private async watch(): Promise<object> {
    const watched = await this.watchStorms.execute();
    if (watched.joined > 0) this.logger.info('a storm of calls joined campaigns', { ...watched });
    return watched;
  }

  private async find(job: Job): Promise<object> {
    let saidMs = -Infinity;
    const found = await this.findCampaigns.execute((percent) => {
      if (percent < 100 && performance.now() - saidMs < BETWEEN_REPORTS_MS) return;
      saidMs = performance.now();
      void job.updateProgress({ percent: Math.round(percent) }).catch(() => undefined);
    });
    this.logger.info('campaigns are found', { ...found });
    return found;
  }
}
