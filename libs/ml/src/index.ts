export { PredictiveModels, type InlineTraining, type NewModel } from './app/predictive-models.js';
export { LIBRARY, type Passport } from './app/passport.js';
export type { ShippedModel } from './app/shipped-models.js';
export { Models1763800700000 } from './infra/migrations/1763800700000-models.js';
export { ModelWatching1763800800000 } from './infra/migrations/1763800800000-model-watching.js';
export { TRAIN_JOB } from './jobs/train.job.js';
export { MlHttpModule } from './ml-http.module.js';
export { MlJobsModule } from './ml-jobs.module.js';
export { PredictiveModelsModule } from './predictive-models.module.js';
