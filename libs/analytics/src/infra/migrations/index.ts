export { PlatformAnalytics1763804310000 } from './1763804310000-platform-analytics.js';
export { Reports1763804600000 } from './1763804600000-reports.js';
export { ToldInsights1763804700000 } from './1763804700000-told-insights.js';
export { ReportRevisions1763804780000 } from './1763804780000-report-revisions.js';
export { ReportReviews1763804790000 } from './1763804790000-report-reviews.js';
