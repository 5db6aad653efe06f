import { Module } from '@nestjs/common';
import { AnalyticsHttpModule, REPORT_JOB, ReportsHttpModule } from '#analytics';
import { CallersHttpModule, CAMPAIGNS_JOB, CampaignsHttpModule, CrowdHttpModule, LookupHttpModule, SCORE_JOB, WhatIfHttpModule } from '#callers';
import { JobsHttpModule, MlHttpModule, TRAIN_JOB } from '#ml';
import { CacheModule } from '#platform/cache';
import { ClockModule } from '#platform/clock';
import { DatabaseModule } from '#platform/database';
import { QueueModule, QueuesModule } from '#platform/queues';
import { AnomaliesHttpModule, PatternsHttpModule, ProfilesHttpModule, RiskHttpModule, UserBehaviorModule, UserChoicesModule, UserRuleSeries, UserRuleSeriesModule, WhitelistHttpModule } from '#profiles';
import { AlertsHttpModule, RealtimeHttpModule } from '#realtime';
import { RecommendationsHttpModule } from '#recommendations';
import { AlertFindingsModule, FORECAST_EVALUATION_JOB, ForecasterHttpModule, MonitorsHttpModule, PlatformRuleSeries, PlatformRuleSeriesModule, SystemMetricsHttpModule, TrendsHttpModule } from '#trends';
import { ApiHealthModule } from './api-health.module.js';
import { BOARD_JOBS } from './queue-board.js';

@Module({
  imports: [
    ClockModule,
    CacheModule,
    DatabaseModule.forRoot(),
    QueuesModule.forRoot(),
    RealtimeHttpModule.forRoot(UserChoicesModule),
    CallersHttpModule.forRoot(UserChoicesModule),
    LookupHttpModule,
    WhatIfHttpModule.forRoot(UserChoicesModule),
    CrowdHttpModule,
    CampaignsHttpModule,
    ProfilesHttpModule,
    RiskHttpModule,
    AnomaliesHttpModule.forRoot(AlertFindingsModule),
    PatternsHttpModule,
    WhitelistHttpModule,
    MonitorsHttpModule,
    SystemMetricsHttpModule,
    TrendsHttpModule,
    RecommendationsHttpModule,
    MlHttpModule.forRoot(UserBehaviorModule),
    ForecasterHttpModule,
    // Before the routes of a user: `reports` is no user's id.
    ReportsHttpModule,
    AnalyticsHttpModule,
    JobsHttpModule.forRoot([TRAIN_JOB, SCORE_JOB, CAMPAIGNS_JOB, FORECAST_EVALUATION_JOB, REPORT_JOB]),
    AlertsHttpModule.forRoot({ imports: [UserRuleSeriesModule, PlatformRuleSeriesModule], series: [UserRuleSeries, PlatformRuleSeries] }),
    ...BOARD_JOBS.map((job) => QueueModule.of(job)),
    ApiHealthModule,
  ],
})
export class ApiModule {}
