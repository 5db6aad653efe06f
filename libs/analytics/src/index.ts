export { AnalyticsHttpModule, AnalyticsJobsModule, SummariesModule } from './analytics.module.js';
export { Summarize, type SummaryAsked } from './app/summarize.js';
