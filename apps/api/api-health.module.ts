import { getQueueToken } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import type { Queue } from 'bullmq';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { diskCheck, HealthModule, type ReadinessCheck } from '#platform/health';
import { Siblings, SiblingsModule } from '#platform/siblings';
import { EventLog, EventLogModule, ObservationModule, ObserveStream, UPKEEP_JOB } from '#realtime';

type Needed = [Database, EventLog, ObserveStream, Queue, Settings, Siblings];

function checks(...[database, log, stream, queue, { env }, siblings]: Needed): readonly ReadinessCheck[] {
  return [
    { name: 'database', check: async () => (await database.rows({ name: 'health_database', text: 'SELECT 1' })).length === 1 ? undefined : 'does not answer' },
    { name: 'log', check: () => Promise.resolve(log.bufferUse() < 1 ? undefined : 'too much is waiting to be written') },
    { name: 'queue', check: async () => void (await queue.getJobCounts('waiting')) },
    { name: 'worker', check: async () => ((await stream.workerAlive()) ? undefined : 'no worker has shown life for ten seconds') },
    diskCheck(env.DATA_DIR),
    // The service works from what it knows of them, or from the defaults.
    ...siblings.all().map((client) => ({ name: client.name, needed: false, check: async () => (client.state() === 'closed' ? undefined : 'not answering, left alone for now') })),
  ];
}

@Module({
  imports: [
    HealthModule.forRoot({
      imports: [EventLogModule, ObservationModule, QueueModule.of(UPKEEP_JOB), SiblingsModule],
      inject: [Database, EventLog, ObserveStream, getQueueToken(UPKEEP_JOB.queue), Settings, Siblings],
      useFactory: checks,
    }),
  ],
})
export class ApiHealthModule {}
