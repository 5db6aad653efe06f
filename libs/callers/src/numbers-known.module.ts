import { Module } from '@nestjs/common';
import { NumbersKnown } from '#ml';
import { Database } from '#platform/database';
import { PgNumbersKnown } from './infra/pg-numbers-known.js';

/** What models ask about numbers. */
@Module({
  providers: [{ provide: NumbersKnown, inject: [Database], useFactory: (database: Database) => new PgNumbersKnown(database) }],
  exports: [NumbersKnown],
})
export class NumbersKnownModule {}
