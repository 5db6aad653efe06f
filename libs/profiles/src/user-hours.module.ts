import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { UserHours } from './app/user-hours.js';
import { PgUserHours } from './infra/pg-user-hours.js';

/** What trends ask about a user's calls by hour. */
@Module({
  providers: [{ provide: UserHours, inject: [Database], useFactory: (database: Database) => new PgUserHours(database) }],
  exports: [UserHours],
})
export class UserHoursModule {}
