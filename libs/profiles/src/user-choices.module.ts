import { Inject, Module, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { mainZoneOf } from '#kernel';
import { Caches } from '#platform/cache';
import { Settings } from '#platform/config';
import { Database, type Listening } from '#platform/database';
import { UserChoices } from '#callers';
import { Keyring, PrivacyModule } from '#privacy';
import { EventLogModule, PreferenceHistory, UserZones } from '#realtime';
import { ToldPreferences } from './app/told-preferences.js';
import { ToldPreferencesModule } from './told-preferences.module.js';
import { CachedChoices } from './infra/cached-choices.js';
import { CHANGED_CHANNEL } from './infra/profile-statements.js';

/** What lower libraries ask about a user — on which clock, by which strategy — answered from the preferences. */
@Module({
  imports: [PrivacyModule, EventLogModule, ToldPreferencesModule],
  providers: [
    {
      provide: CachedChoices,
      inject: [Database, PreferenceHistory, Keyring, ToldPreferences, Caches, Settings],
      useFactory: (...[database, history, keyring, told, caches, { env }]: [Database, PreferenceHistory, Keyring, ToldPreferences, Caches, Settings]) =>
        new CachedChoices({ database, history, keyring, told }, caches, { zone: mainZoneOf(env.DEFAULT_REGION), strategy: 'moderate' }),
    },
    { provide: UserZones, useExisting: CachedChoices },
    { provide: UserChoices, useExisting: CachedChoices },
  ],
  exports: [UserZones, UserChoices],
})
export class UserChoicesModule implements OnModuleInit, BeforeApplicationShutdown {
  private listening: Listening | undefined;

  constructor(
    @Inject(CachedChoices) private readonly choices: CachedChoices,
    @Inject(Database) private readonly database: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    this.listening = await this.database.listen(CHANGED_CHANNEL, (userId) => this.choices.forget(userId));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listening?.stop();
  }
}
