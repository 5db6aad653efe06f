import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { UserRuleSeries } from './infra/user-rule-series.js';

@Module({
  providers: [{ provide: UserRuleSeries, inject: [Database], useFactory: (database: Database) => new UserRuleSeries(database) }],
  exports: [UserRuleSeries],
})
export class UserRuleSeriesModule {}
