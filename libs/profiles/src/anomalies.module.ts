import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventLog, EventLogModule, UserZones } from '#realtime';
import { ActOnAnomaly } from './app/anomalies/act-on-anomaly.js';
import { BehaviourRecords } from './app/anomalies/behaviour-records.js';
import { ChooseAnomalySettings } from './app/anomalies/choose-anomaly-settings.js';
import { ListAnomalies } from './app/anomalies/list-anomalies.js';
import { SayOfAnomalies } from './app/anomalies/say-of-anomalies.js';
import { UserAnomalies } from './app/anomalies/user-anomalies.js';
import { AnomaliesController } from './http/anomalies/anomalies.controller.js';
import { AnomalyChoicesProjection } from './infra/anomalies/anomaly-choices-projection.js';
import { PgBehaviourRecords } from './infra/anomalies/pg-behaviour-records.js';
import { UserChoicesModule } from './user-choices.module.js';

/** The unusual days of users, for their eyes. */
@Module({
  imports: [PrivacyModule, EventLogModule, UserChoicesModule],
  controllers: [AnomaliesController],
  providers: [
    { provide: BehaviourRecords, inject: [Database], useFactory: (database: Database) => new PgBehaviourRecords(database) },
    { provide: SayOfAnomalies, inject: [EventLog, Keyring], useFactory: (log: EventLog, keyring: Keyring) => new SayOfAnomalies(log, keyring) },
    { provide: UserAnomalies, inject: [UserZones, BehaviourRecords], useFactory: (zones: UserZones, records: BehaviourRecords) => new UserAnomalies(zones, records) },
    { provide: ListAnomalies, inject: [Identities, UserAnomalies], useFactory: (identities: Identities, anomalies: UserAnomalies) => new ListAnomalies(identities, anomalies) },
    {
      provide: ActOnAnomaly,
      inject: [Identities, UserAnomalies, SayOfAnomalies],
      useFactory: (identities: Identities, anomalies: UserAnomalies, log: SayOfAnomalies) => new ActOnAnomaly(identities, anomalies, log),
    },
    {
      provide: ChooseAnomalySettings,
      inject: [Identities, BehaviourRecords, SayOfAnomalies],
      useFactory: (identities: Identities, records: BehaviourRecords, log: SayOfAnomalies) => new ChooseAnomalySettings(identities, records, log),
    },
  ],
})
export class AnomaliesHttpModule {}

/** The fold that the worker runs for it. */
@Module({
  imports: [PrivacyModule],
  providers: [{ provide: AnomalyChoicesProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new AnomalyChoicesProjection(keyring) }],
  exports: [AnomalyChoicesProjection],
})
export class AnomaliesJobsModule {}
