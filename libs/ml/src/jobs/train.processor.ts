import { InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { UnrecoverableError, type Job, type Queue } from 'bullmq';
import { AppError } from '#kernel';
import { isTransient } from '#platform/database';
import { Logger } from '#platform/logging';
import { TrainModel } from '../app/train-model.js';
import { STALLED } from './bull-training-jobs.js';
import { CANCELLED, TRAIN_JOB, type TrainPayload, type TrainResult } from './train.job.js';

const LOOK_MS = 500;
const RETRYABLE: ReadonlySet<string> = new Set(['unavailable']);

// A dead worker's job is taken over within some fifteen seconds; the training runs on a thread, so the lock is renewed in time.
@Processor(TRAIN_JOB.queue, { concurrency: 1, lockDuration: 10_000, stalledInterval: 5000, maxStalledCount: 2 })
export class TrainProcessor extends WorkerHost {
  constructor(
    @Inject(TrainModel) private readonly trainModel: TrainModel,
    @InjectQueue(TRAIN_JOB.queue) private readonly queue: Queue<TrainPayload>,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    super();
  }

  @OnWorkerEvent('error')
  failed(error: Error): void {
    this.logger.warn('the training worker cannot reach its store', { reason: error.message });
  }

  /** Nobody processes a job whose workers are lost too often, so nobody else clears up after it. */
  @OnWorkerEvent('failed')
  async lost(job: Job<TrainPayload> | undefined, error: Error): Promise<void> {
    if (job !== undefined && STALLED.test(error.message)) await this.trainModel.abandon(job.data).catch(() => undefined);
  }

  override async process(job: Job<TrainPayload, TrainResult>): Promise<TrainResult> {
    const end = new AbortController();
    const id = String(job.id);
    const look = setInterval(() => void this.endIfCancelled(id, end), LOOK_MS);
    const { model, requestId } = job.data;
    this.logger.info('training begins', { job: id, model, requestId });
    try {
      await this.endIfCancelled(id, end);
      end.signal.throwIfAborted();
      let [said, percent] = [Promise.resolve(), 0];
      const progress = (done: number): void => {
        if (Math.floor(done * 99) === percent) return;
        percent = Math.floor(done * 99);
        said = said.then(() => job.updateProgress(percent)).catch(() => undefined);
      };
      const { version, passport } = await this.trainModel.execute(id, job.data, { progress, signal: end.signal }).finally(() => said);
      await job.updateProgress(100);
      this.logger.info('training is done', { job: id, model, version });
      const metrics = Object.fromEntries(Object.entries(passport.metrics).map(([name, { value }]) => [name, value]));
      return { model, version, metrics, ...(passport.search && { leaderboard: passport.search.leaderboard }) };
    } catch (error) {
      throw await this.settle(error, job);
    } finally {
      clearInterval(look);
    }
  }

  private async endIfCancelled(id: string, end: AbortController): Promise<void> {
    const job = await this.queue.getJob(id).catch(() => undefined);
    if (job?.data.cancelledBy !== undefined) end.abort(new AppError(CANCELLED, 'conflict', 'the job was cancelled'));
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
