export { PredictiveModels, type InlineTraining, type NewModel, type TrainingFromHistory } from './app/predictive-models.js';
export { Models1763800700000 } from './infra/migrations/1763800700000-models.js';
export { ModelWatching1763800800000 } from './infra/migrations/1763800800000-model-watching.js';
export { HistoryFeatures1763800850000 } from './infra/migrations/1763800850000-history-features.js';
export { WATCH_JOB } from './jobs/model-watch.job.js';
export { TRAIN_JOB } from './jobs/train.job.js';
export { MlHttpModule } from './ml-http.module.js';
export { MlJobsModule } from './ml-jobs.module.js';
export { PredictiveModelsModule } from './predictive-models.module.js';
