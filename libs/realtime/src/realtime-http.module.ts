import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { AcceptEvents } from './app/accept-events.js';
import { EventCheck } from './app/event-check.js';
import { EventLog } from './app/event-log.js';
import { IdempotentActs } from './app/idempotent-acts.js';
import { IntakeStatistics } from './app/intake-statistics.js';
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
        {
          provide: AcceptEvents,
          inject: [Settings, Identities, UserZones, EventLog, Keyring, Clock],
          useFactory: (settings: Settings, ...rest: [Identities, UserZones, EventLog, Keyring, Clock]) =>
            new AcceptEvents(new EventCheck(checkShape, settings.env.DEFAULT_REGION), ...rest),
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
