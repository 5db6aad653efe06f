export { AlertFindingsModule } from './alert-findings.module.js';
export { MONITORS_JOB } from './jobs/monitors/monitors.job.js';
export { MonitorsHttpModule, MonitorsJobsModule } from './monitors.module.js';
export { TrendsHttpModule, TrendsJobsModule } from './trends.module.js';
export { ForecasterHttpModule, ForecasterJobsModule } from './forecaster.module.js';
export { METRICS_JOB } from './jobs/metrics/metrics.job.js';
export { MetricsProjection } from './infra/metrics/metrics-projection.js';
export { SystemMetricsHttpModule, SystemMetricsJobsModule } from './system-metrics.module.js';
export { FORECAST_EVALUATION_JOB } from './jobs/forecast-evaluation.job.js';
