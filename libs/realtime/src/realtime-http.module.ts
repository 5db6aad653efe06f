import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Clock } from '#kernel';
import { Caches } from '#platform/cache';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { AcceptEvents } from './app/accept-events.js';
import { EventCheck } from './app/event-check.js';
import { EventLog } from './app/event-log.js';
import { IdempotentActs } from './app/idempotent-acts.js';
import { IntakeStatistics } from './app/intake-statistics.js';
import { MetricNames } from './app/metric-names.js';
import { Newcomers } from './app/newcomers.js';
import { ReceiveEvents } from './app/receive-events.js';
import { UserZones } from './app/user-zones.js';
import { IdempotencyModule } from './idempotency.module.js';
import { EventLogModule } from './event-log.module.js';
import { DeadLettersController } from './http/dead-letters.controller.js';
import { EventsController } from './http/events.controller.js';
import { InteractionsController } from './http/interactions.controller.js';
import { StreamController } from './http/stream.controller.js';
import { StreamGauges } from './http/stream-gauges.js';
import { checkShape } from './infra/event-schema.js';
import { PgMetricNames } from './infra/pg-metric-names.js';
import { PgNewcomers } from './infra/pg-newcomers.js';
import { ObservationModule } from './observation.module.js';

@Module({})
export class RealtimeHttpModule {
  /** @param zones a module that exports `UserZones` */
  static forRoot(zones: Type): DynamicModule {
    return {
      module: RealtimeHttpModule,
      imports: [zones, PrivacyModule, EventLogModule, IdempotencyModule, ObservationModule],
      controllers: [EventsController, InteractionsController, StreamController, DeadLettersController],
      providers: [
        StreamGauges,
        { provide: Newcomers, inject: [Database, Caches], useFactory: (database: Database, caches: Caches) => new PgNewcomers(database, caches) },
        { provide: MetricNames, inject: [Database, Settings], useFactory: (database: Database, { env }: Settings) => new PgMetricNames(database, env.MAX_METRIC_NAMES) },
        {
          provide: AcceptEvents,
          inject: [Settings, UserZones, Newcomers, MetricNames, Identities, EventLog, Keyring, Clock],
          useFactory: (...[{ env }, zones, newcomers, metricNames, identities, log, keyring, clock]: [Settings, UserZones, Newcomers, MetricNames, Identities, EventLog, Keyring, Clock]) =>
            new AcceptEvents(new EventCheck(checkShape, env.DEFAULT_REGION), identities, { zones, newcomers, metricNames }, log, keyring, clock),
        },
        {
          provide: ReceiveEvents,
          inject: [AcceptEvents, IntakeStatistics, Clock, Keyring, IdempotentActs],
          useFactory: (...parts: ConstructorParameters<typeof ReceiveEvents>) => new ReceiveEvents(...parts),
        },
      ],
    };
  }
}
