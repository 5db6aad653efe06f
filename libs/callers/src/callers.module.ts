import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Clock } from '#kernel';
import { PredictionLabels, PredictionLogModule } from '#ml';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventHistory, EventLog, EventLogModule } from '#realtime';
import { CallerAsOf } from './app/caller-as-of.js';
import { CallerReadModel } from './app/caller-read-model.js';
import { CountSpamCalls } from './app/count-spam-calls.js';
import { GetVerdict } from './app/get-verdict.js';
import { GiveFeedback } from './app/give-feedback.js';
import { UserChoices } from './app/user-choices.js';
import { CallersController } from './http/callers.controller.js';
import { CallLabelsProjection } from './infra/call-labels-projection.js';
import { CallersProjection } from './infra/callers-projection.js';
import { PgCallerReadModel } from './infra/pg-caller-read-model.js';
import { ReportsProjection } from './infra/reports-projection.js';

/** What other libraries ask about callers. */
@Module({
  providers: [
    { provide: CallerReadModel, inject: [Database], useFactory: (database: Database) => new PgCallerReadModel(database) },
    { provide: CountSpamCalls, inject: [CallerReadModel], useFactory: (callers: CallerReadModel) => new CountSpamCalls(callers) },
  ],
  exports: [CallerReadModel, CountSpamCalls],
})
export class CallersModule {}

@Module({})
export class CallersHttpModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return {
      module: CallersHttpModule,
      imports: [choices, CallersModule, PrivacyModule, EventLogModule],
      controllers: [CallersController],
      providers: [
        {
          provide: GetVerdict,
          inject: [Identities, CallerReadModel, UserChoices, Keyring, EventHistory],
          useFactory: (...[identities, callers, choices, keyring, history]: [Identities, CallerReadModel, UserChoices, Keyring, EventHistory]) =>
            new GetVerdict(identities, callers, choices, keyring, new CallerAsOf(history, keyring)),
        },
        {
          provide: GiveFeedback,
          inject: [Identities, EventLog, Keyring, Clock],
          useFactory: (...parts: [Identities, EventLog, Keyring, Clock]) => new GiveFeedback(...parts),
        },
      ],
    };
  }
}

/** The folds that the worker runs for this library. */
@Module({
  imports: [PrivacyModule, PredictionLogModule],
  providers: [
    CallersProjection,
    { provide: ReportsProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new ReportsProjection(keyring) },
    {
      provide: CallLabelsProjection,
      inject: [Keyring, PredictionLabels],
      useFactory: (keyring: Keyring, labels: PredictionLabels) => new CallLabelsProjection(keyring, labels),
    },
  ],
  exports: [CallersProjection, ReportsProjection, CallLabelsProjection],
})
export class CallersJobsModule {}
