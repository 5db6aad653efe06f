import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import type { JobContract } from './job-contract.js';

/** One for each queue: Nest knows modules by reference, and each of its own would open connections of its own. */
const made = new Map<string, DynamicModule>();

/** A queue, for those who put jobs on it and those who run them. */
@Module({})
export class QueueModule {
  static of({ queue }: Pick<JobContract, 'queue'>): DynamicModule {
    const known = made.get(queue) ?? moduleOf(queue);
    made.set(queue, known);
    return known;
  }
}

function moduleOf(name: string): DynamicModule {
  return {
    module: QueueModule,
    imports: [BullModule.registerQueue({ name })],
    providers: [
      {
        provide: `${name}-errors`,
        inject: [getQueueToken(name), Logger],
        // Without a listener BullMQ prints the error, connection and all, past our log.
        useFactory: (queue: Queue, logger: Logger) => queue.on('error', (error) => logger.warn('a job queue cannot reach its store', { queue: name, reason: error.message })),
      },
    ],
    exports: [BullModule],
  };
}
