import { randomUUID } from 'node:crypto';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { OrderScoring } from '../app/order-scoring.js';
import { SCORE_JOB, type ScorePayload } from './score-callers.job.js';

/** Whoever orders while an order waits or runs is given that one. */
const ONE_AT_A_TIME = { deduplication: { id: 'refresh' } };

export class QueuedScoring extends OrderScoring {
  constructor(@InjectQueue(SCORE_JOB.queue) private readonly queue: Queue<ScorePayload>) {
    super();
  }

  async now(): Promise<string> {
    const { id } = await this.queue.add(SCORE_JOB.name, { always: true }, { ...SCORE_JOB.options, ...ONE_AT_A_TIME, jobId: randomUUID() });
    return id as string;
  }
}
