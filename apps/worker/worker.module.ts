import { Module } from '@nestjs/common';
import { AnalyticsJobsModule, ReportsJobsModule } from '#analytics';
import { CallersJobsModule, CallersProjection, CallLabelsProjection, CampaignsJobsModule, CrowdJobsModule, DisputesProjection, HintsProjection, NewcomersProjection, ReportsProjection, ReputationProjection, WhitelistJobsModule, WhitelistProjection } from '#callers';
import { CalleesJobsModule, MlJobsModule } from '#ml';
import { CacheModule } from '#platform/cache';
import { ClockModule } from '#platform/clock';
import { Database, DatabaseModule } from '#platform/database';
import { HealthModule } from '#platform/health';
import { QueuesModule } from '#platform/queues';
import { PrivacyJobsModule } from '#privacy';
import { AnomaliesJobsModule, AnomalyChoicesProjection, PatternsJobsModule, PreferencesProjection, ProfilesJobsModule, RiskJobsModule, SecurityProjection, SeriesHistoryModule, SeriesProjection, UserRuleSeries, UserRuleSeriesModule } from '#profiles';
import { AlertsJobsModule, RealtimeJobsModule } from '#realtime';
import { RecommendationsJobsModule } from '#recommendations';
import { ForecasterJobsModule, MetricsProjection, MonitorsJobsModule, PlatformRuleSeries, PlatformRuleSeriesModule, SystemMetricsJobsModule, TrendsJobsModule } from '#trends';

@Module({
  imports: [
    ClockModule,
    CacheModule,
    DatabaseModule.forRoot(),
    QueuesModule.forRoot(),
    RealtimeJobsModule.forRoot({
      imports: [CallersJobsModule, CampaignsJobsModule, CrowdJobsModule, WhitelistJobsModule, ProfilesJobsModule, AnomaliesJobsModule, RiskJobsModule, SystemMetricsJobsModule],
      // Callers late: lanes share their rows, and whoever waits for one waits until the other's commit. Labels, which are rare, ask them.
      // Blocks, which lanes share most, after them, and reports after blocks, which ask what they were.
      projections: [
        HintsProjection, DisputesProjection, WhitelistProjection, SeriesProjection, PreferencesProjection, AnomalyChoicesProjection, SecurityProjection, MetricsProjection, CallersProjection, NewcomersProjection, ReputationProjection, ReportsProjection, CallLabelsProjection,
      ],
    }),
    AlertsJobsModule.forRoot({ imports: [UserRuleSeriesModule, PlatformRuleSeriesModule], series: [UserRuleSeries, PlatformRuleSeries] }),
    MonitorsJobsModule,
    MlJobsModule.forRoot(SeriesHistoryModule),
    CalleesJobsModule,
    ForecasterJobsModule,
    PatternsJobsModule,
    PrivacyJobsModule,
    TrendsJobsModule,
    RecommendationsJobsModule,
    AnalyticsJobsModule,
    ReportsJobsModule,
    HealthModule.forRoot({
      imports: [],
      inject: [Database],
      useFactory: (database: Database) => [
        { name: 'database', check: async () => ((await database.rows({ name: 'health_database', text: 'SELECT 1' })).length === 1 ? undefined : 'does not answer') },
      ],
    }),
  ],
})
export class WorkerModule {}
