export { REFRESH_JOB } from './jobs/recommendations.job.js';
export { RecommendationsHttpModule, RecommendationsJobsModule } from './recommendations.module.js';
