export { AnalyticsHttpModule, AnalyticsJobsModule, SummariesModule } from './analytics.module.js';
export { Summarize, type SummaryAsked } from './app/summarize.js';
export { REPORT_JOB } from './jobs/reports/reports.job.js';
export { ReportsHttpModule, ReportsJobsModule } from './reports.module.js';
