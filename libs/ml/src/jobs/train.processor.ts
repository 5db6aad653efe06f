import { InjectQueue, OnWorkerEvent, Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { UnrecoverableError, type Job, type Queue } from 'bullmq';
import { AppError } from '#kernel';
import { isTransient } from '#platform/database';
import { Logger } from '#platform/logging';
import { endable, JobWorker } from '#platform/queues';
import { TrainForecaster } from '../app/train-forecaster.js';
import { TrainModel } from '../app/train-model.js';
import type { ModelVersion } from '../app/model-registry.js';
import type { TrainingWatch } from '../app/training.js';
import { STALLED } from './bull-jobs.js';
import { TRAIN_JOB, type TrainPayload, type TrainResult } from './train.job.js';

const RETRYABLE: ReadonlySet<string> = new Set(['unavailable']);

// A dead worker's job is taken over within some fifteen seconds; the training runs on a thread, so the lock is renewed in time.
@Processor(TRAIN_JOB.queue, { concurrency: 1, lockDuration: 10_000, stalledInterval: 5000, maxStalledCount: 2 })
export class TrainProcessor extends JobWorker {
  constructor(
    @Inject(TrainModel) private readonly trainModel: TrainModel,
    @Inject(TrainForecaster) private readonly trainForecaster: TrainForecaster,
    @InjectQueue(TRAIN_JOB.queue) private readonly queue: Queue<TrainPayload>,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  /** Nobody processes a job whose workers are lost too often, so nobody else clears up after it. */
  @OnWorkerEvent('failed')
  async lost(job: Job<TrainPayload> | undefined, error: Error): Promise<void> {
    if (job !== undefined && STALLED.test(error.message)) await this.trainModel.abandon(job.data).catch(() => undefined);
  }

  override async process(job: Job<TrainPayload, TrainResult>): Promise<TrainResult> {
    const { model, requestId } = job.data;
    this.logger.info('training begins', { job: String(job.id), model, requestId });
    try {
      return await endable(this.queue, job, (signal) => this.train(job, signal));
    } catch (error) {
      throw await this.settle(error, job);
    }
  }

  private async train(job: Job<TrainPayload>, signal: AbortSignal): Promise<TrainResult> {
    const [id, order] = [String(job.id), job.data];
    const { model } = order;
    let [said, percent] = [Promise.resolve(), 0];
    const progress = (done: number): void => {
      if (Math.floor(done * 99) === percent) return;
      percent = Math.floor(done * 99);
      said = said.then(() => job.updateProgress(percent)).catch(() => undefined);
    };
    const { version, passport } = await this.learn(id, order, { progress, signal }).finally(() => said);
    await job.updateProgress(100);
    this.logger.info('training is done', { job: id, model, version });
    const metrics = Object.fromEntries(Object.entries(passport.metrics).map(([name, { value }]) => [name, value]));
    return { model, version, metrics, ...(passport.search && { leaderboard: passport.search.leaderboard }) };
  }

  private learn(id: string, order: TrainPayload, watch: TrainingWatch): Promise<ModelVersion> {
    return 'series' in order ? this.trainForecaster.execute(id, order, watch) : this.trainModel.execute(id, order, watch);
  }

  /** What another try could not mend is not tried again, and then nobody needs the data. */
  private async settle(error: unknown, job: Job<TrainPayload>): Promise<Error> {
    const passes = isTransient(error) || (error instanceof AppError && RETRYABLE.has(error.kind));
    if (passes && job.attemptsMade + 1 < TRAIN_JOB.options.attempts) return error as Error;
    await this.trainModel.abandon(job.data).catch(() => undefined);
    if (error instanceof AppError) return new UnrecoverableError(error.message);
    // Whatever else it is may speak of things that are nobody's business.
    this.logger.error('a training failed', { job: String(job.id), error });
    return new UnrecoverableError('job_failed: the job failed');
  }
}
