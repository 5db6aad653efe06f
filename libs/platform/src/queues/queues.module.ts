import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Settings } from '#platform/config';
import { JOBS_SCHEMA } from './migrate-queues.js';

const CONNECTIONS_A_QUEUE = 2;

/** Jobs on Redis where there is one, else on the PostgreSQL the service has anyway. */
@Module({})
export class QueuesModule {
  static forRoot(): DynamicModule {
    return {
      module: QueuesModule,
      imports: [BullModule.forRootAsync({ inject: [Settings], useFactory: (settings: Settings) => ({ connection: connectionTo(settings) }) })],
    };
  }
}

function connectionTo({ env, databaseUrl }: Settings): ConnectionOptions {
  // BullMQ wants a connection that waits for ever, since its workers block on it.
  if (env.REDIS_URL !== undefined) {
    const redis = new Redis(env.REDIS_URL, { maxRetriesPerRequest: null });
    // It reconnects by itself; without a listener ioredis would print every try.
    redis.on('error', () => undefined);
    return redis;
  }
  setDefaultBackendFactory(createPostgresBackend as never);
  return { connectionString: databaseUrl, schema: JOBS_SCHEMA, migrate: false, max: CONNECTIONS_A_QUEUE };
}
