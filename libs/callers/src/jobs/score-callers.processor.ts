import { randomUUID } from 'node:crypto';
import { InjectQueue, OnWorkerEvent, Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { UnrecoverableError, type Job, type Queue } from 'bullmq';
import { AppError } from '#kernel';
import { Logger } from '#platform/logging';
import { CANCELLED, endable, JobWorker } from '#platform/queues';
import type { Scoring } from '../app/caller-scores.js';
import { PublishLookup } from '../app/publish-lookup.js';
import { ScoreCallers } from '../app/score-callers.js';
import { CAMPAIGNS_JOB } from './campaigns/campaigns.job.js';
import { SCORE_JOB, type ScorePayload } from './score-callers.job.js';

const BETWEEN_REPORTS_MS = 1000;

@Processor(SCORE_JOB.queue, { concurrency: 1 })
export class ScoreCallersProcessor extends JobWorker {
  constructor(
    @Inject(ScoreCallers) private readonly scoreCallers: ScoreCallers,
    @Inject(PublishLookup) private readonly publishLookup: PublishLookup,
    @InjectQueue(SCORE_JOB.queue) private readonly queue: Queue<ScorePayload>,
    @InjectQueue(CAMPAIGNS_JOB.queue) private readonly campaigns: Queue,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  /** Scores say who is suspected. Not part of the job: it must end also where the other queue has closed already. Should the order fail, the hourly run does it. */
  @OnWorkerEvent('completed')
  scored(_job: Job, result: object): void {
    if ('skipped' in result) return;
    this.campaigns.add(CAMPAIGNS_JOB.name, {}, { ...CAMPAIGNS_JOB.options, jobId: randomUUID() }).catch((error: Error) => this.logger.warn('campaigns could not be ordered', { reason: error.message }));
  }

  override async process(job: Job<ScorePayload>): Promise<object> {
    const scoring = await this.score(job);
    // Also where nothing was scored: an earlier run may have ended before it published.
    const list = await this.publishLookup.execute();
    if (list !== undefined) this.logger.info('suspicious numbers are published by hash', { entries: list.entries, bits: list.bits });
    if (scoring === undefined) return { skipped: 'the same version scored them last' };
    this.logger.info('all numbers are scored', { callers: scoring.callers, modelVersion: scoring.modelVersion });
    await job.updateProgress(100);
    return scoring;
  }

  private score(job: Job<ScorePayload>): Promise<Scoring | undefined> {
    let saidMs = performance.now();
    const heard = (percent: number): void => {
      if (performance.now() - saidMs < BETWEEN_REPORTS_MS) return;
      saidMs = performance.now();
      void job.updateProgress(Math.floor(percent)).catch(() => undefined);
    };
    return endable(this.queue, job, (signal) => this.scoreCallers.execute(job.data.always, heard, signal)).catch((error: unknown) => {
      // Whoever asked for its end wants no other try.
      throw error instanceof AppError && error.code === CANCELLED ? new UnrecoverableError(error.message) : error;
    });
  }
}
