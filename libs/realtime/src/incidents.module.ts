import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { Keyring, PrivacyModule } from '#privacy';
import { Incidents } from './app/alerts/incidents.js';
import { LiveStream } from './app/live/live-stream.js';
import { PgIncidents } from './infra/alerts/pg-incidents.js';
import { PgLiveStream } from './infra/live/pg-live-stream.js';

/** For everyone who has something to raise or to tell. */
@Module({
  imports: [PrivacyModule],
  providers: [
    { provide: LiveStream, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgLiveStream(database, keyring) },
    {
      provide: Incidents,
      inject: [Database, LiveStream, Keyring, Clock],
      useFactory: (...[database, live, keyring, clock]: [Database, LiveStream, Keyring, Clock]) => new PgIncidents(database, { live, keyring }, clock),
    },
  ],
  exports: [Incidents, LiveStream],
})
export class IncidentsModule {}
