import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { PlatformRuleSeries } from './infra/platform-rule-series.js';

@Module({
  providers: [{ provide: PlatformRuleSeries, inject: [Database], useFactory: (database: Database) => new PlatformRuleSeries(database) }],
  exports: [PlatformRuleSeries],
})
export class PlatformRuleSeriesModule {}
