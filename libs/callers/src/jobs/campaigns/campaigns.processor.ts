import { InjectQueue, Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { UnrecoverableError, type Job, type Queue } from 'bullmq';
import { AppError } from '#kernel';
import { Logger } from '#platform/logging';
import { CANCELLED, endable, JobWorker } from '#platform/queues';
import { FindCampaigns } from '../../app/campaigns/find-campaigns.js';
import { WatchStorms } from '../../app/campaigns/watch-storms.js';
import { CAMPAIGNS_JOB, STORM_JOB } from './campaigns.job.js';

const BETWEEN_REPORTS_MS = 1000;

@Processor(CAMPAIGNS_JOB.queue, { concurrency: 1 })
export class CampaignsProcessor extends JobWorker {
  constructor(
    @Inject(FindCampaigns) private readonly findCampaigns: FindCampaigns,
    @Inject(WatchStorms) private readonly watchStorms: WatchStorms,
    @InjectQueue(CAMPAIGNS_JOB.queue) private readonly queue: Queue,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job): Promise<object> {
    return job.name === STORM_JOB.name ? this.watch() : this.find(job);
  }

  private async watch(): Promise<object> {
    const watched = await this.watchStorms.execute();
    if (watched.joined > 0) this.logger.info('numbers that called just now joined campaigns', { ...watched });
    return watched;
  }

  private async find(job: Job): Promise<object> {
    let saidMs = -Infinity;
    const heard = (percent: number): void => {
      if (percent < 100 && performance.now() - saidMs < BETWEEN_REPORTS_MS) return;
      saidMs = performance.now();
      void job.updateProgress(Math.round(percent)).catch(() => undefined);
    };
    const found = await endable(this.queue, job, (signal) => this.findCampaigns.execute(heard, signal)).catch((error: unknown) => {
      // Whoever asked for its end wants no other try.
      throw error instanceof AppError && error.code === CANCELLED ? new UnrecoverableError(error.message) : error;
    });
    await job.updateProgress(100);
    this.logger.info('campaigns are found', { ...found });
    return found;
  }
}
