import { InjectQueue } from '@nestjs/bullmq';
import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import { OrderEvaluation } from '../app/order-evaluation.js';
import { FORECAST_EVALUATION_JOB } from './forecast-evaluation.job.js';

/** Whoever orders while an order waits or runs is given that one. */
const ONE_AT_A_TIME = { deduplication: { id: 'evaluate' } };

export class QueuedEvaluation extends OrderEvaluation {
  constructor(@InjectQueue(FORECAST_EVALUATION_JOB.queue) private readonly queue: Queue) {
    super();
  }

  async now(): Promise<string> {
    const { name, options } = FORECAST_EVALUATION_JOB;
    const { id } = await this.queue.add(name, {}, { ...options, ...ONE_AT_A_TIME, jobId: randomUUID() });
    return id as string;
  }
}
