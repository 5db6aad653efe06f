export { ForecasterHttpModule, ForecasterJobsModule } from './forecaster.module.js';
export { ForecastEvaluation1763802300000 } from './infra/migrations/1763802300000-forecast-evaluation.js';
export { FORECAST_EVALUATION_JOB } from './jobs/forecast-evaluation.job.js';
