import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { CallerLookup } from './app/caller-lookup.js';
import { LookUp } from './app/look-up.js';
import { LookupController } from './http/lookup.controller.js';
import { PgCallerLookup } from './infra/pg-caller-lookup.js';

/** Where suspicious numbers are published by hash. */
@Module({
  providers: [{ provide: CallerLookup, inject: [Database], useFactory: (database: Database) => new PgCallerLookup(database) }],
  exports: [CallerLookup],
})
export class LookupStoreModule {}

@Module({
  imports: [LookupStoreModule],
  controllers: [LookupController],
  providers: [{ provide: LookUp, inject: [CallerLookup], useFactory: (lookup: CallerLookup) => new LookUp(lookup) }],
})
export class LookupHttpModule {}
