import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { Incidents } from './app/alerts/incidents.js';
import { LiveStream } from './app/live/live-stream.js';
import { PgIncidents } from './infra/alerts/pg-incidents.js';
import { PgLiveStream } from './infra/live/pg-live-stream.js';

/** For everyone who has something to raise or to tell. */
@Module({
  providers: [
    { provide: LiveStream, inject: [Database], useFactory: (database: Database) => new PgLiveStream(database) },
    { provide: Incidents, inject: [Database, LiveStream, Clock], useFactory: (database: Database, live: LiveStream, clock: Clock) => new PgIncidents(database, live, clock) },
  ],
  exports: [Incidents, LiveStream],
})
export class IncidentsModule {}
