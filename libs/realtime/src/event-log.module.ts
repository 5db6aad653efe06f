import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { AnomalyHistory } from './app/anomaly-history.js';
import { CallsByUser } from './app/calls-by-user.js';
import { EventHistory } from './app/event-history.js';
import { EventLog } from './app/event-log.js';
import { EventsBySubject } from './app/events-by-subject.js';
import { PreferenceHistory } from './app/preference-history.js';
import { PgAnomalyHistory } from './infra/pg-anomaly-history.js';
import { PgCallsByUser } from './infra/pg-calls-by-user.js';
import { PgEventHistory } from './infra/pg-event-history.js';
import { PgEventLog } from './infra/pg-event-log.js';
import { PgEventsBySubject } from './infra/pg-events-by-subject.js';
import { PgPreferenceHistory } from './infra/pg-preference-history.js';

/** The log, for everyone who records a fact or looks one up. */
@Module({
  providers: [
    { provide: EventLog, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgEventLog(database, clock) },
    { provide: EventHistory, inject: [Database], useFactory: (database: Database) => new PgEventHistory(database) },
    { provide: CallsByUser, inject: [Database], useFactory: (database: Database) => new PgCallsByUser(database) },
    { provide: EventsBySubject, inject: [Database], useFactory: (database: Database) => new PgEventsBySubject(database) },
    { provide: AnomalyHistory, inject: [Database], useFactory: (database: Database) => new PgAnomalyHistory(database) },
    { provide: PreferenceHistory, inject: [Database], useFactory: (database: Database) => new PgPreferenceHistory(database) },
  ],
  exports: [EventLog, AnomalyHistory, CallsByUser, EventHistory, EventsBySubject, PreferenceHistory],
})
export class EventLogModule {}
