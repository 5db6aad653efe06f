import { InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { ScoreCallers } from '../app/score-callers.js';
import { CAMPAIGNS_JOB } from './campaigns/campaigns.job.js';
import { SCORE_JOB, type ScorePayload } from './score-callers.job.js';

const BETWEEN_REPORTS_MS = 1000;

@Processor(SCORE_JOB.queue, { concurrency: 1 })
export class ScoreCallersProcessor extends WorkerHost {
  constructor(
    @Inject(ScoreCallers) private readonly scoreCallers: ScoreCallers,
    @InjectQueue(CAMPAIGNS_JOB.queue) private readonly campaigns: Queue,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    super();
  }

  @OnWorkerEvent('error')
  failed(error: Error): void {
    this.logger.warn('the scoring worker cannot reach its store', { reason: error.message });
  }

  override async process(job: Job<ScorePayload>): Promise<object> {
    let saidMs = performance.now();
    const scoring = await this.scoreCallers.execute(job.data.always, (callers) => {
      if (performance.now() - saidMs < BETWEEN_REPORTS_MS) return;
      saidMs = performance.now();
      void job.updateProgress({ callers }).catch(() => undefined);
    });
    if (scoring === undefined) return { skipped: 'the same version scored them last' };
    this.logger.info('all numbers are scored', { callers: scoring.callers, modelVersion: scoring.modelVersion });
    // Scores say who is suspected; the hourly run would find out soon enough, should the order fail.
    await this.campaigns.add(CAMPAIGNS_JOB.name, {}, CAMPAIGNS_JOB.options).catch((error: Error) => this.notOrdered(error));
    return scoring;
  }

  private notOrdered(error: Error): void {
    this.logger.warn('campaigns could not be ordered', { reason: error.message });
  }
}
