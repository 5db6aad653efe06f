import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DAY_MS, Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database, type Listening } from '#platform/database';
import { Logger } from '#platform/logging';
import { WEBHOOKS_CHANNEL } from '../../app/channels.js';
import { Deliveries } from '../../app/webhooks/webhooks.js';
import { DELIVER_JOB, SWEEP_EVERY_MS, SWEEP_NAME } from './deliver.job.js';

const AT_ONCE = 500;

/** Puts deliveries on the queue when they come to be due: rung by whoever wrote them, and every minute in case a ring was lost. */
@Injectable()
export class DeliveryQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private listening: Listening | undefined;
  private working: Promise<void> | undefined;
  private isRung = false;

  constructor(
    @InjectQueue(DELIVER_JOB.queue) private readonly queue: Queue,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler(SWEEP_NAME, { every: SWEEP_EVERY_MS }, { name: SWEEP_NAME, opts: DELIVER_JOB.options });
    this.listening = await this.database.listen(WEBHOOKS_CHANNEL, () => this.ring());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listening?.stop();
    await this.working;
  }

  async sweep(): Promise<void> {
    await this.deliveries.forget(this.clock.now() - this.settings.env.WEBHOOK_LOG_RETENTION_DAYS * DAY_MS);
    await this.addDue();
  }

  /** Due later: the queue holds it back until then. */
  async add(deliveryId: string, attempts: number, dueMs: number): Promise<void> {
    // The same attempt at the same time is the same job.
    await this.queue.add(DELIVER_JOB.name, { deliveryId }, { ...DELIVER_JOB.options, jobId: `${deliveryId}-${attempts}-${dueMs}`, delay: Math.max(0, dueMs - this.clock.now()) });
  }

  private ring(): void {
    this.isRung = true;
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    while (this.isRung) {
      this.isRung = false;
      await this.addDue().catch((error: unknown) => this.logger.warn('webhook deliveries could not be queued', { reason: (error as Error).message }));
    }
  }

  private async addDue(): Promise<void> {
    const due = await this.deliveries.due(this.clock.now(), AT_ONCE);
    for (const { id, attempts, dueMs } of due) await this.add(id, attempts, dueMs);
  }
}
