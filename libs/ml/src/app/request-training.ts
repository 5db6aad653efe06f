import type { IdempotentActs } from '#realtime';
import type { PrepareTraining } from './prepare-training.js';
import type { TrainingJobs, TrainingOrder } from './training-jobs.js';

/** Queues a training job. */
export class RequestTraining {
  constructor(
    private readonly prepare: PrepareTraining,
    private readonly jobs: TrainingJobs,
    private readonly acts: IdempotentActs,
  ) {}

  /**
   * Resolves with the id of the job. @param key makes the same request again the same job
   * @throws AppError as `PrepareTraining`, `idempotency_key_invalid`, `idempotency_key_reused`
   */
  async execute(name: string, body: Uint8Array, requester: Pick<TrainingOrder, 'requestedBy' | 'requestId'>, key?: string): Promise<string> {
    const jobId = this.acts.idOf(key, ['train', requester.requestedBy, name]);
    if (jobId !== undefined && (await this.jobs.has(jobId))) {
      await this.acts.claim(jobId, body);
      return jobId;
    }
    const order = await this.prepare.execute(name, body, requester);
    await this.acts.claim(jobId, body);
    return this.jobs.submit(order, jobId);
  }
}
