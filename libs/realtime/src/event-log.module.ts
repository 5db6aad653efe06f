import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { EventLog } from './app/event-log.js';
import { PgEventLog } from './infra/pg-event-log.js';

/** The log's writing side, for everyone who records a fact. */
@Module({
  providers: [{ provide: EventLog, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgEventLog(database, clock) }],
  exports: [EventLog],
})
export class EventLogModule {}
