import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { OrderRefresh } from '../app/order-refresh.js';
import { REFRESH_JOB, type RefreshOrder } from './recommendations.job.js';

export class QueuedRefresh extends OrderRefresh {
  constructor(@InjectQueue(REFRESH_JOB.queue) private readonly queue: Queue<RefreshOrder>) {
    super();
  }

  async of(userIds: readonly number[]): Promise<void> {
    const { name, options } = REFRESH_JOB;
    for (const userId of userIds) await this.queue.add(name, { userId }, { ...options, deduplication: { id: `user-${userId}` } });
  }
}
