import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { DeliverWebhook } from '../../app/webhooks/deliver-webhook.js';
import { DELIVER_JOB, DELIVERIES_AT_ONCE, SWEEP_NAME, type DeliverData } from './deliver.job.js';
import { DeliveryQueue } from './delivery-queue.js';

@Processor(DELIVER_JOB.queue, { concurrency: DELIVERIES_AT_ONCE })
export class DeliverProcessor extends JobWorker {
  constructor(
    @Inject(DeliverWebhook) private readonly deliver: DeliverWebhook,
    @Inject(DeliveryQueue) private readonly deliveries: DeliveryQueue,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job<DeliverData>): Promise<void> {
    if (job.name === SWEEP_NAME) return this.deliveries.sweep();
    const next = await this.deliver.execute(job.data.deliveryId);
    if (next !== undefined) await this.deliveries.add(next.id, next.attempts, next.dueMs);
  }
}
