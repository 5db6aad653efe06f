import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { Keyring, PrivacyModule } from '#privacy';
import { Whitelists } from './app/whitelists.js';
import { PgWhitelists } from './infra/pg-whitelists.js';
import { WhitelistProjection } from './infra/whitelist-projection.js';

/** What verdicts ask of whitelists. */
@Module({
  imports: [PrivacyModule],
  providers: [{ provide: Whitelists, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgWhitelists(database, keyring) }],
  exports: [Whitelists],
})
export class WhitelistModule {}

/** The fold that the worker runs. */
@Module({
  imports: [PrivacyModule],
  providers: [{ provide: WhitelistProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new WhitelistProjection(keyring) }],
  exports: [WhitelistProjection],
})
export class WhitelistJobsModule {}
