import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { Keyring, PrivacyModule } from '#privacy';
import { IdempotentActs } from './app/idempotent-acts.js';
import { PgActBodies } from './infra/pg-act-bodies.js';

/** For every route that takes an Idempotency-Key. */
@Module({
  imports: [PrivacyModule],
  providers: [
    {
      provide: IdempotentActs,
      inject: [Database, Keyring, Clock],
      useFactory: (database: Database, keyring: Keyring, clock: Clock) => new IdempotentActs(new PgActBodies(database), keyring, clock),
    },
  ],
  exports: [IdempotentActs],
})
export class IdempotencyModule {}
