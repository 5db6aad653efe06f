export { Monitors1763802100000 } from './infra/migrations/1763802100000-monitors.js';
export { MONITORS_JOB } from './jobs/monitors/monitors.job.js';
export { MonitorsHttpModule, MonitorsJobsModule } from './monitors.module.js';
export { Trends1763802010000 } from './infra/migrations/1763802010000-trends.js';
export { TrendsHttpModule, TrendsJobsModule } from './trends.module.js';
export { ForecasterHttpModule, ForecasterJobsModule } from './forecaster.module.js';
export { ForecastEvaluation1763802300000 } from './infra/migrations/1763802300000-forecast-evaluation.js';
export { FORECAST_EVALUATION_JOB } from './jobs/forecast-evaluation.job.js';
