import { Module } from '@nestjs/common';
import { CallersModule, CountSpamCalls } from '#callers';
import { Clock, mainZoneOf } from '#kernel';
import { PredictedBehavior } from '#ml';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventLog, EventLogModule, PreferenceHistory } from '#realtime';
import { ForeseeBehavior } from './app/behavior/foresee-behavior.js';
import { GetPreferences } from './app/get-preferences.js';
import { GetUserProfile } from './app/get-user-profile.js';
import { SetPreferences } from './app/set-preferences.js';
import { ToldPreferences } from './app/told-preferences.js';
import { UserRules } from './app/user-rules.js';
import { UserReadModel } from './app/user-read-model.js';
import type { Preferences } from './core/preferences.js';
import { ProfilesController } from './http/profiles.controller.js';
import { RulesController } from './http/rules.controller.js';
import { PgUserReadModel } from './infra/pg-user-read-model.js';
import { PreferencesProjection } from './infra/preferences-projection.js';
import { SeriesProjection } from './infra/series-projection.js';
import { RiskModule } from './risk.module.js';
import { ToldPreferencesModule } from './told-preferences.module.js';
import { UserBehaviorModule } from './user-behavior.module.js';

function defaultPreferences({ env }: Settings): Preferences {
  const language = env.DEFAULT_REGION === 'CN' ? 'zh-CN' : new Intl.Locale(`und-${env.DEFAULT_REGION}`).maximize().toString().replace(/-[A-Z][a-z]{3}\b/, '');
  return { timezone: mainZoneOf(env.DEFAULT_REGION), language, whitelistStrategy: 'moderate', shareAnalytics: false, reports: ['weekly'] };
}

/** Profiles and what users choose, for the routes and for those who advise on them. */
@Module({
  imports: [CallersModule, PrivacyModule, EventLogModule, ToldPreferencesModule],
  providers: [
    { provide: UserReadModel, inject: [Database], useFactory: (database: Database) => new PgUserReadModel(database) },
    {
      provide: GetUserProfile,
      inject: [Identities, UserReadModel, CountSpamCalls, GetPreferences],
      useFactory: (...parts: [Identities, UserReadModel, CountSpamCalls, GetPreferences]) => new GetUserProfile(...parts),
    },
    {
      provide: GetPreferences,
      inject: [UserReadModel, ToldPreferences, Settings],
      useFactory: (users: UserReadModel, told: ToldPreferences, settings: Settings) => new GetPreferences(users, { told, defaults: defaultPreferences(settings) }),
    },
    {
      provide: SetPreferences,
      inject: [Identities, UserReadModel, EventLog, Keyring, Clock, ToldPreferences, Settings],
      useFactory: (...[identities, users, log, keyring, clock, told, settings]: [Identities, UserReadModel, EventLog, Keyring, Clock, ToldPreferences, Settings]) =>
        new SetPreferences(identities, users, log, keyring, { clock, region: settings.env.DEFAULT_REGION }, { told, defaults: defaultPreferences(settings) }),
    },
    {
      provide: UserRules,
      inject: [Identities, UserReadModel, EventLog, PreferenceHistory, Keyring, Clock, Settings],
      useFactory: (...[identities, users, events, choices, keyring, clock, { env }]: [Identities, UserReadModel, EventLog, PreferenceHistory, Keyring, Clock, Settings]) =>
        new UserRules(identities, users, { events, choices }, keyring, { clock, region: env.DEFAULT_REGION }),
    },
  ],
  exports: [GetUserProfile, GetPreferences, SetPreferences, UserRules],
})
export class ProfileUseCasesModule {}

@Module({
  imports: [ProfileUseCasesModule, PrivacyModule, UserBehaviorModule, RiskModule],
  controllers: [ProfilesController, RulesController],
  providers: [
    {
      provide: ForeseeBehavior,
      inject: [Identities, PredictedBehavior],
      useFactory: (identities: Identities, predicted: PredictedBehavior) => new ForeseeBehavior(identities, predicted),
    },
  ],
})
export class ProfilesHttpModule {}

/** The folds that the worker runs for this library. */
@Module({
  imports: [PrivacyModule],
  providers: [SeriesProjection, { provide: PreferencesProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new PreferencesProjection(keyring) }],
  exports: [SeriesProjection, PreferencesProjection],
})
export class ProfilesJobsModule {}
