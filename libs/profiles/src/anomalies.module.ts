import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { AnomalyHistory, EventLog, EventLogModule, UserZones } from '#realtime';
import { ActOnAnomaly } from './app/anomalies/act-on-anomaly.js';
import { BehaviourRecords } from './app/anomalies/behaviour-records.js';
import { ChooseAnomalySettings } from './app/anomalies/choose-anomaly-settings.js';
import { ListAnomalies } from './app/anomalies/list-anomalies.js';
import { SayOfAnomalies } from './app/anomalies/say-of-anomalies.js';
import { StreamFindings } from './app/anomalies/stream-findings.js';
import { UnusualDays } from './app/anomalies/unusual-days.js';
import { UserAnomalies } from './app/anomalies/user-anomalies.js';
import { AnomaliesController } from './http/anomalies/anomalies.controller.js';
import { AnomalyChoicesProjection } from './infra/anomalies/anomaly-choices-projection.js';
import { PgBehaviourRecords } from './infra/anomalies/pg-behaviour-records.js';
import { UserChoicesModule } from './user-choices.module.js';

type Found = [UserZones, BehaviourRecords, StreamFindings];

/** The unusual days of users. */
@Module({})
export class UnusualDaysModule {
  /** @param stream a module that exports StreamFindings */
  static forRoot(stream: Type): DynamicModule {
    return {
      module: UnusualDaysModule,
      imports: [stream, UserChoicesModule],
      providers: [
        { provide: BehaviourRecords, inject: [Database], useFactory: (database: Database) => new PgBehaviourRecords(database) },
        { provide: UserAnomalies, inject: [UserZones, BehaviourRecords, StreamFindings], useFactory: (...parts: Found) => new UserAnomalies(...parts) },
        { provide: UnusualDays, inject: [UserAnomalies], useFactory: (anomalies: UserAnomalies) => new UnusualDays(anomalies) },
      ],
      exports: [BehaviourRecords, UserAnomalies, UnusualDays],
    };
  }
}

/** The unusual days of users, and what was found in the stream of their hours, for their eyes. */
@Module({})
export class AnomaliesHttpModule {
  /** @param stream a module that exports StreamFindings */
  static forRoot(stream: Type): DynamicModule {
    return {
      module: AnomaliesHttpModule,
      imports: [stream, UnusualDaysModule.forRoot(stream), PrivacyModule, EventLogModule],
      controllers: [AnomaliesController],
      providers: [
        {
          provide: SayOfAnomalies,
          inject: [EventLog, Keyring, AnomalyHistory],
          useFactory: (...parts: [EventLog, Keyring, AnomalyHistory]) => new SayOfAnomalies(...parts),
        },
        { provide: ListAnomalies, inject: [Identities, UserAnomalies], useFactory: (identities: Identities, anomalies: UserAnomalies) => new ListAnomalies(identities, anomalies) },
        {
          provide: ActOnAnomaly,
          inject: [Identities, UserAnomalies, SayOfAnomalies, StreamFindings],
          useFactory: (...parts: [Identities, UserAnomalies, SayOfAnomalies, StreamFindings]) => new ActOnAnomaly(...parts),
        },
        {
          provide: ChooseAnomalySettings,
          inject: [Identities, BehaviourRecords, SayOfAnomalies],
          useFactory: (identities: Identities, records: BehaviourRecords, log: SayOfAnomalies) => new ChooseAnomalySettings(identities, records, log),
        },
      ],
    };
  }
}

/** The fold that the worker runs for it. */
@Module({
  imports: [PrivacyModule],
  providers: [{ provide: AnomalyChoicesProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new AnomalyChoicesProjection(keyring) }],
  exports: [AnomalyChoicesProjection],
})
export class AnomaliesJobsModule {}
