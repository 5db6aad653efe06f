export { AnalyticsHttpModule, SummariesModule } from './analytics.module.js';
export { Summarize, type SummaryAsked } from './app/summarize.js';
export { CallsByUser1763804300000 } from './infra/migrations/1763804300000-calls-by-user.js';
