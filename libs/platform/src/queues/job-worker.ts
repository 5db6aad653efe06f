import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import type { Logger } from '#platform/logging';

/** What runs the jobs of a queue, and says in our log where it cannot reach its store. */
export abstract class JobWorker extends WorkerHost {
  protected abstract readonly logger: Logger;

  @OnWorkerEvent('error')
  unreachable(error: Error): void {
    this.logger.warn('a job worker cannot reach its store', { queue: this.worker.name, reason: error.message });
  }
}
