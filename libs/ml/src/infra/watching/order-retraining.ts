import { AppError } from '#kernel';
import type { PrepareTraining } from '../../app/prepare-training.js';
import type { TrainingJobs } from '../../app/training-jobs.js';
import { BY_SERVICE } from '../../app/watching/model-audit.js';
import { RequestRetraining, type RetrainingAnswer } from '../../app/watching/request-retraining.js';

/** Orders a training from history as its route would; what the route refuses is refused here. */
export class OrderRetraining extends RequestRetraining {
  constructor(
    private readonly prepare: PrepareTraining,
    private readonly jobs: TrainingJobs,
  ) {
    super();
  }

  async execute(model: string): Promise<RetrainingAnswer> {
    try {
      const order = await this.prepare.execute(model, { source: 'history' }, { requestedBy: BY_SERVICE, requestId: undefined });
      return { jobId: await this.jobs.submit(order) };
    } catch (error) {
      if (error instanceof AppError) return { refused: error.code };
      throw error;
    }
  }
}
