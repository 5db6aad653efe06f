export { AnalyticsHttpModule, AnalyticsJobsModule } from './analytics.module.js';
export { ANALYTICS_JOB } from './jobs/add-up.job.js';
export { REPORT_JOB } from './jobs/reports/reports.job.js';
export { ReportsHttpModule, ReportsJobsModule } from './reports.module.js';
