import { InjectQueue } from '@nestjs/bullmq';
import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import { OrderCampaigns } from '../../app/campaigns/order-campaigns.js';
import { CAMPAIGNS_JOB } from './campaigns.job.js';

/** Whoever orders while an order waits or runs is given that one. */
const ONE_AT_A_TIME = { deduplication: { id: 'refresh' } };

export class QueuedCampaigns extends OrderCampaigns {
  constructor(@InjectQueue(CAMPAIGNS_JOB.queue) private readonly queue: Queue) {
    super();
  }

  async now(): Promise<string> {
    const { id } = await this.queue.add(CAMPAIGNS_JOB.name, {}, { ...CAMPAIGNS_JOB.options, ...ONE_AT_A_TIME, jobId: randomUUID() });
    return id as string;
  }
}
