import type { PrepareTraining } from './prepare-training.js';
import type { TrainingJobs, TrainingOrder } from './training-jobs.js';

/** Queues a training job. */
export class RequestTraining {
  constructor(
    private readonly prepare: PrepareTraining,
    private readonly jobs: TrainingJobs,
  ) {}

  /**
   * Resolves with the id of the job. @param jobId where the same request may come again: a job of that id is not queued twice
   * @throws AppError as `PrepareTraining`
   */
  async execute(name: string, body: Uint8Array, requester: Pick<TrainingOrder, 'requestedBy' | 'requestId'>, jobId?: string): Promise<string> {
    if (jobId !== undefined && (await this.jobs.find(jobId)) !== undefined) return jobId;
    return this.jobs.submit(await this.prepare.execute(name, body, requester), jobId);
  }
}
