import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { Caches } from '#platform/cache';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Identities } from './app/identities.js';
import { Keyring } from './crypto/keyring.js';
import { PgIdentities } from './infra/pg-identities.js';

@Module({
  providers: [
    { provide: Keyring, inject: [Settings], useFactory: (settings: Settings) => new Keyring(settings.secrets.dataEncryptionKey) },
    {
      provide: Identities,
      inject: [Database, Keyring, Caches],
      useFactory: (database: Database, keyring: Keyring, caches: Caches) => new PgIdentities(database, keyring, caches),
    },
  ],
  exports: [Identities, Keyring],
})
export class PrivacyModule implements OnModuleInit {
  constructor(@Inject(Identities) private readonly identities: PgIdentities) {}

  /** A wrong key must stop the start: it would silently make every known number a new one. */
  async onModuleInit(): Promise<void> {
    await this.identities.checkKey();
  }
}
