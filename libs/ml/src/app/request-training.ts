import type { PrepareTraining } from './prepare-training.js';
import type { TrainingJobs, TrainingOrder } from './training-jobs.js';

/** Queues a training job. */
export class RequestTraining {
  constructor(
    private readonly prepare: PrepareTraining,
    private readonly jobs: TrainingJobs,
  ) {}

  /**
   * Resolves with the id of the job.
   * @throws AppError as `PrepareTraining`
   */
  async execute(name: string, body: Uint8Array, requester: Pick<TrainingOrder, 'requestedBy' | 'requestId'>): Promise<string> {
    return this.jobs.submit(await this.prepare.execute(name, body, requester));
  }
}
