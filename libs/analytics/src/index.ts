export { AnalyticsHttpModule, AnalyticsJobsModule, SummariesModule } from './analytics.module.js';
export { Summarize, type SummaryAsked } from './app/summarize.js';
export { CallsByUser1763804300000 } from './infra/migrations/1763804300000-calls-by-user.js';
export { PlatformAnalytics1763804310000 } from './infra/migrations/1763804310000-platform-analytics.js';
