import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import { TrainingJobs, type TrainingOrder } from '../app/training-jobs.js';
import { TRAIN_JOB, type TrainPayload } from './train.job.js';

/** Training jobs in BullMQ. */
export class BullTrainingJobs extends TrainingJobs {
  constructor(private readonly queue: Queue<TrainPayload>) {
    super();
  }

  /** Never the queue's own count: that begins anew with another store, while versions remember the jobs that made them. */
  async submit(order: TrainingOrder, id: string = randomUUID()): Promise<string> {
    const job = await this.queue.add(TRAIN_JOB.name, order, { ...TRAIN_JOB.options, jobId: id });
    return String(job.id);
  }

  async has(id: string): Promise<boolean> {
    return (await this.queue.getJob(id)) !== undefined;
  }
}
