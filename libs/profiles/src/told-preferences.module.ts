import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { LiveSettings, Siblings, SiblingsModule } from '#platform/siblings';
import { Identities, PrivacyModule } from '#privacy';
import { ToldPreferences } from './app/told-preferences.js';
import { NOBODY_ASKED, UserManagement } from './infra/user-management.js';

/** What User Management says of users, where its address is set. */
@Module({
  imports: [PrivacyModule, SiblingsModule],
  providers: [
    {
      provide: ToldPreferences,
      inject: [Siblings, Identities, LiveSettings, Settings, Clock],
      useFactory: (...[{ users }, identities, live, { env }, clock]: [Siblings, Identities, LiveSettings, Settings, Clock]): ToldPreferences =>
        users === undefined ? NOBODY_ASKED : new UserManagement({ client: users, path: env.USER_SERVICE_PATH, identities, live }, clock),
    },
  ],
  exports: [ToldPreferences],
})
export class ToldPreferencesModule {}
